"""Kinds of bad input in a table of members: each cell says why, in the reader's language; nothing is written."""

import pytest
from django.utils import translation

from assembly.bodies.imports.kept import rows_of
from assembly.bodies.imports.refusals import ImportFaulty
from assembly.bodies.models import Membership
from assembly.bodies.services.imports import confirm_import
from assembly.bodies.services.seed import seed_reference
from assembly.common.cell_notes import level_of, words_of
from assembly.people.models import Person
from tests.bodies.books import HEADERS, checked, iin, members, row
from tests.factories import NOON, make_secretary

pytestmark = pytest.mark.django_db
FULL = ("Пол", "Телефон", "Язык")
GOOD = dict(zip((*HEADERS, *FULL), (*row(), None, None, None), strict=True))

# Kind of bad input: in which column, what stands there, what is said in Kazakh, what in Russian.
KINDS = {
    "an IIN whose check digit does not fit": (
        "ИИН",
        iin("84051291001")[:-1] + "0",
        "Бақылау цифры сәйкес келмейді, күтілген цифр: 3",
        "Контрольная цифра не сходится: ждали 3",
    ),
    "an IIN that is too short": (
        "ИИН",
        "8405129",
        "ЖСН 12 цифрдан тұрады",
        "В ИИН 12 цифр",
    ),
    "a number that is no IIN": (
        "ИИН",
        12345,
        "Мұнда ЖСН емес, сан тұр: ұяшықты мәтін деп белгілеп, 12 цифрды енгізіңіз",
        "Здесь число, а не ИИН: задайте ячейке формат «текст» и впишите 12 цифр",
    ),
    "a day that does not exist": (
        "Дата рождения",
        "31.02.1984",
        "Мұндай күн жоқ",
        "Такого дня нет",
    ),
    "a word where a date belongs": (
        "Дата рождения",
        "весной",
        "Бұл күн емес: весной. Күні, айы, жылы: 28.02.2026",
        "Это не дата: весной. Пишите день, месяц, год: 28.02.2026",
    ),
    "a day before 1900": (
        "Дата рождения",
        "12.05.1884",
        "Күн 1900 жылдан бұрын",
        "Дата раньше 1900 года",
    ),
    "a child": (
        "Дата рождения",
        "12.05.2020",
        "Тым жас: туғанына 16 жыл толмаған",
        "Слишком молод: со дня рождения прошло меньше 16 лет",
    ),
    "a day far ahead": (
        "Член с",
        "14.10.2199",
        "Күн бір жылдан астам алда",
        "Дата больше чем на год впереди",
    ),
    "no first day": (
        "Член с",
        None,
        "Мұны толтыру қажет",
        "Это нужно заполнить",
    ),
    "an unknown region": (
        "Регион",
        "Нарния",
        "Мұндай өңір жоқ",
        "Нет такого региона",
    ),
    "a region that was renamed": (
        "Регион",
        "Семипалатинская",
        "Мұндай өңір жоқ. Мүмкін: Абай облысы / область Абай?",
        "Нет такого региона. Возможно: Абай облысы / область Абай?",
    ),
    "no name": (
        "Ф.И.О.",
        None,
        "Мұны толтыру қажет",
        "Это нужно заполнить",
    ),
    "one word for a name": (
        "Ф.И.О.",
        "Айгүл",
        "Бір ғана сөз: тегі мен аты қажет",
        "Одно слово: нужны фамилия и имя",
    ),
    "a sign that names do not have": (
        "Ф.И.О.",
        "Сынақова Айгүл 2",
        "Мұнда есімде болмайтын таңба бар: 2",
        "Здесь знак, которого в именах не бывает: 2",
    ),
    "a formula": (
        "Ф.И.О.",
        "=CONCATENATE(A1;B1)",
        "Мұнда формула тұр. Формулалар есептелмейді: мәннің өзін енгізіңіз",
        "Здесь формула. Формулы не вычисляются: впишите само значение",
    ),
    "a formula that calls out": (
        "Должность",
        '=HYPERLINK("http://x.example")',
        "Мұнда формула тұр. Формулалар есептелмейді: мәннің өзін енгізіңіз",
        "Здесь формула. Формулы не вычисляются: впишите само значение",
    ),
    "markup": (
        "Должность",
        "<script>alert(1)</script>",
        "Мұнда мәтін емес, белгілеу коды тұр",
        "Здесь разметка, а не текст",
    ),
    "a text beyond the limit": (
        "Должность",
        "а" * 501,
        "Мәтін рұқсат етілгеннен ұзын",
        "Текст длиннее допустимого",
    ),
    "no e-mail address": (
        "E-mail",
        "не почта",
        "Бұл электрондық пошта мекенжайы емес",
        "Это не адрес электронной почты",
    ),
    "a telephone in words": (
        "Телефон",
        "спросить у секретаря",
        "Бұл телефон нөмірі емес: спросить у секретаря",
        "Это не номер телефона: спросить у секретаря",
    ),
    "neither yes nor no": (
        "Член Совета",
        "может быть",
        "«Иә» де емес, «жоқ» та емес: может быть",
        "Ни «да», ни «нет»: может быть",
    ),
    "a sex that cannot be read": (
        "Пол",
        "не знаю",
        "Жынысы танылмады: не знаю",
        "Пол не распознан: не знаю",
    ),
    "a language that cannot be read": (
        "Язык",
        "эсперанто",
        "Тіл танылмады: эсперанто",
        "Язык не распознан: эсперанто",
    ),
    "an act without a number": (
        "Основание",
        "по решению Сессии",
        "Актінің нөмірі мен күні қажет: «28.02.2026 № 12 шешім». Жазылғаны: по решению Сессии",
        "Нужны номер и дата акта: «Решение № 12 от 28.02.2026». Написано: по решению Сессии",
    ),
    "no act": (
        "Основание",
        None,
        "Акт қажет: ұяшықты толтырыңыз немесе акті жоқ барлық жолға бір акт таңдаңыз",
        "Нужен акт: заполните ячейку или выберите один акт для всех строк без него",
    ),
}


@pytest.fixture
def actor():
    seed_reference(at=NOON)
    return make_secretary()


def table_with(column, value):
    return members(tuple({**GOOD, column: value}.values()), headers=tuple(GOOD))


def said(held, language):
    with translation.override(language):
        return [
            words_of(note)
            for found in rows_of(held)
            for cell in found.cells.values()
            for note in cell.notes
            if level_of(note) == "error"
        ]


@pytest.mark.parametrize("kind", KINDS)
def test_bad_input_is_told_in_both_languages_and_nothing_is_written(actor, kind):
    column, value, kazakh, russian = KINDS[kind]
    before = (Person.objects.count(), Membership.objects.count())
    held = checked(table_with(column, value), actor)

    assert (said(held, "kk"), said(held, "ru")) == ([kazakh], [russian])
    with pytest.raises(ImportFaulty):
        confirm_import(import_id=held.pk, actor=actor, at=NOON)
    assert (Person.objects.count(), Membership.objects.count()) == before


def test_the_row_that_the_kinds_are_made_of_is_good_itself(actor):
    held = checked(table_with("Пол", None), actor)
    assert (held.counts["faults"], held.counts["new"]) == (0, 1)
