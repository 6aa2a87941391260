"""Addresses of the room."""

from django.urls import path

from expert_council.views import council, elections, opinions

app_name = "expert_council"

urlpatterns = [
    path("", council.public, name="public"),
    path("published/<int:request_id>/", opinions.public_opinion, name="public_opinion"),
    path("council/", council.home, name="home"),
    path("composition/", council.composition, name="composition"),
    path("consents/new/", council.consent_ask, name="consent_ask"),
    path("consents/<int:consent_id>/", council.consent, name="consent"),
    path("consents/<int:consent_id>/paper/", council.consent_paper, name="consent_paper"),
    path("consents/<int:consent_id>/withdraw/", council.consent_withdraw, name="consent_withdraw"),
    path("statute/new/", council.statute_new, name="statute_new"),
    path("statute/<int:statute_id>/approve/", council.statute_approve, name="statute_approve"),
    path("elections/", elections.election_choice, name="election_choice"),
    path("elections/items/<int:item_id>/", elections.election_new, name="election_new"),
    path("elections/<int:election_id>/", elections.election, name="election"),
    path("elections/<int:election_id>/conclude/", elections.round_conclude, name="round_conclude"),
    path("elections/<int:election_id>/replace/", elections.polls_replace, name="polls_replace"),
    path("opinions/", opinions.opinion_list, name="opinions"),
    path("opinions/texts/", opinions.opinion_choice, name="opinion_choice"),
    path("opinions/on/<int:version_id>/", opinions.opinion_new, name="opinion_new"),
    path("opinions/<int:request_id>/", opinions.opinion, name="opinion"),
    path("opinions/<int:request_id>/write/", opinions.opinion_write, name="opinion_write"),
    path("opinions/<int:request_id>/dissent/", opinions.opinion_dissent, name="opinion_dissent"),
    path("opinions/<int:request_id>/issue/", opinions.opinion_issue, name="opinion_issue"),
    path("opinions/<int:request_id>/withdraw/", opinions.opinion_withdraw, name="opinion_withdraw"),
    path("opinions/<int:request_id>/experts/", opinions.expert_draw_in, name="expert_draw_in"),
]
