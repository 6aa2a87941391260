"""Unmistakable values of a person go in by the pages; they are looked for everywhere where they must not come out."""

import io
import json
import logging
import zipfile

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from assembly.audit.models import AccessLog, AuditEvent
from assembly.observing import logging_of
from assembly.outbox.models import OutboxMessage
from assembly.outbox.services.letters import letter_of
from assembly.people.models import PairedAct, Person, User
from assembly.portal.demo.people import invented_birth
from tests.factories import PASSWORD, make_chairman, make_secretary, make_state_officer, make_user, seat

NAME = "Зябликмаркеров"
EMAIL = "zyablik.marker@portal.example"
PHONE, NEW_PHONE = "+7 707 313 37 73", "+7 707 313 37 74"
IIN = invented_birth("a marker")[1]
DEVICE = "203.0.113.77"
REASON, REMARK = "тайная причина маркера", "тайное замечание маркера"
NEVER = (IIN, "313 37 7", "3133777", DEVICE, REASON, REMARK)
MARKERS = (NAME, EMAIL, "zyablik", *NEVER)
STRANGERS_PAGES = (
    "/kk/", "/ru/", "/en/", "/ru/decisions/", "/ru/addresses/", "/ru/law/", "/ru/open-data/", "/ru/regions/", "/ru/verify/",
    "/ru/account/sign-in/", "/ru/account/password/reset/", "/metrics", "/health/live", "/health/ready", "/ru/nothing-here/",
    "/api/v1/compositions/assembly/members/", "/api/v1/tables/assembly.csv", "/api/v1/nothing/",
    "/ru/search/?q=%D0%97%D1%8F%D0%B1%D0%BB%D0%B8%D0%BA", "/api/v1/sessions/?q=zyablik-not-that",
)  # fmt: skip
EXPORTS = (
    "bodies:member_export", "bodies:body_export", "bodies:association_export", "bodies:state_body_export",
    "bodies:office_export", "bodies:region_export", "bodies:import_export", "documents:act_export",
    "documents:signature_export",
)  # fmt: skip


def found_in(text, markers=MARKERS):
    return [marker for marker in markers if marker.lower() in text.lower()]


class Walk:
    """Browsers that remember where they were led and what they were refused with."""

    def __init__(self):
        self.locations, self.refused = [], []

    def browser(self, user=None):
        client = Client(HTTP_USER_AGENT="Firefox", REMOTE_ADDR=DEVICE)
        if user:
            client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    def post(self, client, name, *of, **sent):
        with translation.override("ru"):
            response = client.post(reverse(name, args=of), sent)
        self.locations.append(response.headers.get("Location", ""))
        assert response.status_code < 500
        return response

    def get(self, client, address):
        response = client.get(address)
        self.locations.append(response.headers.get("Location", ""))
        if response.status_code >= 400:
            self.refused.append(response.content.decode())
        return response


@pytest.fixture
def lines():
    """What is logged from here on, as it is written in production and as a developer reads it."""
    forms = logging_of(form="json", level="DEBUG")["formatters"]
    written = io.StringIO()
    handlers = []
    for form in ("json", "plain"):
        description = dict(forms[form])
        made = description.pop("()", None)
        handler = logging.StreamHandler(written)
        handler.setFormatter(made(**description) if made else logging.Formatter(description["format"]))
        handlers.append(handler)
    root = logging.getLogger()
    level = root.level
    for handler in handlers:
        root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield written
    root.setLevel(level)
    for handler in handlers:
        root.removeHandler(handler)


def lead_through(walk):
    """Enter a person, invite him, let him come in and change his telephone, take his factor away, close his door."""
    secretary, other = make_secretary(), make_secretary()
    staff, second = walk.browser(secretary), walk.browser(other)
    walk.post(
        staff, "bodies:person_new",
        family_name=NAME, given_name="Маркер", email=EMAIL, phone=PHONE, language="ru", sex="", birth_on="",
    )  # fmt: skip
    person = Person.objects.get(family_name=NAME)
    walk.post(staff, "bodies:iin_change", person.pk, iin=IIN)
    walk.post(staff, "people:person_invite", person.pk)
    person.refresh_from_db()
    person.user = User.objects.create(email=EMAIL, password=make_password(PASSWORD))
    person.save(update_fields=["user"])
    walk.post(walk.browser(), "account_login", login=EMAIL, password="неверный")
    walk.post(walk.browser(), "account_login", login=EMAIL, password=PASSWORD)
    walk.post(walk.browser(), "account_reset_password", email=EMAIL)
    owner = walk.browser(person.user)
    walk.post(owner, "people:phone_change", phone=NEW_PHONE)
    walk.post(staff, "people:factor_reset", person.pk, reason=REASON)
    walk.post(second, "people:paired_show", PairedAct.objects.get().pk, remark=REMARK)
    today = timezone.localdate()
    walk.post(staff, "people:person_close", person.pk, closed_on=f"{today:%d.%m.%Y}", reason=REASON)
    # What is asked for by words of his, by those who may and by those who may not.
    for address in (
        f"/ru/people/persons/?q={EMAIL}", f"/ru/registers/members/{person.pk}/", f"/ru/registers/members/{person.pk}/iin/",
        f"/ru/search/?q={NAME}", "/ru/people/views-of-data/", "/ru/audit/",
    ):  # fmt: skip
        walk.get(staff, address)
    for user in (make_user(), make_chairman(), make_state_officer()):
        closed = walk.browser(user)
        for name in ("bodies:member_card", "bodies:member_iin", "people:person_card", "people:factor_reset"):
            with translation.override("ru"):
                walk.get(closed, reverse(name, args=[person.pk]))
        walk.post(closed, "people:person_close", person.pk, reason=REASON)
    return staff, person


@pytest.mark.django_db
def test_values_of_a_person_come_out_nowhere_else(lines, settings):
    settings.METRICS_NETWORKS = ["203.0.113.0/24"]
    walk = Walk()
    _staff, person = lead_through(walk)
    assert person.closures.count() == 1, "the whole way was gone"
    assert person.read_iin() == IIN

    told = {
        "logs": lines.getvalue(),
        "events": json.dumps(list(AuditEvent.objects.values_list("payload", flat=True)), ensure_ascii=False),
        "views": "\n".join(AccessLog.objects.values_list("page", flat=True)),
        "ways": "\n".join(walk.locations),
        "refusals": "\n".join(walk.refused),
        "strangers": "\n".join(walk.get(walk.browser(), page).content.decode() for page in STRANGERS_PAGES),
    }
    assert AuditEvent.objects.count() > 5
    assert walk.refused
    assert {place: found_in(text) for place, text in told.items() if found_in(text)} == {}


@pytest.mark.django_db
def test_letters_say_of_a_person_what_they_must_and_no_more(lines):
    walk = Walk()
    _staff, _person = lead_through(walk)

    said = {}
    for message in OutboxMessage.objects.all():
        context = json.dumps(message.context, ensure_ascii=False)
        letter = letter_of(message.kind, message.context, message.language, is_leaving=False)
        is_his = message.address == EMAIL
        subject = letter.subject if letter else ""
        found = found_in(context, NEVER) + found_in(subject, NEVER)
        if not is_his:
            found += found_in(subject) + found_in(context, (EMAIL, NAME))
        if found:
            said[message.kind] = found

    assert OutboxMessage.objects.filter(address=EMAIL).exists()
    assert said == {}
    # The key of deduplication and the number of the message are told to mail servers.
    assert found_in("\n".join(OutboxMessage.objects.values_list("dedup_key", flat=True))) == []
    assert found_in("\n".join(OutboxMessage.objects.values_list("message_id", flat=True))) == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", EXPORTS)
def test_exports_hold_no_contacts_and_no_numbers(name):
    walk = Walk()
    staff, person = lead_through(walk)
    seat(person, "assembly")
    with translation.override("ru"):
        response = staff.get(reverse(name))

    with zipfile.ZipFile(io.BytesIO(response.content)) as book:
        inside = "\n".join(book.read(part).decode() for part in book.namelist() if part.endswith(".xml"))
    assert response.status_code == 200
    assert found_in(inside, (EMAIL, *NEVER)) == []
    assert found_in(response["Content-Disposition"]) == []


def test_markers_are_values_that_the_portal_would_take():
    assert len(IIN) == 12
    assert IIN[6] == "9", "no such number is ever issued"
