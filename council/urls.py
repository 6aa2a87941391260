"""Addresses of the room."""

from django.urls import path

from council import views

app_name = "council"

urlpatterns = [
    path("", views.home, name="home"),
    path("meetings/new/", views.meeting_new, name="meeting_new"),
    path("meetings/<int:council_meeting_id>/", views.meeting, name="meeting"),
    path("meetings/<int:council_meeting_id>/change/", views.meeting_change, name="meeting_change"),
    path("meetings/<int:council_meeting_id>/put/", views.meeting_put, name="meeting_put"),
    path("meetings/<int:council_meeting_id>/convene/", views.meeting_convene, name="meeting_convene"),
    path(
        "meetings/<int:council_meeting_id>/decisions/<int:decision_id>/excerpt/",
        views.excerpt_order,
        name="excerpt_order",
    ),
    path("meetings/<int:council_meeting_id>/take-back/", views.meeting_take_back, name="meeting_take_back"),
]
