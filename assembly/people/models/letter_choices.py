"""Which letters a person does without."""

from django.db import models


class MutedLetter(models.Model):
    """A kind of news that a person wants behind the bell alone; without a row it comes by letter too."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="muted_letters")
    kind = models.CharField(max_length=80)

    class Meta:
        ordering = ["kind"]
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="letter_is_muted_once")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.person_id}"
