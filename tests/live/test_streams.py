"""The live process: who may listen, what is told and what is not, and that the word is the page's own."""

import http.client
import time

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone

from assembly.meetings.services.registration import check_in
from assembly.servers import origins_of
from assembly.voting.live_words import live_token, watched_sittings
from assembly.voting.services.polls import close_poll, open_poll
from deploy.local import ports
from tests.deploy.front import NGINX, Front, free_port
from tests.deploy.test_front import ONCE
from tests.factories import make_user
from tests.live.process import LiveProcess, Stream
from tests.meetings.makers import user_of
from tests.voting.makers import CAST, CLOSED, drafted, opened, vote, vote_all

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
HERE = "https://portal.example"


@pytest.fixture
def live(transactional_db, tmp_path, request):
    application = getattr(request, "param", "assembly.live.asgi:application")
    live = LiveProcess(tmp_path, application=application, PORTAL_ADDRESS=HERE)
    yield live
    live.stop()


@pytest.fixture
def listen(live):
    streams = []

    def go(user, meeting_id, *, of="", by=None, **headers):
        if user is not None:
            client = Client()
            client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
            headers["Cookie"] = f"portal_sign_in={client.cookies['portal_sign_in'].value}"
        path = f"/live/ru/polls/{meeting_id}/live/{'?of=phone' if of == 'phone' else ''}"
        connection = by or http.client.HTTPConnection(ports.LOOPBACK, live.port, timeout=30)
        stream = Stream(connection, path, **headers)
        stream.session_key = headers.get("Cookie", "").partition("=")[2]
        streams.append(stream)
        return stream

    yield go
    for stream in streams:
        stream.close()


def word_of(poll, user, *, on_phone=True):
    now = timezone.now()
    return live_token(poll.meeting_id, user, on_phone=on_phone, at=now) or live_token(
        poll.meeting_id, None, on_phone=on_phone, at=now
    )


def test_acts_of_a_sitting_arrive_one_by_one_as_the_word_that_pages_ask_for(listen):
    poll, secretary, persons = drafted()
    phone = listen(user_of(persons[0]), poll.meeting_id, of="phone")
    desk = listen(secretary, poll.meeting_id)

    assert phone.status == 200
    assert phone.headers["Content-Type"] == "text/event-stream"
    assert phone.next(beats=True)[0] == "beat"
    assert phone.next() == ("word", word_of(poll, user_of(persons[0])))
    assert desk.next() == ("word", word_of(poll, secretary, on_phone=False))
    open_poll(poll_id=poll.pk, actor=secretary, at=timezone.now())
    first = phone.next()
    assert first == ("word", word_of(poll, user_of(persons[0])))
    assert desk.next() == ("word", word_of(poll, secretary, on_phone=False))
    close_poll(poll_id=poll.pk, actor=secretary, at=timezone.now())
    last = phone.next()
    assert last == ("word", word_of(poll, user_of(persons[0])))
    assert last != first


def test_votes_are_told_to_the_desk_though_casting_tells_nothing(listen):
    poll, secretary, persons = drafted()
    open_poll(poll_id=poll.pk, actor=secretary, at=timezone.now())
    desk = listen(secretary, poll.meeting_id)
    before = desk.next()

    vote(poll, persons[1], at=timezone.now())

    assert desk.next() == ("word", word_of(poll, secretary, on_phone=False)) != before


def test_nothing_is_told_while_nothing_changes(listen):
    poll, secretary, _ = drafted()
    stream = listen(secretary, poll.meeting_id)
    stream.next()

    assert stream.is_silent(1.5)


def test_what_was_heard_already_is_not_told_again(listen):
    poll, secretary, _ = drafted()
    known = word_of(poll, secretary, on_phone=False)

    assert listen(secretary, poll.meeting_id, Last_Event_ID=known).is_silent(1.5)
    assert listen(secretary, poll.meeting_id, Last_Event_ID="older").next() == ("word", known)


def test_a_member_hears_of_his_own_registration(listen):
    poll, secretary, persons = drafted(present=4)
    absent = persons[5]
    phone = listen(user_of(absent), poll.meeting_id, of="phone")
    before = phone.next()

    check_in(meeting_id=poll.meeting_id, person_id=absent.pk, actor=secretary, at=timezone.now())

    assert phone.next() == ("word", word_of(poll, user_of(absent))) != before


def test_only_who_may_see_the_page_may_listen(listen, live):
    poll, secretary, _ = drafted()

    assert listen(None, poll.meeting_id).status == 401
    assert listen(None, poll.meeting_id, Cookie="portal_sign_in=nobody").status == 401
    assert listen(make_user(), poll.meeting_id).status == 404
    assert listen(secretary, poll.meeting_id + 1000).status == 404
    for path in ("/live/", "/live/ru/", "/live/ru/polls/x/live/", "/ru/polls/1/live/", "/live/ru/search/"):
        assert ports.status_of(live.port, path) == 404
    assert ports.status_of(live.port, "/live/health") == 200


def test_the_pages_of_the_portal_alone_may_read_from_another_port(listen):
    poll, secretary, _ = drafted()
    ours = listen(secretary, poll.meeting_id, Origin=HERE)
    foreign = listen(secretary, poll.meeting_id, Origin="https://evil.example")

    assert ours.headers["Access-Control-Allow-Origin"] == HERE
    assert ours.headers["Access-Control-Allow-Credentials"] == "true"
    assert foreign.headers["Access-Control-Allow-Origin"] is None


def test_one_person_has_a_few_streams_and_gets_them_back(listen):
    poll, secretary, _ = drafted()
    streams = [listen(secretary, poll.meeting_id) for _ in range(8)]
    assert [stream.status for stream in streams] == [200] * 8
    assert listen(secretary, poll.meeting_id).status == 429

    streams[0].close()
    deadline = time.monotonic() + 10
    while (last := listen(secretary, poll.meeting_id)).status == 429 and time.monotonic() < deadline:
        time.sleep(0.1)
    assert last.status == 200


@pytest.mark.parametrize("live", ["tests.live.quick:application"], indirect=True)
def test_rights_are_asked_for_again_while_the_stream_is_open(listen):
    poll, secretary, persons = drafted()
    member, staff = listen(user_of(persons[0]), poll.meeting_id), listen(secretary, poll.meeting_id)
    member.next(), staff.next()

    Session.objects.filter(pk=member.session_key).delete()

    assert member.next() == ("end", "end")
    assert staff.is_silent(1)


def test_streams_outlive_a_lost_ear(listen):
    poll, secretary, persons = drafted()
    stream = listen(user_of(persons[0]), poll.meeting_id, of="phone")
    stream.next()
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'")
        cursor.execute("SET ROLE portal_app")

    open_poll(poll_id=poll.pk, actor=secretary, at=timezone.now())

    assert stream.next() == ("word", word_of(poll, user_of(persons[0])))


@pytest.mark.skipif(NGINX is None, reason="no nginx: sudo apt-get install nginx")
def test_the_front_passes_each_word_on_at_once(listen, live, tmp_path):
    poll, secretary, persons = drafted()
    nobody = f"{ports.LOOPBACK}:{free_port()}"
    places = {"web:8000": nobody, "live:8001": f"{ports.LOOPBACK}:{live.port}"}
    folder = tmp_path / "front"
    folder.mkdir()
    front = Front(folder, places, files=tmp_path).start()
    try:
        phone = listen(
            user_of(persons[0]),
            poll.meeting_id,
            of="phone",
            by=front.connect(timeout=30),
            Accept_Encoding="gzip",
        )
        assert (phone.status, phone.headers["X-Cache"], phone.headers["Content-Encoding"]) == (
            200,
            None,
            None,
        )
        assert {name: len(phone.headers.get_all(name)) for name in ONCE[:4]} == dict.fromkeys(ONCE[:4], 1)
        before = phone.next()
        open_poll(poll_id=poll.pk, actor=secretary, at=timezone.now())
        assert phone.next() == ("word", word_of(poll, user_of(persons[0]))) != before
        assert front.get("/live/ru/polls/1/live/").status == 401
    finally:
        front.stop()


@pytest.mark.parametrize("on_phone", [True, False])
def test_the_word_of_all_is_the_word_of_each(on_phone):
    poll, secretary, persons = opened()
    vote(poll, persons[1])
    users = [*(user_of(person) for person in persons), secretary]
    for at in (CAST, CLOSED):
        watched = watched_sittings([poll.meeting_id])[poll.meeting_id]
        for user in users:
            own = live_token(poll.meeting_id, user, on_phone=on_phone, at=at)
            own = own or live_token(poll.meeting_id, None, on_phone=on_phone, at=at)
            assert watched.word(user.pk, on_phone=on_phone, at=at) == own


@pytest.mark.parametrize(
    ("address", "allowed"),
    [("", []), ("/live", []), ("http://localhost:8001/live", ["http://localhost:8001"])],
)
def test_pages_may_reach_the_process_where_it_stands_and_nothing_more(address, allowed):
    assert origins_of(address) == allowed


def test_all_who_watch_cost_one_question_while_nothing_of_their_own_moves(django_assert_num_queries):
    first, _, persons = opened()
    vote_all(first, persons, votes_for=2)
    with django_assert_num_queries(3):
        before = watched_sittings([first.meeting_id])
    with django_assert_num_queries(1):
        assert watched_sittings([first.meeting_id], before=before) == before
    vote(first, persons[3])
    with django_assert_num_queries(2):
        after = watched_sittings([first.meeting_id], before=before)
    assert set(after[first.meeting_id].votes) == {user_of(persons[place]).pk for place in (0, 1, 3)}
    assert watched_sittings([first.meeting_id], before=after)[first.meeting_id].presences
