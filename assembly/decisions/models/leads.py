"""Who carries something out: exactly one of a state body, a body of the Assembly, an office."""

from django.db import models
from django.db.models import Q

# A heading is the beginning of the text, cut at a word: letters and lists have no room for more.
TITLE_LENGTH = 90


class Led(models.Model):
    """A text with one lead executor."""

    lead_state_body = models.ForeignKey(
        "bodies.StateBody", on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    lead_body = models.ForeignKey(
        "bodies.Body", on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    lead_office = models.ForeignKey(
        "bodies.Office", on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )

    class Meta:
        abstract = True

    @property
    def lead_name(self) -> str:
        """Return the executor's name in the reader's language."""
        return str(self.lead_state_body or self.lead_body or self.lead_office)

    @property
    def lead(self) -> dict[str, int | None]:
        """Return the keys of the lead, as the services take them."""
        return {
            "lead_state_body_id": self.lead_state_body_id,
            "lead_body_id": self.lead_body_id,
            "lead_office_id": self.lead_office_id,
        }


def exactly_one_lead(name: str) -> models.CheckConstraint:
    """Return the constraint that a record has exactly one lead executor."""
    return models.CheckConstraint(
        name=f"{name}_has_exactly_one_lead",
        condition=Q(lead_state_body__isnull=False, lead_body__isnull=True, lead_office__isnull=True)
        | Q(lead_state_body__isnull=True, lead_body__isnull=False, lead_office__isnull=True)
        | Q(lead_state_body__isnull=True, lead_body__isnull=True, lead_office__isnull=False),
    )


def beginning_of(text: str) -> str:
    """Return the beginning of a text as its heading."""
    first = text.strip().splitlines()[0].split(". ")[0].rstrip(".")
    if len(first) <= TITLE_LENGTH:
        return first
    return first[:TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(",;:") + "…"
