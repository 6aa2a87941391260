from urllib.parse import unquote

import pytest
from django.urls import reverse
from django.utils import timezone

from assembly.audit.models import AuditEvent
from assembly.meetings.models import AgendaItem, MeetingInvitation, Minutes, PresenceSpan
from assembly.meetings.services.invitations import invite_members
from assembly.meetings.services.registration import check_in, confirm_remote, open_registration
from assembly.meetings.services.sittings import close_meeting, open_meeting
from assembly.people.desk import desk_of
from tests.factories import make_secretary, make_user
from tests.meetings.makers import convened, user_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def now():
    return timezone.now()


def url(name, *args):
    return reverse(f"meetings:{name}", args=args)


def registered(now, members=6, present=0):
    meeting, secretary, persons = convened(members, starts_at=now)
    meeting = open_registration(meeting_id=meeting.pk, actor=secretary, at=now)
    for person in persons[:present]:
        check_in(meeting_id=meeting.pk, person_id=person.pk, actor=secretary, at=now)
    return meeting, secretary, persons


def in_session(now):
    meeting, secretary, persons = registered(now, present=4)
    return open_meeting(meeting_id=meeting.pk, actor=secretary, at=now), secretary, persons


STAFF_PAGES = ["registration", "agenda", "minutes"]
STAFF_ACTS = [
    "registration_open",
    "meeting_open",
    "meeting_break",
    "meeting_resume",
    "meeting_close",
    "minutes_draft",
    "minutes_sign",
]


@pytest.mark.parametrize("name", STAFF_PAGES)
def test_pages_of_staff_are_not_there_for_others(client, now, name):
    meeting, secretary, persons = registered(now)

    for user, status in ((make_user(), 404), (user_of(persons[0]), 404), (secretary, 200)):
        client.force_login(user)
        assert client.get(url(name, meeting.pk)).status_code == status


@pytest.mark.parametrize("act", STAFF_ACTS)
def test_acts_of_staff_are_not_there_for_others(client, now, act):
    meeting, _, persons = registered(now)
    before = AuditEvent.objects.count()

    for user in (make_user(), user_of(persons[0])):
        client.force_login(user)
        assert client.post(url(act, meeting.pk)).status_code == 404
        assert client.get(url(act, meeting.pk)).status_code == 405

    assert AuditEvent.objects.count() == before


def test_stranger_is_led_to_sign_in(client, now):
    meeting, _, _ = registered(now)

    assert client.get(url("meeting", meeting.pk)).status_code == 302


def test_member_sees_his_meeting_and_a_stranger_does_not(client, now):
    meeting, _, persons = registered(now)

    for user, status in ((user_of(persons[0]), 200), (make_user(), 404)):
        client.force_login(user)
        assert client.get(url("meeting", meeting.pk)).status_code == status


def test_whole_course_works_without_javascript(client, now):
    meeting, secretary, persons = convened(3, starts_at=now)
    client.force_login(secretary)
    page = url("registration", meeting.pk)

    assert "?confirm=open_registration" in client.get(page).text
    assert url("registration_open", meeting.pk) in client.get(f"{page}?confirm=open_registration").text
    assert client.post(url("registration_open", meeting.pk)).url == page
    assert "panel-refuse" in client.get(f"{page}?confirm=open").text  # nobody is there yet
    for entry in meeting.roll.all()[:2]:
        answer = client.post(url("member_in", meeting.pk, entry.pk), {"query": "q=сын&page=1"})
        assert unquote(answer.url) == f"{page}?q=сын&page=1"
    for act in ("meeting_open", "meeting_break", "meeting_resume", "meeting_close"):
        assert client.post(url(act, meeting.pk)).url == page
    client.post(url("minutes_draft", meeting.pk))
    client.post(url("minutes_sign", meeting.pk))

    meeting.refresh_from_db()
    assert (meeting.state, Minutes.objects.get().state) == ("closed", "signed")
    client.force_login(user_of(persons[2]))
    assert "№ 1" in client.get(url("meeting", meeting.pk)).text
    assert client.get(url("minutes", meeting.pk)).status_code == 200


def test_opening_without_quorum_says_what_is_missing(client, now):
    meeting, secretary, _ = registered(now, present=1)
    client.force_login(secretary)

    page = client.post(url("meeting_open", meeting.pk), follow=True)

    meeting.refresh_from_db()
    assert meeting.state == "registration"
    assert any("3" in str(message) and "4" in str(message) for message in page.context["messages"])


def test_check_in_by_htmx_answers_with_the_row_and_wakes_the_quorum(client, now):
    meeting, secretary, _ = registered(now)
    entry = meeting.roll.first()
    client.force_login(secretary)

    first = client.post(url("member_in", meeting.pk, entry.pk), headers=HTMX)
    again = client.post(url("member_in", meeting.pk, entry.pk), headers=HTMX)
    out = client.post(url("member_out", meeting.pk, entry.pk), headers=HTMX)
    late = client.post(url("member_out", meeting.pk, entry.pk), headers=HTMX)

    assert [answer.status_code for answer in (first, again, out, late)] == [200, 200, 200, 409]
    assert first.text.strip().startswith("<tr id=")
    assert first["HX-Trigger"] == "portal:changed"
    assert 'role="status"' in again.text
    assert 'role="status"' not in first.text
    assert 'role="alert"' in late.text
    assert PresenceSpan.objects.count() == 1
    part = client.get(f"{url('registration', meeting.pk)}?part=quorum", headers=HTMX)
    assert part.text.strip().startswith('<section class="card-p mb-3" id="quorum"')


@pytest.mark.parametrize(
    ("name", "query"),
    [("Әбдіқадыров", "абдик"), ("Өтегенов", "отег"), ("Үмбетов", "умбет"), ("Һамитов", "хами")],
)
def test_a_few_letters_find_a_name_however_typed(client, now, name, query):
    meeting, secretary, persons = convened(2, starts_at=now)
    persons[0].family_name = name
    persons[0].save()
    open_registration(meeting_id=meeting.pk, actor=secretary, at=now)
    client.force_login(secretary)

    part = client.get(url("registration", meeting.pk), {"part": "roll", "q": query}, headers=HTMX)

    assert [row.entry.person_id for row in part.context["rows"]] == [persons[0].pk]


@pytest.mark.parametrize(("presence", "found"), [("", 3), ("present", 2), ("remote", 1), ("absent", 1)])
def test_roll_is_filtered_by_presence(client, now, presence, found):
    meeting, secretary, persons = registered(now, members=3, present=1)
    confirm_remote(meeting_id=meeting.pk, actor=user_of(persons[1]), at=now)
    client.force_login(secretary)

    page = client.get(url("registration", meeting.pk), {"presence": presence})

    assert len(page.context["rows"]) == found


def test_member_takes_part_and_leaves_by_himself(client, now):
    meeting, _, persons = registered(now)
    client.force_login(user_of(persons[0]))

    client.post(url("remote_confirm", meeting.pk))
    assert client.post(url("signal", meeting.pk)).status_code == 204
    assert url("remote_leave", meeting.pk) in client.get(url("meeting", meeting.pk)).text
    client.post(url("remote_leave", meeting.pk))

    span = PresenceSpan.objects.get()
    assert (span.mode, span.ended_at is None) == ("remote", False)


def test_fragment_of_the_member_is_the_pages_own_piece(client, now):
    meeting, _, persons = registered(now)
    client.force_login(user_of(persons[0]))

    part = client.get(url("meeting", meeting.pk), headers=HTMX)

    assert part.text.strip().startswith('<section class="card-p lift" id="state"')
    assert part["Vary"].count("HX-Request") == 1


def test_invitation_is_answered_and_only_its_own(client, now):
    meeting, secretary, persons = convened(2, starts_at=now)
    mine, other = invite_members(meeting=meeting, persons=persons, actor=secretary, at=now)
    client.force_login(user_of(persons[0]))

    assert client.get(url("invitation", other.pk)).status_code == 404
    page = client.get(url("invitation", mine.pk)).text
    assert page.count('name="reply"') == 3
    client.post(url("invitation", mine.pk), {"reply": "no", "reason": "іссапар"})
    client.post(url("invitation", mine.pk), {"reply": "whatever"})

    answered = MeetingInvitation.objects.get(pk=mine.pk)
    assert (answered.reply, answered.reply_reason) == ("no", "іссапар")

    open_registration(meeting_id=meeting.pk, actor=secretary, at=now)
    late = client.post(url("invitation", mine.pk), {"reply": "hall"})
    assert late.status_code == 409
    assert 'role="alert"' in late.text


def test_agenda_keeps_what_was_typed_when_it_is_refused(client, now):
    meeting, secretary, _ = convened(2, starts_at=now)
    client.force_login(secretary)
    typed = {"title_kk": "", "title_ru": "О чём-то важном", "competence": "member_reports"}

    refused = client.post(url("agenda", meeting.pk), typed)
    assert refused.status_code == 422
    assert "О чём-то важном" in refused.text

    assert client.post(url("agenda", meeting.pk), {**typed, "title_kk": "Маңызды"}).status_code == 302
    item = AgendaItem.objects.get(number=2)
    client.post(url("item_change", meeting.pk, item.pk), {**typed, "title_kk": "Өзгерді"})
    draft = {"title_kk": "а", "title_ru": "б", "text_kk": "мәтін", "text_ru": "текст"}
    client.post(url("item_draft", meeting.pk, item.pk), draft)
    client.post(url("item_draft", meeting.pk, item.pk), {**draft, "text_ru": "текст 2"})
    item.refresh_from_db()
    assert (item.title_kk, item.draft.latest.number, item.draft.latest.text_ru) == ("Өзгерді", 2, "текст 2")
    assert client.get(url("item_draft", meeting.pk, item.pk)).status_code == 200

    client.post(url("item_withdraw", meeting.pk, item.pk))
    item.refresh_from_db()
    assert item.state == "withdrawn"


def test_competences_offered_are_those_of_the_organ(client, now):
    meeting, secretary, _ = convened(2, kind="council", starts_at=now)
    client.force_login(secretary)

    page = client.get(url("agenda", meeting.pk))

    offered = [code for code, _ in page.context["form"].fields["competence"].choices]
    assert "council_matter" in offered
    assert "conceptual_approaches" not in offered


def test_minutes_are_revised_until_they_are_signed(client, now):
    meeting, secretary, _ = in_session(now)
    close_meeting(meeting_id=meeting.pk, actor=secretary, at=now)
    client.force_login(secretary)
    client.post(url("minutes_draft", meeting.pk))
    page = url("minutes", meeting.pk)
    assert "<textarea" in client.get(f"{page}?edit=1").text

    assert client.post(page, {"text_kk": "а", "text_ru": "", "reason": "x"}).status_code == 422
    assert client.post(page, {"text_kk": "а", "text_ru": "б", "reason": "сөз"}).status_code == 302
    client.post(url("minutes_sign", meeting.pk))
    late = client.post(page, {"text_kk": "в", "text_ru": "г", "reason": "сөз"})

    assert late.status_code == 409
    assert Minutes.objects.get().act.version.text_ru == "б"


def test_list_shows_only_what_may_be_read(client, now):
    registered(now)
    for user, count in ((make_user(), 0), (make_secretary(), 1)):
        client.force_login(user)
        assert len(client.get(url("list")).context["rows"]) == count
    assert len(client.get(url("list"), {"state": "closed"}).context["rows"]) == 0


def queries_of(client, django_assert_max_num_queries, address, **kwargs):
    with django_assert_max_num_queries(60) as counted:
        assert client.get(address, **kwargs).status_code == 200
    return len(counted)


@pytest.mark.parametrize("name", ["registration", "meeting", "list", "agenda"])
def test_pages_ask_the_same_for_one_and_for_three(client, now, django_assert_max_num_queries, name):
    counts = []
    for members in (1, 3):
        meeting, secretary, _ = registered(now, members=members, present=members)
        client.force_login(secretary)
        address = url(name) if name == "list" else url(name, meeting.pk)
        client.get(address)
        counts.append(queries_of(client, django_assert_max_num_queries, address))
    assert counts[0] == counts[1]


def test_desks_say_what_waits(now):
    today = timezone.localdate(now)
    meeting, secretary, persons = convened(3, starts_at=now, reply_by=today)
    invite_members(meeting=meeting, persons=persons, actor=secretary, at=now)
    member = user_of(persons[0])

    assert [item.url for item in desk_of(member, on=today) if "invitations" in item.url] != []
    assert url("registration", meeting.pk) in [item.url for item in desk_of(secretary, on=today)]

    open_registration(meeting_id=meeting.pk, actor=secretary, at=now)
    assert [item.url for item in desk_of(member, on=today)].count(url("meeting", meeting.pk)) == 1
    for person in persons:
        check_in(meeting_id=meeting.pk, person_id=person.pk, actor=secretary, at=now)
    open_meeting(meeting_id=meeting.pk, actor=secretary, at=now)
    close_meeting(meeting_id=meeting.pk, actor=secretary, at=now)
    assert url("minutes", meeting.pk) in [item.url for item in desk_of(secretary, on=today)]
    assert url("meeting", meeting.pk) not in [item.url for item in desk_of(member, on=today)]
