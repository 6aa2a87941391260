"""Registering an appeal: by the applicant himself through the portal, or by the staff from paper and speech."""

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.core.files import File
from django.db import transaction
from django.utils.formats import date_format

from assembly.audit.services.chain import record
from assembly.common.clock import ALMATY, day_of
from assembly.deadlines.selectors import Calendar, term_after
from assembly.documents.selectors import setting_value
from assembly.documents.services.files import store_file
from assembly.documents.services.numbers import hold_name
from assembly.documents.services.series import take_number
from assembly.outbox.services.messages import enqueue
from assembly.people.iin import is_iin, plain_iin
from assembly.people.models import User
from assembly.people.rights import require_right
from assembly.people.services.invitations import hash_of
from secretariat.enums import AppealChannel
from secretariat.models import CitizenAppeal
from secretariat.numbering import APPEALS
from secretariat.permissions import CONTENTS, REGISTER_APPEAL, REGISTRATION
from secretariat.portal_settings import ANSWER_DAYS, DAY_ENDS, MOST_FILES, TRIAGE_DAYS
from secretariat.refusals import (
    AppealFieldMissing,
    ApplicantNumberInvalid,
    ConsentMissing,
    ReceivedDayRefused,
    SentAlready,
    TooManyFiles,
)
from secretariat.services.rules import registration_day

# Twenty decimal digits are 66 bits; digits are on every keyboard and are read aloud in every language.
CODE_DIGITS = 20
NOON = time(12)
# A paper typed in later than this is no appeal of these days; its terms would be long over.
MOST_DAYS_BACK = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What an appeal says, as it was typed.

    Args:
        key: one sending of the form; sent again it is the same appeal.
        kind: see ``AppealKind``; ``topic`` see ``AppealTopic``.
        language: kk, ru or en: of the appeal, and so of the answer.
        applicant_kind: a person or an organisation.
        applicant_name: full name, or the name of the organisation.
        applicant_number: IIN or BIN, where it is given.
        address: postal address; ``email`` and ``phone`` where they are given.
        region_id: the region of the address.
        subject: one line; ``text`` the whole.
        has_consent: whether the applicant agreed that his data are processed.
        uploads: files that came along.
    """

    key: uuid.UUID
    kind: str
    topic: str
    language: str
    applicant_kind: str
    applicant_name: str
    address: str
    region_id: int
    subject: str
    text: str
    applicant_number: str = ""
    email: str = ""
    phone: str = ""
    external_number: str = ""
    has_consent: bool = True
    uploads: Sequence[File] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Registered:
    """An appeal with its code, which exists here once and is kept nowhere."""

    appeal: CitizenAppeal
    code: str


@transaction.atomic
def register_appeal(
    *,
    submission: Submission,
    channel: str = AppealChannel.PORTAL,
    received_on: date | None = None,
    actor: User | None,
    at: datetime,
) -> Registered:
    """Register an appeal, number it, set its terms, and make the code by which the applicant follows it.

    Everybody may appeal through the portal, and an appeal must be taken; for other channels the staff
    types what came. It is registered on the day it comes, or on the next working day.

    Args:
        submission: what it says.
        channel: how it came.
        received_on: the day on which a paper came; today when missing.
        actor: who types it, needs ``secretariat.register_appeal``; ``None`` for the portal itself.
        at: the moment, timezone-aware.

    Returns:
        The appeal and its code of 66 random bits.

    Raises:
        NotAllowed: ``actor`` may not register appeals of other channels.
        SentAlready: this very sending is registered.
        AppealFieldMissing, ApplicantNumberInvalid, ConsentMissing, ReceivedDayRefused: see each.
        TooManyFiles, FileRejected: the files cannot be kept.

    Source:
        АППК, статьи 63, 64; Положение об Ассамблее (Указ № 747), подпункт 3) пункта 17.
    """
    hold_name(f"appeal:{submission.key}")
    today = day_of(at)
    if channel != AppealChannel.PORTAL:
        require_right(actor, REGISTER_APPEAL, on=today)
    if known := CitizenAppeal.objects.filter(submission=submission.key).first():
        raise SentAlready(legal_ref=REGISTRATION, number=known.number)
    number = _require_submission(submission, on=today)
    received_at = _received_at(received_on, at=at)
    registered_on = _registered_on(received_at)

    calendar = Calendar()
    code = new_code()
    appeal = CitizenAppeal(
        number=take_number(APPEALS, values={}, on=registered_on),
        submission=submission.key,
        code_hash=hash_of_code(code),
        channel=channel,
        received_at=received_at,
        registered_on=registered_on,
        registered_by=actor,
        triage_due_on=term_after(
            registered_on, int(setting_value(TRIAGE_DAYS, on=today)), calendar=calendar
        ).due_on,
        due_on=term_after(registered_on, int(setting_value(ANSWER_DAYS, on=today)), calendar=calendar).due_on,
        **_plain_fields(submission),
    )
    appeal.put_number(number)
    appeal.save()
    for upload in submission.uploads:
        store_file(upload=upload, subject=appeal, actor=actor, at=at)

    record(
        stream=appeal,
        kind="secretariat.appeal_registered",
        actor=actor,
        at=at,
        payload={
            "number": appeal.number,
            "channel": str(channel),
            "registered_on": registered_on.isoformat(),
            "triage_due_on": appeal.triage_due_on.isoformat(),
            "due_on": appeal.due_on.isoformat(),
            "files": len(submission.uploads),
            "source": REGISTRATION.code,
        },
    )
    _write_to_applicant(appeal, at=at)
    return Registered(appeal, code)


@transaction.atomic
def renew_code(*, appeal_id: int, actor: User, at: datetime) -> Registered:
    """Give an appeal a new code, for an applicant who lost his receipt; the former one opens nothing more.

    Args:
        appeal_id: the appeal.
        actor: who has made sure that it is the applicant who asks; needs ``secretariat.register_appeal``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not register appeals.
    """
    appeal = CitizenAppeal.objects.select_for_update(of=("self",)).get(pk=appeal_id)
    require_right(actor, REGISTER_APPEAL, on=day_of(at))

    code = new_code()
    appeal.code_hash = hash_of_code(code)
    appeal.save(update_fields=["code_hash"])

    record(
        stream=appeal,
        kind="secretariat.appeal_code_renewed",
        actor=actor,
        at=at,
        payload={"source": REGISTRATION.code},
    )
    return Registered(appeal, code)


def new_code() -> str:
    """Return a code of twenty random decimal digits."""
    return "".join(str(secrets.randbelow(10)) for _ in range(CODE_DIGITS))


def hash_of_code(code: str) -> str:
    """Return what is kept of a code; apart from those of letters and links."""
    return hash_of(f"appeal:{code}")


def _require_submission(submission: Submission, *, on: date) -> str:
    """Check what was typed; returns the IIN or BIN without blanks."""
    for name in ("applicant_name", "address", "subject", "text"):
        if not getattr(submission, name).strip():
            raise AppealFieldMissing(legal_ref=CONTENTS, field=name)
    number = plain_iin(submission.applicant_number)
    # The BIN of an organisation is checked by the same digit as the IIN of a person.
    if number and not is_iin(number):
        raise ApplicantNumberInvalid(legal_ref=CONTENTS, field="applicant_number")
    if not submission.has_consent:
        raise ConsentMissing(field="has_consent")
    most = int(setting_value(MOST_FILES, on=on))
    if len(submission.uploads) > most:
        raise TooManyFiles(most=most, field="upload")
    return number


def _received_at(received_on: date | None, *, at: datetime) -> datetime:
    today = day_of(at)
    if received_on is None or received_on == today:
        return at
    earliest = today - MOST_DAYS_BACK
    if not earliest <= received_on < today:
        raise ReceivedDayRefused(
            legal_ref=REGISTRATION, field="received_on", earliest=date_format(earliest, "SHORT_DATE_FORMAT")
        )
    return datetime.combine(received_on, NOON, tzinfo=ALMATY)


def _registered_on(received_at: datetime) -> date:
    day = day_of(received_at)
    return registration_day(
        day,
        received_at.astimezone(ALMATY).hour,
        day_ends=int(setting_value(DAY_ENDS, on=day)),
        is_working=Calendar().is_working,
    )


def _write_to_applicant(appeal: CitizenAppeal, *, at: datetime) -> None:
    if appeal.email:
        enqueue(
            kind="secretariat.appeal_registered",
            address=appeal.email,
            language=appeal.language,
            dedup_key=f"appeal_registered:{appeal.pk}",
            context={"appeal_id": appeal.pk},
            at=at,
        )


def _plain_fields(submission: Submission) -> dict[str, object]:
    names = (
        "kind", "topic", "language", "applicant_kind", "applicant_name", "address", "subject", "text", "email",
        "phone", "external_number",
    )  # fmt: skip
    plain = {name: str(getattr(submission, name)).strip() for name in names}
    return {**plain, "region_id": submission.region_id}
