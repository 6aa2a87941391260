"""Appeals in the states that tests need; every applicant is invented."""

import uuid
from datetime import date, timedelta

from assembly.bodies.enums import BodyKind, OfficeKind
from assembly.bodies.models import OfficeHolding
from secretariat.enums import AppealChannel, AppealKind, AppealTopic, ApplicantKind
from secretariat.models import CitizenAppeal
from secretariat.services.considering import draft_answer, extend_term, sign_answer
from secretariat.services.registering import Submission, register_appeal
from secretariat.services.triage import accept_appeal, redirect_appeal
from tests.factories import (
    NOON,
    hold_office,
    make_person,
    make_region,
    make_secretary,
    make_state_body,
    make_state_officer,
    seat,
)

MINUTE = timedelta(minutes=1)
IIN = "970740001013"
# 23 November 2026 is a Monday; no holiday is entered.
TRIAGE_DUE, DUE, LATEST = date(2026, 11, 26), date(2026, 12, 14), date(2027, 1, 23)


def submission(**fields):
    """Return what an invented applicant typed."""
    values = {
        "key": uuid.uuid4(), "kind": AppealKind.APPLICATION, "topic": AppealTopic.LANGUAGE, "language": "ru",
        "applicant_kind": ApplicantKind.PERSON, "applicant_name": "Пробная Алма Сериковна", "applicant_number": IIN,
        "address": "ул. Пробная, 1", "email": "", "phone": "", "subject": "Школа родного языка",
        "text": "Прошу открыть школу.\nСпасибо.", **fields,
    }  # fmt: skip
    values.setdefault("region_id", make_region().pk)
    return Submission(**values)


def register(*, at=NOON, actor=None, channel=AppealChannel.PORTAL, received_on=None, **fields):
    """Register an appeal; returns it with its code."""
    return register_appeal(
        submission=submission(**fields), channel=channel, received_on=received_on, actor=actor, at=at
    )


def make_appeal(**fields):
    """Make a registered appeal."""
    return register(**fields).appeal


def make_head():
    """Make, or find, the head of the Secretariat; returns the user."""
    holding = OfficeHolding.objects.filter(office__kind=OfficeKind.HEAD_OF_SECRETARIAT).first()
    if holding:
        return holding.person.user
    person = make_person()
    seat(person, BodyKind.SECRETARIAT)
    hold_office(person, OfficeKind.HEAD_OF_SECRETARIAT)
    return person.user


def make_accepted(*, secretary=None, at=NOON, **fields):
    """Make an appeal under consideration whose executor is the secretary."""
    secretary = secretary or make_secretary()
    appeal = make_appeal(at=at, **fields)
    return accept_appeal(
        appeal_id=appeal.pk, is_national=True, is_interethnic=True, topic=appeal.topic,
        executor_id=secretary.person.pk, actor=secretary, at=at + MINUTE,
    )  # fmt: skip


def make_extended(*, at=NOON, **fields):
    """Make an appeal whose term was extended."""
    appeal = make_accepted(at=at, **fields)
    return extend_term(
        appeal_id=appeal.pk, due_on=date(2026, 12, 25), reason="Нужны сведения акиматов.", actor=make_head(),
        at=at + 2 * MINUTE,
    )  # fmt: skip


def make_drafted(*, at=NOON, language="ru", text="Школа будет открыта.", **fields):
    """Make an appeal whose answer is drafted."""
    appeal = make_accepted(at=at, **fields)
    return draft_answer(
        appeal_id=appeal.pk, text=text, language=language, actor=appeal.executor.user, at=at + 2 * MINUTE
    )


def make_answered(*, at=NOON, **fields):
    """Make an answered appeal."""
    appeal = make_drafted(at=at, **fields)
    return sign_answer(
        appeal_id=appeal.pk, drafted_at=appeal.drafted_at, actor=make_head(), at=at + 3 * MINUTE
    )


def make_redirected(*, at=NOON, state_body=None, **fields):
    """Make an appeal that was redirected to a state body with an officer."""
    if state_body is None:
        state_body = make_state_body()
        make_state_officer(state_body)
    appeal = make_appeal(at=at, **fields)
    return redirect_appeal(
        appeal_id=appeal.pk, is_national=False, is_interethnic=True, state_body_id=state_body.pk,
        reason="Вопрос местного значения.", actor=make_secretary(), at=at + MINUTE,
    )  # fmt: skip


def fresh(appeal):
    """Read an appeal anew."""
    return CitizenAppeal.objects.get(pk=appeal.pk)
