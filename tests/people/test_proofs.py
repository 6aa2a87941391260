"""Before an act that binds one shows once more who he is; what was sent is done then, and nothing before."""

import json
from datetime import timedelta

import pytest
import time_machine
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from assembly.audit.models import AuditEvent
from assembly.chairman.models import ChairmanAct, Matter
from assembly.documents.models import Setting
from assembly.people.proofs import BINDING
from assembly.people.terms import HALL_MINUTES, PROOF_MINUTES, TERMS, term_on
from assembly.portal.binding import BINDING as LISTED
from tests.chairman.making import make_matter
from tests.conftest import SECRET
from tests.factories import NOON, PASSWORD, make_person
from tests.house.acts import ACTS
from tests.people.kit import get, text
from tests.people.test_second_factor import code_of

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)
CONFIRM = "/ru/account/confirm/"
REASON = "Мәтіні пысықталмаған: 2-тармақ & «тырнақша»"


class Desk:
    """A matter that waits, and its Chairman in his browser some minutes after he signed in."""

    def __init__(self, *, minutes):
        self.matter, self.chairman, self.secretary = make_matter()
        self.client = self.browser_of(self.chairman, minutes)

    @staticmethod
    def browser_of(user, minutes):
        user.set_password(PASSWORD)
        user.save()
        client = Client()
        with time_machine.travel(LATER - timedelta(minutes=minutes), tick=False):
            client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    def path(self, act):
        return f"/ru/chairman/matters/{self.matter.pk}/{act}/"

    def sign(self, **headers):
        with translation.override("ru"):
            version = get(self.client, "chairman:matter", self.matter.pk).context["page"].version.pk
        return self.client.post(self.path("sign"), {"version": version}, headers=headers)

    def refuse(self):
        page = f"http://testserver/ru/chairman/matters/{self.matter.pk}/"
        return self.client.post(self.path("refuse"), {"reason": REASON}, headers={"Referer": page})


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(LATER, tick=False):
        yield


def test_a_fresh_proof_is_asked_for_nothing():
    desk = Desk(minutes=14)

    assert desk.sign()["Location"] == f"/ru/chairman/matters/{desk.matter.pk}/"
    assert ChairmanAct.objects.count() == 1


def test_an_old_one_leads_to_the_confirmation_and_nothing_is_written():
    desk = Desk(minutes=15)
    before = AuditEvent.objects.count()

    asked = desk.sign()

    assert (asked.status_code, asked["Location"].partition("?")[0]) == (302, CONFIRM)
    assert not ChairmanAct.objects.exists()
    assert AuditEvent.objects.count() == before
    page = text(desk.client.get(asked["Location"]))
    assert "Подписание Председателем. Отправленное сохранено и будет выполнено" in page
    assert "п. 5" in page


def test_reading_is_not_interrupted():
    assert get(Desk(minutes=700).client, "chairman:matters").status_code == 200


@pytest.mark.parametrize("way", ["password", "code"])
def test_after_the_proof_the_very_act_is_done(way):
    desk = Desk(minutes=60)
    asked = desk.sign()
    if way == "code":
        asked = {"Location": asked["Location"].replace(CONFIRM, f"{CONFIRM}code/")}
        values = {"code": code_of(SECRET)}
    else:
        values = {"password": PASSWORD}

    done = desk.client.post(asked["Location"], values)

    assert done["Location"] == f"/ru/chairman/matters/{desk.matter.pk}/"
    assert ChairmanAct.objects.get().matter == desk.matter
    assert STATE_SESSION_KEY not in desk.client.session


def test_what_was_typed_is_kept_to_the_letter():
    desk = Desk(minutes=60)

    desk.client.post(desk.refuse()["Location"], {"password": PASSWORD})

    desk.matter.refresh_from_db()
    assert (desk.matter.state, desk.matter.refusal_reason) == ("refused", REASON)


def test_a_wrong_password_does_nothing_and_keeps_it_waiting():
    desk = Desk(minutes=60)
    asked = desk.sign()

    wrong = desk.client.post(asked["Location"], {"password": "not-this-one"})

    assert "Пароль неверный." in text(wrong)
    assert not ChairmanAct.objects.exists()
    assert desk.client.post(asked["Location"], {"password": PASSWORD}).status_code == 302
    assert ChairmanAct.objects.exists()


def test_wrong_passwords_are_limited():
    desk = Desk(minutes=60)
    asked = desk.sign()

    answers = [desk.client.post(asked["Location"], {"password": f"wrong-{n}"}).status_code for n in range(12)]

    assert answers[-1] == 429
    assert not ChairmanAct.objects.exists()


def test_the_act_is_done_once():
    desk = Desk(minutes=60)
    asked = desk.sign()
    desk.client.post(asked["Location"], {"password": PASSWORD})

    again = desk.client.post(asked["Location"], {"password": PASSWORD})

    assert again.status_code == 302
    assert ChairmanAct.objects.count() == 1


def test_after_one_proof_other_acts_follow_freely():
    desk = Desk(minutes=60)
    desk.client.post(desk.refuse()["Location"], {"password": PASSWORD})

    # The matter has ended: the act itself says so, and nobody is asked who he is.
    assert desk.client.post(desk.path("refuse"), {"reason": REASON}).status_code in {302, 409}
    assert STATE_SESSION_KEY not in desk.client.session


def test_what_waited_too_long_is_dropped():
    desk = Desk(minutes=60)
    asked = desk.refuse()
    with time_machine.travel(LATER + timedelta(minutes=31), tick=False):
        led = desk.client.get(asked["Location"])
        page = f"/ru/chairman/matters/{desk.matter.pk}/"

        assert led["Location"] == f"{CONFIRM}?next={page.replace('/', '%2F')}"
        after = desk.client.post(led["Location"], {"password": PASSWORD}, follow=True)

    assert "Отправленное слишком долго ждало подтверждения." in text(after)
    desk.matter.refresh_from_db()
    assert desk.matter.state == "waiting"


def test_what_waits_holds_nothing_that_opens_anything():
    desk = Desk(minutes=60)
    desk.client.cookies["other"] = "a-secret-cookie"
    desk.refuse()

    waiting = desk.client.session[STATE_SESSION_KEY]
    kept = json.loads(waiting["request"])

    assert "HTTP_COOKIE" not in kept["META"]
    assert "csrfmiddlewaretoken" not in kept["POST"]
    assert "a-secret-cookie" not in json.dumps(waiting)


def test_not_now_leads_to_the_page_before():
    desk = Desk(minutes=60)

    page = desk.client.get(desk.refuse()["Location"]).content.decode()

    assert f'<a href="/ru/chairman/matters/{desk.matter.pk}/">Не сейчас</a>' in page


def test_a_file_is_chosen_again():
    desk = Desk(minutes=0)
    clerk = desk.browser_of(desk.secretary, 60)
    page = f"/ru/chairman/matters/{desk.matter.pk}/"

    asked = clerk.post(
        desk.path("paper"),
        {"number": "12", "signed_on": "2026-11-23", "scan": SimpleUploadedFile("a.pdf", b"%PDF-1.4")},
        headers={"Referer": f"http://testserver{page}"},
    )

    assert asked["Location"] == f"{CONFIRM}?next={page.replace('/', '%2F')}"
    after = clerk.post(asked["Location"], {"password": PASSWORD}, follow=True)
    assert after.redirect_chain == [(page, 302)]
    assert "После этого файл нужно выбрать снова." in text(after)


def test_a_form_asks_when_it_is_opened():
    clerk = Desk.browser_of(make_matter()[2], 60)

    asked = get(clerk, "bodies:seat_new")

    assert asked["Location"] == f"{CONFIRM}?next={path_of('bodies:seat_new').replace('/', '%2F')}"
    assert clerk.post(asked["Location"], {"password": PASSWORD})["Location"] == path_of("bodies:seat_new")
    assert get(clerk, "bodies:seat_new").status_code == 200


def path_of(name):
    with translation.override("ru"):
        return reverse(name)


def test_a_fragment_is_sent_to_the_confirmation_whole():
    response = Desk(minutes=60).sign(**{"HX-Request": "true"})

    assert response.status_code == 204
    assert response["HX-Redirect"].startswith(CONFIRM)


def test_a_program_is_refused_in_words():
    response = Desk(minutes=60).sign(Accept="application/json")

    assert response.status_code == 403
    assert response.json() == {
        "code": "identity_not_proven",
        "message": "Это действие влечёт правовые последствия. С подтверждения вашей личности прошло слишком много "
        "времени. Войдите заново или подтвердите паролем, кодом или ключом доступа и отправьте ещё раз.",
        "legal_ref": "п.\xa05",
    }
    assert not ChairmanAct.objects.exists()


def test_who_may_not_act_may_not_by_confirming():
    desk = Desk(minutes=60)
    stranger = desk.browser_of(make_person(email="nobody@portal.example").user, 60)

    asked = stranger.post(desk.path("sign"), {"version": 1})
    answer = stranger.post(asked["Location"], {"password": PASSWORD})

    assert answer.status_code == 404
    assert Matter.objects.get().state == "waiting"


def test_the_setting_says_how_fresh():
    desk = Desk(minutes=60)
    Setting.objects.create(key=PROOF_MINUTES, value=61, term=(timezone.localdate(), None))

    assert desk.sign()["Location"] == f"/ru/chairman/matters/{desk.matter.pk}/"


def test_the_list_names_acts_that_exist():
    assert set(LISTED) <= set(BINDING)
    assert set(BINDING) - set(ACTS) == set()
    assert {binding.term for binding in BINDING.values()} == {PROOF_MINUTES, HALL_MINUTES}


def test_neither_voting_nor_opening_waits_for_a_proof():
    assert {"voting:cast", "voting:take_part", "voting:poll_open", "meetings:member_in"} & set(
        BINDING
    ) == set()


def test_a_hall_waits_for_nobodys_password():
    today = timezone.localdate()

    assert BINDING["voting:poll_close"].term == HALL_MINUTES
    assert (term_on(HALL_MINUTES, on=today), term_on(PROOF_MINUTES, on=today)) == ((240, None), (15, None))
    assert set(TERMS) == {PROOF_MINUTES, HALL_MINUTES, "people.second_factor_grace_days"}
