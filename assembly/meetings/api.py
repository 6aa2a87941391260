"""Open data of sittings: how they stand, who was enough, what was on the agenda. Figures, never names."""

from typing import Any

import django_filters
from django.db.models import Count, F, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.http import Http404
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_field
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from assembly.bodies.enums import PUBLIC_ORGANS
from assembly.common.api.fields import LegalRefOut, Words, WordsOut, ref_of_code, words_of
from assembly.common.api.filters import DayFilter, Filters, YearFilter
from assembly.common.api.views import PublicList, PublicView, answers
from assembly.law.competences import COMPETENCES
from assembly.meetings.enums import ItemState, MeetingState, PresenceMode
from assembly.meetings.models import AgendaItem, Meeting, PresenceSpan, QuorumChange

ITEM_STATES = [one for one in ItemState.choices if one[0] != ItemState.WITHDRAWN]
NAMES = {competence.code: competence for competence in COMPETENCES}
QUORUM_EXAMPLE = {
    "members": 583,
    "required": 389,
    "legal_ref": {
        "code": "decree-747:9@2024-12-27",
        "act": "decree-747",
        "paragraph": "9",
        "subparagraph": "",
        "edition": "2024-12-27",
        "cite": {"kk": "9-тармақ", "ru": "п. 9", "en": "para. 9"},
    },
    "present_at_opening": 412,
    "hall_at_opening": 400,
    "remote_at_opening": 12,
}
SITTING = OpenApiExample(
    "a sitting of the Session",
    response_only=True,
    value={
        "id": 7,
        "organ": "assembly",
        "title": {"kk": "XXXVI Сессия", "ru": "XXXVI сессия", "en": None},
        "series": "36",
        "state": "closed",
        "starts_at": "2026-11-23T10:00:00+05:00",
        "place": {"kk": "Астана", "ru": "Астана", "en": None},
        "opened_at": "2026-11-23T10:04:00+05:00",
        "closed_at": "2026-11-23T13:20:00+05:00",
        "quorum": QUORUM_EXAMPLE,
    },
)


ITEM = {
    "number": 1,
    "title": {"kk": "Тұжырымдамалық тәсілдер туралы", "ru": "О концептуальных подходах", "en": None},
    "competence": None,
    "state": "considered",
    "began_at": "2026-11-23T10:10:00+05:00",
    "ended_at": "2026-11-23T11:00:00+05:00",
}


class QuorumAtOpeningOut(serializers.Serializer):
    """The frozen rule of quorum, and how many members who count were present when the sitting opened."""

    members = serializers.IntegerField(source="members_count", help_text="all members on the day, in persons")
    required = serializers.IntegerField(source="quorum_required", help_text="least number present")  # type: ignore[assignment]  # a field of the answer
    legal_ref = serializers.SerializerMethodField()
    present_at_opening = serializers.IntegerField(allow_null=True)
    hall_at_opening = serializers.IntegerField(allow_null=True)
    remote_at_opening = serializers.IntegerField(allow_null=True)

    @extend_schema_field(LegalRefOut)
    def get_legal_ref(self, meeting: Meeting) -> dict[str, Any]:
        """Return the paragraph and the edition of the rule."""
        return ref_of_code(meeting.quorum_ref)


class SittingOut(serializers.Serializer):
    """A sitting of the Assembly or of the Council."""

    id = serializers.IntegerField(source="pk", help_text="never reused: a sitting is never deleted")
    organ = serializers.ChoiceField(choices=PUBLIC_ORGANS, source="body.kind")
    title = Words("title")
    series = serializers.CharField(
        source="series_label", allow_blank=True, help_text="what decisions adopted here are numbered by: 36"
    )
    state = serializers.ChoiceField(choices=MeetingState.choices)
    starts_at = serializers.DateTimeField()
    place = Words("place")
    opened_at = serializers.DateTimeField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)
    quorum = serializers.SerializerMethodField(help_text="null before registration")

    @extend_schema_field(QuorumAtOpeningOut(allow_null=True))
    def get_quorum(self, meeting: Meeting) -> dict[str, Any] | None:
        """Return the figures of quorum once the roll is frozen."""
        return QuorumAtOpeningOut(meeting).data if meeting.quorum_ref else None


class QuorumChangeOut(serializers.Serializer):
    """Quorum was reached, lost or restored."""

    at = serializers.DateTimeField()
    is_met = serializers.BooleanField()
    present = serializers.IntegerField()
    required = serializers.IntegerField()  # type: ignore[assignment]  # a field of the answer


class CompetenceOut(serializers.Serializer):
    """The power by which the organ takes the item up."""

    code = serializers.CharField()
    name = WordsOut()
    legal_ref = LegalRefOut()


class AgendaItemOut(serializers.Serializer):
    """An item of the agenda; drafts are not public until they are adopted."""

    number = serializers.IntegerField()
    title = Words("title")
    competence = serializers.SerializerMethodField()
    state = serializers.ChoiceField(choices=ITEM_STATES)
    began_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)

    @extend_schema_field(CompetenceOut(allow_null=True))
    def get_competence(self, item: AgendaItem) -> dict[str, Any] | None:
        """Return whose matter it is and by which paragraph."""
        found = NAMES.get(item.competence)
        if found is None:
            return None
        return {
            "code": found.code,
            "name": words_of(found, "name"),
            "legal_ref": ref_of_code(found.legal_ref.code),
        }


class SittingWholeOut(SittingOut):
    """A sitting with its agenda and with how its quorum went."""

    quorum_changes = QuorumChangeOut(many=True)
    agenda = AgendaItemOut(many=True, source="public_items")


class SittingFilter(Filters):
    """Which sittings."""

    organ = django_filters.ChoiceFilter(
        choices=PUBLIC_ORGANS, field_name="body__kind", help_text="whose sittings"
    )
    state = django_filters.ChoiceFilter(choices=MeetingState.choices, help_text="where the sitting stands")
    year = YearFilter(field_name="starts_at__year", help_text="year of the sitting")
    since = DayFilter(field_name="starts_at__date", lookup_expr="gte", help_text="first day, included")
    until = DayFilter(field_name="starts_at__date", lookup_expr="lte", help_text="last day, included")


def public_items() -> QuerySet[AgendaItem]:
    """Return the items that everybody may read: neither taken off nor restricted, in their order."""
    return AgendaItem.objects.public().order_by("meeting", "number")


def public_sittings() -> QuerySet[Meeting]:
    """Return the public sittings with the figures of their openings, the latest first."""
    at_opening = (
        PresenceSpan.objects.filter(
            meeting=OuterRef("pk"),
            entry__counts_toward_quorum=True,
            span__startswith__lte=OuterRef("opened_at"),
        )
        .filter(Q(span__endswith__isnull=True) | Q(span__endswith__gt=OuterRef("opened_at")))
        .order_by()
        .values("meeting")
    )
    count = at_opening.annotate(n=Count("pk")).values("n")
    in_hall = at_opening.annotate(n=Count("pk", filter=Q(mode=PresenceMode.HALL))).values("n")
    figures = {
        "present_at_opening": Subquery(count, output_field=IntegerField()),
        "hall_at_opening": Subquery(in_hall, output_field=IntegerField()),
    }
    return (
        Meeting.objects.public()
        .select_related("body")
        .annotate(**figures)
        .annotate(remote_at_opening=F("present_at_opening") - F("hall_at_opening"))
        .order_by("-starts_at", "-pk")
    )


class SittingListView(PublicList):
    """Sittings of the Assembly and of the Council, the latest first."""

    serializer_class = SittingOut
    filterset_class = SittingFilter
    queryset = Meeting.objects.none()

    def get_queryset(self) -> QuerySet[Meeting]:
        """Return the public sittings."""
        return public_sittings()

    @extend_schema(
        operation_id="sittings_list",
        tags=["sittings"],
        responses=answers(SittingOut(many=True), lists=True),
        examples=[SITTING],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """List the sittings."""
        return self.list(request, *args, **kwargs)


class SittingView(PublicView):
    """One sitting."""

    serializer_class = SittingWholeOut

    @extend_schema(
        operation_id="sittings_retrieve",
        tags=["sittings"],
        responses=answers(SittingWholeOut),
        examples=[
            OpenApiExample(
                "a sitting of the Session",
                response_only=True,
                value={
                    **SITTING.value,
                    "quorum_changes": [
                        {"at": "2026-11-23T09:50:00+05:00", "is_met": True, "present": 389, "required": 389}
                    ],
                    "agenda": [ITEM],
                },
            )
        ],
    )
    def get(self, request: Request, pk: int) -> Response:
        """Tell one sitting: presence at the opening, how the quorum went, the agenda."""
        rows = public_sittings().prefetch_related(
            Prefetch("items", public_items(), to_attr="public_items"),
            Prefetch("quorum_changes", QuorumChange.objects.order_by("at", "pk")),
        )
        return Response(self.get_serializer(generics.get_object_or_404(rows, pk=pk)).data)


class AgendaView(PublicList):
    """The agenda of a sitting."""

    serializer_class = AgendaItemOut

    def get_queryset(self) -> QuerySet[AgendaItem]:
        """Return the public items of the sitting.

        Raises:
            Http404: there is no such public sitting.
        """
        if getattr(self, "swagger_fake_view", False):
            return AgendaItem.objects.none()
        if not Meeting.objects.public().filter(pk=self.kwargs["pk"]).exists():
            raise Http404
        return public_items().filter(meeting=self.kwargs["pk"])

    @extend_schema(
        operation_id="sittings_agenda_list",
        tags=["sittings"],
        responses=answers(AgendaItemOut(many=True), lists=True),
        examples=[OpenApiExample("an item", response_only=True, value=ITEM)],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """List the items of the agenda."""
        return self.list(request, *args, **kwargs)
