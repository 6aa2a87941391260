"""The register of members of the Assembly: its columns, and what a row of it would change.

A row is a person with a seat in the Assembly and, where marked, one in the Council. A person is found by
the IIN, else by name and day of birth; who might be the same is offered, never assumed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

import assembly.bodies.imports.member_notes  # noqa: F401 -- the words of its remarks
from assembly.bodies.accreditation import Standing, day_that_counts, standing_finder
from assembly.bodies.enums import CellState, EndReason, NominationRoute, RegisterKind
from assembly.bodies.imports.base import (
    CheckedCell,
    CheckedRow,
    Circumstances,
    Register,
    by_folded,
    folded_name,
)
from assembly.bodies.imports.people import (
    NAME_COLUMNS,
    PERSON_COLUMNS,
    check_person_rows,
    compare_person,
)
from assembly.bodies.imports.readers import (
    NamedAct,
    context_with_regions,
    read_act,
    read_nomination,
    read_region,
    region_names,
)
from assembly.bodies.models import Association, Membership
from assembly.common.cells import in_two_languages, read_day, read_text, read_yes
from assembly.common.columns import Column
from assembly.people.models import Person

FAR = timedelta(days=366)
LANGUAGES = ("kk", "ru")
ETHNOCULTURAL = ("этнокультур", "этномадени")
POSTS_BETWEEN = "; "


@dataclass(slots=True)
class MemberPlan:
    """What is to be written for one person: values of the person, of the seat, and the seat itself."""

    person: Person | None
    person_values: dict[str, Any] = field(default_factory=dict)
    seat: Membership | None = None
    seat_values: dict[str, Any] = field(default_factory=dict)
    since: date | None = None
    act: NamedAct | None = None
    joins_council: bool = False
    council_since: date | None = None
    council_act: NamedAct | None = None


COLUMNS = (
    *PERSON_COLUMNS,
    Column(
        "region",
        _("Region"),
        ("өңір", "облыс", "өңірі", "регион", "область", "region"),
        read_region,
        kk="Өңір",
        ru="Регион",
        example="Абай облысы / область Абай",
        allowed=region_names,
    ),
    Column(
        "organisation",
        _("On behalf of"),
        ("бірлестік, ұйым", "бірлестік", "ұйым", "этномәдени бірлестік", "жұмыс орны", "объединение, организация",
         "объединение", "организация", "этнокультурное объединение", "место работы", "от кого", "organisation"),
        read_text,
        kk="Бірлестік, ұйым",
        ru="Объединение, организация",
        example="Областной маслихат",
    ),
    Column(
        "post",
        pgettext_lazy("member", "Post"),
        ("лауазымы", "лауазым", "қызметі", "должность", "пост", "post"),
        read_text,
        kk="Лауазымы",
        ru="Должность",
        example="төраға",
    ),
    Column(
        "nominated",
        _("Nominated by"),
        ("кім ұсынды", "ұсынған орган", "кем выдвинут", "кем рекомендован", "кто выдвинул", "nominated by"),
        read_nomination,
        kk="Кім ұсынды",
        ru="Кем выдвинут",
        example="Сессия региональной ассамблеи",
    ),
    Column(
        "basis",
        _("Basis"),
        ("негіздеме", "негізі", "негіз", "основание", "решение", "акт", "basis"),
        read_act,
        kk="Негіздеме",
        ru="Основание",
        example="Решение № 69 от 19.02.2009",
    ),
    Column(
        "since",
        _("Member since"),
        ("мүшелік басталған күні", "мүше болған күні", "мүшелікке қабылданған күні", "член с", "дата вступления",
         "дата начала членства", "в составе с", "member since"),
        read_day,
        is_required=True,
        kk="Мүшелік басталған күні",
        ru="Член с",
        example=date(2024, 2, 19),
    ),
    Column(
        "council",
        _("Member of the Council"),
        ("кеңес мүшесі", "кеңес", "член совета", "совет", "в совете", "council"),
        read_yes,
        kk="Кеңес мүшесі",
        ru="Член Совета",
        example="иә",
        allowed=lambda: ["иә / да", "жоқ / нет"],
    ),
    Column(
        "council_since",
        _("Member of the Council since"),
        ("кеңес мүшесі болған күні", "кеңес құрамында", "кеңестегі алғашқы күні", "член совета с",
         "в составе совета с", "дата вступления в совет", "member of the council since"),
        read_day,
        kk="Кеңес мүшесі болған күні",
        ru="Член Совета с",
        example=date(2024, 3, 1),
    ),
    Column(
        "council_basis",
        _("Basis of the seat in the Council"),
        ("кеңес мүшелігінің негіздемесі", "кеңес бойынша негіздеме", "основание членства в совете",
         "основание совет", "решение о совете", "basis of the seat in the council"),
        read_act,
        kk="Кеңес мүшелігінің негіздемесі",
        ru="Основание членства в Совете",
        example="Указ № 12 от 01.03.2024",
    ),
)  # fmt: skip


def check(rows: list[CheckedRow], under: Circumstances) -> None:
    """Match rows with persons and seats and say what would change."""
    persons = check_person_rows(rows, under)
    seats = _seats_of(persons.values())
    associations = by_folded(Association.objects.all(), "name_kk", "name_ru")
    standing_on = standing_finder(associations.values())
    repeated = {row.number: row for row in rows}
    for row in rows:
        if row.is_skipped:
            continue
        _check_days(row, under)
        if row.repeats is not None and row.repeats in repeated:
            _join(repeated[row.repeats], row)
    for row in rows:
        if not row.is_skipped and row.repeats is None:
            row.plan = _plan(row, persons.get(row.number), seats, associations, under)
            _check_accreditation(row, standing_on, under)


def _check_days(row: CheckedRow, under: Circumstances) -> None:
    since, born = row.values.get("since"), row.values.get("birth_on")
    if since and since > under.on + FAR:
        row.note("day_far", "since")
    elif since and since > under.on:
        row.note("day_ahead", "since")
    if since and born and since <= born:
        row.note("since_before_birth", "since")
    if "basis" not in row.cells and under.basis_id is None:
        row.note("act_missing", "basis")


def _seats_of(persons: Iterable[Person]) -> Mapping[tuple[int, str], list[Membership]]:
    """Return the seats of persons in the Assembly and the Council, by person and kind of body."""
    found: dict[tuple[int, str], list[Membership]] = {}
    seats = Membership.objects.filter(
        person__in=[person.pk for person in persons], body__kind__in=["assembly", "council"]
    ).select_related("body", "region", "association", "basis")
    for seat in seats.order_by("term"):
        found.setdefault((seat.person_id, seat.body.kind), []).append(seat)
    return found


def _join(first: CheckedRow, other: CheckedRow) -> None:
    """Join a row to the one above that is about the same person: posts are added, blanks are filled."""
    post = other.values.get("post")
    posts = str(first.values.get("post", "")).split(POSTS_BETWEEN)
    if post and post not in posts:
        first.values["post"] = POSTS_BETWEEN.join([*filter(None, posts), post])
        first.cells.setdefault("post", CheckedCell()).text = first.values["post"]
        first.note("post_joined", "post", post=post, row=other.number)
    for code, value in other.values.items():
        if code in {"post", *NAME_COLUMNS}:
            continue
        if code not in first.values and code not in first.cells:
            first.values[code] = value
            first.cells[code] = CheckedCell(other.cells[code].text)
        elif code in first.values and first.values[code] != value:
            other.note("repeat_differs", code, row=first.number)


def _plan(
    row: CheckedRow,
    person: Person | None,
    seats: Mapping[tuple[int, str], list[Membership]],
    associations: Mapping[str, Association],
    under: Circumstances,
) -> MemberPlan:
    row.subject = person.pk if person else None
    values = row.values
    plan = MemberPlan(person, compare_person(row, person), since=values.get("since"), act=values.get("basis"))
    own = seats.get((person.pk, "assembly"), []) if person else []
    plan.seat = next((seat for seat in own if seat.term.upper is None), None)
    _keep_what_went_on(plan, own)
    ended = [seat for seat in own if seat.term.upper is not None]
    if plan.since and any(seat.term.upper > plan.since and seat != plan.seat for seat in ended):
        row.note("seat_overlaps", "since", until=f"{max(s.term.upper for s in ended):%d.%m.%Y}")
    plan.seat_values = _seat_values(row, plan, associations, under)
    in_council = seats.get((person.pk, "council"), []) if person else []
    _check_council(row, plan, in_council)
    return plan


def _keep_what_went_on(plan: MemberPlan, own: Sequence[Membership]) -> None:
    """Leave a seat as it is where the row names the day or the act of its first span, before another role."""
    if plan.seat is None:
        return
    begun = plan.seat.term.lower
    for earlier in sorted(own, key=lambda seat: seat.term.lower, reverse=True):
        if earlier.end_reason != EndReason.ROLE_CHANGED or earlier.term.upper != begun:
            continue
        begun = earlier.term.lower
        if plan.act == _named(earlier):
            plan.act = None
        if plan.since == begun:
            plan.since = plan.seat.term.lower


def _seat_values(
    row: CheckedRow, plan: MemberPlan, associations: Mapping[str, Association], under: Circumstances
) -> dict[str, Any]:
    """Return what the seat would get, marking each cell: new, changed or the same."""
    seat, changed = plan.seat, {}
    region = row.values.get("region")
    if row.compare("region", seat.region if seat else None, region):
        changed["region"] = region
    if row.compare("since", seat.term.lower if seat else None, plan.since, shown=_shown_day):
        changed["since"] = plan.since
    if plan.act and row.compare("basis", _named(seat), plan.act, shown=_shown_act):
        changed["basis"] = plan.act
    elif plan.act is None and under.basis_id and (seat is None or seat.basis_id is None):
        changed["basis"] = under.basis_id
    changed |= _organisation(row, seat, associations)
    if "nominated" in row.values and not isinstance(row.values["nominated"], str):
        route = row.values["nominated"].route
        if row.compare("nominated", seat.nomination if seat else "", route, shown=_shown_route):
            changed["nomination"] = route
    else:
        changed |= _texts(row, seat, "nominated", "nominated_by")
    return changed | _texts(row, seat, "post", "post")


def _organisation(
    row: CheckedRow, seat: Membership | None, associations: Mapping[str, Association]
) -> dict[str, Any]:
    text = str(row.values.get("organisation", ""))
    found = associations.get(folded_name(text)) if text else None
    if found is not None:
        is_changed = row.compare("organisation", seat.association if seat else None, found)
        return {"association": found} if is_changed else {}
    if any(word in folded_name(text) for word in ETHNOCULTURAL):
        row.note("association_unknown", "organisation")
    return _texts(row, seat, "organisation", "on_behalf")


def _check_accreditation(
    row: CheckedRow, standing_on: Callable[[Association, date], Standing], under: Circumstances
) -> None:
    """Refuse a seat on behalf of an association that is not accredited on its first day (ст. 15), as by hand.

    Tables tell of seats given long ago. Where the first day is before all that the portal knows of the
    association, and it is accredited today, that is said and hinders nothing.
    """
    plan = row.plan
    association = plan.seat_values.get("association")
    if association is None or plan.since is None:
        return
    day = day_that_counts(plan.since, entered_on=under.on)
    standing = standing_on(association, day)
    if standing.is_accredited:
        return
    is_before = standing.known_since is not None and day < standing.known_since
    is_known = not (is_before and standing_on(association, under.on).is_accredited)
    code = "association_lapsed" if is_known else "accreditation_unknown"
    row.note(code, "organisation", day=_shown_day(day))


def _texts(row: CheckedRow, seat: Membership | None, code: str, name: str) -> dict[str, Any]:
    """Return the texts of a cell that differ, each under the language of its letters."""
    changed = {}
    for language, text in in_two_languages(str(row.values.get(code, ""))).items():
        old = getattr(seat, f"{name}_{language}") if seat else ""
        if row.compare(code, old, text):
            changed[f"{name}_{language}"] = text
    return changed


def _check_council(row: CheckedRow, plan: MemberPlan, seats: list[Membership]) -> None:
    """Say what becomes of the seat in the Council."""
    wanted = row.values.get("council")
    since = row.values.get("council_since")
    own = next((seat for seat in seats if seat.term.upper is None), None)
    if not wanted and own is not None:
        row.note("council_kept", "council")
    elif not wanted:
        for code in ("council_since", "council_basis"):
            if code in row.values:
                row.note("council_unmarked", code)
    elif own is not None:
        if since and since != own.term.lower:
            row.note("council_since_kept", "council_since", since=_shown_day(own.term.lower))
    else:
        _join_council(row, plan, seats)


def _join_council(row: CheckedRow, plan: MemberPlan, ended: list[Membership]) -> None:
    """Plan a seat in the Council: it has its own first day and act, else those of the row, which is said."""
    since, act = row.values.get("council_since"), row.values.get("council_basis")
    row.cells["council"].state = CellState.NEW
    plan.joins_council, plan.council_since, plan.council_act = True, since or plan.since, act or plan.act
    for code, value in (("council_since", since), ("council_basis", act)):
        if value:
            row.cells[code].state = CellState.NEW
    if not (since and act):
        row.note("council_as_assembly", "council")
    if since and plan.since and since < plan.since:
        row.note("council_before_assembly", "council_since", since=_shown_day(plan.since))
    first = plan.council_since
    if first and any(seat.term.upper > first for seat in ended):
        row.note("council_overlaps", "council")


def _named(seat: Membership | None) -> NamedAct | None:
    if seat is None or seat.basis is None:
        return None
    return NamedAct(seat.basis.kind, seat.basis.number, seat.basis.signed_on)


def _shown_route(route: str) -> str:
    return str(NominationRoute(route).label)


def _shown_day(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def _shown_act(act: NamedAct) -> str:
    return f"№ {act.number}, {act.day:%d.%m.%Y}"


MEMBERS = Register(
    code=RegisterKind.MEMBERS,
    columns=COLUMNS,
    needs=(NAME_COLUMNS,),
    check=check,
    context=lambda: dict(context_with_regions()),
    list_url="bodies:member_list",
)
