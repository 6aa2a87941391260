"""The staff's page of a decision: the text that holds now beside the voted one; what is mandatory and what is controlled."""

import pytest
from django.urls import reverse
from django.utils import translation

from assembly.bodies.enums import BodyKind
from assembly.documents.services.corrections import correct_act
from assembly.law.acts import regulation
from assembly.outbox.models import OutboxMessage
from assembly.outbox.services.letters import as_sent
from tests.decisions.makers import make_consideration, make_decision
from tests.documents.test_acts import make_head
from tests.factories import NOON, make_secretary


@pytest.fixture
def as_user(client):
    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture(autouse=True)
def _at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.mark.django_db
def test_points_are_those_of_the_corrected_text_and_the_voted_one_is_shown_where_it_differs(as_user):
    decision = make_decision()
    correct_act(
        act_id=decision.act_id,
        text_kk=decision.version.text_kk.replace("Ана тілдері жексенбілік", "Ана тілдерінің жексенбілік"),
        text_ru=decision.version.text_ru.replace("Открыть воскресные", "Открыть районные воскресные"),
        reason_kk="1-тармақтағы қате",
        reason_ru="Описка в пункте 1",
        actor=make_head(),
        at=NOON,
    )
    client = as_user(make_secretary())
    with translation.override("ru"):
        urls = [reverse(f"decisions:{name}", args=[decision.pk]) for name in ("decision", "decision_assign")]

    page = client.get(urls[0]).content.decode().replace("\xa0", " ")
    form = client.get(urls[1], {"point": "1"}).content.decode()

    assert "<p>Открыть районные воскресные школы родных языков.</p>" in page
    voted = "До исправления, как голосовали: Открыть воскресные школы родных языков."
    assert page.count("До исправления, как голосовали:") == page.count(voted) == 1
    assert "Описка в пункте 1" in page
    assert "Ана тілдерінің жексенбілік мектептерін ашу." in form
    assert "Открыть районные воскресные школы родных языков." in form


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "word"), [("kk", "міндетті"), ("ru", "обязательн"), ("en", "mandatory")]
)
def test_decisions_of_the_council_are_controlled_and_never_called_mandatory(as_user, language, word):
    decision = make_decision(BodyKind.COUNCIL)
    consideration = make_consideration(decision)
    client = as_user(consideration.state_body.officers.first().person.user)
    with translation.override(language):
        own = client.get(reverse("decisions:consideration", args=[consideration.pk])).content.decode()
        outside = client.get(reverse("portal:decision", args=[decision.pk])).content.decode()
        message = OutboxMessage.objects.get(kind="decisions.consideration_sent")
        client.force_login(make_secretary())
        inside = client.get(reverse("decisions:decision", args=[decision.pk])).content.decode()

    for page in (own, outside, inside):
        main = page[page.index("<main") : page.index("</main>")].lower()
        assert regulation("4", "5").cite(language).lower() in main
        assert word not in main
    assert regulation("11").cite(message.language) not in as_sent(message).body
