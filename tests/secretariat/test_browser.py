"""The way of an appeal in a real browser: a phone without JavaScript, the staff, the head, the applicant again."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect, sync_playwright

from assembly.deadlines.selectors import term_after
from assembly.documents.services.renditions import render_waiting
from secretariat.models import CitizenAppeal
from tests.factories import make_region, make_secretary, make_state_body, make_state_officer
from tests.secretariat.makers import IIN, make_head

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SERIOUS = {"serious", "critical"}
PDF = {"name": "прошение.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%%EOF"}
PHONE, DESK = {"width": 390, "height": 780}, {"width": 1280, "height": 800}
WORDS = {
    "ru": {
        "name": "Фамилия, имя, отчество или название организации", "number": "ИИН или БИН", "region": "Регион",
        "address": "Почтовый адрес", "topic": "О чём", "subject": "Одной строкой", "text": "Текст обращения",
        "files": "Файлы", "consent": "Я согласен", "send": "Отправить обращение", "done": "Ваше обращение зарегистрировано",
        "follow_number": "Номер обращения", "code": "Код", "show": "Показать", "accept": "Принять",
        "national": "Имеет общегосударственное значение", "interethnic": "Затрагивает сферу межэтнических отношений",
        "executor": "Исполнитель", "accept_act": "Принять обращение", "extend": "Продлить срок", "day": "Новый последний день",
        "why": "Причина", "draft": "Составить ответ", "answer": "Текст ответа", "keep": "Сохранить проект",
        "sign": "Подписать ответ", "signed": "Ответ подписан", "download": "Скачать ответ (PDF)",
        "redirect": "Перенаправить", "body": "Государственный орган", "redirect_act": "Перенаправить обращение",
        "where": "Ответ даст орган", "waiting": "Секретариат решает", "receipt": "Скачать талон (PDF)",
        "tell": "Записать, что сообщено", "told": "Записано, что заявителю сообщено.", "extended": "Срок продлён до",
    },
    "kk": {
        "name": "Тегі, аты, әкесінің аты немесе ұйымның атауы", "number": "ЖСН немесе БСН", "region": "Өңір",
        "address": "Пошта мекенжайы", "topic": "Не туралы", "subject": "Бір сөйлеммен", "text": "Жолданымның мәтіні",
        "files": "Файлдар", "consent": "келісемін", "send": "Жолданымды жіберу", "done": "Жолданымыңыз тіркелді",
        "follow_number": "Жолданымның нөмірі", "code": "Код", "show": "Көрсету", "accept": "Қабылдау",
        "national": "Жалпымемлекеттік маңызы бар", "interethnic": "Этносаралық қатынастар саласын қозғайды",
        "executor": "Орындаушы", "accept_act": "Жолданымды қабылдау", "extend": "Мерзімін ұзарту", "day": "Жаңа соңғы күн",
        "why": "Себебі", "draft": "Жауап жобасын жазу", "answer": "Жауаптың мәтіні", "keep": "Жобаны сақтау",
        "sign": "Жауапқа қол қою", "signed": "Жауапқа қол қойылды", "download": "Жауапты жүктеп алу (PDF)",
        "redirect": "Басқа органға жіберу", "body": "Мемлекеттік орган", "redirect_act": "Жолданымды басқа органға жіберу",
        "where": "Жауапты жолданым жіберілген орган береді", "waiting": "Хатшылық мәселенің", "receipt": "Талонды жүктеп алу (PDF)",
        "tell": "Хабарланғанын жазу", "told": "Өтініш берушіге хабарланғаны жазылды.",
        "extended": "Мерзім ұзартылды, соңғы күні",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def _no_limits_of_other_tests():
    cache.clear()
    yield
    cache.clear()


def signed_in(chromium, live_server, settings, user):
    client = Client()
    client.force_login(user)
    context = chromium.new_context(viewport=DESK, java_script_enabled=False)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    return context.new_page()


def field(page, label):
    return page.get_by_label(label).first


class Way:
    """One applicant, one secretary, one head, in one language."""

    def __init__(self, chromium, live_server, settings, language):
        self.words = WORDS[language]
        self.root = f"{live_server.url}/{language}"
        self.secretary, self.head = make_secretary(language=language), make_head()
        self.phone = chromium.new_context(viewport=PHONE, java_script_enabled=False).new_page()
        self.desk = signed_in(chromium, live_server, settings, self.secretary)
        self.chief = signed_in(chromium, live_server, settings, self.head)

    def send(self):
        make_region()
        words, phone = self.words, self.phone
        phone.goto(f"{self.root}/")
        phone.locator(f'a.door[href="/{self.root.rpartition("/")[2]}/secretariat/appeals/send/"]').click()
        field(phone, words["name"]).fill("Сынақова Алма")
        field(phone, words["number"]).fill(IIN)
        phone.locator("select[name=region]").select_option(index=1)
        field(phone, words["address"]).fill("Үлгі көшесі, 1")
        phone.locator("select[name=topic]").select_option("accord")
        field(phone, words["subject"]).fill("Келісім туралы")
        phone.locator("textarea[name=text]").fill("Көмек сұраймын.")
        phone.locator("input[name=upload]").set_input_files(PDF)
        phone.locator("input[name=has_consent]").check()
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        phone.get_by_role("button", name=words["send"]).click()
        expect(phone.get_by_role("heading", level=1)).to_contain_text(words["done"])
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        self.code = phone.locator("#appeal-code").inner_text()
        self.appeal = CitizenAppeal.objects.latest("pk")

    def take_receipt(self):
        """Take the receipt as a PDF; the page with the code stays."""
        with self.phone.expect_download() as download:
            self.phone.get_by_role("button", name=self.words["receipt"]).click()
        assert download.value.suggested_filename == f"receipt-1-{self.appeal.registered_on.year}.pdf"
        assert download.value.path().read_bytes().startswith(b"%PDF-")
        expect(self.phone.locator("#appeal-code")).to_be_visible()

    def follow(self):
        words, phone = self.words, self.phone
        phone.goto(f"{self.root}/secretariat/appeals/follow/")
        field(phone, words["follow_number"]).fill(self.appeal.number)
        phone.locator("input[name=code]").fill(self.code)
        phone.get_by_role("button", name=words["show"], exact=True).click()
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    def tell(self):
        """Tell the applicant, who gave no e-mail address, by post, and record it."""
        self.card(self.desk)
        self.desk.locator("select[name=way]").select_option("post")
        self.desk.get_by_role("button", name=self.words["tell"]).click()
        expect(self.desk.get_by_text(self.words["told"])).to_be_visible()

    def card(self, page):
        page.goto(f"{self.root}/secretariat/appeals/{self.appeal.pk}/")


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_an_appeal_goes_its_whole_way_without_javascript(chromium, live_server, settings, language):
    way = Way(chromium, live_server, settings, language)
    words = way.words
    way.send()
    way.take_receipt()
    way.follow()
    expect(way.phone.get_by_text(words["waiting"])).to_be_visible()

    way.card(way.desk)
    way.desk.get_by_role("link", name=words["accept"], exact=True).click()
    way.desk.get_by_label(words["national"]).check()
    way.desk.get_by_label(words["interethnic"]).check()
    way.desk.locator("select[name=executor]").select_option(str(way.secretary.person.pk))
    way.desk.get_by_role("button", name=words["accept_act"]).click()

    way.appeal.refresh_from_db()
    way.card(way.chief)
    way.chief.get_by_role("link", name=words["extend"]).click()
    new_day = term_after(way.appeal.due_on, 5).due_on
    way.chief.locator("input[name=due_on]").fill(f"{new_day:%Y-%m-%d}")
    way.chief.locator("textarea[name=reason]").fill("Мәлімет күтілуде.")
    way.chief.get_by_role("button", name=words["extend"]).click()
    way.tell()
    way.follow()
    expect(way.phone.get_by_text(words["extended"])).to_be_visible()

    way.card(way.desk)
    way.desk.get_by_role("link", name=words["draft"]).click()
    way.desk.locator("textarea[name=text]").fill("Құрметті өтініш беруші.\nМәселе шешілді.")
    way.desk.get_by_role("button", name=words["keep"]).click()
    way.card(way.chief)
    way.chief.get_by_role("button", name=words["sign"]).click()
    expect(way.chief.get_by_text(words["signed"]).first).to_be_visible()

    assert render_waiting(at=timezone.now()) == 1
    way.follow()
    expect(way.phone.get_by_text("Мәселе шешілді.")).to_be_visible()
    with way.phone.expect_download() as download:
        way.phone.get_by_role("link", name=words["download"]).click()
    assert download.value.suggested_filename == f"answer-1-{way.appeal.registered_on.year}-1.pdf"


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_redirected_applicant_is_told_where_his_appeal_went(chromium, live_server, settings, language):
    make_region()
    body = make_state_body()
    make_state_officer(body)
    way = Way(chromium, live_server, settings, language)
    words = way.words
    way.send()

    way.card(way.desk)
    way.desk.get_by_role("link", name=words["redirect"], exact=True).click()
    way.desk.locator("select[name=state_body]").select_option(str(body.pk))
    way.desk.locator("textarea[name=reason]").fill("Министрліктің құзыретінде.")
    way.desk.get_by_role("button", name=words["redirect_act"]).click()
    way.tell()

    way.follow()
    expect(way.phone.get_by_text(words["where"])).to_be_visible()
    expect(way.phone.get_by_text("Министрліктің құзыретінде")).to_be_visible()


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_what_the_applicant_sees_has_no_serious_findings(chromium, live_server, settings, language):
    way = Way(chromium, live_server, settings, language)
    way.phone = chromium.new_context(viewport=PHONE).new_page()
    way.send()
    found = [_serious(way.phone)]
    way.follow()
    found.append(_serious(way.phone))

    assert found == [[], []]


def _serious(page):
    return [
        (rule["id"], [node["html"][:160] for node in rule["nodes"]])
        for rule in Axe().run(page).response["violations"]
        if rule["impact"] in SERIOUS
    ]
