"""Addresses of what was sent: the floor of the outbox knows nobody, so its pages live here."""

from django.urls import path

from assembly.people.views import outbox

app_name = "outbox"

urlpatterns = [
    path("", outbox.message_list, name="message_list"),
    path("<int:message_id>/", outbox.message_show, name="message_show"),
    path("<int:message_id>/again/", outbox.message_send_again, name="message_send_again"),
]
