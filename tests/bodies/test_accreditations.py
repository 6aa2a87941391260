import itertools
import threading
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from assembly.audit.models import AuditEvent
from assembly.bodies.accreditation import standing_of
from assembly.bodies.enums import AccreditationState, BodyKind
from assembly.bodies.models import Accreditation, Association, Membership
from assembly.bodies.refusals import (
    ActNeeded,
    ApplicationDecided,
    ApplicationOpen,
    AssociationNotAccredited,
    DayInFuture,
    DecidedBeforeApplied,
    EndBeforeBeginning,
    EntryNumberTaken,
    RefusalReasonMissing,
)
from assembly.bodies.services.accreditations import (
    accredit,
    add_association,
    receive_application,
    refuse_accreditation,
    years_after,
)
from assembly.common.errors import DomainError, InvalidValue, NotAllowed
from assembly.deadlines.models import Reminder
from assembly.deadlines.services.calendar import seed_year
from assembly.deadlines.services.reminders import run_reminders
from assembly.documents.models import StoredFile
from tests.bodies.test_memberships import give_seat, make_basis
from tests.factories import NOON, make_body, make_members, make_region, make_secretary, seat

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
PDF = b"%PDF-1.7 paper"
_numbers = itertools.count(1)


@pytest.fixture(autouse=True)
def russian():
    with translation.override("ru"):
        yield


def make_association(**fields):
    return Association.objects.create(name_kk="Бірлестік", name_ru="Объединение", **fields)


def apply(actor, association=None, *, on=TODAY, papers=()):
    return receive_application(
        association_id=(association or make_association()).pk,
        applied_on=on,
        applicant="Б. Сынақова, төраға",
        papers=papers,
        actor=actor,
        at=NOON,
    )


def grant(actor, application, *, on=TODAY, number="17", basis_id=-1, **fields):
    return accredit(
        accreditation_id=application.pk,
        decided_on=on,
        entry_number=number,
        basis_id=make_basis(f"А-{next(_numbers)}").pk if basis_id == -1 else basis_id,
        actor=actor,
        at=NOON,
        **fields,
    )


def written():
    return AuditEvent.objects.filter(kind__startswith="bodies.accreditation").count()


def test_an_association_without_a_region_is_republican():
    actor = make_secretary()

    everywhere = add_association(name_kk="Бірлік", name_ru="Единство", actor=actor, at=NOON)
    local = add_association(
        name_kk="Бірлік", name_ru="Единство", region_id=make_region().pk, actor=actor, at=NOON
    )

    assert (everywhere.is_republican, local.is_republican) == (True, False)
    with pytest.raises(NotAllowed):
        add_association(name_kk="Б", name_ru="Е", actor=make_members(1)[0].user, at=NOON)
    assert Association.objects.count() == 2


def test_an_application_is_received_with_its_papers(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": str(tmp_path)}},
    }
    application = apply(make_secretary(), papers=[SimpleUploadedFile("арыз.pdf", PDF)])

    assert application.state == AccreditationState.APPLIED
    assert StoredFile.objects.get().subject == f"accreditation:{application.pk}"
    assert standing_of(application.association, TODAY).pending == application
    assert AuditEvent.objects.get(kind="bodies.accreditation_applied").payload["papers"] == 1


def test_a_granted_one_lasts_by_the_setting_and_lapses_by_itself():
    actor = make_secretary()
    row = grant(actor, apply(actor))

    assert (row.term.lower, row.term.upper) == (TODAY, date(2029, 11, 23))
    association = Association.objects.get()
    assert association.accredited_until == date(2029, 11, 23)
    assert standing_of(association, date(2029, 11, 22)).is_accredited
    assert not standing_of(association, date(2029, 11, 23)).is_accredited
    assert not standing_of(association, TODAY - timedelta(days=1)).is_accredited
    row.refresh_from_db()
    assert row.state == AccreditationState.ACCREDITED


@pytest.mark.parametrize(
    ("day", "years", "after"),
    [
        (date(2026, 11, 23), 3, date(2029, 11, 23)),
        (date(2024, 2, 29), 3, date(2027, 3, 1)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
    ],
)
def test_years_are_counted_by_the_calendar(day, years, after):
    assert years_after(day, years) == after


def test_a_renewal_begins_where_the_present_term_ends():
    actor = make_secretary()
    first = grant(actor, apply(actor), until=date(2027, 1, 31))

    second = grant(actor, apply(actor, first.association), number="18")

    assert (second.term.lower, second.term.upper) == (date(2027, 1, 31), date(2030, 1, 31))
    assert standing_of(first.association, TODAY).in_force == first
    assert standing_of(first.association, date(2027, 1, 31)).in_force == second


def test_a_renewal_of_an_older_register_begins_at_its_last_day():
    actor = make_secretary()
    association = make_association(accredited_until=date(2027, 6, 30))

    assert standing_of(association, TODAY).is_accredited
    assert grant(actor, apply(actor, association)).term.lower == date(2027, 6, 30)


def test_a_refused_one_has_its_reason_and_may_apply_again():
    actor = make_secretary()
    application = apply(actor)

    refuse_accreditation(
        accreditation_id=application.pk,
        decided_on=TODAY,
        reason="Нет копии свидетельства",
        actor=actor,
        at=NOON,
    )

    association = Association.objects.get()
    assert not standing_of(association, TODAY).is_accredited
    assert apply(actor, association).state == AccreditationState.APPLIED


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"basis_id": None}, ActNeeded),
        ({"number": "  "}, InvalidValue),
        ({"number": "16"}, EntryNumberTaken),
        ({"on": TODAY + timedelta(days=1)}, DayInFuture),
        ({"on": TODAY - timedelta(days=1)}, DecidedBeforeApplied),
        ({"until": TODAY}, EndBeforeBeginning),
    ],
)
def test_what_cannot_be_granted_writes_nothing(fields, refusal):
    actor = make_secretary()
    grant(actor, apply(actor), number="16")
    application = apply(actor)
    before = written()

    with pytest.raises(refusal):
        grant(actor, application, **fields)

    application.refresh_from_db()
    assert application.state == AccreditationState.APPLIED
    assert written() == before


def test_terms_of_one_association_never_overlap():
    actor = make_secretary()
    first = grant(actor, apply(actor, on=TODAY - timedelta(days=9)), on=TODAY)

    earlier = grant(actor, apply(actor, first.association, on=TODAY - timedelta(days=9)), on=TODAY - timedelta(days=5),
                    number="18")  # fmt: skip

    assert earlier.term.lower == first.term.upper


def refuse(actor, application, reason="Нет копии"):
    return refuse_accreditation(
        accreditation_id=application.pk, decided_on=TODAY, reason=reason, actor=actor, at=NOON
    )


@pytest.mark.parametrize(
    "act", [lambda actor, row: apply(actor), grant, refuse], ids=["apply", "grant", "refuse"]
)
def test_only_the_secretariat_keeps_the_register(act):
    member = make_members(1)[0].user
    application = apply(make_secretary())
    before = written()

    with pytest.raises(NotAllowed):
        act(member, application)

    assert written() == before


def test_an_application_is_received_once_and_decided_once():
    actor = make_secretary()
    application = apply(actor)
    with pytest.raises(ApplicationOpen):
        apply(actor, application.association)
    with pytest.raises(RefusalReasonMissing):
        refuse_accreditation(
            accreditation_id=application.pk, decided_on=TODAY, reason=" ", actor=actor, at=NOON
        )
    with pytest.raises(DayInFuture):
        apply(actor, on=TODAY + timedelta(days=1))
    grant(actor, application)

    with pytest.raises(ApplicationDecided):
        grant(actor, application, number="19")

    assert (Accreditation.objects.count(), written()) == (1, 2)


@pytest.mark.django_db(transaction=True)
def test_of_two_decisions_on_one_application_one_is_entered():
    actor, results, gate = make_secretary(), [], threading.Barrier(2)
    application, basis = apply(actor), make_basis("А-1").pk

    def press(number):
        gate.wait()
        try:
            grant(actor, application, number=number, basis_id=basis)
            results.append("granted")
        except DomainError as refusal:
            results.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(number,)) for number in ("1", "2")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["application_decided", "granted"]


@pytest.mark.parametrize(
    ("accredited_until", "is_seated"),
    [(None, False), (TODAY, False), (TODAY + timedelta(days=1), True)],
)
def test_nobody_sits_on_behalf_of_an_association_that_is_not_accredited(accredited_until, is_seated):
    actor, association = make_secretary(), make_association(accredited_until=accredited_until)
    seats = Membership.objects.count()

    if is_seated:
        give_seat(actor, association_id=association.pk)
    else:
        with pytest.raises(AssociationNotAccredited) as refusal:
            give_seat(actor, association_id=association.pk)
        assert "№ 149-VI" in refusal.value.message()
        assert refusal.value.legal_ref.code == "law-70-iv:15@2008-10-20"

    assert Membership.objects.filter(association=association).count() == int(is_seated)
    assert Membership.objects.count() == seats + int(is_seated)


def test_the_secretariat_is_reminded_before_the_end_and_never_after():
    actor = make_secretary()
    for year in (2026, 2027):
        seed_year(year=year, at=NOON)
    row = grant(actor, apply(actor, on=date(2026, 6, 1)), on=date(2026, 6, 1), until=date(2026, 12, 8))

    assert run_reminders(on=TODAY, at=NOON) == 1
    assert run_reminders(on=TODAY, at=NOON) == 0
    reminder = Reminder.objects.get()
    assert (reminder.subject_type, reminder.term, reminder.recipient) == (
        "accreditation",
        date(2026, 12, 7),
        actor.person,
    )
    assert run_reminders(on=date(2026, 12, 8), at=NOON + timedelta(days=15)) == 0

    apply(actor, row.association)
    assert run_reminders(on=date(2026, 12, 4), at=NOON + timedelta(days=11)) == 0


def make_standings(actor):
    """One of each: accredited, pending, lapsed, never."""
    grant(actor, apply(actor, make_association(is_republican=True)))
    apply(actor)
    make_association(accredited_until=date(2020, 1, 1))
    make_association()


@pytest.mark.parametrize(
    ("filters", "states"),
    [
        ({"state": "accredited"}, ["Аккредитовано"]),
        ({"state": "pending"}, ["Заявление рассматривается"]),
        ({"state": "lapsed"}, ["Аккредитация истекла"]),
        ({"state": "never"}, ["Заявление рассматривается", "Не аккредитовано"]),
        ({"level": "republican"}, ["Аккредитовано"]),
    ],
)
def test_the_register_is_narrowed_by_standing(client, filters, states):
    secretary = make_secretary()
    client.force_login(secretary)
    make_standings(secretary)

    rows = client.get(reverse("bodies:association_list"), filters).context["rows"]

    assert [str(standing.chip.word) for _association, standing in rows] == states


def test_the_whole_way_from_application_to_seat_by_pages(client):
    secretary = make_secretary()
    client.force_login(secretary)
    today = f"{timezone.localdate():%d.%m.%Y}"
    client.post(reverse("bodies:association_new"), {"name_kk": "Бірлік", "name_ru": "Единство"})
    association = Association.objects.get()
    client.post(
        reverse("bodies:accreditation_new", args=[association.pk]),
        {"applied_on": today, "applicant": "Б. Сынақова"},
    )
    application = Accreditation.objects.get()
    page = client.post(
        reverse("bodies:accreditation_grant", args=[application.pk]),
        {"decided_on": today, "entry_number": "5"},
    )
    assert page.status_code == 422  # no act is named; what was typed is kept
    assert 'value="5"' in page.content.decode()
    client.post(
        reverse("bodies:accreditation_grant", args=[application.pk]),
        {"decided_on": today, "entry_number": "5", "basis": make_basis().pk},
    )

    card = client.get(reverse("bodies:association_card", args=[association.pk])).content.decode()
    card = card.replace("\xa0", " ")

    assert "Аккредитовано, номер в реестре 5" in card
    assert "№ 5" in card
    refused = client.post(
        reverse("bodies:accreditation_refuse", args=[application.pk]), {"decided_on": today, "reason": "Нет"}
    )
    assert refused.status_code == 409
    assert "По заявлению уже есть решение" in refused.content.decode()


def test_the_register_and_a_card_ask_as_much_for_three_as_for_one(client):
    secretary = make_secretary()
    client.force_login(secretary)
    body = make_body(BodyKind.ASSEMBLY)
    shown = make_association()
    counts = {"list": [], "card": []}
    for number in (1, 2):
        for place in range(number):
            row = grant(secretary, apply(secretary, shown), number=f"{number}/{place}")
            grant(secretary, apply(secretary), number=f"{number}-{place}")
            seat(make_members(1, kind=BodyKind.COUNCIL)[0], BodyKind.ASSEMBLY, body=body, association=shown)
        assert row.state == AccreditationState.ACCREDITED
        for name, url in (
            ("list", reverse("bodies:association_list")),
            ("card", reverse("bodies:association_card", args=[shown.pk])),
        ):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            counts[name].append(len(queries))

    assert counts["list"][0] == counts["list"][1]
    assert counts["card"][0] == counts["card"][1]
