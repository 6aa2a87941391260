"""A person's photograph."""

from django.db import models


class Portrait(models.Model):
    """The photograph that a person has put on his own card; one at a time, a former one is not kept."""

    person = models.OneToOneField("people.Person", on_delete=models.PROTECT, related_name="portrait")
    stored_file = models.OneToOneField("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"portrait of {self.person_id}"
