"""A new e-mail address that waits to be confirmed."""

from django.db import models

from assembly.people.querysets import AddressChangeQuerySet


class AddressChange(models.Model):
    """A person's wish to be written to, and to sign in, by another address.

    The link is made when the letter leaves: only the hash of its token is kept, it is used once, and a
    newer wish ends the earlier one. Until then the former address holds.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="address_changes")
    address = models.EmailField()
    token_hash = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = AddressChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(confirmed_at__isnull=True, ended_at__isnull=True),
                name="person_has_one_open_address_change",
            ),
            models.UniqueConstraint(
                fields=["token_hash"],
                condition=~models.Q(token_hash=""),
                name="address_change_token_is_unique",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_at__isnull=True) | models.Q(ended_at__isnull=True),
                name="address_change_is_confirmed_or_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"address change {self.pk}"
