"""What tests of people share: a client that is signed in, and a cache without yesterday's limits."""

import pytest
from django.core.cache import cache
from django.test import Client

from tests.factories import make_secretary
from tests.people.kit import HASHED


@pytest.fixture(autouse=True)
def own_cache(settings):
    """Limits of attempts are counted in a cache of the process, empty at the start of each test."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def client_of():
    """Return a client signed in as a user."""

    def make(user=None):
        client = Client()
        if user is not None:
            client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return make


@pytest.fixture
def secretary():
    user = make_secretary(language="ru")
    user.password = HASHED
    user.save()
    return user


@pytest.fixture
def staff(client_of, secretary):
    return client_of(secretary)
