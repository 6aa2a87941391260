"""Open data of the regions: the accepted reports of each, their figures and the texts that everybody may read."""

from typing import Any

import django_filters
from django.db.models import Prefetch, QuerySet
from django.http import Http404
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from assembly.bodies.models import Region
from assembly.common.api.filters import Filters, YearFilter
from assembly.common.api.views import PublicList, answers
from regions.enums import Verdict
from regions.form import FIGURES, TEXTS
from regions.models import RegionalReport, ReportVersion

EXAMPLE = OpenApiExample(
    "a report",
    response_only=True,
    value={
        "region": "71",
        "year": 2026,
        "quarter": 3,
        "due_on": "2026-10-14",
        "accepted_at": "2026-10-12T09:30:00+05:00",
        "form": 1,
        "language": "kk",
        "figures": {"events": 14, "participants": 896},
        "texts": {"main_events": "Тоқсан ішінде 14 іс-шара өтті."},
        "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    },
)
FIGURES_OUT: dict[str, Any] = {
    "type": "object",
    "properties": {figure.name: {"type": "integer", "minimum": 0} for figure in FIGURES},
}
TEXTS_OUT: dict[str, Any] = {
    "type": "object",
    "properties": {text.name: {"type": "string"} for text in TEXTS if text.is_public},
}


class RegionalReportOut(serializers.Serializer):
    """An accepted report: its figures and public texts, in the language in which the region wrote them."""

    region = serializers.CharField(
        source="assembly.region.code", help_text="ISO 3166-2 without the country; never reused"
    )
    year = serializers.IntegerField()
    quarter = serializers.IntegerField(min_value=1, max_value=4)
    due_on = serializers.DateField(source="term_on", help_text="a term by default; no act sets it")
    accepted_at = serializers.DateTimeField()
    form = serializers.SerializerMethodField(help_text="number of the form by which it was written")
    language = serializers.SerializerMethodField()
    figures = serializers.SerializerMethodField()
    texts = serializers.SerializerMethodField()
    sha256 = serializers.SerializerMethodField(help_text="digest of the whole version that was accepted")

    def get_form(self, report: RegionalReport) -> int:
        """Return the number of the form."""
        return _told(report).form

    @extend_schema_field(serializers.ChoiceField(choices=["kk", "ru"]))
    def get_language(self, report: RegionalReport) -> str:
        """Return the language of the texts."""
        return _told(report).language

    @extend_schema_field(FIGURES_OUT)
    def get_figures(self, report: RegionalReport) -> dict[str, int]:
        """Return what was counted, by the names of the form."""
        return _told(report).figures

    @extend_schema_field(TEXTS_OUT)
    def get_texts(self, report: RegionalReport) -> dict[str, str]:
        """Return the texts that everybody may read."""
        told = _told(report).texts
        return {text.name: told[text.name] for text in TEXTS if text.is_public and text.name in told}

    def get_sha256(self, report: RegionalReport) -> str:
        """Return the digest of the version."""
        return _told(report).sha256


class RegionalReportFilter(Filters):
    """Which reports."""

    year = YearFilter(field_name="year", help_text="year of the quarter")
    quarter = django_filters.NumberFilter(
        field_name="quarter", min_value=1, max_value=4, help_text="number of the quarter, 1 to 4"
    )


class RegionalReportListView(PublicList):
    """Accepted reports of a region, the latest quarter first."""

    serializer_class = RegionalReportOut
    filterset_class = RegionalReportFilter
    queryset = RegionalReport.objects.none()

    def get_queryset(self) -> QuerySet[RegionalReport]:
        """Return the accepted reports of the region that the address names.

        Raises:
            Http404: there is no such region.
        """
        if getattr(self, "swagger_fake_view", False):
            return RegionalReport.objects.none()
        code = self.kwargs["code"]
        if not Region.objects.filter(code=code).exists():
            raise Http404
        accepted = ReportVersion.objects.filter(verdict__kind=Verdict.ACCEPTED)
        return (
            RegionalReport.objects.accepted()
            .filter(assembly__region__code=code)
            .select_related("assembly__region")
            .prefetch_related(Prefetch("versions", accepted, to_attr="accepted_versions"))
            .order_by("-year", "-quarter")
        )

    @extend_schema(
        operation_id="regions_reports_list",
        tags=["regions"],
        parameters=[OpenApiParameter("code", str, OpenApiParameter.PATH, description="ISO 3166-2: 71")],
        responses=answers(RegionalReportOut(many=True), lists=True),
        examples=[EXAMPLE],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """List the accepted reports of the region."""
        return self.list(request, *args, **kwargs)


def _told(report: RegionalReport) -> ReportVersion:
    """Return the accepted version of a report that carries its ``accepted_versions``."""
    version: ReportVersion = report.accepted_versions[0]  # type: ignore[attr-defined]  # see get_queryset
    return version
