"""Addresses of the room."""

from django.urls import path

from assembly.meetings.views import agenda, convening, members, minutes, registration

app_name = "meetings"

urlpatterns = [
    path("", members.meeting_list, name="list"),
    path("invitations/<int:invitation_id>/", members.invitation, name="invitation"),
    path("bodies/<int:body_id>/new/", convening.meeting_new, name="meeting_new"),
    path("<int:meeting_id>/", members.meeting, name="meeting"),
    path("<int:meeting_id>/remote/", members.remote_confirm, name="remote_confirm"),
    path("<int:meeting_id>/remote/leave/", members.remote_leave, name="remote_leave"),
    path("<int:meeting_id>/signal/", members.signal, name="signal"),
    path("<int:meeting_id>/registration/", registration.registration, name="registration"),
    path("<int:meeting_id>/registration/open/", registration.registration_open, name="registration_open"),
    path("<int:meeting_id>/registration/<int:entry_id>/in/", registration.member_in, name="member_in"),
    path("<int:meeting_id>/registration/<int:entry_id>/out/", registration.member_out, name="member_out"),
    path("<int:meeting_id>/open/", registration.meeting_open, name="meeting_open"),
    path("<int:meeting_id>/break/", registration.meeting_break, name="meeting_break"),
    path("<int:meeting_id>/resume/", registration.meeting_resume, name="meeting_resume"),
    path("<int:meeting_id>/close/", registration.meeting_close, name="meeting_close"),
    path("<int:meeting_id>/agenda/", agenda.agenda, name="agenda"),
    path("<int:meeting_id>/agenda/<int:item_id>/", agenda.item_change, name="item_change"),
    path("<int:meeting_id>/agenda/<int:item_id>/withdraw/", agenda.item_withdraw, name="item_withdraw"),
    path("<int:meeting_id>/agenda/<int:item_id>/draft/", agenda.item_draft, name="item_draft"),
    path("<int:meeting_id>/minutes/", minutes.minutes, name="minutes"),
    path("<int:meeting_id>/minutes/draft/", minutes.minutes_draft, name="minutes_draft"),
    path("<int:meeting_id>/minutes/sign/", minutes.minutes_sign, name="minutes_sign"),
    path("<int:meeting_id>/minutes/approve/", minutes.minutes_approve, name="minutes_approve"),
]
