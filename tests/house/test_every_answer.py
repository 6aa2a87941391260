"""Every address that takes an id, and every file, export and answer of the API: what each role is told.

The table is ``answers.csv``: written by hand from the Regulation, read by a person, never made from the code.
Each thing stands there twice where there are two: one's own and another's (``neighbours.py``). Beside statuses it
says ``act`` (the door is open, the act is done or its rule answers) and ``said`` (led back and told that the act is
not his: who reads the thing is told by which paragraph).
"""

import csv
from functools import cache as kept
from pathlib import Path

import pytest
from django.contrib.messages import get_messages
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import translation

from assembly.common.errors import NotAllowed
from assembly.meetings.refusals import NotOnRoll
from assembly.voting.refusals import NotOnRoll as NotOnRollOfPoll
from expert_council.refusals import NotChair
from tests.house.acts import ACTS
from tests.house.neighbours import WHO, add_neighbours
from tests.house.pages import values
from tests.house.stage import build_stage

TABLE = Path(__file__).with_name("answers.csv")
# Answers of an act whose door is open: what it said then is held by the tests of its room.
DONE_OR_SAID = {200, 204, 302, 400, 409, 422}
# Words in the name of an address that gives a file.
FILES = ("_export", "_template", "_marked", "download", "rendition", "signed_pdf")
# Takes a file and gives it back signed: there is no id, and it is walked as an act.
NOT_BY_ID = {"documents:signed_pdf"}
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@kept
def lines():
    with TABLE.open(encoding="utf-8", newline="") as table:
        return tuple(tuple(line.items()) for line in csv.DictReader(table))


def named(line):
    told = dict(line)
    return f"{told['method']} {told['address']} {told['of']}".strip()


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield add_neighbours(build_stage())
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(stage):
    """One browser of each role, signed in."""
    made = {}
    for role in WHO:
        made[role] = Client()
        if user := stage.user(role):
            made[role].force_login(user, backend=BACKEND)
    return made


def addresses(resolver, namespace="", takes=False):
    """Yield each address with whether it takes something."""
    for entry in resolver.url_patterns:
        more = takes or bool(entry.pattern.regex.groups)
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}", more
        else:
            inside = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from addresses(entry, inside, more)


def refusals():
    """Return the sentences by which somebody is told that an act is not his."""
    return {refusal().message() for refusal in (NotAllowed, NotOnRoll, NotOnRollOfPoll, NotChair)}


def answer(client, method, url, sent):
    """Return what one is answered, where he is led, and whether he is told that it is not his; nothing stays."""
    cache.clear()  # how often one may ask is held elsewhere
    with transaction.atomic():
        response = client.get(url) if method == "GET" else client.post(url, sent)
        if response.streaming:
            list(response.streaming_content)
        transaction.set_rollback(True)
    words = [str(message) for message in get_messages(response.wsgi_request)._queued_messages]
    is_refused = any(word.startswith(refusal) for word in words for refusal in refusals())
    return response.status_code, response.headers.get("Location", ""), is_refused


def test_the_table_names_every_such_address_and_no_other():
    expected = {
        name
        for name, takes in addresses(get_resolver())
        if not name.startswith("admin:")
        and (takes or name.startswith("api:") or any(word in name for word in FILES))
    } - NOT_BY_ID

    listed = {dict(line)["address"] for line in lines()}

    assert expected - listed == set()
    assert listed - expected == set()
    assert len(lines()) == len({named(line) for line in lines()})
    assert tuple(name for name, _ in lines()[0])[4:] == tuple(WHO)


@pytest.mark.parametrize("line", lines(), ids=named)
def test_each_role_is_answered_as_the_table_says(line, stage, clients):
    row = dict(line)
    name, method = row["address"], row["method"]
    with translation.override("ru"):
        url = reverse(name, args=values(stage, row["of"].split()))
    sent = ACTS[name].sent if method == "POST" else {}
    got = {}
    for role, client in clients.items():
        with translation.override("ru"):
            status, where, is_refused = answer(client, method, url, sent)
        is_led_to_the_door = "/account/sign-in/" in where
        got[role] = "said" if is_refused else str(status)
        if row[role] == "act" and status in DONE_OR_SAID and not (is_refused or is_led_to_the_door):
            got[role] = "act"
        # A stranger who is sent away is sent to the door, and nobody else is.
        assert is_led_to_the_door == (role == "stranger" and status == 302 and name != "permanent_address")

    assert got == {role: row[role] for role in WHO}
