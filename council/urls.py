"""Addresses of the room."""

from django.urls import path

from council import views

app_name = "council"

urlpatterns = [path("", views.home, name="home")]
