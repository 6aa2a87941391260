"""Composing minutes from the records of a sitting: nothing in them is typed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from assembly.audit.models import AuditEvent
from assembly.bodies.models import OfficeHolding
from assembly.bodies.procedures import procedure_of
from assembly.common.clock import day_of
from assembly.common.dates import official_date
from assembly.law.acts import ref_of
from assembly.law.competences import competence_of
from assembly.meetings.annexes import entries_of
from assembly.meetings.enums import ItemState
from assembly.meetings.minutes_words import (
    EVENTS,
    HEADS,
    LANGUAGES,
    REGULATION_NOTE,
    cite_in_act,
    clock_of,
    quorum_words,
)
from assembly.meetings.models import AgendaItem, Meeting, QuorumChange
from assembly.meetings.selectors import participants_count, presence_at
from assembly.people.models import Person

BREAKS = {"meetings.break_called": "break", "meetings.meeting_resumed": "resumed"}


@dataclass(frozen=True, slots=True)
class Line:
    """What happened at a moment, in each language."""

    at: datetime
    words: dict[str, str]


def compose_minutes(meeting: Meeting) -> dict[str, str]:
    """Return the whole text of the minutes of a closed sitting by language: kk, ru.

    Header, those who presided and kept the record, quorum at the opening with its arithmetic,
    agenda, and the course of the sitting in the order of time with the lines of polls and decisions.

    Raises:
        ValueError: the sitting was never closed.
    """
    if meeting.opened_at is None or meeting.closed_at is None:
        raise ValueError("minutes are composed of a closed sitting")
    course = course_of(meeting)
    parts: tuple[Callable[[Meeting, str], str], ...] = (_header, _particulars, _quorum, _agenda)
    return {
        language: "\n\n".join(
            [
                *(part(meeting, language) for part in parts),
                HEADS[language]["course"],
                *(f"{clock_of(line.at)}. {line.words[language]}" for line in course),
                _signatures(meeting, language),
                REGULATION_NOTE[language],
            ]
        )
        for language in LANGUAGES
    }


def course_of(meeting: Meeting) -> list[Line]:
    """Return what happened in the order of time: opening, items, quorum, breaks, polls, closing."""
    lines = [
        *_items(meeting),
        *_quorum_changes(meeting),
        *_breaks(meeting),
        *(
            Line(
                entry.at,
                {"kk": f"{entry.heading_kk}\n{entry.text_kk}", "ru": f"{entry.heading_ru}\n{entry.text_ru}"},
            )
            for entry in entries_of(meeting)
        ),
    ]
    opening = [Line(meeting.opened_at, _event("opened"))] if meeting.opened_at else []
    closing = [Line(meeting.closed_at, _event("closed"))] if meeting.closed_at else []
    return [*opening, *sorted(lines, key=lambda line: line.at), *closing]


def person_words(person: Person | None, meeting: Meeting, language: str) -> str:
    """Return a person with the office held on the day of the sitting; a dash for nobody."""
    if person is None:
        return "–"
    day = day_of(meeting.opened_at or meeting.starts_at)
    holding = (
        OfficeHolding.objects.filter(person=person)
        .in_force_on(day)
        .select_related("office")
        .order_by("office__kind")
    ).first()
    if holding is None:
        return person.full_name
    return f"{getattr(holding.office, f'name_{language}')} {person.full_name}"


def _event(name: str, **values: object) -> dict[str, str]:
    return {language: EVENTS[language][name].format(**values) for language in LANGUAGES}


def _header(meeting: Meeting, language: str) -> str:
    assert meeting.opened_at is not None
    return "\n".join(
        [
            f"{HEADS[language]['minutes']} № {meeting.minutes_number}",
            getattr(meeting, f"title_{language}"),
            f"{official_date(day_of(meeting.opened_at), language)}. {getattr(meeting, f'place_{language}')}",
        ]
    )


def _particulars(meeting: Meeting, language: str) -> str:
    assert meeting.opened_at is not None
    assert meeting.closed_at is not None
    heads = HEADS[language]
    began, ended = (clock_of(at, seconds=False) for at in (meeting.opened_at, meeting.closed_at))
    rows = [
        (heads["span"], f"{began} – {ended} ({heads['zone']})"),
        (heads["presiding"], person_words(meeting.presiding, meeting, language)),
        (heads["secretary"], person_words(meeting.secretary, meeting, language)),
        (heads["took_part"], str(participants_count(meeting))),
    ]
    if meeting.basis:
        act = meeting.basis
        paper = (
            f"{getattr(act, f'title_{language}')}, {official_date(act.signed_on, language)}, № {act.number}"
        )
        rows.insert(0, (heads["basis"], paper))
    return "\n".join(f"{word}: {value}" for word, value in rows)


def _quorum(meeting: Meeting, language: str) -> str:
    assert meeting.opened_at is not None
    assert meeting.registration_opened_at is not None
    present, hall = presence_at(meeting, meeting.opened_at)
    words = quorum_words(
        present=present,
        hall=hall,
        members=meeting.members_count or 0,
        required=meeting.quorum_required or 0,
        rule=procedure_of(meeting.body, day_of(meeting.registration_opened_at)).quorum,
        body_kind=meeting.body.kind,
        language=language,
    )
    return f"{HEADS[language]['quorum']}\n{words}"


def _agenda(meeting: Meeting, language: str) -> str:
    items = meeting.items.select_related("rapporteur").order_by("number")
    return "\n".join([HEADS[language]["agenda"], *(_agenda_line(item, language) for item in items)])


def _agenda_line(item: AgendaItem, language: str) -> str:
    heads = HEADS[language]
    ref = cite_in_act(competence_of(item.competence).legal_ref, language)
    line = f"{item.number}. {getattr(item, f'title_{language}')} ({ref})."
    if item.rapporteur:
        line += f" {heads['rapporteur']}: {item.rapporteur.full_name}."
    if item.state == ItemState.WITHDRAWN:
        line += f" ({heads['withdrawn']})"
    return line


def _items(meeting: Meeting) -> list[Line]:
    lines = []
    for item in meeting.items.order_by("number"):
        if item.began_at:
            titles = {
                language: EVENTS[language]["item_begun"].format(
                    number=item.number, title=getattr(item, f"title_{language}")
                )
                for language in LANGUAGES
            }
            lines.append(Line(item.began_at, titles))
        if item.ended_at:
            lines.append(Line(item.ended_at, _event("item_ended", number=item.number)))
    return lines


def _quorum_changes(meeting: Meeting) -> list[Line]:
    lines: list[Line] = []
    before: QuorumChange | None = None
    for change in meeting.quorum_changes.order_by("at", "pk"):
        name = "lost" if not change.is_met else "restored" if before else "reached"
        words = {
            language: EVENTS[language][name].format(
                present=change.present,
                required=change.required,
                ref=cite_in_act(ref_of(meeting.quorum_ref), language),
                since=clock_of(before.at) if before else "",
                until=clock_of(change.at),
            )
            for language in LANGUAGES
        }
        if meeting.opened_at is None or change.at > meeting.opened_at:
            lines.append(Line(change.at, words))
        before = change
    return lines


def _breaks(meeting: Meeting) -> list[Line]:
    events = AuditEvent.objects.filter(stream=f"meeting:{meeting.pk}", kind__in=BREAKS).order_by("number")
    return [Line(event.at, _event(BREAKS[event.kind])) for event in events]


def _signatures(meeting: Meeting, language: str) -> str:
    heads = HEADS[language]
    presiding, secretary = (
        person.full_name if person else "" for person in (meeting.presiding, meeting.secretary)
    )
    return f"{heads['sign_presiding']}: {presiding}\n{heads['secretary']}: {secretary}"
