"""Addresses of the room."""

from django.urls import path

from assembly.people.views import (
    access,
    addresses,
    invitations,
    letters,
    me,
    paired,
    persons,
    saved_views,
    sign_ins,
)

app_name = "people"

urlpatterns = [
    path("me/", me.me, name="me"),
    path("me/sign-ins/", sign_ins.sign_in_list, name="sign_ins"),
    path("me/sign-ins/others/end/", sign_ins.sign_ins_end_others, name="sign_ins_end_others"),
    path("me/sign-ins/all/end/", sign_ins.sign_ins_end_all, name="sign_ins_end_all"),
    path("me/sign-ins/<int:sign_in_id>/end/", sign_ins.sign_in_end, name="sign_in_end"),
    path("me/phone/", me.phone_change, name="phone_change"),
    path("me/address/", addresses.address_change, name="address_change"),
    path("me/address/withdraw/", addresses.address_withdraw, name="address_withdraw"),
    path("address/<str:token>/", addresses.address_confirm, name="address_confirm"),
    path("me/letters/", me.letters_choose, name="letters_choose"),
    path("me/language/", me.language_change, name="language_change"),
    path("notices/", me.notice_list, name="notice_list"),
    path("notices/read/", me.notices_read, name="notices_read"),
    path("notices/<int:notice_id>/open/", me.notice_open, name="notice_open"),
    path("views-of-data/", access.access_list, name="access_list"),
    path("views/save/", saved_views.view_save, name="view_save"),
    path("views/<int:view_id>/default/", saved_views.view_default, name="view_default"),
    path("views/<int:view_id>/remove/", saved_views.view_remove, name="view_remove"),
    path("paired/", paired.paired_list, name="paired_list"),
    path("paired/<int:act_id>/", paired.paired_show, name="paired_show"),
    path("paired/<int:act_id>/confirm/", paired.paired_confirm, name="paired_confirm"),
    path("paired/<int:act_id>/withdraw/", paired.paired_withdraw, name="paired_withdraw"),
    path("persons/", invitations.person_list, name="person_list"),
    path("persons/invite/", invitations.persons_invite, name="persons_invite"),
    path("persons/<int:person_id>/", persons.person_card, name="person_card"),
    path("persons/<int:person_id>/close/", persons.person_close, name="person_close"),
    path("persons/<int:person_id>/second-factor/reset/", persons.factor_reset, name="factor_reset"),
    path("persons/letters/", letters.letter_list, name="letter_list"),
    path("persons/letters/<int:batch_id>/take/", letters.letter_take, name="letter_take"),
    path("persons/<int:person_id>/letter/", letters.letter_order, name="letter_order"),
    path("code/", letters.code_entry, name="code_entry"),
    path("persons/<int:person_id>/reopen/", persons.person_reopen, name="person_reopen"),
    path("persons/<int:person_id>/invite/", invitations.person_invite, name="person_invite"),
    path("invitation/<str:token>/", invitations.invitation_accept, name="invitation_accept"),
]
