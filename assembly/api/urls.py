"""Addresses of the API."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny

from assembly.decisions.api import DecisionListView, DecisionView
from assembly.voting.api import PollDetail

app_name = "api"

urlpatterns = [
    path("decisions/", login_not_required(DecisionListView.as_view()), name="decision_list"),
    path("decisions/<int:pk>/", login_not_required(DecisionView.as_view()), name="decision"),
    path("polls/<int:pk>/", PollDetail.as_view(), name="poll"),
    path(
        "schema/",
        login_not_required(
            SpectacularAPIView.as_view(permission_classes=[AllowAny], authentication_classes=[])
        ),
        name="schema",
    ),
    path(
        "",
        login_not_required(
            SpectacularSwaggerSplitView.as_view(
                url_name="api:schema", permission_classes=[AllowAny], authentication_classes=[]
            )
        ),
        name="docs",
    ),
]
