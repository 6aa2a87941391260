"""Open data: decisions, how they were voted, what became of them. Public, without sign-in or cookies."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import generics, serializers
from rest_framework.permissions import AllowAny

from assembly.common.clock import day_of
from assembly.decisions.models import Assignment, Consideration, Decision
from assembly.decisions.public import (
    CHIPS,
    adopted_in,
    assignment_word,
    consideration_word,
    matching,
    public_decisions,
)
from assembly.decisions.selectors import in_order

STATES = sorted(CHIPS)
FILTERS = [
    OpenApiParameter("q", OpenApiTypes.STR, description="words of the title, or the number"),
    OpenApiParameter("organ", OpenApiTypes.STR, enum=["assembly", "council"]),
    OpenApiParameter("year", OpenApiTypes.INT, description="year of adoption"),
    OpenApiParameter("state", OpenApiTypes.STR, enum=STATES),
]


class WordsSerializer(serializers.Serializer):
    """An official text: Kazakh and Russian always, English where there is one."""

    kk = serializers.CharField()
    ru = serializers.CharField()
    en = serializers.CharField(allow_blank=True)


class DigestSerializer(serializers.Serializer):
    """Checksums of the two official texts, SHA-256, hexadecimal."""

    kk = serializers.CharField()
    ru = serializers.CharField()


class DecisionLineSerializer(serializers.Serializer):
    """A decision in a list."""

    id = serializers.IntegerField(source="pk")
    number = serializers.CharField()
    organ = serializers.CharField(source="body.kind")
    title = serializers.SerializerMethodField()
    adopted_on = serializers.DateField(source="act.signed_on")
    is_address = serializers.SerializerMethodField()
    state = serializers.ChoiceField(choices=STATES, source="public_state")
    points = serializers.IntegerField(source="assigned_count")
    points_done = serializers.IntegerField(source="done_count")
    state_bodies = serializers.IntegerField(source="sent_count")
    state_bodies_considered = serializers.IntegerField(source="considered_count")
    url = serializers.SerializerMethodField()

    @extend_schema_field(WordsSerializer)
    def get_title(self, decision: Decision) -> dict[str, str]:
        """Return the title in its languages."""
        return words_of(decision.act, "title")

    def get_is_address(self, decision: Decision) -> bool:
        """Say whether the decision has the form of an address."""
        return hasattr(decision, "address")

    def get_url(self, decision: Decision) -> str:
        """Return the permanent address, neutral to languages."""
        return f"{settings.PORTAL_ADDRESS}/d/{decision.act.code}"


class VoteSerializer(serializers.Serializer):
    """Figures of the vote, in persons, with the rule that was frozen when it opened."""

    votes_for = serializers.IntegerField()
    votes_against = serializers.IntegerField()
    abstained = serializers.IntegerField()
    silent = serializers.IntegerField()
    present = serializers.IntegerField(source="present_count")
    members = serializers.IntegerField(source="members_count")
    needed = serializers.IntegerField(source="votes_needed")
    rule = serializers.CharField(source="majority_ref")
    form = serializers.CharField()


class PointSerializer(serializers.Serializer):
    """A point under control: its text, executor, term and public state."""

    point = serializers.CharField()
    text = serializers.SerializerMethodField()
    executor = serializers.SerializerMethodField()
    due_on = serializers.DateField()
    state = serializers.SerializerMethodField()
    done_on = serializers.SerializerMethodField()

    @extend_schema_field(WordsSerializer)
    def get_text(self, assignment: Assignment) -> dict[str, str]:
        """Return the text in its languages."""
        return words_of(assignment, "text")

    @extend_schema_field(WordsSerializer)
    def get_executor(self, assignment: Assignment) -> dict[str, str]:
        """Return the lead executor's name."""
        lead = assignment.lead_state_body or assignment.lead_body or assignment.lead_office
        return words_of(lead, "name")

    def get_state(self, assignment: Assignment) -> str:
        """Return done, in_progress or late."""
        return assignment_word(assignment, on=self.context["on"])

    def get_done_on(self, assignment: Assignment) -> date | None:
        """Return the day on which the point was taken off control."""
        return day_of(assignment.ended_at) if assignment.ended_at else None


class ConsiderationSerializer(serializers.Serializer):
    """A state body's duty to consider the decision (п. 11)."""

    state_body = serializers.SerializerMethodField()
    due_on = serializers.DateField()
    considered_on = serializers.DateField(allow_null=True)
    state = serializers.SerializerMethodField()

    @extend_schema_field(WordsSerializer)
    def get_state_body(self, consideration: Consideration) -> dict[str, str]:
        """Return the name of the state body."""
        return words_of(consideration.state_body, "name")

    def get_state(self, consideration: Consideration) -> str:
        """Return considered, considering or considering_late."""
        return consideration_word(consideration, on=self.context["on"])


class DecisionSerializer(DecisionLineSerializer):
    """A decision with its text, its vote and what became of it."""

    text = serializers.SerializerMethodField()
    sha256 = serializers.SerializerMethodField()
    vote = VoteSerializer(source="poll")
    assignments = serializers.SerializerMethodField()
    considerations = serializers.SerializerMethodField()

    @extend_schema_field(WordsSerializer)
    def get_text(self, decision: Decision) -> dict[str, str]:
        """Return the very text that was voted on."""
        return words_of(decision.version, "text")

    @extend_schema_field(DigestSerializer)
    def get_sha256(self, decision: Decision) -> dict[str, str]:
        """Return the checksums of the texts."""
        return {"kk": decision.version.sha256_kk, "ru": decision.version.sha256_ru}

    @extend_schema_field(PointSerializer(many=True))
    def get_assignments(self, decision: Decision) -> Any:
        """Return the points given to executors."""
        points = in_order(decision.assignments.with_names())
        return PointSerializer(points, many=True, context=self.context).data

    @extend_schema_field(ConsiderationSerializer(many=True))
    def get_considerations(self, decision: Decision) -> Any:
        """Return who owes a consideration and who has considered."""
        rows = decision.considerations.select_related("state_body").order_by("state_body__code")
        return ConsiderationSerializer(rows, many=True, context=self.context).data


class PublicView(generics.GenericAPIView):
    """Base of the open data: everybody may read, nobody is asked who he is."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    def get_serializer_context(self) -> dict[str, Any]:
        """Give serializers the day on which lateness is told."""
        return {**super().get_serializer_context(), "on": timezone.localdate()}


@extend_schema(parameters=FILTERS)
class DecisionListView(PublicView, generics.ListAPIView):
    """Adopted decisions, the latest first."""

    serializer_class = DecisionLineSerializer

    def get_queryset(self) -> QuerySet[Decision]:
        """Return the decisions that the filters name; a value that means nothing filters nothing."""
        asked = self.request.query_params
        rows = matching(public_decisions(on=timezone.localdate()), asked.get("q", "")[:200])
        if asked.get("organ"):
            rows = rows.filter(body__kind=asked["organ"])
        if asked.get("year", "").isdecimal():
            rows = adopted_in(rows, min(int(asked["year"]), date.max.year))
        if asked.get("state"):
            rows = rows.filter(public_state=asked["state"])
        return rows


class DecisionView(PublicView, generics.RetrieveAPIView):
    """One decision with its text, its vote and what became of it."""

    serializer_class = DecisionSerializer

    def get_queryset(self) -> QuerySet[Decision]:
        """Return adopted decisions."""
        rows = public_decisions(on=timezone.localdate())
        return rows.select_related("version", "poll")


def words_of(record: Any, field: str) -> dict[str, str]:
    """Return a text in its languages; English is empty where there is none."""
    return {language: getattr(record, f"{field}_{language}", "") for language in ("kk", "ru", "en")}
