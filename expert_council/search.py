"""Published opinions in the search: for everybody, as the page of the Council lists them."""

from django.utils.translation import gettext_lazy as _

from assembly.common.search_sources import Source, register_source
from expert_council.models import OpinionRequest


def register() -> None:
    """Say what of this room can be found; an opinion that is not published is found by the register of acts alone."""
    register_source(
        Source(
            code="opinions",
            heading=_("Expert opinions"),
            icon="file-search",
            order=32,
            called=("заключени", "қорытынды", "opinion"),
            rows=lambda _user, _on: OpinionRequest.objects.published(),
            index="act",
            prefix="act__",
            titles=("act__title_kk", "act__title_ru", "act__title_en"),
            label="act__number",
            day="act__signed_on",
            page="expert_council:public_opinion",
        )
    )
