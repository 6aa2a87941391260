"""Addresses of the pages that belong to no room."""

from django.urls import path

from assembly.common import pages

app_name = "common"

urlpatterns = [
    path("sight/", pages.sight, name="sight"),
    path("look/", pages.pieces, name="pieces"),
]
