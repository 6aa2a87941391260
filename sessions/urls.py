"""Addresses of the room."""

from django.urls import path

from sessions import views

app_name = "sessions"

urlpatterns = [
    path("", views.session_list, name="list"),
    path("new/", views.session_new, name="new"),
    path("<int:assembly_session_id>/", views.session_detail, name="detail"),
    path("<int:assembly_session_id>/change/", views.session_change, name="change"),
    path("<int:assembly_session_id>/put/", views.session_put, name="put"),
]
