"""Addresses of the room."""

from django.urls import path

from assembly.chairman import views, views_deputies, views_directions

app_name = "chairman"

urlpatterns = [
    path("matters/", views.matters, name="matters"),
    path("matters/<int:matter_id>/", views.matter, name="matter"),
    path("matters/<int:matter_id>/sign/", views.matter_sign, name="matter_sign"),
    path("matters/<int:matter_id>/refuse/", views.matter_refuse, name="matter_refuse"),
    path("matters/<int:matter_id>/withdraw/", views.matter_withdraw, name="matter_withdraw"),
    path("matters/<int:matter_id>/paper/", views.matter_paper, name="matter_paper"),
    path("acts/", views.acts, name="acts"),
    path("deputies/", views_deputies.deputies, name="deputies"),
    path("deputies/new/", views_deputies.deputy_new, name="deputy_new"),
    path("directions/prepared/", views_directions.directions_list, name="directions_list"),
    path("directions/prepared/new/", views_directions.directions_new, name="directions_new"),
    path(
        "directions/prepared/<int:edition_id>/",
        views_directions.directions_edition,
        name="directions_edition",
    ),
    path("directions/prepared/<int:edition_id>/put/", views_directions.directions_put, name="directions_put"),
]
