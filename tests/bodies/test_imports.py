"""Importing the register of members: what is written, what is refused, what is forgotten."""

from collections import Counter
from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from assembly.audit.services.verify import verify_streams
from assembly.bodies.enums import BodyKind
from assembly.bodies.imports.kept import rows_of, table_of
from assembly.bodies.imports.refusals import (
    ImportFaulty,
    NothingToWrite,
)
from assembly.bodies.models import Accreditation, Association, Membership, Region
from assembly.bodies.services.imports import (
    check_import,
    confirm_import,
    write_waiting,
)
from assembly.bodies.services.seed import seed_reference
from assembly.documents.models import Act
from assembly.people.models import Person
from tests.bodies.books import ACT, checked, iin, members, notes, row, shared, written
from tests.bodies.test_memberships import make_basis
from tests.factories import NOON, make_person, make_secretary

pytestmark = pytest.mark.django_db
TABLES = (Person, Membership, Act)


@pytest.fixture
def actor():
    seed_reference(at=NOON)
    return make_secretary()


def counted():
    return [model.objects.count() for model in TABLES]


# -- the two files of the secretariat --------------------------------------------------------------


def test_the_register_gives_583_persons_and_84_of_the_council_and_again_changes_nothing(actor):
    held = checked(shared("members-register.xlsx"), actor)
    assert held.counts == {"rows": 587, "new": 583, "repeat": 4, "faults": 0, "remarked": 168}
    assert Counter(code for _row, _cell, code in notes(held)) == {
        "association_unknown": 92, "spaces_removed": 49, "lowered": 27, "latin_replaced": 14, "iin_missing": 7,
        "repeats_row": 4, "post_joined": 4, "council_as_assembly": 84,
    }  # fmt: skip
    confirm_import(import_id=held.pk, actor=actor, at=NOON)
    assert write_waiting(at=NOON) == 1

    held.refresh_from_db()
    assert (held.state, held.ended_at) == ("done", NOON)
    assert {name: held.counts[name] for name in ("persons_new", "seats_new", "council_new")} == {
        "persons_new": 583, "seats_new": 583, "council_new": 84,
    }  # fmt: skip
    seats = Counter(Membership.objects.values_list("body__kind", flat=True))
    assert seats == {"assembly": 583, "council": 84, "secretariat": 1}
    assert Person.objects.exclude(iin_hash="").count() == 576
    assert Person.objects.filter(family_name__regex="[A-Za-z]").count() == 0
    twice = Person.objects.get(email="member047@example.kz").memberships.get()
    assert twice.post_ru == "заместитель председателя; член президиума"
    assert verify_streams() == []

    again = checked(shared("members-register.xlsx"), actor)
    assert {name: again.counts.get(name) for name in ("same", "repeat", "new", "changed")} == {
        "same": 583, "repeat": 4, "new": None, "changed": None,
    }  # fmt: skip
    with pytest.raises(NothingToWrite):
        confirm_import(import_id=again.pk, actor=actor, at=NOON)


def test_the_broken_file_has_fifteen_faults_each_with_its_own_words_and_writes_nothing(actor):
    before = counted()
    held = checked(shared("members-register-broken.xlsx"), actor)
    assert notes(held, "error") == [
        (5, "iin", "iin_digit"),
        (7, "birth_on", "day_impossible"),
        (9, "region", "region_unknown"),
        (11, "name", "missing"),
        (13, "email", "email_wrong"),
        (15, "iin", "iin_of_other_row"),
        (17, "name", "formula"),
        (19, "name", "markup"),
        (21, "since", "day_far"),
        (23, "post", "too_long"),
        (25, "iin", "iin_number"),
        (27, "birth_on", "day_unreadable"),
        (29, "since", "missing"),
        (31, "name", "name_short"),
        (33, "council", "yes_unclear"),
    ]
    with pytest.raises(ImportFaulty) as refusal:
        confirm_import(import_id=held.pk, actor=actor, at=NOON)
    assert (refusal.value.faults, refusal.value.legal_ref.cite("ru")) == (15, "п.\u00a09")
    assert write_waiting(at=NOON) == 0
    assert counted() == before
    assert "http" not in str(rows_of(held)[13].values)


# -- what a row writes -----------------------------------------------------------------------------


def test_a_row_is_a_person_a_seat_in_the_assembly_one_in_the_council_and_an_act(actor):
    association = Association.objects.create(
        name_kk="Сынақ бірлестігі", name_ru="Пробное объединение", accredited_until=date(2028, 1, 1)
    )
    headers = ("Ф.И.О.", "ИИН", "Дата рождения", "Пол", "Регион", "Объединение", "Кем выдвинут", "Должность",
               "Основание", "Член с", "Член Совета", "Телефон", "E-mail", "Язык")  # fmt: skip
    cells = ("Сынaқова  Айгүл Мысалқызы", iin("84051291001"), "12 мая 1984 г.", "әйел", "ЗКО", "ПРОБНОЕ объединение",
             "Ротация", "төраға", "Указ № Д-7 от 01.10.2025", date(2025, 10, 14), "иә", "8701 000 6746",
             "AIGUL@portal.example", "қаз")  # fmt: skip
    held = written(members(cells, headers=headers), actor)

    person = Person.objects.get(email="aigul@portal.example")
    assert person.full_name == "Сынақова Айгүл Мысалқызы"
    assert (person.read_iin(), person.birth_on, person.sex) == (cells[1], date(1984, 5, 12), "female")
    assert (person.phone, person.language) == ("+77010006746", "kk")
    assert (person.salutation_kk, person.salutation_ru) == (
        "Құрметті Айгүл Мысалқызы", "Уважаемая Айгүл Мысалқызы",
    )  # fmt: skip
    seat, council = (person.memberships.get(body__kind=kind) for kind in ("assembly", "council"))
    assert seat.term == council.term == DateRange(date(2025, 10, 14), None)
    assert (seat.region.code, seat.association, seat.on_behalf_ru) == ("27", association, "")
    assert (seat.post_kk, seat.post_ru, seat.nomination, seat.nominated_by_ru) == (
        "төраға",
        "",
        "rotation",
        "",
    )
    assert seat.basis == council.basis
    assert (seat.basis.kind, seat.basis.number, seat.basis.signed_on) == ("decree", "Д-7", date(2025, 10, 1))
    assert (held.table_sealed, held.rows_sealed) == (None, None)


def test_a_later_table_changes_what_differs_and_erases_nothing(actor):
    written(members(row(email="a@portal.example", council="да")), actor)
    held = checked(members(row(region="г. Алматы", post=None, email=None)), actor)
    found = rows_of(held)[0]
    assert (found.state, found.cells["region"].state) == ("changed", "changed")
    assert found.cells["region"].was == Region.objects.get(code="71").name
    assert notes(held) == [(2, "council", "council_kept")]
    confirm_import(import_id=held.pk, actor=actor, at=NOON)
    write_waiting(at=NOON)
    person = Person.objects.get(email="a@portal.example")
    seat = person.memberships.get(body__kind="assembly")
    assert (seat.region.code, seat.post_ru) == ("75", "депутат")
    assert person.memberships.filter(body__kind="council").count() == 1


def test_each_act_is_recorded_once_and_found_again(actor):
    rows = [row(f"Сынақов Сынақ{'а' * n}", iin(f"8405129100{n}")) for n in range(1, 4)]
    written(members(*rows), actor)
    assert Act.objects.filter(number="12", organ="external").count() == 1
    own = make_basis("77")
    act = f"Указ № 77 от {own.signed_on:%d.%m.%Y}"
    written(members(row("Басқаев Асан", iin("84051291005"), act=act)), actor)
    assert Person.objects.get(family_name="Басқаев").memberships.get().basis == own


def test_rows_without_an_act_need_one_for_all_of_them(actor):
    held = checked(members(row(act=None)), actor)
    assert notes(held, "error") == [(2, "basis", "act_missing")]
    basis = make_basis()
    held = check_import(import_id=held.pk, basis_id=basis.pk, actor=actor, at=NOON)
    assert held.counts["faults"] == 0
    confirm_import(import_id=held.pk, actor=actor, at=NOON)
    write_waiting(at=NOON)
    assert Membership.objects.get(body__kind="assembly").basis == basis


def test_an_iin_that_a_spreadsheet_took_for_a_number_gets_its_noughts_back(actor):
    held = checked(members(row(number=61211600012, born="11.12.2006")), actor, at=NOON)
    assert (2, "iin", "iin_was_number") in notes(held)
    assert rows_of(held)[0].cells["iin"].text == "061211••••••"


# -- who a row is about ----------------------------------------------------------------------------


def known(**fields):
    fields = {"family_name": "Сынақова", "given_name": "Айгүл", "patronymic": "Мысалқызы", **fields}
    return make_person(with_user=False, email="", **fields)


def test_a_person_is_matched_by_iin_whatever_the_name(actor):
    person = known(family_name="Қызова")
    person.put_iin(row()[1])
    person.save()
    assert rows_of(checked(members(row()), actor))[0].subject == person.pk


def test_a_person_is_matched_by_name_and_birth_and_then_gets_the_iin(actor):
    person = known(birth_on=date(1984, 5, 12))
    written(members(row()), actor)
    person.refresh_from_db()
    assert person.read_iin() == row()[1]
    assert Person.objects.filter(family_name="Сынақова").count() == 1


def test_the_same_name_with_another_iin_is_another_person(actor):
    person = known(birth_on=date(1984, 5, 12))
    person.put_iin(iin("84051291777"))
    person.save()
    found = rows_of(checked(members(row()), actor))[0]
    assert (found.subject, found.offers) == (None, [])


@pytest.mark.parametrize("choice", ["person", "new"])
def test_who_might_be_the_same_is_offered_and_staff_decide(actor, choice):
    person = known()
    held = checked(members(row(number="")), actor)
    assert sorted(notes(held)) == [(2, "iin", "iin_missing"), (2, "name", "maybe_known")]
    assert rows_of(held)[0].offers == [(person.pk, person.full_name)]
    chosen = str(person.pk) if choice == "person" else "new"
    held = check_import(import_id=held.pk, choices={2: chosen}, actor=actor, at=NOON)
    confirm_import(import_id=held.pk, actor=actor, at=NOON)
    write_waiting(at=NOON)
    assert Person.objects.filter(family_name="Сынақова").count() == (1 if choice == "person" else 2)
    assert person.memberships.count() == (1 if choice == "person" else 0)


def test_rows_about_one_person_are_joined_and_differences_are_said(actor):
    rows = [row(), row(post="профессор", region="г. Алматы", council="да")]
    held = checked(members(*rows), actor)
    assert held.counts["repeat"] == 1
    assert notes(held) == [
        (2, "post", "post_joined"),
        (2, "council", "council_as_assembly"),
        (3, "name", "repeats_row"),
        (3, "region", "repeat_differs"),
    ]
    held = written(members(*rows), actor)
    seat = Membership.objects.get(body__kind="assembly")
    assert (seat.post_ru, seat.region.code) == ("депутат; профессор", "71")
    assert Membership.objects.filter(body__kind="council").count() == 1


def test_a_row_can_be_left_out_and_its_faults_hinder_no_more(actor):
    held = checked(members(row(), row("Басқаев", iin("84051291002"))), actor)
    assert held.counts["faults"] == 1
    held = check_import(import_id=held.pk, choices={3: "skip"}, actor=actor, at=NOON)
    assert (held.counts["faults"], held.counts["skipped"]) == (0, 1)
    confirm_import(import_id=held.pk, actor=actor, at=NOON)
    write_waiting(at=NOON)
    assert Membership.objects.filter(body__kind="assembly").count() == 1


def test_a_cell_is_corrected_in_the_portal_and_the_correction_is_kept(actor):
    held = checked(members(row(region="Нарния")), actor)
    assert notes(held, "error") == [(2, "region", "region_unknown")]
    held = check_import(import_id=held.pk, fixes={2: {"region": "Астана"}}, actor=actor, at=NOON)
    assert held.counts["faults"] == 0
    held = check_import(import_id=held.pk, fixes={2: {"post": "профессор"}}, actor=actor, at=NOON)
    assert table_of(held).fixes == {2: {"region": "Астана", "post": "профессор"}}


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        ([row(), row("Басқаев Асан", born="01.02.1970")], [(3, "iin", "iin_of_other_row")]),
        ([row(email="a@x.example"), row("Басқаев Асан", iin("70020191001"), "01.02.1970", email="A@x.example")],
         [(3, "email", "email_repeats")]),
        ([row(number="1234")], [(2, "iin", "iin_length")]),
        ([row(number="12345678901х")], [(2, "iin", "iin_length")]),
        ([row(born="14.10.2025", number="")], [(2, "birth_on", "birth_late"), (2, "since", "since_before_birth")]),
        ([row(region="Семипалатинская")], [(2, "region", "region_near")]),
        ([row(act="по решению Сессии")], [(2, "basis", "act_unreadable")]),
        ([row(act="Решение № 5 от 31.02.2020")], [(2, "basis", "day_impossible")]),
        ([row(email="taken@x.example")], [(2, "email", "email_taken")]),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_taken_says_why(actor, rows, faults):
    make_person(with_user=False, email="taken@x.example")
    assert notes(checked(members(*rows), actor), "error") == faults


def test_a_seat_that_ended_later_is_not_overlapped(actor):
    person = known(birth_on=date(1984, 5, 12))
    body = Membership.objects.get().body.__class__.objects.get(kind=BodyKind.ASSEMBLY)
    term = DateRange(date(2020, 1, 1), date(2025, 12, 1))
    Membership.objects.create(body=body, person=person, term=term, end_reason="rotation")
    assert notes(checked(members(row()), actor), "error") == [(2, "since", "seat_overlaps")]
    assert checked(members(row(since="01.12.2025")), actor).counts["faults"] == 0


def test_a_seat_on_behalf_of_an_association_needs_its_accreditation(actor):
    Association.objects.create(name_kk="Сынақ бірлестігі", name_ru="Пробное объединение")
    headers = ("Ф.И.О.", "ИИН", "Объединение", "Основание", "Член с")
    cells = ("Сынақова Айгүл", row()[1], "Пробное объединение", ACT, "14.10.2025")
    held = checked(members(cells, headers=headers), actor)
    assert notes(held, "error") == [(2, "organisation", "association_lapsed")]


@pytest.mark.parametrize(
    ("since", "note"),
    [
        ("01.02.2026", None),
        ("26.04.2018", None),
        ("31.12.2019", "accreditation_unknown"),
        ("01.02.2023", "association_lapsed"),
    ],
    ids=["in a term", "before accreditation was demanded", "before all that is known", "between two terms"],
)
def test_what_counts_is_the_first_day_of_the_seat_as_by_hand(actor, since, note):
    association = Association.objects.create(
        name_kk="Сынақ бірлестігі", name_ru="Пробное объединение", accredited_until=date(2028, 1, 1)
    )
    for number, (first, last) in enumerate(((2020, 2023), (2026, 2028))):
        Accreditation.objects.create(
            association=association,
            state="accredited",
            applied_on=date(first, 1, 1),
            decided_on=date(first, 1, 1),
            basis=make_basis(str(number)),
            entry_number=str(number),
            term=DateRange(date(first, 1, 1), date(last, 1, 1)),
        )
    headers = ("Ф.И.О.", "ИИН", "Объединение", "Основание", "Член с")
    cells = ("Сынақова Айгүл", row()[1], "Пробное объединение", ACT, since)
    held = checked(members(cells, headers=headers), actor)

    assert notes(held) == ([(2, "organisation", note)] if note else [])
    assert held.counts["faults"] == (note == "association_lapsed")


# -- the seat in the Council has columns of its own -------------------------------------------------

COUNCIL_HEADERS = ("Ф.И.О.", "ИИН", "Основание", "Член с", "Кеңес мүшесі", "Кеңес мүшесі болған күні",
                   "Кеңес мүшелігінің негіздемесі")  # fmt: skip


def in_council(mark="иә", since=None, act=None):
    return members(("Сынақова Айгүл", row()[1], ACT, "14.10.2025", mark, since, act), headers=COUNCIL_HEADERS)


def test_the_seat_in_the_council_has_its_own_first_day_and_act(actor):
    held = written(in_council(since="01.03.2026", act="Указ № Д-9 от 27.02.2026"), actor)

    seat, council = (
        Membership.objects.get(person__family_name="Сынақова", body__kind=kind)
        for kind in ("assembly", "council")
    )
    assert (seat.term.lower, seat.basis.number) == (date(2025, 10, 14), "12")
    assert (council.term.lower, council.basis.number) == (date(2026, 3, 1), "Д-9")
    assert held.counts["acts"] == 2
    assert checked(in_council(since="01.03.2026", act="Указ № Д-9 от 27.02.2026"), actor).counts["same"] == 1


def test_where_the_council_has_no_columns_it_is_said_that_those_of_the_assembly_are_taken(actor):
    assert (2, "council", "council_as_assembly") in notes(checked(in_council(), actor), "info")


@pytest.mark.parametrize(
    ("cells", "note"),
    [
        ({"since": "01.03.2020"}, (2, "council_since", "council_before_assembly")),
        ({"mark": None, "since": "01.03.2026"}, (2, "council_since", "council_unmarked")),
        ({"mark": None, "act": ACT}, (2, "council_basis", "council_unmarked")),
    ],
)
def test_what_does_not_fit_a_seat_in_the_council_is_said(actor, cells, note):
    assert note in notes(checked(in_council(**cells), actor))


def test_another_day_does_not_move_a_seat_that_is_held(actor):
    written(in_council(since="01.03.2026", act=ACT), actor)
    held = checked(in_council(since="02.03.2026", act=ACT), actor)
    assert (2, "council_since", "council_since_kept") in notes(held, "warning")
