"""The same engine for state bodies, associations and officers; registers of other shapes; templates."""

import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from assembly.bodies.imports.kept import rows_of
from assembly.bodies.imports.registers import REGISTERS
from assembly.bodies.imports.templates import template_of
from assembly.bodies.models import Association, Membership, StateBody, StateBodyOfficer
from assembly.bodies.services.seed import seed_reference
from assembly.outbox.models import OutboxMessage
from assembly.people.models import Notice, Person
from tests.bodies.books import ACT, book, checked, iin, notes, written
from tests.factories import NOON, make_person, make_secretary, make_state_body

pytestmark = pytest.mark.django_db
MANY = 12


@pytest.fixture
def actor():
    seed_reference(at=NOON)
    return make_secretary()


def persons(count):
    return [(f"Сынақ{'абвгдежзийкл'[n]}ов", "Айдос", iin(f"840512910{n:02}")) for n in range(count)]


def kazakh_shape():
    """Headers in Kazakh alone, other order, numbered columns, further down."""
    head = (
        "Р/с №",
        "ЖСН",
        "Мүшелік басталған күні",
        "Тегі, аты, әкесінің аты",
        "Негіздеме",
        "Өңір",
        "Кеңес мүшесі",
    )
    rows = [(n, number, "2025 ж. 14 қазан", f"{family} {given}", "Шешім № 5, 01.10.2025", "Абай облысы", "иә")
            for n, (family, given, number) in enumerate(persons(MANY))]  # fmt: skip
    return book(("Тізім", [("Мүшелердің тізілімі",), (), ("2026 жыл",), (), head, tuple(range(1, 8)), *rows]))


def russian_shape():
    """Headers in Russian alone, the name in three columns, on the third sheet, the IIN as a number."""
    head = ("Дата вступления", "Имя", "Отчество", "Фамилия", "Регион", "ИИН", "Основание")
    rows = [(date(2025, 10, 14), given, "Серікұлы", family, "область Абай", int(number), ACT)
            for family, given, number in persons(MANY)]  # fmt: skip
    return book(("Обложка", [("Реестр",)]), ("Справка", [("Регион", "Всего")]), ("Члены", [head, *rows]))


def mixed_shape():
    """Headers repeated on each printed page, subtotals, signatures below, remarks in further columns."""
    head = ("ФИО (полностью)", "Примечание", "ИИН", "В составе с", "Основание", "Область")
    rows = [(f"{family} {given}", "взносы", number, "2025-10-14", ACT, "Абай облысы")
            for family, given, number in persons(MANY)]  # fmt: skip
    body = [head, *rows[:6], ("Итого на странице: 6",), head, *rows[6:], (), ("Исполнитель: отдел кадров",)]
    return book(("Лист1", body))


@pytest.mark.parametrize("shape", [kazakh_shape, russian_shape, mixed_shape])
def test_registers_of_other_shapes_are_imported(actor, shape):
    held = written(shape(), actor)
    assert (held.counts["seats_new"], held.counts["faults"]) == (MANY, 0)
    seats = Membership.objects.filter(body__kind="assembly")
    assert {seat.region.code for seat in seats} == {"10"}
    assert {seat.term.lower for seat in seats} == {date(2025, 10, 14)}
    assert checked(shape(), actor).counts["same"] == MANY


def test_state_bodies_are_entered_changed_and_then_the_same(actor):
    known = make_state_body(code="mki")
    content = book(
        ("Органы", [
            ("Код", "Атауы / Наименование", "Регион"),
            ("MKI", "Мәдениет министрлігі / Министерство культуры", None),
            ("akim-10", "Абай облысының әкімдігі / Акимат области Абай", "область Абай"),
        ])
    )  # fmt: skip
    held = written(content, actor, register="state_bodies")
    assert {name: held.counts[name] for name in ("records_new", "records_changed")} == {
        "records_new": 1, "records_changed": 1,
    }  # fmt: skip
    known.refresh_from_db()
    assert (known.name_kk, known.name_ru) == ("Мәдениет министрлігі", "Министерство культуры")
    assert StateBody.objects.get(code="akim-10").region.code == "10"
    assert checked(content, actor, register="state_bodies").counts["same"] == 2


def test_faults_of_state_bodies_are_said(actor):
    content = book(
        ("Органы", [
            ("Код", "Наименование на казахском", "Наименование на русском"),
            ("a b", "Бір", "Один"), (None, "Екі", "Два"), ("x1", None, "Три"), ("x2", "Төрт", "Четыре"), ("x2", "Бес", "Пять"),
        ])
    )  # fmt: skip
    assert notes(checked(content, actor, register="state_bodies"), "error") == [
        (2, "code", "code_wrong"), (3, "code", "missing"), (4, "name_kk", "name_in_both"), (6, "code", "row_twice"),
    ]  # fmt: skip


def test_associations_are_entered_and_found_again_by_name(actor):
    content = book(
        ("Бірлестіктер", [
            ("Қазақша атауы", "Наименование на русском", "Регион", "Аккредитовано до"),
            ("«Сынақ» бірлестігі", "Объединение «Проба»", "республиканское", "30.06.2028"),
            ("Екінші бірлестік", "Второе объединение", "ВКО", None),
        ])
    )  # fmt: skip
    written(content, actor, register="associations")
    first, second = Association.objects.order_by("pk")
    assert (first.is_republican, first.accredited_until) == (True, date(2028, 6, 30))
    assert (second.is_republican, second.region.code) == (False, "63")
    assert checked(content, actor, register="associations").counts["same"] == 2


OFFICERS = ("Ф.И.О.", "ИИН", "Государственный орган", "Роль в портале", "Первый день", "E-mail")


def test_officers_are_persons_with_posts_at_state_bodies(actor):
    body = make_state_body(code="mki")
    known = make_person(
        with_user=False, email="known@portal.example", family_name="Басқаев", given_name="Асан"
    )
    rows = [
        (
            "Сынақов Айдос",
            iin("84051291001"),
            "mki",
            "ответственный сотрудник",
            "12.01.2026",
            "s@portal.example",
        ),
        ("Басқаев Асан", None, body.name_ru, None, "12.01.2026", "known@portal.example"),
    ]
    content = book(("Сотрудники", [OFFICERS, *rows]))
    held = checked(content, actor, register="officers")
    assert (3, "email", "email_taken") in notes(held, "error")
    held = written(content, actor, register="officers", choices={3: str(known.pk)})
    assert (held.counts["persons_new"], held.counts["posts_new"]) == (1, 2)
    assert {post.role for post in StateBodyOfficer.objects.all()} == {"officer"}
    assert known.state_posts.get().term.lower == date(2026, 1, 12)
    # Each is told of his rights as if he had been entered alone.
    news = {"kind": "bodies.rights_granted", "path": "/people/me/"}
    assert Notice.objects.filter(**news).count() == 2
    notice = Notice.objects.get(person=known, **news)
    assert notice.context == {
        "what": "statebodyofficer",
        "holding_id": known.state_posts.get().pk,
        "day": "2026-01-12",
        "person_id": known.pk,
    }
    told = OutboxMessage.objects.filter(kind="bodies.rights_granted").order_by("address")
    assert [message.address for message in told] == ["known@portal.example", "s@portal.example"]
    assert checked(content, actor, register="officers", choices={3: str(known.pk)}).counts["same"] == 2


def test_faults_of_officers_are_said_and_rights_are_left_to_two_persons(actor):
    make_state_body(code="mki")
    make_state_body(code="mpe")
    rows = [
        ("Сынақов Айдос", iin("84051291001"), "mki", "координатор", "12.01.2026", None),
        ("Басқаев Асан", iin("84051291002"), "нет такого", None, "12.01.2026", None),
        ("Үлгіев Ілияс", iin("84051291003"), "mki", None, "12.01.2026", None),
        ("Үлгіев Ілияс", iin("84051291003"), "mpe", None, "12.01.2026", None),
    ]
    held = checked(book(("Л", [OFFICERS, *rows])), actor, register="officers")
    assert notes(held, "error") == [
        (2, "role", "role_needs_two"), (3, "state_body", "state_body_unknown"), (5, "state_body", "second_post"),
    ]  # fmt: skip


@pytest.mark.parametrize("code", sorted(REGISTERS))
def test_a_template_has_headers_an_example_and_what_may_be_entered(actor, code):
    make_state_body(code="mki")
    content = template_of(REGISTERS[code])
    filled = load_workbook(io.BytesIO(content))
    table, example, _allowed = filled.worksheets
    headers = [cell.value for cell in table[1]]
    assert headers == [cell.value for cell in example[1]]
    assert all(" / " in header for header in headers)
    assert table.max_row == 1 or not any(cell.value for row in table.iter_rows(min_row=2) for cell in row)
    for place, cell in enumerate(example[2], start=1):
        table.cell(2, place, cell.value)
    stream = io.BytesIO()
    filled.save(stream)
    held = checked(stream.getvalue(), actor, register=code)
    assert (held.counts["rows"], held.counts["faults"]) == (1, 0)
    assert len(rows_of(held)[0].cells) == len([cell for cell in example[2] if cell.value])


def test_a_register_is_written_with_the_same_number_of_questions_at_one_row_and_at_twelve(actor):
    head = ("Ф.И.О.", "ИИН", "Основание", "Член с")
    asked = []
    for count in (1, MANY):
        act = f"Решение № {count} от 14.10.2025"
        rows = [(f"{family} {given}", number, act, "14.10.2025") for family, given, number in persons(MANY)]
        with CaptureQueriesContext(
            connection,
        ) as context:
            written(book(("Л", [head, *rows[:count]])), actor)
        asked.append(len(context))
        Membership.objects.filter(body__kind="assembly").delete()
        Person.objects.filter(given_name="Айдос", user=None).delete()
    assert asked[0] == asked[1]
