"""Pages of people: invitations, own card, notices; who sees them, without JavaScript."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assembly.audit.models import AccessLog, AuditEvent
from assembly.outbox.services.messages import drain
from assembly.people.models import Invitation, Notice, Person, User
from assembly.people.services.invitations import invite_person
from assembly.people.services.notices import mark_notices_read
from assembly.people.services.notify import notify_persons
from tests.factories import (
    NOON,
    PASSWORD,
    make_chairman,
    make_person,
    make_secretary,
    make_state_officer,
    make_user,
)
from tests.people.kit import HASHED, STAFF_PAGES, get, make_message, post, text

# -- who sees what ---------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("name", STAFF_PAGES)
def test_pages_of_the_staff_are_for_the_staff(client_of, name):
    assert get(client_of(), name).status_code == 302
    for maker in (make_user, make_chairman, make_state_officer):
        assert get(client_of(maker()), name).status_code == 403
    assert get(client_of(make_secretary()), name).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("name", [*STAFF_PAGES, "people:me", "people:notice_list", "account_change_password"])
def test_every_page_speaks_each_language(staff, name, language):
    make_message()
    response = get(staff, name, language=language)

    assert response.status_code == 200
    assert f'<html lang="{language}"' in text(response)


@pytest.mark.django_db
def test_the_menu_shows_the_staffs_lines_to_the_staff_alone(client_of, staff):
    lines = ["Люди и вход на портал", "Что отправлено", "Журнал действий"]

    page = text(get(staff, "people:me"))
    assert [line in page for line in lines] == [True] * 3
    page = text(get(client_of(make_user()), "people:me"))
    assert [line in page for line in lines] == [False] * 3


# -- persons and invitations -----------------------------------------------------------------------


def cast_of_states():
    """One person in each state of signing in."""
    never = make_person(with_user=False, family_name="Никогда")
    invited = make_person(with_user=False, family_name="Приглашён")
    Invitation.objects.create(person=invited, invited_at=NOON, valid_until=NOON + timedelta(days=14))
    signed_in = make_person(family_name="Вошёл")
    User.objects.filter(pk=signed_in.user_id).update(last_login=NOON, password=HASHED)
    nowhere = make_person(with_user=False, family_name="Безадресный", email="")
    return never, invited, signed_in, nowhere


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("", {"Никогда", "Приглашён", "Вошёл", "Безадресный"}),
        ("none", {"Никогда"}),
        ("invited", {"Приглашён"}),
        ("signed_in", {"Вошёл"}),
        ("never", {"Никогда", "Приглашён", "Безадресный"}),
        ("no_address", {"Безадресный"}),
    ],
)
def test_persons_are_filtered_by_how_far_their_sign_in_has_come(staff, state, expected):
    cast_of_states()

    page = text(get(staff, "people:person_list", state=state))

    names = {"Никогда", "Приглашён", "Вошёл", "Безадресный"}
    assert {name for name in names if f"{name} Айдос</a></th>" in page} == expected


@pytest.mark.django_db
def test_persons_are_found_by_name_and_the_look_is_logged(staff, secretary):
    cast_of_states()

    page = text(get(staff, "people:person_list", q="приглаш"))

    assert "Приглашён Айдос" in page
    assert "Никогда Айдос" not in page
    entry = AccessLog.objects.get()
    assert (entry.viewer_id, entry.subject, entry.page) == (secretary.pk, "persons", "/ru/people/persons/")


@pytest.mark.django_db
def test_one_person_is_invited_by_one_press(staff):
    person = make_person(with_user=False)

    response = post(staff, "people:person_invite", person.pk)

    assert (response.status_code, response["Location"]) == (302, "/ru/people/persons/")
    assert Invitation.objects.get().person == person
    assert f"Письмо уйдёт в течение минуты. Кому: {person.full_name}" in text(
        get(staff, "people:person_list")
    )


@pytest.mark.django_db
def test_a_refused_invitation_is_said_with_its_paragraph(client_of, staff):
    person = make_person(with_user=False, email="")

    post(staff, "people:person_invite", person.pk)
    assert "не указан адрес электронной почты" in text(get(staff, "people:person_list"))
    stranger = client_of(make_user())
    refused = post(stranger, "people:person_invite", person.pk)
    assert refused.status_code == 403
    assert "подп. 1) п. 17" in text(refused).replace("\xa0", " ")
    # One that is not there is answered alike: nobody learns by it which cards there are.
    assert post(stranger, "people:person_invite", person.pk + 1_000).status_code == 403
    assert Invitation.objects.count() == 0


@pytest.mark.django_db
def test_a_filtered_list_is_invited_after_the_number_of_letters_was_confirmed(staff):
    cast_of_states()
    asked = text(get(staff, "people:persons_invite", state="none"))
    assert "Писем со ссылкой для пароля: 1" in asked
    assert 'name="count" value="1"' in asked
    assert Invitation.objects.count() == 1

    response = post(staff, "people:persons_invite", state="none", q="", count="1")

    assert response.status_code == 302
    assert Invitation.objects.count() == 2
    assert "1 письмо уйдёт" in text(get(staff, "people:person_list"))


@pytest.mark.django_db
def test_a_list_that_changed_since_is_asked_about_anew(staff):
    cast_of_states()
    make_person(with_user=False)

    response = post(staff, "people:persons_invite", state="none", q="", count="1")

    assert response.status_code == 409
    assert 'name="count" value="2"' in text(response)
    assert Invitation.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["people:person_list", "people:persons_invite"])
def test_three_persons_cost_as_many_queries_as_one(staff, name):
    counts = []
    for _ in range(3):
        make_person(with_user=False)
        with CaptureQueriesContext(connection) as counted:
            get(staff, name)
        counts.append(len(counted))

    assert counts[0] == counts[2]


# -- the page behind the link ----------------------------------------------------------------------


@pytest.fixture
def link(secretary, mailoutbox):
    person = make_person(with_user=False, language="ru", family_name="Гостев")
    invite_person(person_id=person.pk, actor=secretary, at=timezone.now())
    drain(at=timezone.now() + timedelta(minutes=1))
    return re.search(r"https?://[^/]+(/ru/people/invitation/\S+/)", mailoutbox[-1].body)[1]


@pytest.mark.django_db
def test_an_invited_person_sets_a_password_and_is_signed_in(client, link):
    page = client.get(link)
    assert "Гостев Айдос" in text(page)
    assert "no-store" in page["Cache-Control"]

    response = client.post(link, {"password1": PASSWORD, "password2": PASSWORD})

    assert (response.status_code, response["Location"]) == (302, "/ru/desk/")
    assert "Гостев" in text(client.get("/ru/people/me/"))
    assert client.get(link).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (PASSWORD, "another-one-9", "Пароли не совпадают."),
        ("короткий", "короткий", "Знаков должно быть не менее: 10."),
        ("", "", "Заполните это поле."),
    ],
)
def test_a_bad_first_password_is_refused_in_words(client, link, first, second, words):
    response = client.post(link, {"password1": first, "password2": second})

    assert response.status_code == 422
    assert words in text(response)
    assert Invitation.objects.get().used_at is None


@pytest.mark.django_db
def test_an_unknown_link_says_what_to_do(client):
    response = client.get("/ru/people/invitation/unknown/")

    assert response.status_code == 404
    assert "попросите Секретариат прислать ещё одно" in text(response)


# -- one's own card and notices --------------------------------------------------------------------


@pytest.mark.django_db
def test_the_card_shows_name_address_and_role(staff, secretary):
    page = text(get(staff, "people:me"))

    assert secretary.person.full_name in page
    assert secretary.email in page
    assert "Сотрудник Секретариата" in page


@pytest.mark.django_db
def test_an_administrator_without_a_person_has_a_card_too(client_of):
    page = text(get(client_of(User.objects.create_superuser("root@portal.example")), "people:me"))

    assert "root@portal.example" in page
    assert 'name="language"' not in page


@pytest.mark.django_db
def test_the_language_of_letters_is_changed_with_an_event(staff, secretary):
    post(staff, "people:language_change", language="kk")
    post(staff, "people:language_change", language="kk")

    assert Person.objects.get(user=secretary).language == "kk"
    event = AuditEvent.objects.get()
    assert (event.kind, event.payload) == ("people.language_changed", {"from": "ru", "to": "kk"})


@pytest.mark.django_db
def test_an_unknown_language_is_refused(staff, secretary):
    post(staff, "people:language_change", language="de")

    assert "казахском, русском и английском" in text(get(staff, "people:me"))
    assert Person.objects.get(user=secretary).language == "ru"
    assert AuditEvent.objects.count() == 0


def notify(person, number=1, **fields):
    notify_persons(
        [person],
        kind="people.password_reset",
        context={"user_id": person.user_id},
        dedup_key=f"n{number}",
        at=NOON + timedelta(minutes=number),
        **fields,
    )


@pytest.mark.django_db
def test_notices_are_worded_counted_and_read(client_of):
    person, other = make_person(), make_person()
    notify(person, 1, path="/people/me/")
    notify(person, 2)
    notify(other, 3)
    client = client_of(person.user)

    page = text(get(client, "people:notice_list"))
    assert page.count("<h2>Восстановление вашего пароля на портале Ассамблеи") == 2
    assert '<span class="badge-n">2</span>' in page

    first = Notice.objects.get(person=person, path="/people/me/")
    response = post(client, "people:notice_open", first.pk)
    assert response["Location"] == "/ru/people/me/"
    assert '<span class="badge-n">1</span>' in text(get(client, "people:notice_list"))

    post(client, "people:notices_read")
    assert Notice.objects.of(person.user).unread().count() == 0
    assert Notice.objects.of(other.user).unread().count() == 1


@pytest.mark.django_db
def test_nobody_reads_or_marks_anothers_notices(client_of):
    person, stranger = make_person(), make_user()
    notify(person)
    notice = Notice.objects.get()

    assert post(client_of(stranger), "people:notice_open", notice.pk).status_code == 404
    assert mark_notices_read(actor=stranger, at=NOON, notice_id=notice.pk) == 0
    assert "<article" not in text(get(client_of(stranger), "people:notice_list"))
    assert Notice.objects.unread().count() == 1


@pytest.mark.django_db
def test_a_notice_about_what_is_gone_is_shown_by_its_kind(client_of):
    person = make_person()
    notify(person)
    Notice.objects.update(context={"user_id": 0})
    Notice.objects.bulk_create([Notice(person=person, kind="gone.kind", dedup_key="g", at=NOON)])

    page = text(get(client_of(person.user), "people:notice_list"))

    assert "Письмо о восстановлении пароля" in page
    assert "gone.kind" in page
