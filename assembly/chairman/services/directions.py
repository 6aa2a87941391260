"""Directions of work of the Assembly: drafted by the Secretariat, set by the Chairman's act (п. 5(2))."""

from datetime import date, datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.chairman.enums import DirectionsEvent, DirectionsState
from assembly.chairman.models import ChairmanAct, DirectionsEdition, Matter
from assembly.chairman.permissions import PREPARE_DIRECTIONS
from assembly.chairman.refusals import DirectionsClosed, DirectionsOpen
from assembly.chairman.services.flow import DIRECTIONS_FLOW
from assembly.chairman.services.matters import put_matter
from assembly.common.clock import day_of
from assembly.documents.models import Version
from assembly.documents.refusals import TranslationPending
from assembly.documents.services.numbers import hold_name
from assembly.documents.services.versions import create_document
from assembly.law.acts import regulation
from assembly.people.models import User
from assembly.people.rights import require_right

PARAGRAPH = regulation("5", "2")
SET = "chairman.set_directions"
TITLES = {
    "title_kk": "Қазақстан халқы Ассамблеясы қызметінің бағыттары",
    "title_ru": "Направления деятельности Ассамблеи народа Казахстана",
    "title_en": "Directions of work of the Assembly of People of Kazakhstan",
}


@transaction.atomic
def begin_directions(*, text_kk: str, text_ru: str, actor: User, at: datetime) -> DirectionsEdition:
    """Begin the next edition of the directions with its first draft; one is prepared at a time.

    Args:
        text_kk: text in Kazakh; may still be missing when the Russian one is there, and the reverse.
        text_ru: text in Russian.
        actor: who drafts; needs ``chairman.prepare_directions``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not prepare directions.
        DirectionsOpen: another edition is prepared, or waits for the Chairman.
        TextMissing: neither text has a word.

    Source:
        Положение (Указ № 747), подпункт 2) пункта 5; подготовка: подпункт 1) пункта 17.
    """
    hold_name("chairman:directions")
    require_right(actor, PREPARE_DIRECTIONS, on=day_of(at))
    if DirectionsEdition.objects.exclude(state=DirectionsState.SET).exists():
        raise DirectionsOpen(legal_ref=PARAGRAPH)
    document = create_document(
        kind="directions", **TITLES, text_kk=text_kk, text_ru=text_ru, actor=actor, at=at
    )
    edition = DirectionsEdition.objects.create(document=document, begun_at=at, begun_by=actor)

    record(
        stream=edition, kind="chairman.directions_begun", actor=actor, at=at,
        payload={"document": document.pk, "source": PARAGRAPH.code},
    )  # fmt: skip
    return edition


@transaction.atomic
def put_directions(*, edition_id: int, answer_by: date | None = None, actor: User, at: datetime) -> Matter:
    """Put the newest version of an edition on the Chairman's desk.

    Args:
        edition_id: an edition in preparation.
        answer_by: the day by which an answer is asked for; no law sets it.
        actor: who puts it; needs ``chairman.prepare_directions`` and ``chairman.put_matter``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not do it.
        TransitionRefused: it waits for the Chairman already, or is set.
        TranslationPending: the text is not there in both languages.
        AnswerDayPassed: ``answer_by`` lies before today.

    Source:
        Положение, подпункт 2) пункта 5.
    """
    edition = _locked(edition_id)
    require_right(actor, PREPARE_DIRECTIONS, on=day_of(at))
    next_state = DIRECTIONS_FLOW.next_state(DirectionsState(edition.state), DirectionsEvent.PUT)
    version = newest(edition)
    if not (version.text_kk and version.text_ru):
        raise TranslationPending(legal_ref=PARAGRAPH, version_id=version.pk)

    edition.matter = put_matter(
        kind=SET, **TITLES, draft=edition.document, answer_by=answer_by, actor=actor, at=at
    )
    edition.state = next_state
    edition.save(update_fields=["state", "matter"])

    record(
        stream=edition, kind="chairman.directions_put", actor=actor, at=at,
        payload={"matter": edition.matter.pk, "version": version.pk, "source": PARAGRAPH.code},
    )  # fmt: skip
    return edition.matter


def require_settable(*, matter: Matter, at: datetime) -> None:
    """Raise unless an edition waits with this matter.

    Raises:
        DirectionsClosed: none does.
    """
    if not DirectionsEdition.objects.filter(matter=matter, state=DirectionsState.WITH_CHAIRMAN).exists():
        raise DirectionsClosed(legal_ref=PARAGRAPH)


@transaction.atomic
def set_directions(*, act: ChairmanAct, actor: User, at: datetime) -> DirectionsEdition:
    """Set the directions by the Chairman's act and publish them; runs in the signing transaction.

    Source:
        Положение, подпункт 2) пункта 5: the President determines the directions of work.
    """
    edition = DirectionsEdition.objects.select_for_update(of=("self",)).get(matter_id=act.matter_id)
    edition.state = DIRECTIONS_FLOW.next_state(DirectionsState(edition.state), DirectionsEvent.SET)
    edition.act = act.act
    edition.save(update_fields=["state", "act"])

    record(
        stream=edition, kind="chairman.directions_set", actor=actor, at=at,
        payload={"act": act.act_id, "version": act.act.version_id, "source": PARAGRAPH.code},
    )  # fmt: skip
    return edition


@transaction.atomic
def release_directions(*, matter: Matter, actor: User, at: datetime) -> DirectionsEdition:
    """Take an edition back into preparation when its matter was refused or withdrawn."""
    edition = DirectionsEdition.objects.select_for_update(of=("self",)).get(matter=matter)
    edition.state = DIRECTIONS_FLOW.next_state(DirectionsState(edition.state), DirectionsEvent.RELEASE)
    edition.save(update_fields=["state"])

    record(
        stream=edition,
        kind="chairman.directions_released",
        actor=actor,
        at=at,
        payload={"matter": matter.pk},
    )
    return edition


def newest(edition: DirectionsEdition) -> Version:
    """Return the version that would be set."""
    latest = edition.document.latest
    assert latest is not None, "a document is created with its first version"
    return latest


def _locked(edition_id: int) -> DirectionsEdition:
    rows = DirectionsEdition.objects.select_for_update(of=("self",)).select_related("document")
    return rows.get(pk=edition_id)
