"""A person of the Secretariat brings the register of members to the portal, alone with a browser and his table."""

import io
import re

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import expect

from assembly.bodies.models import Membership
from assembly.bodies.services.imports import write_waiting
from assembly.bodies.services.seed import seed_reference
from assembly.people.models import Person
from tests.bodies.books import HEADERS, iin, members, row
from tests.bodies.test_import_browser import XLSX, chromium, findings, page_of  # noqa: F401 -- a fixture
from tests.factories import NOON, make_secretary

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
# The telephone stands under a header that the portal does not know.
UNKNOWN = "Мобилка секретаря"
WORDS = {
    "ru": {
        "list": "Загрузка реестров", "register": "Члены Ассамблеи", "upload": "Загрузить таблицу",
        "send": "Загрузить и проверить", "preview": "Проверьте, прежде чем записать", "correct": "поправить",
        "columns": "Верно ли прочитан каждый столбец?", "phone": "Телефон", "check": "Проверить таблицу",
        "write": "Записать в реестр", "writing": "Реестр записывается", "done": "Реестр записан",
        "same": "Все строки такие же, как в реестре: записывать нечего.",
        "maybe": "возможно, уже есть в реестре:", "it_is": "Это этот человек:",
        "again": "Сохранить и проверить снова", "export": "Скачать XLSX",
    },
    "kk": {
        "list": "Тізілімдерді импорттау", "register": "Ассамблея мүшелері", "upload": "Кесте жүктеу",
        "send": "Жүктеп, тексеру", "preview": "Жазбас бұрын тексеріңіз", "correct": "түзету",
        "columns": "Әр баған дұрыс оқылды ма?", "phone": "Телефон", "check": "Кестені тексеру",
        "write": "Тізілімге жазу", "writing": "Тізілім жазылуда", "done": "Тізілім жазылды",
        "same": "Барлық жол тізілімдегімен бірдей: жазатын ештеңе жоқ.",
        "maybe": "тізілімде бар болуы мүмкін:", "it_is": "Бұл осы адам:",
        "again": "Сақтап, қайта тексеру", "export": "XLSX жүктеп алу",
    },
}  # fmt: skip


def table(*rows, phone="+7 701 000 00 01"):
    return members(*((*cells, phone) for cells in rows), headers=(*HEADERS, UNKNOWN))


def downloaded(page, link):
    """Press a link and return the sheet that comes."""
    with page.expect_download() as waited:
        link.click()
    path = waited.value.path()
    return load_workbook(io.BytesIO(path.read_bytes())).active


def upload(page, words, content):
    page.get_by_role("link", name=words["upload"], exact=True).first.click()
    page.set_input_files("input[type=file]", {"name": "Реестр.xlsx", "mimeType": XLSX, "buffer": content})
    page.get_by_role("button", name=words["send"]).click()
    expect(page.get_by_role("heading", name=words["preview"], level=1)).to_be_visible()


def figures(page):
    """Return how many rows are new, change, have remarks; how many cells are wrong."""
    return [int(number) for number in page.locator(".figure-n").all_inner_texts()]


def meets_it_again(page, words, list_address, content):
    """Upload what is written already, then somebody who might be there already."""
    # The same file again changes nothing, and says so.
    page.goto(list_address)
    upload(page, words, content)
    expect(page.get_by_text(words["same"])).to_be_visible()
    expect(page.get_by_role("button", name=words["write"])).to_have_count(0)
    assert figures(page)[:2] == [0, 0]

    # A row without a number and a day of birth might be somebody who is there already: he is offered.
    page.goto(list_address)
    upload(page, words, table(row(number="", born="")))
    expect(page.get_by_text(words["maybe"]).first).to_be_visible()
    page.locator("#r2 th a").click()
    page.get_by_label(words["it_is"]).first.check()
    assert findings(page) == ([], 0)
    page.get_by_role("button", name=words["again"]).click()
    expect(page.get_by_role("heading", name=words["preview"], level=1)).to_be_visible()
    assert figures(page)[0] == 0


def takes_along(page, words, list_address):
    """Download the register and the list of imports."""
    # What is in the register now can be taken along, and so can the list of imports.
    page.goto(list_address.replace("imports", "members"))
    sheet = downloaded(page, page.get_by_role("link", name=words["export"]))
    cells = [str(cell) for line in sheet.iter_rows(values_only=True) for cell in line if cell]
    assert [name for name in ("Сынақова", "Басқаев") if not any(name in cell for cell in cells)] == []
    page.goto(list_address)
    imports = downloaded(page, page.get_by_role("link", name=words["export"]))
    assert imports.max_row == 4


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_a_user_brings_a_register_and_meets_it_again(chromium, live_server, settings, language):  # noqa: F811
    seed_reference(at=NOON)
    page = page_of(chromium, live_server, settings, make_secretary(language=language),
                   viewport={"width": 1280, "height": 900}, accept_downloads=True)  # fmt: skip
    words, list_address = WORDS[language], f"{live_server.url}/{language}/registers/imports/"
    page.goto(list_address)
    expect(page.get_by_role("heading", name=words["list"], level=1)).to_be_visible()

    # A template with the headers of both languages.
    template = downloaded(
        page, page.locator("section[aria-labelledby=templates]").get_by_role("link", name=words["register"])
    )
    assert template["A1"].value == "Тегі, аты, әкесінің аты / Ф.И.О."

    # The upload; one column is not known, and is named by hand.
    first, second = row(), row("Басқаев Асан", iin("84051291002"))
    upload(page, words, table(first, second))
    assert figures(page)[0] == 2
    page.get_by_role("link", name=words["correct"], exact=True).click()
    expect(page.get_by_role("heading", name=words["columns"])).to_be_visible()
    assert findings(page) == ([], 0)
    page.locator("tr", has_text=UNKNOWN).locator("select").select_option(label=words["phone"])
    page.get_by_role("button", name=words["check"]).click()

    # The preview, the confirmation, the progress, the result.
    expect(page.get_by_role("heading", name=words["preview"], level=1)).to_be_visible()
    expect(page.get_by_text("+77010000001").first).to_be_visible()
    assert findings(page) == ([], 0)
    assert Membership.objects.filter(body__kind="assembly").count() == 0
    page.get_by_role("button", name=words["write"]).click()
    expect(page.get_by_role("heading", name=words["writing"])).to_be_visible()
    assert write_waiting(at=timezone.now()) == 1
    expect(page.get_by_role("heading", name=words["done"])).to_be_visible()
    assert Membership.objects.filter(body__kind="assembly").count() == 2
    phones = Person.objects.filter(memberships__body__kind="assembly").values_list("phone", flat=True)
    assert [re.sub(r"\D", "", phone) for phone in phones] == ["77010000001"] * 2

    meets_it_again(page, words, list_address, table(first, second))
    takes_along(page, words, list_address)
