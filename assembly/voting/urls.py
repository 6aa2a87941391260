"""Addresses of the room."""

from django.urls import path

from assembly.voting.views import ballot, console, live, polls, tellers

app_name = "voting"

urlpatterns = [
    path("", polls.now_sitting, name="now"),
    path("poll/<int:poll_id>/", polls.poll, name="poll"),
    path("poll/<int:poll_id>/text/", polls.text, name="text"),
    path("<int:meeting_id>/live/", live.live, name="live"),
    path("<int:meeting_id>/hall/", polls.hall, name="hall"),
    path("<int:meeting_id>/ballot/", ballot.ballot, name="ballot"),
    path("<int:meeting_id>/ballot/remote/", ballot.take_part, name="take_part"),
    path("<int:meeting_id>/ballot/<int:poll_id>/cast/", ballot.cast, name="cast"),
    path("<int:meeting_id>/tellers/", tellers.tellers, name="tellers"),
    path("<int:meeting_id>/tellers/propose/", tellers.tellers_propose, name="tellers_propose"),
    path("<int:meeting_id>/console/", console.console, name="console"),
    path("<int:meeting_id>/console/draft/", console.poll_draft, name="poll_draft"),
    path("<int:meeting_id>/console/<int:poll_id>/open/", console.poll_open, name="poll_open"),
    path("<int:meeting_id>/console/<int:poll_id>/close/", console.poll_close, name="poll_close"),
    path("<int:meeting_id>/console/<int:poll_id>/void/", console.poll_void, name="poll_void"),
    path("<int:meeting_id>/console/item/<int:item_id>/begin/", console.item_begin, name="item_begin"),
    path("<int:meeting_id>/console/item/<int:item_id>/end/", console.item_end, name="item_end"),
]
