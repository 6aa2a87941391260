"""Every page is for those who signed in, but for those on this list."""

import re

import pytest
from django.urls import URLPattern, get_resolver
from django.utils import translation

from assembly.common.navigation import address_of
from assembly.people.middleware import SignInRequiredMiddleware
from tests.factories import make_user

# A page is public because somebody decided so here, not because a decorator was copied.
PUBLIC = {
    "root": "leads to the default language",
    "permanent_address": "QR codes on papers",
    "common:sight": "the version for weak sight is chosen by strangers too",
    "common:pieces": "only under DEMO or DEBUG",
    "account_login": "the door itself",
    "account_logout": "whoever is signed in is signed out, a stranger is shown nothing",
    "account_reset_password": "who forgot his password is not signed in",
    "account_reset_password_done": "the same",
    "account_reset_password_from_key": "the same, by the link of a letter",
    "account_reset_password_from_key_done": "the same",
    "mfa_authenticate": "the second step of the door: the first one must have been taken",
    "mfa_login_webauthn": "the door, opened by a passkey",
    "people:invitation_accept": "an invited person has no password yet",
    "people:address_confirm": "a letter is read where one is not signed in",
    "people:code_entry": "somebody with a printed letter has no password yet",
    "portal:home": "what the public reads",
    "portal:decisions": "what the public reads",
    "portal:decision": "what the public reads",
    "portal:addresses": "what the public reads",
    "portal:address": "what the public reads",
    "portal:law": "what the public reads",
    "portal:search": "what the public reads",
    "portal:session": "what the public reads",
    "portal:open_data": "what the public reads",
    "portal:decision_corrections": "what the public reads",
    "regions:region_list": "who the twenty regional assemblies are is public",
    "regions:region_page": "the same, of one region",
    "regions:published_report": "what a region reported and the Secretariat accepted, the public part",
    "expert_council:public": "who the experts are and what they published",
    "expert_council:public_opinion": "the same, one opinion",
    "portal:directions": "directions of work are everybody's to read once the Chairman has set them",
    "portal:directions_edition": "the same, one edition",
    "decisions:published_instructions": "instructions that the Chairman himself has opened",
    "programmes:public_list": "approved documents are everybody's to read",
    "programmes:public_programme": "the same, one document",
    "formations:public_list": "which commissions there are, what for and until when",
    "secretariat:appeal_send": "whoever appeals has no sign-in",
    "secretariat:appeal_receipt": "the same, the paper of the receipt by number and code",
    "secretariat:appeal_follow": "the same, by number and code",
    "secretariat:appeal_state": "the same, shortly after the code",
    "secretariat:appeal_answer": "the same",
    "secretariat:appeal_leave": "the same",
    "health_live": "machines ask it",
    "health_ready": "machines ask it",
    "metrics": "asks for the network, not for a person",
    "portal:verify": "whoever holds a paper may check it",
    "portal:document": "the same",
    "documents:rendition": "asks its own reader: public papers are public",
    "admin:login": "leads to the one door",
    "admin:jsi18n": "words of the admin's own scripts",
}
# Django's and the API's own, which have their own classes of permission.
FOREIGN = ("api:", "schema", "admin:jsi18n")


def walk(resolver, namespace=""):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}", entry.callback
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from walk(entry, inner)


def names_open_to_strangers():
    return {name for name, view in walk(get_resolver()) if not getattr(view, "login_required", True)}


def test_only_the_pinned_pages_are_open_to_strangers():
    found = {name for name in names_open_to_strangers() if not name.startswith(FOREIGN)}

    assert found - set(PUBLIC) == set()


def test_no_room_of_the_staff_is_public():
    rooms = ("outbox:", "audit:", "bodies:", "deadlines:", "chairman:", "meetings:", "voting:")

    assert [name for name in names_open_to_strangers() if name.startswith(rooms)] == []


def addresses():
    """Return every page without arguments that is not public."""
    with translation.override("ru"):
        resolver = get_resolver()
        for name, _ in walk(resolver):
            if name in PUBLIC or name.startswith((*FOREIGN, "admin:")) or name == "None":
                continue
            if path := address_of(name):  # empty for one that needs arguments
                yield name, path


@pytest.mark.django_db
def test_a_stranger_is_sent_to_the_door_from_every_page(client):
    found = dict(addresses())
    assert {"people:me", "people:person_list", "outbox:message_list", "audit:events"} <= set(found)

    for name, path in found.items():
        response = client.get(path)
        assert response.status_code == 302, name
        assert re.match(r"^/ru/account/sign-in/\?next=", response["Location"]), name


@pytest.mark.django_db
def test_a_fragment_of_an_expired_sign_in_sends_the_whole_page_to_the_door(client):
    response = client.get("/ru/people/me/", headers={"HX-Request": "true"})

    assert (response.status_code, response.content) == (204, b"")
    assert response["HX-Redirect"] == "/ru/account/sign-in/?next=/ru/people/me/"


@pytest.mark.django_db
def test_an_account_that_was_closed_is_out_at_its_next_step(client):
    user = make_user()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/ru/people/me/").status_code == 200

    user.is_active = False
    user.save()

    assert client.get("/ru/people/me/").status_code == 302


def test_the_middleware_is_on(settings):
    path = f"{SignInRequiredMiddleware.__module__}.{SignInRequiredMiddleware.__name__}"

    assert path in settings.MIDDLEWARE
