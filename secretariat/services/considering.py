"""Considering an appeal: notes, one extension of the term, the draft of the answer, its signature."""

from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format

from assembly.audit.services.chain import record
from assembly.common.clock import day_of
from assembly.deadlines.selectors import is_working
from assembly.documents.enums import ActKind
from assembly.documents.selectors import setting_value
from assembly.documents.services.acts import record_act
from assembly.documents.services.letter_texts import freeze_letter
from assembly.documents.services.signatures import record_signature
from assembly.documents.services.versions import one_spelling
from assembly.people.enums import Language
from assembly.people.models import User
from assembly.people.rights import require_right
from secretariat.enums import AppealEvent, AppealNews, AppealState
from secretariat.models import AppealNote, CitizenAppeal
from secretariat.paper import ANSWER_KIND, order_answer
from secretariat.permissions import APPEALS, EXTEND_TERM, SIGN_ANSWER, TERM, WORK_ON_APPEAL
from secretariat.portal_settings import MOST_MONTHS
from secretariat.refusals import (
    AnswerLanguageRefused,
    AppealFieldMissing,
    DraftChanged,
    ExtendedOnce,
    ExtensionDayRefused,
    NoDraft,
    ReasonMissing,
)
from secretariat.services.flow import APPEAL_FLOW
from secretariat.services.news import tell_applicant
from secretariat.services.rules import months_after
from secretariat.services.triage import locked, require_in_work


@transaction.atomic
def write_note(*, appeal_id: int, text: str, actor: User, at: datetime) -> AppealNote:
    """Write a note among the staff; the applicant never reads it.

    Raises:
        NotAllowed: ``actor`` does not work on appeals.
        AppealFieldMissing: the note has no word.
    """
    appeal = locked(appeal_id)
    require_right(actor, WORK_ON_APPEAL, on=day_of(at))
    if not text.strip():
        raise AppealFieldMissing(legal_ref=APPEALS, field="text")

    note = AppealNote.objects.create(appeal=appeal, text=text.strip(), written_at=at, written_by=actor)

    record(
        stream=appeal,
        kind="secretariat.appeal_noted",
        actor=actor,
        at=at,
        payload={"note": note.pk, "source": APPEALS.code},
    )
    return note


def latest_extension(appeal: CitizenAppeal, *, on: date) -> date:
    """Return the last day to which the term of an appeal may be extended: two months from registration."""
    return months_after(appeal.registered_on, int(setting_value(MOST_MONTHS, on=on)))


@transaction.atomic
def extend_term(*, appeal_id: int, due_on: date, reason: str, actor: User, at: datetime) -> CitizenAppeal:
    """Extend the term of an appeal, once, by a reasoned decision; the applicant is told.

    Args:
        appeal_id: an appeal under consideration.
        due_on: the new last day: a working day after the present one, within two months of registration.
        reason: why, in the language of the appeal: the applicant reads it.
        actor: the head; needs ``secretariat.extend_appeal_term``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` is not the head.
        ExtendedOnce: the term was extended before.
        TransitionRefused: the appeal is not under consideration.
        ReasonMissing: no reason is given.
        ExtensionDayRefused: the day is not one that the Code allows.

    Source:
        АППК, статья 76: мотивированным решением руководителя, не более чем до двух месяцев.
    """
    appeal = locked(appeal_id)
    today = day_of(at)
    require_right(actor, EXTEND_TERM, on=today)
    if appeal.state == AppealState.EXTENDED:
        raise ExtendedOnce(legal_ref=TERM, due=date_format(appeal.due_on))
    next_state = APPEAL_FLOW.next_state(AppealState(appeal.state), AppealEvent.EXTEND)
    if not reason.strip():
        raise ReasonMissing(legal_ref=TERM, field="reason")
    latest = latest_extension(appeal, on=today)
    if not max(appeal.due_on, today) < due_on <= latest or not is_working(due_on):
        raise ExtensionDayRefused(
            legal_ref=TERM,
            field="due_on",
            due=date_format(max(appeal.due_on, today)),
            latest=date_format(latest),
        )

    appeal.first_due_on, appeal.due_on = appeal.due_on, due_on
    appeal.state, appeal.extension_reason = next_state, reason.strip()
    appeal.extended_at, appeal.extended_by = at, actor
    appeal.save()

    record(
        stream=appeal,
        kind="secretariat.appeal_term_extended",
        actor=actor,
        at=at,
        payload={
            "from": appeal.first_due_on.isoformat(),
            "due_on": due_on.isoformat(),
            "source": TERM.code,
        },
    )
    tell_applicant(appeal, AppealNews.EXTENDED, at=at)
    return appeal


@transaction.atomic
def draft_answer(*, appeal_id: int, text: str, language: str, actor: User, at: datetime) -> CitizenAppeal:
    """Draft the answer to an appeal, or change the draft; the head reads and signs it.

    Args:
        appeal_id: an appeal under consideration.
        text: the whole answer.
        language: that of the appeal, or Kazakh.
        actor: who drafts; needs ``secretariat.work_on_appeal``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` does not work on appeals.
        TransitionRefused: the appeal is not under consideration.
        AppealFieldMissing: the answer has no word.
        AnswerLanguageRefused: the language is another one.

    Source:
        Положение об Ассамблее (Указ № 747), подпункт 3) пункта 17.
    """
    appeal = locked(appeal_id)
    require_right(actor, WORK_ON_APPEAL, on=day_of(at))
    require_in_work(appeal)
    plain = one_spelling(text)
    if not plain:
        raise AppealFieldMissing(legal_ref=APPEALS, field="text")
    if language not in {appeal.language, Language.KK}:
        raise AnswerLanguageRefused(legal_ref=APPEALS, field="language")

    appeal.draft_text, appeal.draft_language = plain, language
    appeal.drafted_at, appeal.drafted_by = at, actor
    appeal.save(update_fields=["draft_text", "draft_language", "drafted_at", "drafted_by"])

    record(
        stream=appeal,
        kind="secretariat.answer_drafted",
        actor=actor,
        at=at,
        payload={"language": language, "source": APPEALS.code},
    )
    return appeal


@transaction.atomic
def sign_answer(*, appeal_id: int, drafted_at: datetime, actor: User, at: datetime) -> CitizenAppeal:
    """Sign the drafted answer: its text is frozen, numbered, printed, and the applicant is told.

    Args:
        appeal_id: an appeal under consideration with a draft.
        drafted_at: the moment of the draft that the signer has read.
        actor: the head; needs ``secretariat.sign_appeal_answer``.
        at: the moment of signing, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not sign answers.
        TransitionRefused: the appeal is not under consideration.
        NoDraft: nothing is drafted.
        DraftChanged: the draft is another one than the signer has read.
        PersonalSignatureMissing: by the portal's setting a personal key is needed.

    Source:
        Положение об Ассамблее (Указ № 747), подпункт 3) пункта 17; АППК, статья 76.
    """
    appeal = locked(appeal_id)
    today = day_of(at)
    require_right(actor, SIGN_ANSWER, on=today)
    next_state = APPEAL_FLOW.next_state(AppealState(appeal.state), AppealEvent.ANSWER)
    if not appeal.draft_text:
        raise NoDraft(legal_ref=APPEALS)
    if appeal.drafted_at != drafted_at:
        raise DraftChanged(legal_ref=APPEALS)
    number = f"{appeal.number}-1"
    title_kk, title_ru = f"№ {appeal.number} жолданымға жауап", f"Ответ на обращение № {appeal.number}"

    version = freeze_letter(
        kind=ANSWER_KIND,
        text=appeal.draft_text,
        language=appeal.draft_language,
        actor=actor,
        at=at,
        title_kk=title_kk,
        title_ru=title_ru,
    )
    answer = record_act(
        kind=ActKind.LETTER, number=number, signed_on=today, signed_at=at, organ="secretariat",
        version=version, actor=actor, at=at, title_kk=title_kk, title_ru=title_ru,
    )  # fmt: skip
    record_signature(act=answer, actor=actor, at=at)
    appeal.state, appeal.answer, appeal.answered_at = next_state, answer, at
    appeal.signed_by = actor.known_person
    appeal.save()

    record(
        stream=appeal,
        kind="secretariat.appeal_answered",
        actor=actor,
        at=at,
        payload={
            "act": answer.pk,
            "version": version.pk,
            "is_in_time": today <= appeal.due_on,
            "source": APPEALS.code,
        },
    )
    tell_applicant(appeal, AppealNews.ANSWERED, at=at)
    order_answer(appeal, at=at)
    return appeal
