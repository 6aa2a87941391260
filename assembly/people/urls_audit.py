"""Addresses of the journal: the floor of the audit knows nobody, so its page lives here."""

from django.urls import path

from assembly.people.views import audit

app_name = "audit"

urlpatterns = [path("", audit.events, name="events")]
