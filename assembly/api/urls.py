"""Addresses of the API: ``/api/v1/``. Every room keeps the views of its own models."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny

from assembly.api.tables import TableView
from assembly.bodies.api import CompositionView, MemberListView, RegionListView, RegionView
from assembly.common.api.views import NothingHere
from assembly.decisions.api.views import AddressListView, AddressView, DecisionListView, DecisionView
from assembly.meetings.api import AgendaView, SittingListView, SittingView
from assembly.voting.api import PollListView, PollView
from expert_council.api import OpinionListView, OpinionView
from regions.api import RegionalReportListView
from sessions.api import SessionListView, SessionView

app_name = "api"

# The description of the API is itself public.
OPEN = {"permission_classes": [AllowAny], "authentication_classes": []}

urlpatterns = [
    path("sessions/", SessionListView.as_view(), name="session_list"),
    path("sessions/<int:number>/", SessionView.as_view(), name="session"),
    path("sittings/", SittingListView.as_view(), name="sitting_list"),
    path("sittings/<int:pk>/", SittingView.as_view(), name="sitting"),
    path("sittings/<int:pk>/agenda/", AgendaView.as_view(), name="agenda"),
    path("polls/", PollListView.as_view(), name="poll_list"),
    path("polls/<int:pk>/", PollView.as_view(), name="poll"),
    path("decisions/", DecisionListView.as_view(), name="decision_list"),
    path("decisions/<slug:code>/", DecisionView.as_view(), name="decision"),
    path("addresses/", AddressListView.as_view(), name="address_list"),
    path("addresses/<slug:code>/", AddressView.as_view(), name="address"),
    path("compositions/<slug:organ>/", CompositionView.as_view(), name="composition"),
    path("compositions/<slug:organ>/members/", MemberListView.as_view(), name="members"),
    path("regions/", RegionListView.as_view(), name="region_list"),
    path("regions/<slug:code>/", RegionView.as_view(), name="region"),
    path("regions/<slug:code>/reports/", RegionalReportListView.as_view(), name="region_reports"),
    path("opinions/", OpinionListView.as_view(), name="opinion_list"),
    path("opinions/<slug:code>/", OpinionView.as_view(), name="opinion"),
    path("tables/<slug:name>.csv", TableView.as_view(), name="table"),
    path("schema/", login_not_required(SpectacularAPIView.as_view(**OPEN)), name="schema"),
    path(
        "",
        login_not_required(SpectacularSwaggerSplitView.as_view(url_name="api:schema", **OPEN)),
        name="docs",
    ),
    re_path(r"^.*/$", NothingHere.as_view(), name="nothing"),
]
