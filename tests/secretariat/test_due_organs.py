"""The desk of what is due takes in the organs and the registers: each term with its day and its button."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook

from assembly.bodies.services.seed import seed_reference
from assembly.deadlines.due import DUE, due_over_rooms
from assembly.deadlines.plans import PLANS
from assembly.documents.models import Setting
from assembly.documents.services.versions import add_version
from secretariat.formations.services.formations import create_formation, draft_formation, name_member
from tests.bodies.test_accreditations import apply, grant, make_association
from tests.chairman.test_deputies import enter, make_from_association
from tests.council.test_terms import held
from tests.decisions.makers import make_consideration
from tests.documents.test_translating import changed_document
from tests.expert_council.makers import asked
from tests.factories import NOON, make_body, make_chairman, make_person, make_secretary
from tests.people.kit import get
from tests.regions.makers import make_assembly, make_report
from tests.secretariat.makers import make_accepted, make_appeal, make_extended, make_head

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TODAY = NOON.date()  # 23 November 2026, a Monday
# Which kind on the desk shows the terms that a plan of reminders watches.
SHOWN_AS = {
    "accreditation": "accreditations",
    "appeal": "appeals",
    "appeal_triage": "appeals",
    "assignment": "assignments",
    "consideration": "considerations",
    "council_term": "council_term",
    "deputy_term": "rotations",
    "formation": "closing_reports",
    "opinion_request": "opinions",
    "regional_report": "regional_reports",
}


@pytest.fixture
def secretary():
    with translation.override("ru"):
        yield make_secretary()


def due(user, kind, *, on=TODAY, days=400):
    rows = due_over_rooms(user, on=on, until=on + days * DAY, only=kind)
    return [
        (str(row.item.title), row.item.due_on, str(row.item.who), str(row.item.action), row.item.url)
        for row in rows
    ]


def make_formation(secretary, *, until=date(2026, 12, 21)):
    make_body("secretariat")
    formation = draft_formation(
        kind="commission", name_kk="Тіл комиссиясы", name_ru="Комиссия по языкам", aim_kk="Ұсыныс", aim_ru="Предложения",
        until=until, actor=secretary, at=NOON,
    )  # fmt: skip
    for role in ("chair", "member"):
        name_member(
            formation_id=formation.pk, person_id=make_person().pk, role=role, actor=secretary, at=NOON
        )
    return create_formation(formation_id=formation.pk, actor=make_head(), at=NOON)


def test_every_term_that_is_reminded_of_stands_on_the_desk():
    assert set(PLANS) <= set(SHOWN_AS), "a plan of reminders without its kind on the desk of what is due"
    assert set(SHOWN_AS.values()) <= set(DUE)


def test_a_report_that_a_region_owes(secretary):
    report = make_report(make_assembly("71"))

    assert due(secretary, "regional_reports") == [
        (
            "Отчёт за III квартал 2026 года", report.due_on, report.assembly.name_ru, "Посмотреть",
            f"/ru/regions/reports/{report.pk}/",
        )
    ]  # fmt: skip
    assert due(secretary, "regional_reports", on=report.due_on - 2 * DAY, days=1) == []


def test_an_opinion_that_experts_owe(secretary):
    request, _secretary, persons = asked(secretary=secretary)

    assert due(secretary, "opinions") == [
        (
            "Проект Концепции", request.due_on, f"{persons[0].short_name}, {persons[1].short_name}", "Посмотреть",
            f"/ru/experts/opinions/{request.pk}/",
        )
    ]  # fmt: skip
    assert len(due_over_rooms(secretary, on=TODAY, until=request.due_on, only="opinions", is_mine=True)) == 1


def test_the_term_of_a_commission(secretary):
    formation = make_formation(secretary)
    chair = formation.body.memberships.get(role="chair").person

    assert due(secretary, "closing_reports") == [
        (
            "Итоговый отчёт: Комиссия по языкам", date(2026, 12, 21), chair.full_name, "Посмотреть",
            f"/ru/formations/own/{formation.pk}/",
        )
    ]  # fmt: skip


def test_the_half_year_of_the_council_until_a_sitting_is_convened(secretary):
    make_chairman()
    held(date(2026, 6, 30))

    assert due(secretary, "council_term") == [
        (
            "Совет должен собраться: полгода после его последнего заседания (Закон об Ассамблее, ст.\u00a010)",
            date(2026, 12, 30), "Совет Ассамблеи", "Подготовить", "/ru/council/meetings/new/",
        )
    ]  # fmt: skip
    held(date(2026, 12, 10), state="convened")
    assert due(secretary, "council_term") == []


def test_the_rotation_of_a_deputy():
    seed_reference(at=NOON)
    with translation.override("ru"):
        secretary = make_secretary()
        person = make_from_association()
        enter(person, secretary)

        assert due(secretary, "rotations") == [
            (
                f"Ротация заместителя: {person.full_name}", date(2027, 11, 22), "Председатель Ассамблеи",
                "Посмотреть", "/ru/chairman/deputies/",
            )
        ]  # fmt: skip


def test_an_accreditation_that_ends_until_somebody_renews_it(secretary):
    association = make_association()
    application = apply(secretary, association)
    grant(secretary, application)
    application.refresh_from_db()
    last_day = application.term.upper - DAY

    [row] = due(secretary, "accreditations", on=last_day - 30 * DAY, days=40)

    assert row == (
        "Заканчивается аккредитация: Объединение", last_day, "Объединение", "Посмотреть",
        f"/ru/registers/associations/{association.pk}/",
    )  # fmt: skip
    assert due(secretary, "accreditations", on=last_day + DAY) == []
    apply(secretary, association)
    assert due(secretary, "accreditations", on=last_day - 30 * DAY, days=40) == []


def test_a_text_that_waits_for_its_translation_by_the_setting(secretary):
    document = changed_document(secretary)

    [row] = due(secretary, "translations")

    assert row == (
        document.title_ru, date(2026, 11, 30), "Секретариат: переводчик", "Перевести",
        reverse("documents:translate", args=[document.pk]),
    )  # fmt: skip
    Setting.objects.create(key="secretariat.translation_days", value=1, term=(TODAY, None))
    assert due(secretary, "translations")[0][1] == date(2026, 11, 24)


def test_telling_an_applicant_of_an_extension_is_due_in_three_working_days(secretary):
    extended = make_extended(secretary=secretary, email="")

    assert due(secretary, "notices") == [
        (
            f"Сообщите заявителю (что срок продлён): обращение №\u00a0{extended.number}", date(2026, 11, 26), "Секретариат", "Записать",
            f"/ru/secretariat/appeals/{extended.pk}/",
        )
    ]  # fmt: skip


def add_one_of_each(secretary, number):
    now = timezone.now()
    make_accepted(secretary=secretary, at=now)
    make_appeal(at=now)
    make_consideration(secretary=secretary, at=now)
    make_formation(secretary, until=timezone.localdate(now) + 10 * DAY)
    asked(secretary=secretary)
    make_report(make_assembly(("71", "75", "79")[number]))
    document = changed_document(secretary)
    add_version(document_id=document.pk, text_kk="Тағы.", text_ru="", actor=secretary, at=NOON)


def test_desk_and_sheet_ask_the_same_for_one_and_for_three_of_each(client, secretary):
    client.force_login(secretary)
    until = timezone.localdate() + 60 * DAY
    asked_for, lines = [], []
    for number in range(3):
        add_one_of_each(secretary, number)
        get(client, "secretariat:due_list", until=until)
        counts = []
        for name in ("secretariat:due_list", "secretariat:due_export"):
            with CaptureQueriesContext(connection) as queries:
                answer = get(client, name, until=until)
            assert answer.status_code == 200
            counts.append(len(queries))
        lines.append(load_workbook(BytesIO(answer.content)).active.max_row)
        asked_for.append(counts)

    assert asked_for[0] == asked_for[2]
    assert lines[2] > lines[0] + 10
