"""Open data of polls: the figures of closed polls that made a decision; names where the vote was by roll call."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.utils.decorators import method_decorator
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.generics import RetrieveAPIView
from rest_framework.permissions import AllowAny

from assembly.voting.enums import PollForm
from assembly.voting.models import Poll
from assembly.voting.selectors import named_votes


class RuleOut(serializers.Serializer):
    """The frozen rule: a share of those present, and its paragraph."""

    numerator = serializers.IntegerField(source="majority_numerator")
    denominator = serializers.IntegerField(source="majority_denominator")
    comparison = serializers.CharField(source="majority_comparison")
    legal_ref = serializers.CharField(source="majority_ref")


class VoteOut(serializers.Serializer):
    """One member's answer in a roll call; an empty choice means that he did not vote."""

    name = serializers.CharField()
    choice = serializers.CharField(allow_blank=True)


class PollOut(serializers.ModelSerializer):
    """A closed poll: question, rule, figures, outcome, checksum of its ballots."""

    rule = RuleOut(source="*")
    meeting = serializers.CharField(source="meeting.title")
    votes = serializers.SerializerMethodField(allow_null=True)

    class Meta:
        model = Poll
        fields = [
            "id", "meeting", "number", "kind", "form", "question_kk", "question_ru", "question_en", "opened_at", "closed_at",
            "members_count", "present_count", "votes_needed", "votes_for", "votes_against", "abstained", "silent",
            "outcome", "ballots_digest", "rule", "votes",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(VoteOut(many=True, allow_null=True))
    def get_votes(self, poll: Poll) -> list[dict[str, str]] | None:
        """Return who answered what in a roll call; nothing in any other form."""
        if poll.form != PollForm.ROLL_CALL:
            return None
        return [{"name": voter.name, "choice": choice} for voter, choice in named_votes(poll)]


@method_decorator(login_not_required, name="dispatch")
@extend_schema(summary="Figures of a closed poll", responses=PollOut)
class PollDetail(RetrieveAPIView):
    """The figures of one poll; a poll that made no decision is not found."""

    permission_classes = [AllowAny]
    authentication_classes: list[Any] = []
    serializer_class = PollOut
    queryset = Poll.objects.public().select_related("meeting")
