"""The presiding person approves the minutes and signs them first; the secretary signs after him."""

from datetime import datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.documents.services.signatures import Evidence, receive_cms, record_signature
from assembly.meetings.enums import MinutesState
from assembly.meetings.models import Meeting, Minutes
from assembly.meetings.refusals import MeetingGoesOn, MinutesSigned, NotPresiding
from assembly.meetings.services.locks import lock_meeting
from assembly.meetings.services.minutes import basis_of, issue
from assembly.people.models import User


def approve_minutes_by_key(*, meeting_id: int, cms: str, actor: User, at: datetime) -> Minutes:
    """Approve as :func:`approve_minutes` does, with the presiding person's own key, which is checked first.

    Raises:
        NotPresiding: ``actor`` did not preside.
        MeetingGoesOn: no minutes are drawn up yet.
        DomainError: whatever :func:`receive_cms` and :func:`approve_minutes` refuse.
    """
    meeting = Meeting.objects.select_related("body", "presiding").get(pk=meeting_id)
    _require_presiding(meeting, actor)
    minutes = Minutes.objects.filter(meeting=meeting).select_related("document").first()
    if minutes is None:
        raise MeetingGoesOn(state=meeting.state)
    latest, person = minutes.document.latest, actor.known_person
    assert latest is not None, "minutes are drawn up with their first version"
    assert person is not None, "who presides is a person"
    evidence = receive_cms(version=latest, text=cms, person=person, at=at)
    return approve_minutes(meeting_id=meeting_id, actor=actor, at=at, evidence=evidence)


@transaction.atomic
def approve_minutes(
    *, meeting_id: int, actor: User, at: datetime, evidence: Evidence | None = None
) -> Minutes:
    """Approve and sign the minutes as the person who presided: their text is frozen and becomes an act.

    Args:
        meeting_id: the sitting; its minutes are drawn up and not approved yet.
        actor: the presiding person himself; no right stands for it.
        at: the moment, timezone-aware.
        evidence: his personal signature that was found good; without it signing is a recorded act.

    Raises:
        NotPresiding: ``actor`` did not preside.
        MeetingGoesOn: no minutes are drawn up yet.
        MinutesSigned: they are approved or signed already.
        TranslationPending: the Kazakh or the Russian text is missing.
        PersonalSignatureMissing: by the portal's setting a personal key is needed.

    Source:
        Положение (Указ от 27.12.2024 № 747), пункт 15.
    """
    meeting = lock_meeting(meeting_id)
    _require_presiding(meeting, actor)
    minutes = Minutes.objects.filter(meeting=meeting).select_related("document").first()
    if minutes is None:
        raise MeetingGoesOn(state=meeting.state)
    if minutes.state != MinutesState.DRAFT:
        raise MinutesSigned(number=minutes.number)

    minutes.act = issue(minutes, meeting, actor=actor, at=at)
    minutes.state = MinutesState.APPROVED
    minutes.save(update_fields=["state", "act"])
    record_signature(act=minutes.act, actor=actor, at=at, evidence=evidence)

    record(
        stream=f"meeting:{meeting.pk}",
        kind="meetings.minutes_approved",
        actor=actor,
        at=at,
        payload={"minutes": minutes.pk, "number": minutes.number, "act": minutes.act.pk},
    )
    return minutes


def _require_presiding(meeting: Meeting, actor: User) -> None:
    if meeting.presiding is None or meeting.presiding.user_id != actor.pk:
        raise NotPresiding(legal_ref=basis_of(meeting))
