"""Pages of imports: from the upload to the result, in the reader's language, without JavaScript."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook

from assembly.audit.models import AccessLog
from assembly.bodies.models import Membership, RegisterImport
from assembly.bodies.services.imports import remove_old, write_waiting
from assembly.bodies.services.seed import seed_reference
from tests.bodies.books import checked, iin, members, row, shared
from tests.factories import NOON, make_chairman, make_members, make_secretary

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def russian():
    with translation.override("ru"):
        yield


@pytest.fixture
def actor():
    seed_reference(at=NOON)
    return make_secretary(language="ru")


@pytest.fixture
def staff(client, actor):
    client.force_login(actor)
    return client


def upload(staff, content, register="members", name="Реестр.xlsx"):
    return staff.post(
        reverse("bodies:import_new"), {"register": register, "upload": SimpleUploadedFile(name, content)}
    )


def text(response):
    return " ".join(response.content.decode().split())


def test_from_the_upload_to_the_result(staff):
    answer = upload(staff, members(row(), row("Басқаев Асан", iin("84051291002"), council="да")))
    held = RegisterImport.objects.get()
    show = reverse("bodies:import_show", args=[held.pk])
    assert (answer.status_code, answer["Location"]) == (302, show)
    page = text(staff.get(show))
    assert "Проверьте, прежде чем записать" in page
    assert "Новых записей: 2. Изменится: 0." in page
    assert "840512••••••" in page
    assert row()[1] not in page

    assert staff.post(reverse("bodies:import_confirm", args=[held.pk]))["Location"] == show
    page = text(staff.get(show))
    assert "Реестр записывается" in page
    assert 'hx-trigger="every 2s"' in page
    assert write_waiting(at=timezone.now()) == 1
    page = text(staff.get(show))
    assert "Реестр записан" in page
    assert "hx-trigger" not in page.partition('id="import"')[2]
    assert Membership.objects.filter(body__kind="assembly").count() == 2
    assert "Реестр записан: Члены Ассамблеи" in text(staff.get(reverse("people:notice_list")))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", ["Контрольная цифра не сходится: ждали 3", "Такого дня нет", "Нет такого региона",
                "Это нужно заполнить", "Это не адрес электронной почты", "Тот же ИИН у другого человека: строка 14",
                "Здесь формула. Формулы не вычисляются: впишите само значение", "Здесь разметка, а не текст",
                "Дата больше чем на год впереди", "Текст длиннее допустимого",
                "Здесь число, а не ИИН: задайте ячейке формат «текст» и впишите 12 цифр",
                "Это не дата: вчера. Пишите день, месяц, год: 28.02.2026", "Одно слово: нужны фамилия и имя",
                "Ни «да», ни «нет»: может быть", "Записать нельзя: в ячейках ошибки"]),
        ("kk", ["Бақылау цифры сәйкес келмейді, күтілген цифр: 3", "Мұндай күн жоқ", "Мұндай өңір жоқ",
                "Мұны толтыру қажет", "Бұл ЖСН басқа адамда тұр: 14-жол", "Мәтін рұқсат етілгеннен ұзын",
                "Ештеңе жазылмайды: ұяшықтарда қате бар"]),
    ],
)  # fmt: skip
def test_a_faulty_file_is_refused_row_by_row_in_the_readers_language(staff, language, words):
    upload(staff, shared("members-register-broken.xlsx"))
    held = RegisterImport.objects.get()
    with translation.override(language):
        show, confirm = (
            reverse(f"bodies:{name}", args=[held.pk]) for name in ("import_show", "import_confirm")
        )
        page = text(staff.get(show))
        assert [word for word in words if word not in page] == []
        assert "<script>alert" not in page
        staff.post(confirm)
    assert write_waiting(at=timezone.now()) == 0
    assert Membership.objects.filter(body__kind="assembly").count() == 0


def test_a_file_that_is_no_table_is_refused_beside_its_field(staff):
    answer = upload(staff, b"not a workbook")
    assert answer.status_code == 422
    assert "Файл не прочитан: его содержимое не книга таблиц (.xlsx)." in text(answer)
    assert RegisterImport.objects.count() == 0


def test_columns_are_corrected(staff, actor):
    headers = (
        "Кто",
        "ИИН",
        "Дата рождения",
        "Регион",
        "Должность",
        "Основание",
        "Член с",
        "Член Совета",
        "E-mail",
    )
    answer = upload(staff, members(row(), headers=headers))
    held = RegisterImport.objects.get()
    columns = reverse("bodies:import_columns", args=[held.pk])
    assert answer["Location"] == columns
    page = text(staff.get(columns))
    assert "Верно ли прочитан каждый столбец?" in page
    assert row()[1] not in page
    assert staff.post(columns, {"column_1": "iin"}).status_code == 422
    assert staff.post(columns, {"column_0": "name", "column_1": "name"}).status_code == 422
    codes = ("name", "iin", "birth_on", "region", "post", "basis", "since", "council", "email")
    answer = staff.post(columns, {f"column_{place}": code for place, code in enumerate(codes)})
    assert answer["Location"] == reverse("bodies:import_show", args=[held.pk])
    held.refresh_from_db()
    assert (held.state, held.counts["new"], held.counts["faults"]) == ("checked", 1, 0)


def test_a_row_is_corrected_where_it_is_shown(staff, actor):
    held = checked(members(row(region="Нарния"), row("Басқаев", iin("84051291002"))), actor)
    address = reverse("bodies:import_row", args=[held.pk, 2])
    page = text(staff.get(address))
    assert 'value="Нарния"' in page
    assert "Абай облысы / область Абай" in page
    answer = staff.post(address, {
        "choice": "", "name": row()[0], "iin": row()[1], "region": "область Абай", "since": "14.10.2025",
        "basis": "Решение № 12 от 14.10.2025", "birth_on": "12.05.1984", "post": "депутат",
    })  # fmt: skip
    assert answer.status_code == 302
    assert staff.post(reverse("bodies:import_row", args=[held.pk, 3]), {"choice": "skip"}).status_code == 302
    held.refresh_from_db()
    assert (held.counts["faults"], held.counts["skipped"], held.counts["new"]) == (0, 1, 1)
    assert staff.get(reverse("bodies:import_row", args=[held.pk, 99])).status_code == 404


def test_the_file_with_remarks_can_be_corrected_and_uploaded_again(staff, actor):
    held = checked(shared("members-register-broken.xlsx"), actor)
    answer = staff.get(reverse("bodies:import_marked", args=[held.pk]))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet.max_row == 41
    assert sheet.cell(3, sheet.max_column).value == (
        "ИИН: Контрольная цифра не сходится: ждали 3; "
        "От кого: в реестре нет такого объединения, слова сохранены"
    )
    assert not [cell for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]
    again = checked(answer.content, actor)
    assert (again.counts["rows"], sorted(again.places)) == (40, sorted(held.places))


def test_a_template_is_downloaded_and_an_unknown_one_is_not_there(staff):
    answer = staff.get(reverse("bodies:import_template", args=["officers"]))
    assert answer["Content-Disposition"] == 'attachment; filename="template-officers.xlsx"'
    assert staff.get(reverse("bodies:import_template", args=["unknown"])).status_code == 404


def test_views_of_a_table_are_written_down_and_end_with_it(staff, actor):
    held = checked(members(row()), actor)
    show = reverse("bodies:import_show", args=[held.pk])
    staff.get(show)
    assert AccessLog.objects.get().subject == f"register_import:{held.pk}"
    assert "no-store" in staff.get(show)["Cache-Control"]
    staff.post(reverse("bodies:import_drop", args=[held.pk]))
    assert "Загрузка отменена" in text(staff.get(show))
    assert staff.get(reverse("bodies:import_marked", args=[held.pk])).status_code == 404
    old = checked(members(row()), actor)
    remove_old(at=NOON + timedelta(days=2))
    assert "Таблица удалена через сутки" in text(staff.get(reverse("bodies:import_show", args=[old.pk])))


@pytest.mark.parametrize("who", ["member", "chairman"])
def test_imports_are_the_secretariats_alone(client, actor, who):
    held = checked(members(row()), actor)
    client.force_login(make_members(1)[0].user if who == "member" else make_chairman())
    for name in ("import_list", "import_new", "import_export"):
        assert client.get(reverse(f"bodies:{name}")).status_code == 403
    for name in ("import_show", "import_columns", "import_marked"):
        assert client.get(reverse(f"bodies:{name}", args=[held.pk])).status_code == 403
    assert client.post(reverse("bodies:import_confirm", args=[held.pk])).status_code == 404


def test_the_list_asks_the_same_number_of_questions_at_one_import_and_at_three(staff, actor):
    def asked():
        with CaptureQueriesContext(connection) as context:
            assert staff.get(reverse("bodies:import_list")).status_code == 200
        return len(context)

    checked(members(row()), actor)
    asked()
    first = asked()
    for _ in range(2):
        checked(members(row()), actor)
    assert asked() == first
    sheet = load_workbook(io.BytesIO(staff.get(reverse("bodies:import_export")).content)).active
    assert [cell.value for cell in sheet[2]][:2] == ["Члены Ассамблеи", "Проверено, не записано"]
    assert (
        staff.get(reverse("bodies:import_list") + "?register=officers").context["page"].paginator.count == 0
    )
