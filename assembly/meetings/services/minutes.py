"""Drawing up and signing the minutes."""

from datetime import datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.bodies.enums import BodyKind
from assembly.common.clock import day_of
from assembly.common.errors import NotAllowed
from assembly.documents.enums import ActKind
from assembly.documents.models import Act, Version
from assembly.documents.services.acts import record_act
from assembly.documents.services.renditions import order_rendition
from assembly.documents.services.signatures import Evidence, receive_cms, record_signature
from assembly.documents.services.versions import add_version, create_document, freeze_version
from assembly.law.acts import regulation
from assembly.law.refs import LegalRef
from assembly.meetings.enums import MeetingState, MinutesState
from assembly.meetings.minutes_text import compose_minutes
from assembly.meetings.models import Meeting, Minutes
from assembly.meetings.permissions import SIGN_MINUTES
from assembly.meetings.refusals import MeetingGoesOn, MinutesSigned, PresidingSignatureMissing
from assembly.meetings.services.locks import lock_meeting
from assembly.meetings.signing import needs_presiding
from assembly.people.models import User
from assembly.people.rights import require_right

PAPER = "meetings.minutes"


@transaction.atomic
def draft_minutes(*, meeting_id: int, actor: User | None, at: datetime) -> Minutes:
    """Compose the minutes of a closed sitting in Kazakh and in Russian; again, as a new version.

    Args:
        meeting_id: the sitting; it is closed.
        actor: who draws up; needs ``meetings.sign_minutes``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not draw up minutes.
        MeetingGoesOn: the sitting is not closed.
        MinutesSigned: they are signed already.
    """
    meeting = lock_meeting(meeting_id)
    require_right(actor, SIGN_MINUTES, on=day_of(at), subject=meeting.body)
    if meeting.state != MeetingState.CLOSED:
        raise MeetingGoesOn(state=meeting.state)
    minutes = Minutes.objects.filter(meeting=meeting).select_related("document").first()
    if minutes is not None and minutes.state != MinutesState.DRAFT:
        raise MinutesSigned(number=minutes.number)

    texts = compose_minutes(meeting)
    if minutes is None:
        document = create_document(
            kind="minutes",
            title_kk=f"{meeting.title_kk}. Хаттама № {meeting.minutes_number}"[:500],
            title_ru=f"{meeting.title_ru}. Протокол № {meeting.minutes_number}"[:500],
            text_kk=texts["kk"],
            text_ru=texts["ru"],
            subject=meeting.body,
            actor=actor,
            at=at,
        )
        minutes = Minutes.objects.create(
            meeting=meeting, number=meeting.minutes_number, document=document, drafted_at=at
        )
    else:
        add_version(
            document_id=minutes.document_id,
            text_kk=texts["kk"],
            text_ru=texts["ru"],
            subject=meeting.body,
            actor=actor,
            at=at,
        )

    _record(minutes, "meetings.minutes_drafted", actor, at)
    return minutes


@transaction.atomic
def revise_minutes(
    *, meeting_id: int, text_kk: str, text_ru: str, reason: str, actor: User | None, at: datetime
) -> Version:
    """Add what no record holds, who spoke and on what, as a new version of unsigned minutes.

    Args:
        meeting_id: the sitting.
        text_kk: the whole text in Kazakh.
        text_ru: the whole text in Russian.
        reason: what was changed, for the history.
        actor: who revises; needs ``meetings.sign_minutes``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not draw up minutes.
        MinutesSigned: they are signed already.
        TextMissing: both texts are empty.
    """
    meeting = lock_meeting(meeting_id)
    require_right(actor, SIGN_MINUTES, on=day_of(at), subject=meeting.body)
    minutes = Minutes.objects.get(meeting_id=meeting_id)
    if minutes.state != MinutesState.DRAFT:
        raise MinutesSigned(number=minutes.number)

    version = add_version(
        document_id=minutes.document_id,
        text_kk=text_kk,
        text_ru=text_ru,
        reason=reason,
        subject=meeting.body,
        actor=actor,
        at=at,
    )

    _record(minutes, "meetings.minutes_revised", actor, at, version=version.pk)
    return version


def sign_minutes_by_key(*, meeting_id: int, cms: str, actor: User, at: datetime) -> Minutes:
    """Sign as :func:`sign_minutes` does, with the signer's own key: the signature is checked first.

    The verification service is asked before the transaction begins; under its lock the text is compared
    once more with the one that was signed.

    Args:
        meeting_id: the sitting; its minutes are drawn up.
        cms: the signature that the browser got from NCALayer.
        actor: who signs; needs ``meetings.sign_minutes``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not sign.
        MeetingGoesOn: no minutes are drawn up yet.
        DomainError: whatever :func:`receive_cms` and :func:`sign_minutes` refuse.
    """
    person = actor.known_person
    if person is None:
        raise NotAllowed
    meeting = Meeting.objects.select_related("body").get(pk=meeting_id)
    require_right(actor, SIGN_MINUTES, on=day_of(at), subject=meeting.body)
    minutes = Minutes.objects.filter(meeting_id=meeting_id).select_related("document").first()
    if minutes is None:
        raise MeetingGoesOn(state=meeting.state)
    latest = minutes.document.latest
    assert latest is not None, "minutes are drawn up with their first version"
    evidence = receive_cms(version=latest, text=cms, person=person, at=at)
    return sign_minutes(meeting_id=meeting_id, actor=actor, at=at, evidence=evidence)


@transaction.atomic
def sign_minutes(
    *, meeting_id: int, actor: User | None, at: datetime, evidence: Evidence | None = None
) -> Minutes:
    """Record that the minutes are signed: their text is frozen for good and becomes an act.

    Args:
        meeting_id: the sitting; its minutes are drawn up.
        actor: who records the signatures; needs ``meetings.sign_minutes``.
        at: the moment, timezone-aware.
        evidence: the signer's personal signature that was found good; without it signing is a recorded act.

    Raises:
        NotAllowed: ``actor`` may not sign.
        PersonalSignatureMissing: by the portal's setting a personal key is needed.
        MeetingGoesOn: no minutes are drawn up yet.
        MinutesSigned: they are signed already.
        PresidingSignatureMissing: the presiding person signs first and has not.
        TranslationPending: the Kazakh or the Russian text is missing.

    Source:
        Положение (Указ от 27.12.2024 № 747), пункт 15 (the Council's decisions are drawn up as minutes).
    """
    meeting = lock_meeting(meeting_id)
    require_right(actor, SIGN_MINUTES, on=day_of(at), subject=meeting.body)
    minutes = Minutes.objects.filter(meeting=meeting).select_related("document").first()
    if minutes is None:
        raise MeetingGoesOn(state=meeting.state)
    if minutes.state == MinutesState.SIGNED:
        raise MinutesSigned(number=minutes.number)

    if minutes.state == MinutesState.DRAFT and needs_presiding(meeting):
        raise PresidingSignatureMissing(legal_ref=basis_of(meeting), name=str(meeting.presiding))

    act = minutes.act or issue(minutes, meeting, actor=actor, at=at)
    version = act.version
    assert version is not None, "minutes become an act with their text"
    minutes.state, minutes.act, minutes.signed_at = MinutesState.SIGNED, act, at
    minutes.save(update_fields=["state", "act", "signed_at"])
    record_signature(act=act, actor=actor, at=at, evidence=evidence)

    _record(
        minutes,
        "meetings.minutes_signed",
        actor,
        at,
        act=act.pk,
        sha256_kk=version.sha256_kk,
        sha256_ru=version.sha256_ru,
    )
    order_rendition(
        template=PAPER,
        subject=f"minutes:{minutes.pk}",
        revision=version.sha256_kk,
        act=act,
        version=version,
        at=at,
    )
    return minutes


def issue(minutes: Minutes, meeting: Meeting, *, actor: User | None, at: datetime) -> Act:
    """Freeze the newest text and record it as the act of minutes; a part of the first signature.

    Raises:
        TranslationPending: the Kazakh or the Russian text is missing.
    """
    latest = minutes.document.latest
    assert latest is not None, "minutes are drawn up with their first version"
    return record_act(
        kind=ActKind.MINUTES,
        number=minutes.number,
        signed_on=day_of(at),
        signed_at=at,
        organ=meeting.body.kind,
        title_kk=minutes.document.title_kk,
        title_ru=minutes.document.title_ru,
        version=freeze_version(version_id=latest.pk, at=at),
        actor=actor,
        at=at,
    )


def basis_of(meeting: Meeting) -> LegalRef:
    """Return the paragraph on which the minutes rest: п. 15 for the Council, п. 17(1) otherwise."""
    return regulation("15") if meeting.body.kind == BodyKind.COUNCIL else regulation("17", "1")


def _record(minutes: Minutes, kind: str, actor: User | None, at: datetime, **facts: object) -> None:
    record(
        stream=f"meeting:{minutes.meeting_id}",
        kind=kind,
        actor=actor,
        at=at,
        payload={"minutes": minutes.pk, "number": minutes.number, "state": str(minutes.state), **facts},
    )
