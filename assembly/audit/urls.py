"""Addresses of the room."""

from django.urls import URLPattern

app_name = "audit"

urlpatterns: list[URLPattern] = []
