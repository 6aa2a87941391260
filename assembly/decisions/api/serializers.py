"""What the open data tell of a decision: the words and figures of its public page, nothing more."""

from datetime import date
from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assembly.bodies.enums import PUBLIC_ORGANS
from assembly.common.api.fields import RuleOut, Words, WordsOut, rule_out, words_of
from assembly.common.clock import day_of
from assembly.decisions.models import Assignment, Consideration, Decision
from assembly.decisions.public import CHIPS, assignment_word, consideration_word
from assembly.decisions.selectors import in_order
from assembly.documents.models import Correction, Version
from assembly.documents.selectors import current_version
from assembly.voting.enums import PollForm
from assembly.voting.models import Poll

STATES = sorted(CHIPS)
POINT_STATES = ("done", "in_progress", "late")
CONSIDERATION_STATES = ("considered", "considering", "considering_late")


def permanent_address(decision: Decision) -> str:
    """Return the permanent address of a decision, neutral to languages."""
    return f"{settings.PORTAL_ADDRESS}/d/{decision.act.code}"


def digests_of(version: Version) -> dict[str, str]:
    """Return the checksums of the two official texts of a version."""
    return {"kk": version.sha256_kk, "ru": version.sha256_ru}


class DigestOut(serializers.Serializer):
    """Checksums of the two official texts, SHA-256, hexadecimal."""

    kk = serializers.CharField()
    ru = serializers.CharField()


class DecisionOut(serializers.Serializer):
    """A decision in a list."""

    code = serializers.CharField(source="act.code", help_text="names the decision for good; never reused")
    number = serializers.CharField()
    organ = serializers.ChoiceField(choices=PUBLIC_ORGANS, source="body.kind")
    title = Words("title", of="act")
    adopted_on = serializers.DateField(source="act.signed_on")
    is_address = serializers.SerializerMethodField()
    state = serializers.ChoiceField(choices=STATES, source="public_state")
    points = serializers.IntegerField(source="assigned_count")
    points_done = serializers.IntegerField(source="done_count")
    state_bodies = serializers.IntegerField(source="sent_count")
    state_bodies_considered = serializers.IntegerField(source="considered_count")
    url = serializers.SerializerMethodField()

    def get_is_address(self, decision: Decision) -> bool:
        """Say whether the decision has the form of an address."""
        return hasattr(decision, "address")

    def get_url(self, decision: Decision) -> str:
        """Return the permanent address."""
        return permanent_address(decision)


class VoteOut(serializers.Serializer):
    """Figures of the vote, in persons, with the rule that was frozen when it opened."""

    poll = serializers.IntegerField(source="pk", help_text="key of the poll")
    votes_for = serializers.IntegerField()
    votes_against = serializers.IntegerField()
    abstained = serializers.IntegerField()
    silent = serializers.IntegerField()
    present = serializers.IntegerField(source="present_count")
    members = serializers.IntegerField(source="members_count")
    needed = serializers.IntegerField(source="votes_needed")
    rule = serializers.SerializerMethodField()
    form = serializers.ChoiceField(choices=PollForm.choices)

    @extend_schema_field(RuleOut)
    def get_rule(self, poll: Poll) -> dict[str, Any]:
        """Return the frozen rule."""
        return rule_out(poll.majority)


class PointOut(serializers.Serializer):
    """A point under control: its text, executor, term and public state."""

    point = serializers.CharField()
    text = Words("text")
    executor = serializers.SerializerMethodField()
    due_on = serializers.DateField()
    state = serializers.SerializerMethodField()
    done_on = serializers.SerializerMethodField()

    @extend_schema_field(WordsOut)
    def get_executor(self, assignment: Assignment) -> dict[str, str | None]:
        """Return the lead executor's name."""
        lead = assignment.lead_state_body or assignment.lead_body or assignment.lead_office
        return words_of(lead, "name")

    @extend_schema_field(serializers.ChoiceField(choices=POINT_STATES))
    def get_state(self, assignment: Assignment) -> str:
        """Return done, in_progress or late."""
        return assignment_word(assignment, on=self.context["on"])

    def get_done_on(self, assignment: Assignment) -> date | None:
        """Return the day on which the point was taken off control."""
        return day_of(assignment.ended_at) if assignment.ended_at else None


class ConsiderationOut(serializers.Serializer):
    """A state body's duty to consider the decision (п. 11)."""

    state_body = Words("name", of="state_body")
    due_on = serializers.DateField()
    considered_on = serializers.DateField(allow_null=True)
    state = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ChoiceField(choices=CONSIDERATION_STATES))
    def get_state(self, consideration: Consideration) -> str:
        """Return considered, considering or considering_late."""
        return consideration_word(consideration, on=self.context["on"])


class CorrectionOut(serializers.Serializer):
    """A mistake of writing that was corrected after the vote: when, why, and the checksums of the text since then."""

    number = serializers.IntegerField(help_text="1 is the first correction")
    made_on = serializers.SerializerMethodField()
    reason = Words("reason")
    sha256 = serializers.SerializerMethodField()

    def get_made_on(self, correction: Correction) -> date:
        """Return the day of the correction, in Asia/Almaty."""
        return day_of(correction.made_at)

    @extend_schema_field(DigestOut)
    def get_sha256(self, correction: Correction) -> dict[str, str]:
        """Return the checksums of the corrected texts."""
        return digests_of(correction.version)


class VotedOut(serializers.Serializer):
    """The very text that was voted on, with its checksums; it stays whatever is corrected."""

    text = Words("text")
    sha256 = serializers.SerializerMethodField()

    @extend_schema_field(DigestOut)
    def get_sha256(self, version: Version) -> dict[str, str]:
        """Return the checksums of the texts."""
        return digests_of(version)


class TextOut(serializers.Serializer):
    """The text that holds now, what was corrected in it since the vote, and the text that was voted on."""

    text = serializers.SerializerMethodField(
        help_text="the text that holds now: of the last correction, if any"
    )
    sha256 = serializers.SerializerMethodField()
    corrections = serializers.SerializerMethodField()
    voted = VotedOut(source="version")

    @extend_schema_field(WordsOut)
    def get_text(self, decision: Decision) -> dict[str, str | None]:
        """Return the text that holds now."""
        return words_of(current_version(decision.act) or decision.version, "text")

    @extend_schema_field(DigestOut)
    def get_sha256(self, decision: Decision) -> dict[str, str]:
        """Return the checksums of the text that holds now."""
        return digests_of(current_version(decision.act) or decision.version)

    @extend_schema_field(CorrectionOut(many=True))
    def get_corrections(self, decision: Decision) -> Any:
        """Return what was corrected, the first one first."""
        rows = decision.act.corrections.select_related("version").order_by("number")
        return CorrectionOut(rows, many=True).data


class DecisionWholeOut(TextOut, DecisionOut):
    """A decision with its text, its vote and what became of it."""

    sitting = serializers.IntegerField(source="meeting_id")
    vote = VoteOut(source="poll")
    assignments = serializers.SerializerMethodField()
    considerations = serializers.SerializerMethodField()

    @extend_schema_field(PointOut(many=True))
    def get_assignments(self, decision: Decision) -> Any:
        """Return the points given to executors."""
        return PointOut(in_order(decision.assignments.with_names()), many=True, context=self.context).data

    @extend_schema_field(ConsiderationOut(many=True))
    def get_considerations(self, decision: Decision) -> Any:
        """Return who owes a consideration and who has considered."""
        rows = decision.considerations.select_related("state_body").order_by("state_body__code")
        return ConsiderationOut(rows, many=True, context=self.context).data


class PublicationOut(serializers.Serializer):
    """A republican medium that printed the address (п. 11)."""

    medium = Words("medium")
    published_on = serializers.DateField()
    link = serializers.URLField(allow_null=True)

    def to_representation(self, instance: Any) -> Any:
        """Return the publication; null where no link is known."""
        told = super().to_representation(instance)
        return {**told, "link": told["link"] or None}


class AddressOut(serializers.Serializer):
    """An address of the Assembly: published once a republican medium printed it, until then awaited (п. 11)."""

    code = serializers.CharField(source="act.code", help_text="that of the decision")
    number = serializers.CharField()
    title = Words("title", of="act")
    adopted_on = serializers.DateField(source="act.signed_on")
    issued_at = serializers.DateTimeField(source="address.issued_at")
    is_published = serializers.SerializerMethodField()
    publications = serializers.SerializerMethodField()
    state = serializers.ChoiceField(choices=STATES, source="public_state")
    url = serializers.SerializerMethodField()

    def get_is_published(self, decision: Decision) -> bool:
        """Say whether a republican medium is recorded."""
        return bool(decision.address.publications.all())

    @extend_schema_field(PublicationOut(many=True))
    def get_publications(self, decision: Decision) -> Any:
        """Return where it was printed."""
        return PublicationOut(decision.address.publications.all(), many=True).data

    def get_url(self, decision: Decision) -> str:
        """Return the permanent address."""
        return permanent_address(decision)


class AddressWholeOut(TextOut, AddressOut):
    """An address with its text."""
