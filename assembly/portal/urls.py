"""Addresses of the room: the public face, the desk, the search."""

from django.urls import path

from assembly.portal.views import desk, directions, law, open_data, public, search, verify

app_name = "portal"

urlpatterns = [
    path("", public.home, name="home"),
    path("desk/", desk.desk, name="desk"),
    path("search/", search.search, name="search"),
    path("decisions/", public.decisions, name="decisions"),
    path("decisions/<int:pk>/", public.decision, name="decision"),
    path("directions/", directions.directions, name="directions"),
    path("directions/<int:edition_id>/", directions.directions_edition, name="directions_edition"),
    path("decisions/<int:pk>/corrections/", public.corrections, name="decision_corrections"),
    path("session/<int:number>/", public.session, name="session"),
    path("addresses/", public.addresses, name="addresses"),
    path("addresses/<int:pk>/", public.address, name="address"),
    path("verify/", verify.verify, name="verify"),
    path("law/", law.law, name="law"),
    path("open-data/", open_data.open_data, name="open_data"),
]
