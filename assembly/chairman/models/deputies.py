"""Deputies of the Chairman from ethnocultural associations: whence they come and how long their rotation lasts."""

from django.db import models


class DeputyTerm(models.Model):
    """What the act says of a deputy from an association beside the office itself (п. 16).

    ``rotation_until`` is the first day after the period of rotation, which the President sets. The term in the
    office goes on until an act ends it: the period only reminds.
    """

    holding = models.OneToOneField(
        "bodies.OfficeHolding", on_delete=models.PROTECT, related_name="deputy_term"
    )
    association = models.ForeignKey("bodies.Association", on_delete=models.PROTECT, related_name="+")
    rotation_until = models.DateField()
    recommendation = models.ForeignKey(
        "documents.Act", on_delete=models.PROTECT, null=True, related_name="+", help_text="of the Council"
    )

    class Meta:
        ordering = ["rotation_until", "pk"]

    def __str__(self) -> str:
        return f"rotation of {self.holding_id} until {self.rotation_until}"
