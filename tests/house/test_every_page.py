"""Every page of every room, as everybody: the exact answer; and nothing is written by looking."""

import re
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import translation

from tests.house.acts import ACTS, OWN_SIGN_IN
from tests.house.pages import PAGES, values
from tests.house.stage import ROLES, build_stage

# Who looked at personal data is noted, and a session may be kept: the only writes a reading may do.
HARMLESS = re.compile(r'"(audit_accesslog|django_session)"')
WRITE = re.compile(r"\b(INSERT INTO|UPDATE (?!OF\b)|DELETE FROM)")
# 204: the device of somebody who does not take part says that it is there, and nobody notes it.
REFUSALS = {204, 302, 403, 404, 405, 409, 422}
ADMIN = "admin:"


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_stage()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(stage):
    """One browser of each role, signed in."""
    made = {}
    for role in ROLES:
        made[role] = Client()
        if user := stage.user(role):
            made[role].force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return made


def names(resolver, namespace=""):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}"
        else:
            yield from names(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)


@contextmanager
def undone():
    """Take back whatever happens inside, and tell what was written."""
    written = []

    def watch(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        if WRITE.search(sql) and not HARMLESS.search(sql) and context["cursor"].rowcount:
            written.append(sql[:200])
        return answer

    with transaction.atomic(), connection.execute_wrapper(watch):
        yield written
        transaction.set_rollback(True)


def rows():
    """Return how many rows each table has, in one question; those that readings may add are left out."""
    tables = sorted({model._meta.db_table for model in apps.get_models(include_auto_created=True)})
    asked = [
        f"SELECT '{name}', count(*) FROM \"{name}\"" for name in tables if not HARMLESS.search(f'"{name}"')
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        return dict(cursor.fetchall())


def answer_to(client, url):
    """Return the status of a page; a file that it gives is read to its end, which closes it."""
    response = client.get(url)
    if response.streaming:
        list(response.streaming_content)
    return response.status_code


def address(stage, name, of):
    with translation.override("ru"):
        return reverse(name, args=values(stage, of))


def test_every_address_is_in_the_tables():
    known = set(PAGES) | set(ACTS) | OWN_SIGN_IN
    found = {name for name in names(get_resolver()) if not name.startswith(ADMIN)}

    assert found - known == set()
    assert known - found == set()


@pytest.mark.parametrize("name", PAGES)
def test_everybody_gets_the_expected_answer_and_nothing_is_written(name, stage, clients):
    page = PAGES[name]
    url = address(stage, name, page.of)
    got, wrote = {}, {}
    for role in ROLES:
        with undone() as written:
            got[role] = answer_to(clients[role], url)
        if written:
            wrote[role] = written

    assert got == {role: page.expected(role) for role in ROLES}
    assert wrote == {}


@pytest.mark.parametrize("name", sorted(set(ACTS) - set(PAGES)))
def test_an_act_is_not_done_by_looking(name, stage, clients):
    url = address(stage, name, ACTS[name].of)
    got, wrote = {}, []
    for role in ROLES:
        with undone() as written:
            got[role] = answer_to(clients[role], url)
        wrote += written

    assert set(got.values()) <= {302, 403, 404, 405}
    assert {got[role] for role in ACTS[name].may} == {405}
    # A stranger is led to the door, or told the same as everybody.
    assert got["stranger"] in {302, 405}
    assert wrote == []


@pytest.mark.parametrize("name", sorted(set(PAGES) | set(ACTS)))
def test_who_may_not_act_changes_nothing(name, stage, clients):
    act = ACTS.get(name)
    may = act.may if act else frozenset()
    url = address(stage, name, (act or PAGES[name]).of)
    before, got, wrote = rows(), {}, {}
    for role in (role for role in ROLES if role not in may):
        if name in OWN_SIGN_IN:
            continue
        with undone() as written:
            got[role] = clients[role].post(url, act.sent if act else {}).status_code
            assert rows() == before, role
        if written:
            wrote[role] = written

    assert wrote == {}
    # A page that is only read may answer a POST as a reading; an act never succeeds.
    assert set(got.values()) <= REFUSALS | (set() if act else {200, 400})


@pytest.mark.parametrize("role", ROLES)
def test_the_administration_is_closed_to_every_seat(role, stage, clients):
    """Being a technical administrator comes with no seat, and no seat comes with being one."""
    for path in ("", "login/", "people/user/", "people/user/1/change/", "auth/group/", "password_change/"):
        with undone() as written:
            assert clients[role].get(f"/system/{path}").status_code in {302, 403, 404}, path
        assert written == []
