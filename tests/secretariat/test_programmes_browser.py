"""The Concept goes its whole way in a browser: draft, experts, Council, Session, Chairman; no step is skipped."""

import pytest
from django.utils import timezone

from assembly.bodies.enums import BodyKind
from assembly.chairman.models import Matter
from secretariat.programmes.models import Gate, Programme
from tests.browsing import DESK, PHONE, assert_open_to_all, doors, press, send, shows
from tests.expert_council.makers import TEXTS
from tests.factories import make_chairman, make_secretary
from tests.secretariat.makers_programmes import adopted, opinion_on, planned_item

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = {
    "kk": {
        "missing": "Бұл нұсқа өтпеген сатылар:",
        "no_evidence": "Сатыны мәтіннің дәл осы нұсқасы туралы жазба ғана растайды",
        "anew": "Бұрынғы нұсқа жолдың бір бөлігін өткен",
        "outdated": "Ескірген",
        "approved": "Ассамблея Төрағасы бекітті",
        "experts": "Ғылыми-сараптама кеңесінің қорытындысы",
        "council": "Кеңестің талқылауы",
        "session": "Сессияның қарауы",
    },
    "ru": {
        "missing": "Эта редакция не прошла:",
        "no_evidence": "Ступень подтверждает только запись об этой самой редакции",
        "anew": "Прежняя редакция прошла часть пути",
        "outdated": "Устарело",
        "approved": "Утверждено Председателем Ассамблеи",
        "experts": "Заключение Научно-экспертного совета",
        "council": "Обсуждение Советом",
        "session": "Рассмотрение Сессией",
    },
}


class Way:
    """A document and those who lead it, in one language."""

    def __init__(self, door, language, size):
        self.door, self.language, self.words, self.size = door, language, WORDS[language], size
        self.secretary, self.chairman = make_secretary(language=language), make_chairman(language=language)
        self.staff = door.of(self.secretary, size)

    def begin(self):
        self.staff.goto(f"/{self.language}/programmes/prepared/new/")
        assert_open_to_all(self.staff)
        self.staff.locator("main input[name=kind][value=concept]").check()
        send(self.staff, title_kk="Даму тұжырымдамасы", title_ru="Концепция развития", **TEXTS)
        self.programme = Programme.objects.get()
        self.path = f"/{self.language}/programmes/prepared/{self.programme.pk}/"

    def refused(self, act, words, *missing):
        """Try an act that the page does not offer: refused in words, nothing is recorded."""
        gates = Gate.objects.count()
        self.staff.goto(self.path)
        assert self.staff.locator(f"main form[action$='{act}']").count() == 0
        token = self.staff.locator("input[name=csrfmiddlewaretoken]").first.input_value()
        self.staff.request.post(
            f"{self.path}{act}", form={"csrfmiddlewaretoken": token, "chosen": "1"}, max_redirects=0
        )
        self.staff.goto(self.path)
        shows(self.staff, self.words[words])
        for gate in missing:
            shows(
                self.staff.locator("[role=alert], [role=status]").filter(has_text=self.words[words]),
                self.words[gate],
            )
        assert Gate.objects.count() == gates

    def refused_the_chairman(self, *missing):
        """Try to put it to the Chairman before its time."""
        self.staff.goto(f"{self.path}put/")
        send(self.staff)
        shows(self.staff, self.words["missing"])
        for gate in missing:
            shows(self.staff, self.words[gate])
        assert Matter.objects.count() == 0

    def through_an_organ(self, gate, kind, competence):
        """Put the version on the organ's agenda, let it decide, pass the step by that decision."""
        item, persons = planned_item(self.secretary, kind, competence, at=timezone.now())
        self.staff.goto(self.path)
        assert_open_to_all(self.staff)
        press(self.staff, "/agenda/")
        decision = adopted(item, persons, self.secretary, at=timezone.now())
        self.staff.goto(self.path)
        press(self.staff, f"/gates/{gate}/")
        return decision

    def opens_its_record(self, user, step, number):
        """Follow the link of a passed step to the record that proves it."""
        page = self.door.of(user, self.size)
        page.goto(self.path)
        with page.expect_navigation() as came:
            page.locator(f"section[aria-labelledby=step-{step}] a").first.click()
        assert came.value.status == 200
        shows(page, number)


def _the_experts(way):
    """The first version gets its opinion; the text changes, and the second one goes the way anew."""
    way.refused("gates/council/", "missing", "experts")
    way.refused("gates/session/", "missing", "experts", "council")
    way.refused("gates/experts/", "no_evidence")
    way.refused_the_chairman("experts", "council", "session")
    opinion_on(way.programme, way.secretary, at=timezone.now())
    way.staff.goto(way.path)
    press(way.staff, "/gates/experts/")
    way.staff.goto(f"/{way.language}/documents/{way.programme.document_id}/versions/new/")
    send(way.staff, text_kk="1. Жаңа мәтін.", text_ru="1. Новый текст.")
    way.staff.goto(way.path)
    shows(way.staff, way.words["anew"])
    shows(way.staff, way.words["outdated"])
    assert_open_to_all(way.staff)
    with way.staff.expect_navigation():
        way.staff.locator("main a[href$='/compare/']").click()
    shows(way.staff.locator("main ins"), "Новый")
    way.refused("gates/council/", "missing", "experts")
    opinion = opinion_on(way.programme, way.secretary, at=timezone.now())
    way.staff.goto(way.path)
    press(way.staff, "/gates/experts/")
    return opinion


@pytest.mark.parametrize(("language", "size"), [("kk", DESK), ("ru", PHONE)])
def test_the_concept_goes_from_the_draft_to_the_chairmans_act(live_server, settings, language, size):
    with doors(live_server, settings) as door:
        way = Way(door, language, size)
        way.begin()
        opinion = _the_experts(way)
        way.refused("gates/session/", "missing", "council")
        council = way.through_an_organ("council", BodyKind.COUNCIL, "programme_discussion")
        way.refused_the_chairman("session")
        session = way.through_an_organ("session", BodyKind.ASSEMBLY, "conceptual_approaches")
        assert list(way.programme.gates.order_by("pk").values_list("kind", "version__number")) == [
            ("experts", 1), ("experts", 2), ("council", 2), ("session", 2),
        ]  # fmt: skip
        for user in (way.secretary, way.chairman):
            for step, number in enumerate((opinion.act.number, council.number, session.number), start=1):
                way.opens_its_record(user, step, number)

        way.staff.goto(f"{way.path}put/")
        send(way.staff)
        boss = door.of(way.chairman, size)
        boss.goto(f"/{language}/chairman/matters/{Matter.objects.get().pk}/")
        shows(boss, way.words["session"])
        with boss.expect_navigation():
            boss.locator("#sign .btn-primary").click()
        way.programme.refresh_from_db()
        assert (way.programme.state, way.programme.act.version.number) == ("approved", 2)

        stranger = door.of(None, size)
        stranger.goto(f"/{language}/programmes/")
        assert_open_to_all(stranger)
        with stranger.expect_navigation():
            stranger.locator("main h2 a").click()
        for words in ("experts", "council", "session", "approved"):
            shows(stranger, way.words[words])
        shows(stranger, "1. Новый текст.")
        shows(stranger, "1. Жаңа мәтін.")
        assert_open_to_all(stranger)
