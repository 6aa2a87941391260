"""How the time of the search grows from 1,000 rows to 100,000.

Two databases, one a copy of the other that has grown, are asked in turn the same questions by the same process: names and
titles however they are typed, word forms, numbers, typing errors, words that thousands of rows hold, words that none
holds. Each question counts by the median of its rounds; the ratio is that of the sums. The time is the search's own, as
the Secretariat asks it: over all kinds, without the page around it.
"""

import statistics
import sys
import time
from contextlib import contextmanager
from datetime import date, timedelta

import psycopg
from django.db import connection
from django.utils import timezone, translation

from assembly.documents.models import Act, Document
from assembly.people.models import Person, User
from assembly.people.rights import roles_kept
from assembly.portal.selectors.search import answer_to
from deploy.local import postgres
from tests.factories import make_secretary

FEW, MANY = 1_000, 100_000
ROUNDS = 7
GROWN = "bench_search_grown"
BATCH = 5_000
QUESTIONS = (
    "Әміров", "амиров жумабек", "Aхметов", "министерство культуры", "обращением", "о языках школы", "35/2", "№ 777",
    "Минитсерство", "ахмтеов", "отчёт", "бюджета регионов", "абвгдеёжз",
)  # fmt: skip
FAMILIES = (
    "Ахметов",
    "Әміров",
    "Жұмабаев",
    "Сейітов",
    "Қасымов",
    "Оспанов",
    "Нұрғалиев",
    "Төлегенов",
    "Петров",
    "Ким",
)
GIVEN = ("Айдос", "Жұмабек", "Гүлнәр", "Сәуле", "Ерлан", "Мадина", "Виктор", "Анна", "Дәурен", "Ұлжан")
SUBJECTS = (
    "школах",
    "языках",
    "молодёжи",
    "бюджете",
    "медиации",
    "библиотеках",
    "праздниках",
    "регионах",
    "отчётах",
)
ABOUT = (
    "министерств",
    "акиматов",
    "ассамблей",
    "объединений",
    "комиссий",
    "советов",
    "центров",
    "домов дружбы",
)
SYLLABLES = ("ба", "ко", "ра", "ми", "ту", "се", "ла", "но", "ди", "ша", "гу", "пе", "во", "зы", "ха")


def run():
    """Yield the metric; the copy is dropped when it returns."""
    secretary = User.objects.filter(email="search@bench.example").first()
    secretary = secretary or make_secretary(email="search@bench.example")
    home = connection.settings_dict["NAME"]
    fill(FEW)
    with copy_of(home):
        with used(GROWN):
            fill(MANY)
        times = {name: {question: [] for question in QUESTIONS} for name in (home, GROWN)}
        for _ in range(ROUNDS):
            for name in times:
                with used(name):
                    for question in QUESTIONS:
                        times[name][question].append(seconds_of(question, secretary))
    few, many = (
        {one: statistics.median(found) for one, found in times[name].items()} for name in (home, GROWN)
    )
    for question in QUESTIONS:
        print(f"{question}: {few[question] * 1000:.1f} ms, {many[question] * 1000:.1f} ms", file=sys.stderr)
    yield "search_ratio", sum(many.values()) / sum(few.values())


def seconds_of(question, user):
    """Return how long the search takes to answer."""
    with translation.override("ru"), roles_kept():
        began = time.perf_counter()
        answer_to(question, user, on=date(2026, 11, 23))
        return time.perf_counter() - began


@contextmanager
def copy_of(name):
    """Make a copy of a database for as long as it is needed."""
    connection.close()
    drop = f'DROP DATABASE IF EXISTS "{GROWN}" WITH (FORCE)'
    with superuser("postgres") as cursor:
        cursor.execute(drop)
        cursor.execute(f'CREATE DATABASE "{GROWN}" TEMPLATE "{name}"')
    try:
        yield
    finally:
        connection.close()
        with superuser("postgres") as cursor:
            cursor.execute(drop)


@contextmanager
def superuser(database):
    """Give a cursor of the cluster's own superuser: the roles of the portal copy and vacuum nothing."""
    place = {"host": connection.settings_dict["HOST"], "port": connection.settings_dict["PORT"] or None}
    with psycopg.connect(user=postgres.SUPERUSER, dbname=database, autocommit=True, **place) as own:
        yield own.cursor()


@contextmanager
def used(name):
    """Let the process work on another database for a while."""
    before = connection.settings_dict["NAME"]
    if name != before:
        connection.close()
        connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        if name != before:
            connection.close()
            connection.settings_dict["NAME"] = before


def word(number):
    """Return an invented word: a text in which all words are the same few is nobody's."""
    return "".join(SYLLABLES[(number // step) % len(SYLLABLES)] for step in (1, 15, 225))


def fill(rows):
    """Bring persons, acts and documents up to so many rows in all, then let the database look at them."""
    now = timezone.now()
    there = Person.objects.count() + Act.objects.count() + Document.objects.count()
    numbers = range(there, rows)
    for batch in batches(numbers):
        persons = [one for one in batch if one % 5 < 2]
        Person.objects.bulk_create(
            Person(
                family_name=f"{FAMILIES[one % 10]}{word(one // 10)}" if one % 3 else FAMILIES[one // 3 % 10],
                given_name=GIVEN[one // 7 % 10], patronymic=f"{word(one).capitalize()}ұлы",
            )
            for one in persons
        )  # fmt: skip
        Act.objects.bulk_create(
            Act(
                kind="order", number=f"{one % 900}/{one // 900}", signed_on=date(2025, 1, 1) + timedelta(days=one % 600),
                organ="external", title_kk=f"{word(one)} туралы {one}", title_ru=title_of(one), code=f"bench{one}",
            )
            for one in batch if one % 5 in {2, 3}
        )  # fmt: skip
        Document.objects.bulk_create(
            Document(kind="decision", title_kk=f"{word(one)} жобасы", title_ru=title_of(one), created_at=now)
            for one in batch
            if one % 5 == 4
        )
    with superuser(connection.settings_dict["NAME"]) as cursor:
        for model in (Person, Act, Document):
            cursor.execute(f'VACUUM ANALYZE "{model._meta.db_table}"')
    connection.close()


def title_of(number):
    """Return a title of the kind that acts bear."""
    return f"О {SUBJECTS[number % 9]} {word(number)} и {ABOUT[number // 9 % 8]} {word(number // 8)} в {2000 + number % 27} году"


def batches(numbers):
    """Return the numbers in parts."""
    return (numbers[start : start + BATCH] for start in range(0, len(numbers), BATCH))
