"""Matters on the Chairman's desk in the search: for him and for those who put them."""

from django.utils.translation import gettext_lazy as _

from assembly.chairman.models import Matter
from assembly.common.search_sources import Source, register_source


def register() -> None:
    """Say what of this room can be found."""
    register_source(
        Source(
            code="matters", heading=_("Matters of the Chairman"), icon="signature", order=45, index="matter",
            rows=lambda user, on: Matter.objects.visible_to(user, on=on), day="put_at",
            page="chairman:matter",
        )
    )  # fmt: skip
