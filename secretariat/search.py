"""Appeals in the search: for those who work with them."""

from django.utils.translation import gettext_lazy as _

from assembly.common.search_sources import Source, register_source
from secretariat.models import CitizenAppeal


def register() -> None:
    """Say what of this room can be found."""
    register_source(
        Source(
            code="appeals",
            heading=_("Citizens' appeals"),
            icon="mail-question-mark",
            order=45,
            called=("обращени", "жолданым", "appeal"),
            rows=lambda user, on: CitizenAppeal.objects.visible_to(user, on=on),
            index="appeal",
            numbers=("number",),
            titles=("subject",),
            label="number",
            day="registered_on",
            page="secretariat:appeal_card",
        )
    )
