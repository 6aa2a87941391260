"""Open data of polls: question, frozen rule, figures with their arithmetic; names in a roll call alone."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.http import http_date
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_field
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from assembly.common.api.fields import RuleOut, Words, rule_out
from assembly.common.api.filters import Filters, KeyFilter, YearFilter
from assembly.common.api.views import PublicList, PublicView, answers
from assembly.voting.enums import Choice, Outcome, PollForm, PollKind
from assembly.voting.models import Poll
from assembly.voting.selectors import named_votes, stored_tally
from assembly.voting.words import reckoning, sum_line

EXAMPLE: dict[str, Any] = {
    "id": 12,
    "sitting": 7,
    "number": 3,
    "kind": "substantive",
    "form": "open",
    "question": {"kk": "Шешім қабылдансын ба?", "ru": "Принять решение?", "en": None},
    "opened_at": "2026-11-23T11:10:00+05:00",
    "closed_at": "2026-11-23T11:13:00+05:00",
    "members_count": 583,
    "present_count": 412,
    "votes_needed": 207,
    "votes_for": 356,
    "votes_against": 21,
    "abstained": 19,
    "silent": 16,
    "outcome": "adopted",
    "rule": {
        "numerator": 1,
        "denominator": 2,
        "comparison": "more_than",
        "legal_ref": {
            "code": "decree-747:10@2024-12-27",
            "act": "decree-747",
            "paragraph": "10",
            "subparagraph": "",
            "edition": "2024-12-27",
            "cite": {"kk": "10-тармақ", "ru": "п. 10", "en": "para. 10"},
        },
    },
    "arithmetic": {"sum": "356 + 21 + 19 + 16 = 412", "needed": "412 × 1/2 = 206; > 206 → 207"},
    "ballots_digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
}


class ArithmeticOut(serializers.Serializer):
    """How the outcome came about, in signs that every language reads."""

    sum = serializers.CharField(help_text="for + against + abstained + silent = present: nobody is lost")
    needed = serializers.CharField(help_text="the base, the share in law, the least number that is enough")


class NamedVoteOut(serializers.Serializer):
    """One member's answer in a roll call; an empty choice means that he did not vote."""

    name = serializers.CharField()
    choice = serializers.ChoiceField(choices=Choice.choices, allow_blank=True)


class PollOut(serializers.Serializer):
    """A closed poll. Whoever abstained or kept silent stays in the base: those present when it opened."""

    id = serializers.IntegerField(source="pk", help_text="never reused: a poll is never deleted")
    sitting = serializers.IntegerField(source="meeting_id")
    number = serializers.IntegerField(help_text="number of the poll within its sitting")
    kind = serializers.ChoiceField(choices=PollKind.choices)
    form = serializers.ChoiceField(choices=PollForm.choices)
    question = Words("question")
    opened_at = serializers.DateTimeField()
    closed_at = serializers.DateTimeField()
    members_count = serializers.IntegerField(help_text="all members on the day, in persons")
    present_count = serializers.IntegerField(help_text="the base of the majority")
    votes_needed = serializers.IntegerField()
    votes_for = serializers.IntegerField()
    votes_against = serializers.IntegerField()
    abstained = serializers.IntegerField()
    silent = serializers.IntegerField()
    outcome = serializers.ChoiceField(choices=Outcome.choices)
    rule = serializers.SerializerMethodField()
    arithmetic = serializers.SerializerMethodField()
    ballots_digest = serializers.CharField(help_text="sha256 over all ballots, fixed at closing")

    @extend_schema_field(RuleOut)
    def get_rule(self, poll: Poll) -> dict[str, Any]:
        """Return the rule that was frozen when the poll opened."""
        return rule_out(poll.majority)

    @extend_schema_field(ArithmeticOut)
    def get_arithmetic(self, poll: Poll) -> dict[str, str]:
        """Return the sum of the voices and the reckoning of what was needed."""
        tally = stored_tally(poll)
        return {
            "sum": sum_line(tally) if tally else "",
            "needed": reckoning(poll.majority, present=poll.present_count or 0),
        }


class PollWholeOut(PollOut):
    """A closed poll; of a roll call, who answered what."""

    votes = serializers.SerializerMethodField()

    @extend_schema_field(NamedVoteOut(many=True, allow_null=True))
    def get_votes(self, poll: Poll) -> list[dict[str, str]] | None:
        """Return who answered what in a roll call; nothing in any other form."""
        if poll.form != PollForm.ROLL_CALL:
            return None
        return [{"name": voter.name, "choice": choice} for voter, choice in named_votes(poll)]


class PollFilter(Filters):
    """Which polls."""

    sitting = KeyFilter(field_name="meeting", help_text="key of the sitting")
    kind = django_filters.ChoiceFilter(choices=PollKind.choices, help_text="on a text, or procedural")
    form = django_filters.ChoiceFilter(choices=PollForm.choices, help_text="how it was voted")
    outcome = django_filters.ChoiceFilter(
        choices=Outcome.choices, help_text="what the rule made of the votes"
    )
    year = YearFilter(field_name="closed_at__year", help_text="year in which the poll closed")


class PollListView(PublicList):
    """Closed polls of the Assembly and of the Council, the latest first."""

    serializer_class = PollOut
    filterset_class = PollFilter
    queryset = Poll.objects.none()

    def get_queryset(self) -> QuerySet[Poll]:
        """Return the public polls."""
        return Poll.objects.public().order_by("-closed_at", "-pk")

    @extend_schema(
        operation_id="polls_list",
        tags=["polls"],
        responses=answers(PollOut(many=True), lists=True),
        examples=[OpenApiExample("a poll", response_only=True, value=EXAMPLE)],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """List the closed polls."""
        return self.list(request, *args, **kwargs)


class PollView(PublicView):
    """One closed poll; it never changes, so that Last-Modified is the moment of closing."""

    serializer_class = PollWholeOut

    @extend_schema(
        operation_id="polls_retrieve",
        tags=["polls"],
        responses=answers(PollWholeOut),
        examples=[OpenApiExample("a poll", response_only=True, value={**EXAMPLE, "votes": None})],
    )
    def get(self, request: Request, pk: int) -> Response:
        """Tell one closed poll: rule, figures, arithmetic, names in a roll call."""
        poll = generics.get_object_or_404(Poll.objects.public(), pk=pk)
        headers = {"Last-Modified": http_date(poll.closed_at.timestamp())} if poll.closed_at else {}
        return Response(self.get_serializer(poll).data, headers=headers)
