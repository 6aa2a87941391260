"""Figures of appeals: how many by topic, by region, by outcome, and how many in their term."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q
from django.db.models.functions import TruncDate
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from assembly.bodies.models import Region
from assembly.common.clock import ALMATY
from secretariat.enums import AppealChannel, AppealState, AppealTopic
from secretariat.models import CitizenAppeal
from secretariat.querysets import IN_WORK

Words = str | Promise
WORDS: tuple[Words, ...] = (
    pgettext_lazy("figures", "All"),
    pgettext_lazy("figures", "In work"),
    pgettext_lazy("figures", "Redirected"),
    pgettext_lazy("figures", "Answered in time"),
    pgettext_lazy("figures", "Answered late"),
    pgettext_lazy("figures", "Overdue now"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table of figures, in appeals."""

    label: Words
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures."""

    code: str
    heading: Words
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Figures:
    """All tables of a span of registration."""

    since: date
    until: date
    whole: Line
    tables: list[Table]

    @property
    def words(self) -> tuple[Words, ...]:
        """Return the headings of the columns."""
        return WORDS


def figures_of(*, since: date, until: date, on: date) -> Figures:
    """Count the appeals registered from ``since`` to ``until``, as they stand on a day; four questions."""
    found = CitizenAppeal.objects.filter(registered_on__gte=since, registered_on__lte=until)
    topics = _counted(found, "topic", on)
    regions = _counted(found, "region", on)
    channels = _counted(found, "channel", on)
    tables = [
        Table("topics", _("What they are about"), _lines(topics, AppealTopic.choices)),
        Table(
            "regions", _("By region"), _lines(regions, [(one.pk, one.name) for one in Region.objects.all()])
        ),
        Table("channels", _("How they came"), _lines(channels, AppealChannel.choices)),
    ]
    sums = tuple(sum(values[place] for values in topics.values()) for place in range(len(WORDS)))
    return Figures(since, until, Line(_("In all"), sums), tables)


def _counted(found: Any, by: str, on: date) -> dict[Any, tuple[int, ...]]:
    in_work = Q(state=AppealState.REGISTERED) | Q(state__in=IN_WORK)
    late_now = Q(state=AppealState.REGISTERED, triage_due_on__lt=on) | Q(state__in=IN_WORK, due_on__lt=on)
    in_time = Q(state=AppealState.ANSWERED, answered_on__lte=F("due_on"))
    rows = (
        found.annotate(answered_on=TruncDate("answered_at", tzinfo=ALMATY))
        .order_by()
        .values(by)
        .annotate(
            all=Count("pk"),
            open=Count("pk", filter=in_work),
            sent=Count("pk", filter=Q(state=AppealState.REDIRECTED)),
            good=Count("pk", filter=in_time),
            late=Count("pk", filter=Q(state=AppealState.ANSWERED, answered_on__gt=F("due_on"))),
            overdue=Count("pk", filter=late_now),
        )
    )
    names = ("all", "open", "sent", "good", "late", "overdue")
    return {row[by]: tuple(row[name] for name in names) for row in rows}


def _lines(counted: dict[Any, tuple[int, ...]], choices: Any) -> list[Line]:
    return [Line(label, counted[value]) for value, label in choices if value in counted]
