"""Addresses of the room."""

from django.urls import path

from secretariat.formations import views

app_name = "formations"

urlpatterns = [
    path("", views.public_list, name="public_list"),
    path("own/", views.formation_list, name="formations"),
    path("own/new/", views.formation_new, name="formation_new"),
    path("own/<int:formation_id>/", views.formation, name="formation"),
    path("own/<int:formation_id>/members/", views.member_name, name="member_name"),
    path("own/<int:formation_id>/members/<int:seat_id>/drop/", views.member_drop, name="member_drop"),
    path("own/<int:formation_id>/create/", views.formation_create, name="formation_create"),
    path("own/<int:formation_id>/report/", views.report_write, name="report_write"),
    path("own/<int:formation_id>/end/", views.formation_end, name="formation_end"),
]
