"""The register of members as a working table: what it is narrowed by, its order, its columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from assembly.bodies.enums import BodyKind
from assembly.bodies.models import Body, Membership
from assembly.bodies.querysets import MembershipQuerySet
from assembly.bodies.selectors import organ
from assembly.common.names import language_now
from assembly.common.pieces import Chip
from assembly.common.search import kazakh_order
from assembly.people.models import User
from assembly.people.models.persons import KAZAKH_ALPHABET, SORTABLE

YES, NO = "yes", "no"


def narrowed(seats: MembershipQuerySet, values: dict[str, Any], *, on: date) -> MembershipQuerySet:
    """Return the seats in force on a day that a filter names.

    Args:
        seats: those that the reader may see.
        values: what the filter says; what it does not say narrows nothing.
        on: the day.
    """
    found = seats.in_force_on(on).with_council(on).matching(values.get("q") or "")
    for name in ("role", "region", "association", "nomination"):
        if value := values.get(name):
            found = found.filter(**{name: value})
    if value := values.get("language"):
        found = found.filter(person__language=value)
    if council := values.get("council"):
        found = found.in_council(on, is_in=council == YES)
    if since := values.get("since"):
        found = found.filter(term__startswith__gte=since)
    if until := values.get("until"):
        found = found.filter(term__startswith__lte=until)
    if ends := values.get("ends"):
        found = found.filter(term__endswith__isnull=ends == NO)
    if account := values.get("account"):
        found = found.with_sign_in(has=account == YES)
    return found.select_related("person__user", "association", "region", "basis")


def chosen(values: dict[str, Any], *, user: User, today: date) -> tuple[Body, date, MembershipQuerySet]:
    """Return the body, the day and the seats that a filter names; the Assembly today when it names none."""
    body = values.get("body") or organ(BodyKind.ASSEMBLY)
    on = values.get("on") or today
    seats = Membership.objects.visible_to(user, on=today).of(body)
    return body, on, narrowed(seats, values, on=on)


def in_order(seats: MembershipQuerySet, sort: str) -> MembershipQuerySet:
    """Return the seats in the order that the page was asked for; by name, as Kazakh sorts, otherwise."""
    region = kazakh_order(f"region__name_{language_now()}", alphabet=KAZAKH_ALPHABET, sortable=SORTABLE)
    orders: dict[str, Any] = {
        "-name": ("-person__sort_key", "-person__given_name"),
        "region": (region.asc(nulls_last=True), "person__sort_key"),
        "-region": (region.desc(nulls_last=True), "person__sort_key"),
        "since": ("term__startswith", "person__sort_key"),
        "-since": ("-term__startswith", "person__sort_key"),
    }
    return seats.order_by(*orders.get(sort, ("person__sort_key", "person__given_name")), "pk")


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell of the page: words, smaller words under them, a state."""

    text: Any = ""
    hint: Any = ""
    chip: Chip | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the register: on the page a cell, in the sheet a value."""

    key: str
    label: Any
    cell: Callable[[Any, date], Cell]
    value: Callable[[Any, date], Any]
    sort: str = ""


def state_of(seat: Any, on: date) -> Chip:
    """Return the state of a seat in force on a day: whether it ends, whether its person can be written to."""
    if seat.term.upper is not None:
        word = _("Ends: %(day)s") % {"day": date_format(seat.term.upper, "SHORT_DATE_FORMAT")}
        return Chip("warn", "calendar-clock", word)
    if not seat.person.email:
        return Chip("info", "mail-x", pgettext("person", "No contacts"))
    return Chip("ok", "check", pgettext("seat", "In force"))


def _has_account(seat: Any) -> bool:
    return seat.person.user is not None and seat.person.user.is_active


def _yes(value: object) -> str:
    return pgettext("council", "yes") if value else pgettext("council", "no")


COLUMNS: tuple[Column, ...] = (
    Column(
        "behalf",
        gettext_lazy("On behalf of"),
        lambda seat, _on: Cell(seat.represents or "–"),
        lambda seat, _on: seat.represents,
    ),
    Column(
        "post",
        pgettext_lazy("member", "Post"),
        lambda seat, _on: Cell(seat.post or "–"),
        lambda seat, _on: seat.post,
    ),
    Column(
        "region",
        gettext_lazy("Region"),
        lambda seat, _on: Cell(seat.region.name if seat.region else "–"),
        lambda seat, _on: seat.region.name if seat.region else "",
        sort="region",
    ),
    Column(
        "role",
        gettext_lazy("Role in the body"),
        lambda seat, _on: Cell(seat.get_role_display()),
        lambda seat, _on: seat.get_role_display(),
    ),
    Column(
        "since",
        gettext_lazy("Member since"),
        lambda seat, _on: Cell(
            date_format(seat.term.lower, "SHORT_DATE_FORMAT"),
            f"{seat.basis.get_kind_display()} № {seat.basis.number}" if seat.basis else "",
        ),
        lambda seat, _on: seat.term.lower,
        sort="since",
    ),
    Column(
        "nomination",
        gettext_lazy("Nominated"),
        lambda seat, _on: Cell(seat.get_nomination_display() or "–", seat.nominated_by),
        lambda seat, _on: ", ".join(
            part for part in (seat.get_nomination_display(), seat.nominated_by) if part
        ),
    ),
    Column(
        "council",
        gettext_lazy("Council"),
        lambda seat, _on: Cell(_yes(seat.is_in_council)),
        lambda seat, _on: _yes(seat.is_in_council),
    ),
    Column(
        "language",
        gettext_lazy("Language"),
        lambda seat, _on: Cell(seat.person.get_language_display()),
        lambda seat, _on: seat.person.get_language_display(),
    ),
    Column(
        "account",
        gettext_lazy("Sign-in"),
        lambda seat, _on: Cell(_yes(_has_account(seat))),
        lambda seat, _on: _yes(_has_account(seat)),
    ),
    Column(
        "basis",
        gettext_lazy("Basis"),
        lambda seat, _on: Cell(seat.basis.reference if seat.basis else "–"),
        lambda seat, _on: seat.basis.reference if seat.basis else "",
    ),
    Column(
        "state",
        gettext_lazy("State"),
        lambda seat, on: Cell(chip=state_of(seat, on)),
        lambda seat, on: str(state_of(seat, on).word),
    ),
)
USUAL = ("behalf", "region", "since", "state")


def columns_of(keys: Sequence[str] | None, body: Body) -> list[Column]:
    """Return the chosen columns in their order; the usual ones of a body's register when none is chosen."""
    wanted = set(keys or (*USUAL, "council" if body.kind == BodyKind.ASSEMBLY else "role"))
    return [column for column in COLUMNS if column.key in wanted]
