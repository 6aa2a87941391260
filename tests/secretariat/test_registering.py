"""Registering appeals: number, terms, code; what is refused writes nothing."""

import threading
import uuid
from datetime import date, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection, transaction

from assembly.audit.models import AuditEvent
from assembly.common.errors import NotAllowed
from assembly.documents.models import NumberSeries, Setting, StoredFile
from assembly.documents.refusals import FileRejected
from assembly.outbox.models import OutboxMessage
from assembly.outbox.services.letters import as_seen
from assembly.people.services.iin import rotate_personal_keys
from secretariat.enums import AppealChannel, AppealState
from secretariat.models import CitizenAppeal
from secretariat.permissions import CONTENTS, REGISTRATION
from secretariat.refusals import (
    AppealFieldMissing,
    ApplicantNumberInvalid,
    ConsentMissing,
    ReceivedDayRefused,
    SentAlready,
    TooManyFiles,
)
from secretariat.selectors import followed
from secretariat.services.registering import register_appeal, renew_code
from tests.factories import ALMATY, NOON, make_members, make_secretary
from tests.secretariat.makers import DUE, IIN, TRIAGE_DUE, make_appeal, register, submission

PDF = b"%PDF-1.7\n%%EOF"


def nothing_is_written():
    counts = [
        model.objects.count()
        for model in (CitizenAppeal, AuditEvent, OutboxMessage, StoredFile, NumberSeries)
    ]
    return counts == [0, 0, 0, 0, 0]


@pytest.mark.django_db
def test_an_appeal_gets_a_number_terms_and_a_code_of_which_the_hash_is_kept():
    done = register(email="applicant@portal.example", uploads=[ContentFile(PDF, name="прошение.pdf")])

    appeal, code = done.appeal, done.code
    assert (appeal.number, appeal.state, appeal.channel) == ("1/2026", AppealState.REGISTERED, "portal")
    assert (appeal.registered_on, appeal.triage_due_on, appeal.due_on) == (NOON.date(), TRIAGE_DUE, DUE)
    assert len(code) == 20
    assert code.isdecimal()
    row = CitizenAppeal.objects.filter(pk=appeal.pk).values().get()
    assert code not in str(row)
    assert IIN not in str(row)
    assert (appeal.read_number(), appeal.masked_number) == (IIN, "970740••••••")
    assert StoredFile.objects.get().subject == f"citizenappeal:{appeal.pk}"
    event = AuditEvent.objects.get(kind="secretariat.appeal_registered")
    assert event.payload == {
        "number": "1/2026", "channel": "portal", "registered_on": "2026-11-23", "triage_due_on": "2026-11-26",
        "due_on": "2026-12-14", "files": 1, "source": REGISTRATION.code,
    }  # fmt: skip
    letter = OutboxMessage.objects.get()
    assert (letter.address, letter.language) == ("applicant@portal.example", "ru")
    words = as_seen(letter)
    assert words.subject == "Ваше обращение зарегистрировано: № 1/2026"
    assert code not in words.body
    assert "АППК, ст.\u00a064" in words.body


@pytest.mark.django_db
def test_numbers_of_a_year_have_no_gap():
    numbers = [make_appeal().number for _ in range(3)]
    with pytest.raises(AppealFieldMissing):
        register(text=" ")

    assert [*numbers, make_appeal().number] == ["1/2026", "2/2026", "3/2026", "4/2026"]


@pytest.mark.django_db
def test_what_comes_in_the_evening_is_registered_on_the_next_working_day():
    friday_evening = datetime(2026, 11, 27, 19, 30, tzinfo=ALMATY)

    appeal = make_appeal(at=friday_evening)

    assert appeal.received_at == friday_evening
    assert (appeal.registered_on, appeal.triage_due_on) == (date(2026, 11, 30), date(2026, 12, 3))


@pytest.mark.django_db
def test_terms_are_settings():
    term = (date(2026, 11, 1), date(2027, 1, 1))
    Setting.objects.create(key="secretariat.appeal_days", value=20, term=term)
    Setting.objects.create(key="secretariat.appeal_redirect_days", value=5, term=term)

    appeal = make_appeal()

    assert (appeal.triage_due_on, appeal.due_on) == (date(2026, 11, 30), date(2026, 12, 21))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "refusal", "field"),
    [
        ({"applicant_name": "  "}, AppealFieldMissing, "applicant_name"),
        ({"address": ""}, AppealFieldMissing, "address"),
        ({"subject": " "}, AppealFieldMissing, "subject"),
        ({"text": "\n"}, AppealFieldMissing, "text"),
        ({"applicant_number": "123456789011"}, ApplicantNumberInvalid, "applicant_number"),
        ({"has_consent": False}, ConsentMissing, "has_consent"),
        ({"uploads": [ContentFile(PDF, name="а.pdf")] * 6}, TooManyFiles, "upload"),
        ({"uploads": [ContentFile(b"MZ", name="а.pdf")]}, FileRejected, "upload"),
    ],
)
def test_what_is_refused_writes_nothing(fields, refusal, field):
    with pytest.raises(refusal) as refused:
        register(**fields)

    assert refused.value.field == field
    if refusal in {AppealFieldMissing, ApplicantNumberInvalid}:
        assert refused.value.legal_ref == CONTENTS
    assert nothing_is_written()


@pytest.mark.django_db
def test_the_same_sending_is_one_appeal():
    key = uuid.uuid4()
    register(key=key)

    with pytest.raises(SentAlready) as refusal:
        register(key=key)

    assert (refusal.value.number, refusal.value.legal_ref) == ("1/2026", REGISTRATION)
    assert CitizenAppeal.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_equal_sendings_one_is_registered():
    sent, results, gate = submission(), [], threading.Barrier(2)

    def press():
        gate.wait()
        try:
            register_appeal(submission=sent, actor=None, at=NOON)
            results.append("registered")
        except SentAlready:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["refused", "registered"]
    assert CitizenAppeal.objects.count() == 1
    assert AuditEvent.objects.filter(kind="secretariat.appeal_registered").count() == 1


@pytest.mark.django_db
def test_the_staff_types_what_came_on_paper_with_the_day_on_which_it_came():
    secretary = make_secretary()

    appeal = make_appeal(
        actor=secretary, channel=AppealChannel.PAPER, received_on=date(2026, 11, 20), external_number="ЖТ-7"
    )

    assert (appeal.registered_on, appeal.triage_due_on) == (date(2026, 11, 20), date(2026, 11, 25))
    assert (appeal.registered_by, appeal.external_number) == (secretary, "ЖТ-7")


@pytest.mark.django_db
@pytest.mark.parametrize("days", [-1, 61])
def test_a_paper_cannot_come_tomorrow_or_long_ago(days):
    secretary = make_secretary()
    before = AuditEvent.objects.count()

    with pytest.raises(ReceivedDayRefused):
        register(actor=secretary, channel=AppealChannel.PAPER, received_on=NOON.date() - timedelta(days=days))

    assert CitizenAppeal.objects.count() == 0
    assert AuditEvent.objects.count() == before


@pytest.mark.django_db
@pytest.mark.parametrize("channel", [AppealChannel.PAPER, AppealChannel.RECEPTION, AppealChannel.OTINISH])
def test_only_the_secretariat_types_appeals_of_others(channel):
    member = make_members(1)[0].user

    for actor in (member, None):
        with pytest.raises(NotAllowed):
            register(actor=actor, channel=channel)

    assert CitizenAppeal.objects.count() == 0


@pytest.mark.django_db
def test_an_appeal_is_followed_by_number_and_code_together():
    first, second = register(), register()

    assert followed(number="№ 1/2026", code=f" {first.code[:5]} {first.code[5:]}") == first.appeal
    assert followed(number="1/2026", code=second.code) is None
    assert followed(number="9/2026", code=first.code) is None
    assert followed(number="", code="") is None


@pytest.mark.django_db
def test_a_new_code_ends_the_former_one():
    done, secretary = register(), make_secretary()

    renewed = renew_code(appeal_id=done.appeal.pk, actor=secretary, at=NOON)

    assert followed(number="1/2026", code=done.code) is None
    assert followed(number="1/2026", code=renewed.code) == done.appeal
    assert AuditEvent.objects.filter(kind="secretariat.appeal_code_renewed").count() == 1


@pytest.mark.django_db
def test_others_cannot_renew_a_code():
    done, member = register(), make_members(1)[0].user

    with pytest.raises(NotAllowed):
        renew_code(appeal_id=done.appeal.pk, actor=member, at=NOON)

    assert followed(number="1/2026", code=done.code) == done.appeal


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change", [{"text": "Другое"}, {"number": "7/2026"}, {"registered_on": date(2026, 11, 24)}]
)
def test_what_came_never_changes_and_no_appeal_is_deleted(change):
    appeal = make_appeal()

    with pytest.raises(DatabaseError), transaction.atomic():
        CitizenAppeal.objects.filter(pk=appeal.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        CitizenAppeal.objects.filter(pk=appeal.pk).delete()


@pytest.mark.django_db
def test_rotation_of_keys_reaches_the_numbers_of_applicants(settings):
    settings.PERSONAL_KEYS = [f"old:{'11' * 32}"]
    settings.PERSONAL_HASH_KEYS = [f"old-h:{'33' * 32}"]
    appeal = make_appeal()
    make_appeal(applicant_number="")
    settings.PERSONAL_KEYS = [f"new:{'22' * 32}", f"old:{'11' * 32}"]
    settings.PERSONAL_HASH_KEYS = [f"new-h:{'44' * 32}", f"old-h:{'33' * 32}"]

    assert rotate_personal_keys(at=NOON) == 1
    assert rotate_personal_keys(at=NOON) == 0

    settings.PERSONAL_KEYS = [f"new:{'22' * 32}"]
    appeal.refresh_from_db()
    assert (appeal.number_key, appeal.number_hash_key, appeal.read_number()) == ("new", "new-h", IIN)
    payload = AuditEvent.objects.get(kind="people.keys_rotated").payload
    assert (payload["persons"], payload["secretariat.applicants"]) == (0, 1)
