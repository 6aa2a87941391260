"""The register of officers of state bodies: a person, a state body, the role in the portal, the first day."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from assembly.bodies.enums import OfficerRole, RegisterKind
from assembly.bodies.imports.base import CheckedRow, Circumstances, Register, by_folded, folded_name
from assembly.bodies.imports.people import (
    NAME_COLUMNS,
    PERSON_COLUMNS,
    check_person_rows,
    compare_person,
)
from assembly.bodies.models import StateBody, StateBodyOfficer
from assembly.bodies.paired import POSTS
from assembly.common.books import Cell
from assembly.common.cell_notes import register_notes
from assembly.common.cells import CellFault, Read, choice_reader, clean_text, in_two_languages, read_day
from assembly.common.columns import Column
from assembly.people.models import Person

FAR = timedelta(days=366)


@dataclass(slots=True)
class OfficerPlan:
    """What is to be written of one officer: the person, the post, the values that differ."""

    person: Person | None
    person_values: dict[str, Any] = field(default_factory=dict)
    post: StateBodyOfficer | None = None
    state_body: StateBody | None = None
    role: str = OfficerRole.OFFICER
    since: date | None = None
    is_changed: bool = False


def read_state_body(cell: Cell, *, state_bodies: dict[str, StateBody], **_context: Any) -> Read:
    """Return the state body that a cell names by its code or in Kazakh or Russian.

    Raises:
        CellFault: the register has none of that name.
    """
    text, notes = clean_text(cell)
    for name in (text, *in_two_languages(text).values()):
        if found := state_bodies.get(folded_name(name)):
            return Read(found, tuple(notes))
    raise CellFault("state_body_unknown")


read_role = choice_reader(
    code="role_unclear",
    coordinator=("координатор", "уилестируши", "үйлестіруші", "coordinator"),
    head=("руководитель", "басшы", "head"),
    officer=("ответственн", "сотрудник", "исполнитель", "жауапты", "кызметкер", "officer"),
)


def state_body_names() -> list[str]:
    """Return what may stand in the column of state bodies, for the template."""
    return [f"{body.name_kk} / {body.name_ru}" for body in StateBody.objects.filter(is_active=True)]


PERSON = tuple(column for column in PERSON_COLUMNS if column.code not in {"birth_on", "sex"})
COLUMNS = (
    *PERSON,
    *(column for column in PERSON_COLUMNS if column.code in {"birth_on", "sex"}),
    Column(
        "state_body",
        _("State body"),
        ("мемлекеттік орган", "орган", "государственный орган", "госорган", "министерство", "state body"),
        read_state_body,
        is_required=True,
        kk="Мемлекеттік орган",
        ru="Государственный орган",
        example="mki",
        allowed=state_body_names,
    ),
    Column(
        "role",
        _("Post in the portal"),
        ("порталдағы рөлі", "рөлі", "порталдағы міндеті", "роль в портале", "роль", "post in the portal", "role"),
        read_role,
        kk="Порталдағы рөлі",
        ru="Роль в портале",
        example="жауапты қызметкер",
        allowed=lambda: ["жауапты қызметкер / ответственный сотрудник"],
    ),
    Column(
        "since",
        _("First day"),
        ("бірінші күні", "тағайындалған күні", "басталған күні", "первый день", "дата назначения", "с какого дня",
         "назначен с", "first day"),
        read_day,
        is_required=True,
        kk="Бірінші күні",
        ru="Первый день",
        example=date(2026, 1, 12),
    ),
)  # fmt: skip


def check(rows: list[CheckedRow], under: Circumstances) -> None:
    """Match rows with persons and posts and say what would change."""
    persons = check_person_rows(rows, under)
    posts: dict[tuple[int, int], list[StateBodyOfficer]] = {}
    for post in StateBodyOfficer.objects.filter(person__in=[person.pk for person in persons.values()]):
        posts.setdefault((post.person_id, post.state_body_id), []).append(post)
    first = {row.number: row for row in rows}
    for row in rows:
        if row.is_skipped:
            continue
        if row.repeats is not None:
            _refuse_other_body(row, first[row.repeats])
            continue
        since = row.values.get("since")
        if since and since > under.on + FAR:
            row.note("day_far", "since")
        person = persons.get(row.number)
        row.subject = person.pk if person else None
        row.plan = _plan(row, person, posts)


def _refuse_other_body(row: CheckedRow, first: CheckedRow) -> None:
    """Refuse a second post of one person in the same table: it needs a table, or a page, of its own."""
    if row.values.get("state_body") != first.values.get("state_body"):
        row.note("second_post", "state_body", row=first.number)


def _plan(
    row: CheckedRow, person: Person | None, posts: dict[tuple[int, int], list[StateBodyOfficer]]
) -> OfficerPlan:
    plan = OfficerPlan(person, compare_person(row, person), state_body=row.values.get("state_body"))
    own = posts.get((person.pk, plan.state_body.pk), []) if person and plan.state_body else []
    plan.post = next((post for post in own if post.term.upper is None), None)
    plan.since = row.values.get("since")
    plan.role = row.values.get("role") or (plan.post.role if plan.post else OfficerRole.OFFICER)
    if plan.since and any(post.term.upper and post.term.upper > plan.since for post in own):
        row.note("post_overlaps", "since")
    old = plan.post
    differs = [
        row.compare("state_body", old.state_body if old else None, plan.state_body),
        row.compare("since", old.term.lower if old else None, plan.since, shown=_shown_day),
        row.compare("role", old.role if old else None, row.values.get("role")),
    ]
    plan.is_changed = any(differs)
    if plan.role in POSTS and (old is None or old.role != plan.role):
        row.note("role_needs_two", "role")
    return plan


def _shown_day(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def context() -> dict[str, Any]:
    """Return what readers of cells ask for: state bodies by code and name."""
    bodies = list(StateBody.objects.all())
    return {"state_bodies": by_folded(bodies, "code", "name_kk", "name_ru")}


OFFICERS = Register(
    code=RegisterKind.OFFICERS,
    columns=COLUMNS,
    needs=(NAME_COLUMNS, ("state_body",)),
    check=check,
    context=context,
    list_url="bodies:state_body_list",
)

register_notes(
    "error",
    {
        "state_body_unknown": _("The register has no such state body"),
        "role_needs_two": _(
            "This role gives rights: enter it on the page of the state body, another person confirms it there"
        ),
        "role_unclear": _("The role cannot be read: {text}"),
        "second_post": _(
            "Row {row} gives this person a post at another state body: enter one of them by hand"
        ),
        "post_overlaps": _("An earlier post there lasted longer: two posts cannot overlap"),
    },
)
