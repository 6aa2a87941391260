import logging
import threading

import pytest
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from assembly.audit.models import AccessLog, AuditEvent
from assembly.common.errors import NotAllowed
from assembly.outbox.models import OutboxMessage
from assembly.people.checks import check_personal_keys
from assembly.people.iin import check_digit, is_iin, masked_iin, plain_iin
from assembly.people.keys import keyed_hash, keys_of, seal, unseal
from assembly.people.models import Person
from assembly.people.refusals import IinInvalid, IinKnown
from assembly.people.services.iin import record_iin, rotate_personal_keys
from assembly.people.services.register import add_person
from tests.factories import NOON, make_chairman, make_members, make_person, make_secretary

FIRST, SECOND = "061211600012", "970740001013"
OLD, NEW = f"old:{'11' * 32}", f"new:{'22' * 32}"
OLD_HASH, NEW_HASH = f"old-h:{'33' * 32}", f"new-h:{'44' * 32}"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("061211600012", True),
        ("970740001013", True),
        ("000740000728", True),  # the day of birth inside need not be a day
        ("690428947271", True),  # a seventh digit that is never issued: only the checksum is judged
        ("123456789011", False),
        ("123456789012", False),  # no last digit fits: never issued
        ("06121160001", False),
        ("0612116000120", False),
        ("06121160001x", False),
        ("٠٦١٢١١٦٠٠٠١٢", False),  # digits of another script
        ("", False),
    ],
)
def test_iin_is_twelve_digits_of_which_the_last_fits(number, expected):
    assert is_iin(number) is expected


@given(st.text("0123456789", min_size=11, max_size=11))
def test_exactly_one_last_digit_fits_or_none(eleven):
    fitting = [digit for digit in "0123456789" if is_iin(eleven + digit)]
    expected = check_digit(eleven)
    assert fitting == ([] if expected is None else [str(expected)])


def test_spaces_and_hyphens_do_not_matter_and_lists_show_the_day_of_birth_alone():
    assert plain_iin(" 061211 600-012\u00a0") == FIRST
    assert masked_iin(FIRST) == "061211••••••"
    assert masked_iin("") == ""


def test_a_value_opens_for_its_purpose_alone_and_only_whole():
    key_id, sealed = seal(b"061211600012", purpose="person.iin")
    assert b"0612" not in sealed
    assert unseal(sealed, key_id=key_id, purpose="person.iin") == b"061211600012"
    with pytest.raises(ValueError, match="does not open"):
        unseal(sealed, key_id=key_id, purpose="register_import")
    with pytest.raises(ValueError, match="does not open"):
        unseal(sealed[:-1] + bytes([sealed[-1] ^ 1]), key_id=key_id, purpose="person.iin")
    with pytest.raises(LookupError):
        unseal(sealed, key_id="gone", purpose="person.iin")
    assert seal(b"x", purpose="p")[1] != seal(b"x", purpose="p")[1]


@pytest.mark.parametrize(
    "value", [[], ["k:zz"], ["k:11"], [f":{'11' * 32}"], [OLD, OLD], [f"{'k' * 17}:{'11' * 32}"]]
)
def test_malformed_keys_are_refused_without_being_repeated(settings, value):
    settings.PERSONAL_KEYS = value
    with pytest.raises(ImproperlyConfigured) as refusal:
        keys_of("PERSONAL_KEYS")
    assert "11" * 32 not in str(refusal.value)


def test_deployment_refuses_known_missing_and_repeated_keys(settings):
    assert [fault.id for fault in check_personal_keys()] == ["people.E002", "people.E002"]
    settings.PERSONAL_KEYS, settings.PERSONAL_HASH_KEYS = [OLD], [f"h:{'11' * 32}"]
    assert [fault.id for fault in check_personal_keys()] == ["people.E003"]
    settings.PERSONAL_KEYS, settings.PERSONAL_HASH_KEYS = [], [OLD_HASH]
    assert [fault.id for fault in check_personal_keys()] == ["people.E001"]
    settings.PERSONAL_KEYS = [OLD]
    assert check_personal_keys() == []
    assert check_personal_keys in checks.registry.registry.deployment_checks


@pytest.mark.django_db
def test_record_iin_seals_and_hashes_it_and_tells_the_journal_no_digit():
    person, actor = make_person(), make_secretary()
    record_iin(person_id=person.pk, iin="061211 600012", actor=actor, at=NOON)

    person.refresh_from_db()
    assert person.read_iin() == FIRST
    assert person.masked_iin == "061211••••••"
    assert (person.iin_key, person.iin_hash_key) == ("known", "known")
    assert person.iin_hash == keyed_hash(FIRST, purpose="person.iin")[1]
    assert FIRST.encode() not in bytes(person.iin_sealed)
    event = AuditEvent.objects.get()
    assert (event.kind, event.stream, event.payload) == ("people.iin_recorded", f"person:{person.pk}", {})
    assert Person.objects.with_iin(FIRST).get() == person

    record_iin(person_id=person.pk, iin=FIRST, actor=actor, at=NOON)  # the same again changes nothing
    assert AuditEvent.objects.count() == 1
    record_iin(person_id=person.pk, iin="", actor=actor, at=NOON)
    person.refresh_from_db()
    assert (person.read_iin(), person.iin_hash, person.iin_key) == ("", "", "")
    assert AuditEvent.objects.last().kind == "people.iin_removed"


@pytest.mark.django_db
def test_record_iin_refuses_and_writes_nothing():
    person, other, actor = make_person(), make_person(family_name="Басқаев"), make_secretary()
    record_iin(person_id=other.pk, iin=FIRST, actor=actor, at=NOON)
    for number, refusal in (("123456789012", IinInvalid), ("0612", IinInvalid), (FIRST, IinKnown)):
        with pytest.raises(refusal):
            record_iin(person_id=person.pk, iin=number, actor=actor, at=NOON)
    with pytest.raises(NotAllowed):
        record_iin(person_id=person.pk, iin=SECOND, actor=make_chairman(), at=NOON)
    person.refresh_from_db()
    assert person.iin_sealed is None
    assert AuditEvent.objects.count() == 1


@pytest.mark.django_db
def test_add_person_with_iin_of_another_writes_nothing():
    actor = make_secretary()
    add_person(family_name="Бірінші", given_name="Адам", iin=FIRST, actor=actor, at=NOON)
    before = Person.objects.count()
    with pytest.raises(IinKnown):
        add_person(family_name="Екінші", given_name="Адам", iin=FIRST, actor=actor, at=NOON)
    with pytest.raises(IinInvalid):
        add_person(family_name="Екінші", given_name="Адам", iin="1", actor=actor, at=NOON)
    assert Person.objects.count() == before


@pytest.mark.django_db
def test_the_database_holds_one_number_for_one_person_and_never_half_a_value():
    one, two = make_person(), make_person()
    one.put_iin(FIRST)
    one.save()
    two.put_iin(FIRST)
    with pytest.raises(IntegrityError, match="person_iin_is_nobody_elses"), transaction.atomic():
        two.save()
    two.iin_hash = ""
    with pytest.raises(IntegrityError, match="person_iin_is_sealed_iff_hashed"), transaction.atomic():
        two.save()


@pytest.mark.django_db
def test_rotation_brings_all_values_under_the_first_keys_and_finds_them_before_and_after(settings):
    settings.PERSONAL_KEYS, settings.PERSONAL_HASH_KEYS = [OLD], [OLD_HASH]
    persons = [make_person() for _ in range(2)]
    for person, number in zip(persons, (FIRST, SECOND), strict=True):
        person.put_iin(number)
        person.save()
    make_person()
    settings.PERSONAL_KEYS, settings.PERSONAL_HASH_KEYS = [NEW, OLD], [NEW_HASH, OLD_HASH]
    assert Person.objects.with_iin(FIRST).get() == persons[0]

    assert rotate_personal_keys(at=NOON) == 2
    assert rotate_personal_keys(at=NOON) == 0
    event = AuditEvent.objects.get()
    assert event.payload == {"persons": 2, "sealing": "new", "hashing": "new-h"}
    settings.PERSONAL_KEYS, settings.PERSONAL_HASH_KEYS = [NEW], [NEW_HASH]
    assert Person.objects.with_iin(SECOND).get() == persons[1]
    assert [Person.objects.get(pk=person.pk).read_iin() for person in persons] == [FIRST, SECOND]


@pytest.mark.django_db
def test_rotation_without_the_old_key_writes_nothing(settings, capsys):
    person = make_person()
    person.put_iin(FIRST)
    person.save()
    settings.PERSONAL_KEYS = [NEW]
    with pytest.raises(LookupError, match="'known'"):
        rotate_personal_keys(at=NOON)
    assert Person.objects.get(pk=person.pk).iin_key == "known"
    settings.PERSONAL_KEYS = [NEW, *settings.KNOWN_PERSONAL_KEYS[:1]]
    call_command("rotate_personal_keys")
    assert (
        capsys.readouterr().out == "1 values brought under the present keys; older keys can be taken out.\n"
    )


@pytest.mark.django_db(transaction=True)
def test_of_two_who_record_one_number_for_two_persons_one_is_told():
    actor, persons, results = make_secretary(), [make_person(), make_person()], []
    gate = threading.Barrier(2)

    def press(person):
        gate.wait()
        try:
            record_iin(person_id=person.pk, iin=FIRST, actor=actor, at=NOON)
            results.append("recorded")
        except IinKnown:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[person]) for person in persons]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["recorded", "refused"]
    assert Person.objects.exclude(iin_hash="").count() == 1


@pytest.mark.django_db
def test_card_shows_the_number_masked_and_each_open_view_is_written_down(staff, secretary, caplog):
    caplog.set_level(logging.DEBUG)
    person = make_members(1)[0]
    with translation.override("ru"):
        card = reverse("bodies:member_card", args=[person.pk])
        opened, change = (
            reverse(f"bodies:{name}", args=[person.pk]) for name in ("member_iin", "iin_change")
        )
    assert staff.post(change, {"iin": "061211600013"}).status_code == 422
    answer = staff.post(change, {"iin": FIRST})
    assert (answer.status_code, answer["Location"]) == (302, card)

    page = staff.get(card).content.decode()
    assert "061211••••••" in page
    assert FIRST not in page
    assert AccessLog.objects.filter(page=opened).count() == 0
    answer = staff.get(opened)
    assert FIRST in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    seen = AccessLog.objects.get(page=opened)
    assert (seen.viewer_id, seen.subject) == (secretary.pk, f"person:{person.pk}")

    told = [
        str(list(rows.values())) for rows in (AuditEvent.objects, OutboxMessage.objects, AccessLog.objects)
    ]
    assert FIRST not in " ".join([*told, caplog.text, opened, change, card])


@pytest.mark.django_db
def test_nobody_but_the_secretariat_sees_or_changes_a_number(client_of):
    person, chairman = make_members(1)[0], make_chairman()
    for name in ("member_iin", "iin_change"):
        path = reverse(f"bodies:{name}", args=[person.pk])
        assert client_of().get(path).status_code == 302
        assert client_of(person.user).get(path).status_code == 403
        assert client_of(chairman).get(path).status_code == 403
