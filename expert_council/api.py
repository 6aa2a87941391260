"""Open data of the Council: the opinions that everybody may read, each with the very version that was judged."""

from typing import Any

import django_filters
from django.conf import settings
from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from assembly.common.api.fields import Words
from assembly.common.api.filters import DayFilter, Filters, TextFilter, YearFilter, YesNoFilter
from assembly.common.api.views import PublicList, PublicView, answers
from assembly.common.search import containing
from assembly.decisions.api.serializers import DigestOut, digests_of
from expert_council.enums import Verdict
from expert_council.models import OpinionAuthor, OpinionRequest

CODE = "ob2w4zjnoqxgk3tdmvzxi2lunq"
LINE = {
    "code": CODE,
    "number": "3-2026",
    "title": {"kk": "Тұжырымдама жобасы", "ru": "Проект Концепции", "en": None},
    "issued_on": "2026-11-23",
    "verdict": "with_remarks",
    "version": 2,
    "is_outdated": False,
    "judged_sha256": {"kk": "b94d27b9934d3e08" * 4, "ru": "a665a45920422f9d" * 4},
    "url": f"https://portal.example/d/{CODE}",
}
WHOLE = {
    **LINE,
    "question": {"kk": "Мақсатына сай ма?", "ru": "Отвечает ли цели?", "en": None},
    "text": {"kk": "Жоба мақсатына сай.", "ru": "Проект отвечает цели.", "en": None},
    "sha256": {"kk": "9f86d081884c7d65" * 4, "ru": "2c26b46b68ffc68f" * 4},
    "experts": [
        {
            "name": "Сынақова Алма",
            "is_drawn_in": True,
            "affiliation": {"kk": "Университет, Германия", "ru": "Университет, Германия", "en": None},
            "dissent": {"kk": "Келіспеймін.", "ru": None, "en": None},
        }
    ],
}


class OpinionOut(serializers.Serializer):
    """A published opinion in a list; ``title`` is that of the text judged."""

    code = serializers.CharField(source="act.code", help_text="names the opinion for good; never reused")
    number = serializers.CharField(source="act.number")
    title = Words("title", of="version.document")
    issued_on = serializers.DateField(source="act.signed_on")
    verdict = serializers.ChoiceField(choices=Verdict.choices)
    version = serializers.IntegerField(source="version.number", help_text="number of the version judged")
    is_outdated = serializers.BooleanField(
        source="has_newer_version", help_text="the text has a newer version than the one judged"
    )
    judged_sha256 = serializers.SerializerMethodField(help_text="checksums of the version judged")
    url = serializers.SerializerMethodField()

    @extend_schema_field(DigestOut)
    def get_judged_sha256(self, opinion: OpinionRequest) -> dict[str, str]:
        """Return the checksums of the version that was judged."""
        return digests_of(opinion.version)

    def get_url(self, opinion: OpinionRequest) -> str:
        """Return the permanent address."""
        assert opinion.act is not None, "only an issued opinion is public"
        return f"{settings.PORTAL_ADDRESS}/d/{opinion.act.code}"


class ExpertOut(serializers.Serializer):
    """Who wrote; ``dissent`` is what he thinks otherwise, null in all languages where he agrees."""

    name = serializers.CharField(source="person.full_name")
    is_drawn_in = serializers.BooleanField(help_text="not of the Council (п. 22)")
    affiliation = Words("affiliation")
    dissent = Words("dissent")


class OpinionWholeOut(OpinionOut):
    """A published opinion with its text, its writers and every dissent."""

    question = Words("question")
    text = Words("text", of="act.version")
    sha256 = serializers.SerializerMethodField()
    experts = serializers.SerializerMethodField()

    @extend_schema_field(DigestOut)
    def get_sha256(self, opinion: OpinionRequest) -> dict[str, str]:
        """Return the checksums of the opinion's own text."""
        assert opinion.act is not None, "only an issued opinion is public"
        assert opinion.act.version is not None, "an issued opinion has its text"
        return digests_of(opinion.act.version)

    @extend_schema_field(ExpertOut(many=True))
    def get_experts(self, opinion: OpinionRequest) -> Any:
        """Return who wrote it."""
        return ExpertOut(
            OpinionAuthor.objects.filter(request=opinion).select_related("person"), many=True
        ).data


class OpinionFilter(Filters):
    """Which opinions."""

    q = TextFilter(method="of_words", help_text="words of the title of the text judged, or the number")
    year = YearFilter(field_name="act__signed_on__year", help_text="year of issue")
    since = DayFilter(field_name="act__signed_on", lookup_expr="gte", help_text="first day of issue")
    until = DayFilter(field_name="act__signed_on", lookup_expr="lte", help_text="last day of issue")
    verdict = django_filters.ChoiceFilter(choices=Verdict.choices, help_text="what the experts say")
    is_outdated = YesNoFilter(
        method="of_age", help_text="only those whose text has a newer version, or has none"
    )

    def of_words(self, rows: Any, name: str, value: str) -> Any:
        """Keep the opinions whose number or title holds each word."""
        return containing(rows, value, "act__number", "act__title_kk", "act__title_ru", "act__title_en")

    def of_age(self, rows: Any, name: str, value: str) -> Any:
        """Keep the opinions that are outdated, or those that are not."""
        return rows.filter(has_newer_version=value == "true")


def public_opinions() -> Any:
    """Return the opinions that everybody may read, the latest first."""
    return OpinionRequest.objects.published().with_names().order_by("-issued_at", "-pk")


class OpinionListView(PublicList):
    """Published expert opinions, the latest first."""

    serializer_class = OpinionOut
    filterset_class = OpinionFilter
    queryset = OpinionRequest.objects.none()

    def get_queryset(self) -> QuerySet[OpinionRequest]:
        """Return the published opinions."""
        return public_opinions()

    @extend_schema(
        operation_id="opinions_list",
        tags=["opinions"],
        responses=answers(OpinionOut(many=True), lists=True),
        examples=[OpenApiExample("an opinion", response_only=True, value=LINE)],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """List the opinions."""
        return self.list(request, *args, **kwargs)


class OpinionView(PublicView):
    """One published opinion with its text, its writers and every dissent."""

    serializer_class = OpinionWholeOut

    @extend_schema(
        operation_id="opinions_retrieve",
        tags=["opinions"],
        parameters=[
            OpenApiParameter(
                "code",
                str,
                OpenApiParameter.PATH,
                description="code of the opinion, as in its permanent address",
            )
        ],
        responses=answers(OpinionWholeOut),
        examples=[OpenApiExample("an opinion", response_only=True, value=WHOLE)],
    )
    def get(self, request: Request, code: str) -> Response:
        """Tell one opinion."""
        rows = public_opinions().select_related("act__version")
        return Response(self.get_serializer(generics.get_object_or_404(rows, act__code=code)).data)
