"""Addresses of the room."""

from django.urls import URLPattern

app_name = "chairman"

urlpatterns: list[URLPattern] = []
