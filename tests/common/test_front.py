"""Who a visitor is: by his own address, unless the front itself says otherwise."""

import pytest
from allauth.account.adapter import get_adapter
from django.http import HttpResponse
from django.test import RequestFactory

from assembly.common.front import FrontMiddleware, is_within

FRONT, VISITOR, LIAR = "172.29.10.10", "203.0.113.9", "198.51.100.7"


@pytest.fixture(autouse=True)
def behind_front(settings):
    settings.FRONT_ADDRESSES = [FRONT, "10.9.0.0/24"]
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")


def seen(peer, **headers):
    """Return the address that limits count and whether the page counts as asked for by https."""
    found = []

    def look(request):
        found.extend((get_adapter().get_client_ip(request), request.is_secure()))
        return HttpResponse()

    FrontMiddleware(look)(RequestFactory().get("/", REMOTE_ADDR=peer, **headers))
    return tuple(found)


@pytest.mark.parametrize(
    ("peer", "told", "expected"),
    [
        (FRONT, VISITOR, VISITOR),
        ("10.9.0.77", VISITOR, VISITOR),
        (f"::ffff:{FRONT}", VISITOR, VISITOR),
        # The front adds what it sees: what the visitor wrote himself stands before it and is not read.
        (FRONT, f"{LIAR}, {VISITOR}", VISITOR),
        (LIAR, VISITOR, LIAR),
        (LIAR, f"{FRONT}, {VISITOR}", LIAR),
        (LIAR, "10.9.0.77", LIAR),
        ("172.29.10.11", VISITOR, "172.29.10.11"),
    ],
)
def test_the_address_is_believed_from_the_front_alone(peer, told, expected):
    assert seen(peer, HTTP_X_FORWARDED_FOR=told)[0] == expected


@pytest.mark.parametrize(("peer", "is_secure"), [(FRONT, True), (LIAR, False)])
def test_https_is_believed_from_the_front_alone(peer, is_secure):
    assert seen(peer, HTTP_X_FORWARDED_PROTO="https")[1] is is_secure


def test_fewer_addresses_than_fronts_are_no_answer(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2

    assert seen(FRONT, HTTP_X_FORWARDED_FOR=VISITOR)[0] == FRONT
    assert seen(FRONT, HTTP_X_FORWARDED_FOR=f"{VISITOR}, 10.9.0.5")[0] == VISITOR


def test_a_liar_does_not_become_a_hall(settings):
    settings.HALL_NETWORKS = ["10.20.0.0/16"]

    assert seen(LIAR, HTTP_X_FORWARDED_FOR="10.20.3.4")[0] == LIAR
    assert seen(FRONT, HTTP_X_FORWARDED_FOR="10.20.3.4")[0].startswith("hall-")


@pytest.mark.parametrize("address", ["", "unix:", "not-an-address"])
def test_a_peer_without_an_address_is_no_front(address):
    assert is_within(address, [FRONT]) is False
