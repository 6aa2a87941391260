"""Approved programme documents in the search: for everybody; a draft is found among the documents by its writers."""

from django.utils.translation import gettext_lazy as _

from assembly.common.search_sources import Source, register_source
from secretariat.programmes.models import Programme


def register() -> None:
    """Say what of this room can be found."""
    register_source(
        Source(
            code="programmes",
            heading=_("Programme documents"),
            icon="milestone",
            order=31,
            called=("программн", "бағдарламалық", "programme"),
            rows=lambda _user, _on: Programme.objects.approved(),
            index="act",
            prefix="act__",
            titles=("act__title_kk", "act__title_ru", "act__title_en"),
            label="act__number",
            day="act__signed_on",
            page="programmes:public_programme",
        )
    )
