"""Documents and acts in the search: for those who prepare texts (п. 17)."""

from collections.abc import Mapping
from typing import Any

from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from assembly.common.navigation import address_of
from assembly.common.search_sources import Source, register_source
from assembly.documents.enums import ActKind
from assembly.documents.models import Act, Document


def act_url(user: Any, row: Mapping[str, Any]) -> str:
    """Return the register of acts with the acts of this number in it."""
    return f"{address_of('documents:act_list')}?{urlencode({'q': row['label']})}"


def register() -> None:
    """Say what of this room can be found."""
    register_source(
        Source(
            code="documents",
            heading=_("Documents"),
            icon="file-text",
            order=70,
            rows=lambda user, on: Document.objects.visible_to(user, on=on),
            index="document",
            day="created_at",
            page="documents:document",
        )
    )
    register_source(
        Source(
            code="acts",
            heading=_("Acts"),
            icon="stamp",
            order=80,
            # A decision is found as what it is.
            rows=lambda user, on: Act.objects.visible_to(user, on=on).exclude(kind=ActKind.DECISION),
            index="act",
            label="number",
            day="signed_on",
            url=act_url,
        )
    )
