"""Addresses of the room."""

from django.urls import path

from secretariat.programmes import views

app_name = "programmes"

urlpatterns = [
    path("", views.public_list, name="public_list"),
    path("published/<int:programme_id>/", views.public_programme, name="public_programme"),
    path("prepared/", views.programme_list, name="programmes"),
    path("prepared/new/", views.programme_new, name="programme_new"),
    path("prepared/<int:programme_id>/", views.programme, name="programme"),
    path("prepared/<int:programme_id>/agenda/", views.agenda_put, name="agenda_put"),
    path("prepared/<int:programme_id>/gates/<str:kind>/", views.gate_pass, name="gate_pass"),
    path("prepared/<int:programme_id>/put/", views.programme_put, name="programme_put"),
]
