"""Lists of the room as sheets."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assembly.common.sheets import sheet_response
from expert_council.models import OpinionRequest
from expert_council.selectors import opinion_chip, verdict_chip


def opinion_sheet(rows: Any) -> HttpResponse:
    """Return the opinions of a list, fetched ``with_names()``, as a sheet."""
    return sheet_response(
        file_name="opinions",
        title=_("Expert opinions"),
        headings=[
            _("Text"),
            _("Version"),
            pgettext("deadline", "Term"),
            pgettext("object", "State"),
            pgettext("expert", "Opinion"),
            _("Number"),
            _("Issued on"),
            pgettext("opinion", "Outdated"),
        ],
        rows=[_line(row) for row in rows],
    )


def _line(row: OpinionRequest) -> tuple[Any, ...]:
    verdict, act = verdict_chip(row), row.act
    return (
        row.version.document.title,
        row.version.number,
        row.due_on,
        opinion_chip(row).word,
        verdict.word if verdict else "",
        act.number if act else "",
        act.signed_on if act else None,
        _("Yes") if row.has_newer_version else _("No"),  # type: ignore[attr-defined]  # see ``with_names``
    )
