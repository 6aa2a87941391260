"""Addresses of the room."""

from django.urls import path

from assembly.deadlines import views

app_name = "deadlines"

urlpatterns = [
    path("", views.this_year, name="this_year"),
    path("<int:year>/", views.year, name="year"),
    path("<int:year>/export/", views.year_export, name="year_export"),
    path("<int:year>/add/", views.year_add, name="year_add"),
    path("day/", views.day_change, name="day_change"),
]
