"""Reports of regions in the search: whole ones for those who may read them, the public part of accepted ones for all."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from assembly.common.navigation import address_of
from assembly.common.search_sources import Source, register_source
from regions.models import RegionalReport

QUARTER = Concat(Cast("year", CharField()), Value("-"), Cast("quarter", CharField()))
NAMES = ("assembly__name_kk", "assembly__name_ru", "assembly__name_en")
CALLED = ("отчет", "отчёт", "есеп", "report")


def inside(user: Any, on: date) -> Any:
    """Return the reports that ``user`` may read whole: of his own region, or of all (п. 18)."""
    return RegionalReport.objects.visible_to(user, on=on)


def published(user: Any, on: date) -> Any:
    """Return the accepted reports whose public part alone ``user`` reads."""
    return RegionalReport.objects.accepted().exclude(
        pk__in=RegionalReport.objects.visible_to(user, on=on).values("pk")
    )


def published_url(user: Any, row: Mapping[str, Any]) -> str:
    """Return the public page of an accepted report: its target is the code of the region, its label the quarter."""
    return address_of("regions:published_report", f"{row['target']:02d}", row["label"])


def register() -> None:
    """Say what of this room can be found."""
    register_source(
        Source(
            code="regional_reports", heading=_("Reports of regions"), icon="map", order=46, called=CALLED, rows=inside,
            index="body", prefix="assembly__", titles=NAMES, numbers=("year__int",), label=QUARTER, day="due_on",
            page="regions:report",
        )
    )  # fmt: skip
    register_source(
        Source(
            code="published_reports", heading=_("Published reports of regions"), icon="map", order=47, called=CALLED,
            rows=published, index="body", prefix="assembly__", titles=NAMES, numbers=("year__int",), label=QUARTER,
            day="accepted_at", target="assembly__region__code", url=published_url,
        )
    )  # fmt: skip
