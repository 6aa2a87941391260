"""The second step of invented persons: asked for as of everybody, its code shown under DEMO alone."""

import io
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from assembly.people.models import User
from assembly.people.second_factor import has_second_factor, must_have_second_factor
from assembly.portal.demo.codes import give_applications
from assembly.portal.demo.people import build_world
from tests.factories import PASSWORD, make_person, make_secretary
from tests.people.kit import get, post, text

pytestmark = pytest.mark.django_db
SHOWN = re.compile(r'<strong class="secret">(\d{6})</strong>')


@pytest.fixture(autouse=True)
def own_cache(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture
def clerk(settings):
    settings.DEMO = True
    user = make_secretary(email="secretary1@portal.example", language="ru")
    user.set_password(PASSWORD)
    user.save()
    give_applications([user.person])
    return user


def at_the_second_step(user):
    client = Client()
    client.post("/ru/account/sign-in/", {"login": user.email, "password": PASSWORD})
    page = get(client, "mfa_authenticate")
    return client, page, SHOWN.search(page.content.decode())


def printed(account):
    out = io.StringIO()
    call_command("demo_code", account, stdout=out)
    return out.getvalue().strip()


def test_the_page_shows_what_the_telephone_would_and_it_opens(clerk):
    client, page, shown = at_the_second_step(clerk)
    assert "Демонстрация: телефон этого вымышленного человека показал бы сейчас" in text(page)
    assert f'value="{shown.group(1)}"' in page.content.decode()

    assert post(client, "mfa_authenticate", code=shown.group(1))["Location"] == "/ru/desk/"


def test_three_may_follow_each_other_since_each_is_shown_another_code(clerk):
    codes = []
    for _ in range(3):
        client, _page, shown = at_the_second_step(clerk)
        codes.append(shown.group(1))
        assert post(client, "mfa_authenticate", code=shown.group(1))["Location"] == "/ru/desk/"

    assert len(set(codes)) == 3


def test_outside_the_demonstration_nothing_is_shown(clerk, settings):
    settings.DEMO = False

    assert at_the_second_step(clerk)[2] is None
    with pytest.raises(CommandError, match="under DEMO=1"):
        printed("secretary1")


def test_the_key_of_a_real_application_is_never_shown(clerk):
    Authenticator.objects.filter(user=clerk).update(
        data={"secret": encrypt("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")}
    )

    assert at_the_second_step(clerk)[2] is None


def test_the_command_prints_a_code_that_opens(clerk):
    client, _page, _shown = at_the_second_step(clerk)

    assert post(client, "mfa_authenticate", code=printed("secretary1"))["Location"] == "/ru/desk/"


@pytest.mark.parametrize("account", ["nobody", "member1"])
def test_the_command_says_why_there_is_none(clerk, account):
    make_person(email="member1@portal.example")

    with pytest.raises(CommandError):
        printed(account)


def test_every_invented_person_of_an_office_can_take_the_second_step():
    build_world(members_count=3, council_count=3, at=timezone.now())
    today = timezone.localdate()
    bound = [user for user in User.objects.all() if must_have_second_factor(user, on=today)]

    assert len(bound) > 30
    assert [user.email for user in bound if not has_second_factor(user)] == []
    member = User.objects.get(email="member3@portal.example")
    assert not has_second_factor(member)
