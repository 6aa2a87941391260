"""The page of the counting commission: for its tellers, for staff, for members; the desk that a teller keeps."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from assembly.voting.models import Poll
from assembly.voting.services.polls import draft_poll, open_poll
from tests.meetings.makers import sitting, user_of
from tests.voting.makers import CLOSED, QUESTION, page, vote, words
from tests.voting.test_tellers import elected, entries_of

pytestmark = pytest.mark.django_db
PAGE_QUERIES = 17


def open_now(meeting, secretary, persons):
    """Put a question before the sitting, let two of five vote."""
    poll = draft_poll(meeting_id=meeting.pk, kind="procedural", **QUESTION, actor=secretary, at=CLOSED)
    poll = open_poll(poll_id=poll.pk, actor=secretary, at=CLOSED + timedelta(minutes=1))
    for person in persons[:2]:
        vote(poll, person, "against", at=CLOSED + timedelta(minutes=2))
    return poll


def test_a_teller_sees_who_has_not_voted_and_nobody_else_does(client):
    meeting, secretary, persons = elected()
    open_now(meeting, secretary, persons)
    waiting = [person.full_name for person in persons[2:5]]

    with translation.override("ru"):
        seen = words(page(client, with_factor(persons[0]), "tellers", meeting.pk))
    listed = seen.partition('id="waiting"')[2].partition("</section>")[0]
    assert re.findall("<li>(.+?)</li>", listed) == waiting
    assert "Вы счётчик на этом заседании" in seen
    for user in (secretary, user_of(persons[2])):
        with translation.override("ru"):
            told = words(page(client, user, "tellers", meeting.pk))
        assert "Кто ещё не проголосовал" not in told
        assert persons[1].full_name in told


def with_factor(person):
    user = user_of(person)
    Authenticator.objects.create(user=user, type="totp", data={})
    return user


def test_the_teller_keeps_the_desk_without_the_course_of_the_sitting(client):
    meeting, _secretary, persons = elected()
    teller = with_factor(persons[0])
    client.force_login(teller)
    desk = client.get(f"/ru{reverse('meetings:registration', args=[meeting.pk])[3:]}")

    assert desk.status_code == 200
    assert "Закрыть заседание" not in desk.content.decode()
    entry = entries_of(meeting, persons[5:6])[0]
    answer = client.post(reverse("meetings:member_in", args=[meeting.pk, entry]))
    assert (answer.status_code, meeting.presence.now().filter(entry=entry).count()) == (302, 1)
    assert client.post(reverse("meetings:meeting_close", args=[meeting.pk])).status_code == 404
    client.force_login(user_of(persons[2]))
    assert client.get(reverse("meetings:registration", args=[meeting.pk])).status_code == 404


def test_staff_find_choose_and_prepare_without_javascript(client):
    meeting, secretary, persons = sitting(6, present=5)
    first, second, absent = entries_of(meeting, [persons[0], persons[1], persons[5]])
    client.force_login(secretary)
    with translation.override("ru"):
        at = reverse("voting:tellers", args=[meeting.pk])

    found = words(client.get(at, {"q": persons[0].family_name}))
    assert f'value="{first}"' in found
    assert f'value="{absent}"' not in found
    chosen = words(client.get(at, {"q": persons[1].family_name, "teller": [first]}))
    assert f'name="teller" value="{first}" id="t-{first}" checked' in chosen

    sent = {"teller": [first, second], "chair": second, "duration_seconds": "120"}
    kept = client.post(f"{at}propose/", {**sent, "chair": ""})
    assert (kept.status_code, Poll.objects.count()) == (422, 0)
    assert "Выберите, кто из счётчиков председатель комиссии." in words(kept)
    assert f'<input type="hidden" name="teller" value="{first}">' in words(kept)
    assert client.post(f"{at}propose/", {**sent, "duration_seconds": "7"}).status_code == 422

    done = client.post(f"{at}propose/", sent)
    poll = Poll.objects.get()
    assert done["Location"] == f"/ru/polls/{meeting.pk}/console/?open={poll.pk}#panel"
    client.force_login(user_of(persons[0]))
    assert client.post(f"{at}propose/", sent).status_code == 403


@pytest.mark.parametrize("waiting", [1, 3])
def test_the_page_of_a_teller_asks_the_same_whoever_waits(client, waiting):
    meeting, secretary, persons = elected(2 + waiting, present=2 + waiting)
    open_now(meeting, secretary, persons)
    client.force_login(with_factor(persons[0]))
    at = reverse("voting:tellers", args=[meeting.pk])
    client.get(at)
    with CaptureQueriesContext(connection) as queries:
        client.get(at)

    assert len(queries) == PAGE_QUERIES
