"""Open data of the registers: regions, and the composition of the Assembly and of the Council on a day.

Of a member the public is told his name and on whose behalf he sits; nothing else of a person is read.
"""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from assembly.bodies.enums import PUBLIC_ORGANS, SeatRole
from assembly.bodies.models import Body, Membership, Region
from assembly.bodies.procedures import NoProcedure, procedure_of
from assembly.bodies.selectors import RegionNow, regions_on
from assembly.common.api.fields import RuleOut, Words, WordsOut, rule_out, words_of
from assembly.common.api.filters import IsoDayField
from assembly.common.api.views import PublicList, PublicView, answers

ORGAN = OpenApiParameter("organ", str, OpenApiParameter.PATH, enum=[*dict(PUBLIC_ORGANS)])
ON_DAY = OpenApiParameter(
    "on", {"type": "string", "format": "date"}, description="the day; today when not given"
)
REGION_EXAMPLE = OpenApiExample(
    "a region",
    response_only=True,
    value={
        "code": "71",
        "iso": "KZ-71",
        "name": {"kk": "Астана қаласы", "ru": "город Астана", "en": "Astana city"},
        "assembly": {"kk": "Астана қаласының Ассамблеясы", "ru": "Ассамблея города Астаны", "en": None},
        "chair": "Сынақов Айдос",
        "members_count": 31,
    },
)
MEMBER_EXAMPLE = OpenApiExample(
    "a member",
    response_only=True,
    value={
        "name": "Сынақов Айдос",
        "role": "member",
        "on_behalf": {"kk": "Үлгі бірлестігі", "ru": "Объединение «Образец»", "en": None},
    },
)
COMPOSITION_EXAMPLE = OpenApiExample(
    "the Assembly",
    response_only=True,
    value={
        "organ": "assembly",
        "name": {"kk": "Қазақстан халқы Ассамблеясы", "ru": "Ассамблея народа Казахстана", "en": None},
        "on": "2026-11-23",
        "members_count": 583,
        "counted_toward_quorum": 583,
        "quorum": {
            "required": 389,
            "rule": {
                "numerator": 2,
                "denominator": 3,
                "comparison": "at_least",
                "legal_ref": {
                    "code": "decree-747:9@2024-12-27",
                    "act": "decree-747",
                    "paragraph": "9",
                    "subparagraph": "",
                    "edition": "2024-12-27",
                    "cite": {"kk": "9-тармақ", "ru": "п. 9", "en": "para. 9"},
                },
            },
        },
        "members": "https://portal.example/api/v1/compositions/assembly/members/?on=2026-11-23",
    },
)


class RegionOut(serializers.Serializer):
    """A region with its assembly: name, chair (the akim ex officio), how many members it has today."""

    code = serializers.CharField(
        source="region.code", help_text="ISO 3166-2 without the country; never reused"
    )
    iso = serializers.SerializerMethodField()
    name = Words("name", of="region")
    assembly = serializers.SerializerMethodField()
    chair = serializers.CharField(source="chair.full_name", default=None, allow_null=True)
    members_count = serializers.IntegerField(min_value=0)

    def get_iso(self, row: RegionNow) -> str:
        """Return the whole ISO 3166-2 code."""
        return f"KZ-{row.region.code}"

    @extend_schema_field(WordsOut(allow_null=True))
    def get_assembly(self, row: RegionNow) -> dict[str, str | None] | None:
        """Return the name of the regional assembly, null while it is not entered."""
        return words_of(row.assembly, "name") if row.assembly else None


class RegionListView(PublicList):
    """The regions, the capital and the two cities, by their codes."""

    serializer_class = RegionOut
    queryset = Region.objects.none()

    def get_queryset(self) -> Any:
        """Return the regions with their assemblies and chairs."""
        return sorted(regions_on(timezone.localdate()), key=lambda row: row.region.code)

    @extend_schema(
        operation_id="regions_list",
        tags=["regions"],
        responses=answers(RegionOut(many=True), lists=True),
        examples=[REGION_EXAMPLE],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """List the regions."""
        return self.list(request, *args, **kwargs)


class RegionView(PublicView):
    """One region."""

    serializer_class = RegionOut

    @extend_schema(
        operation_id="regions_retrieve",
        tags=["regions"],
        parameters=[OpenApiParameter("code", str, OpenApiParameter.PATH, description="ISO 3166-2: 71")],
        responses=answers(RegionOut),
        examples=[REGION_EXAMPLE],
    )
    def get(self, request: Request, code: str) -> Response:
        """Tell one region."""
        for row in regions_on(timezone.localdate()):
            if row.region.code == code:
                return Response(self.get_serializer(row).data)
        raise Http404


class QuorumOut(serializers.Serializer):
    """How many members make the organ competent, and by which rule."""

    required = serializers.IntegerField(min_value=0)  # type: ignore[assignment]  # a field of the answer
    rule = RuleOut()


class CompositionOut(serializers.Serializer):
    """An organ on a day: how many members, how many are enough, where their names are."""

    organ = serializers.ChoiceField(choices=PUBLIC_ORGANS)
    name = WordsOut()
    on = serializers.DateField()
    members_count = serializers.IntegerField(min_value=0)
    counted_toward_quorum = serializers.IntegerField(min_value=0)
    quorum = QuorumOut(allow_null=True, help_text="null while nobody is a member, or no rule was in force")
    members = serializers.URLField()


class MemberOut(serializers.Serializer):
    """A member: his name, his role in the organ, on whose behalf he sits."""

    name = serializers.CharField(source="person.full_name")
    role = serializers.ChoiceField(choices=SeatRole.choices)
    on_behalf = serializers.SerializerMethodField()

    @extend_schema_field(WordsOut)
    def get_on_behalf(self, seat: Membership) -> dict[str, str | None]:
        """Return on whose behalf he sits; null in a language in which it was not entered."""
        if seat.association is not None:
            return words_of(seat.association, "name")
        return words_of(seat, "on_behalf")


class _OnADay(PublicView):
    def organ(self) -> Body:
        """Return the organ named in the address.

        Raises:
            Http404: there is none.
        """
        kind = self.kwargs["organ"]
        found = Body.objects.filter(kind=kind).first() if kind in dict(PUBLIC_ORGANS) else None
        if found is None:
            raise Http404
        return found

    def day(self) -> date:
        """Return the day asked for; today when none is.

        Raises:
            ValidationError: what was asked for is no day.
        """
        asked = self.request.query_params.get("on")
        if asked is None:
            return timezone.localdate()
        try:
            return IsoDayField().clean(asked)
        except forms.ValidationError as error:
            raise serializers.ValidationError({"on": error.messages}) from error

    def seats(self, organ: Body, day: date) -> QuerySet[Membership]:
        """Return the seats in force on the day."""
        return Membership.objects.of(organ).in_force_on(day)


class CompositionView(_OnADay):
    """The Assembly or the Council on a day."""

    serializer_class = CompositionOut

    @extend_schema(
        operation_id="compositions_retrieve",
        tags=["compositions"],
        parameters=[ORGAN, ON_DAY],
        responses=answers(CompositionOut, lists=True),
        examples=[COMPOSITION_EXAMPLE],
    )
    def get(self, request: Request, organ: str) -> Response:
        """Tell how many members the organ has on a day and how many make it competent."""
        body, day = self.organ(), self.day()
        counted = self.seats(body, day).counted().count()  # type: ignore[attr-defined]  # the room's own queryset
        address = reverse("api:members", args=[organ], request=request)
        whole: dict[str, Any] = {
            "organ": body.kind,
            "name": words_of(body, "name"),
            "on": day,
            "members_count": self.seats(body, day).count(),
            "counted_toward_quorum": counted,
            "quorum": _quorum(body, day, counted),
            "members": f"{address}?on={day:%Y-%m-%d}",
        }
        return Response(CompositionOut(whole).data)


def _quorum(body: Body, day: date, counted: int) -> dict[str, Any] | None:
    try:
        rule = procedure_of(body, day).quorum
    except NoProcedure:
        return None
    return {"required": rule.least_part(of=counted), "rule": rule_out(rule)} if counted else None


class MemberListView(_OnADay, PublicList):
    """Who sits in the Assembly or in the Council on a day, in the Kazakh order of names."""

    serializer_class = MemberOut

    def get_queryset(self) -> QuerySet[Membership]:
        """Return the seats in force."""
        if getattr(self, "swagger_fake_view", False):
            return Membership.objects.none()
        return (
            self.seats(self.organ(), self.day())
            .select_related("person", "association")
            .order_by("person__sort_key", "person__given_name", "pk")
        )

    @extend_schema(
        operation_id="compositions_members_list",
        tags=["compositions"],
        parameters=[ORGAN, ON_DAY],
        responses=answers(MemberOut(many=True), lists=True),
        examples=[MEMBER_EXAMPLE],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """List the members by name."""
        return self.list(request, *args, **kwargs)
