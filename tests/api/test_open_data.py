"""What the open data tell of Sessions, sittings, polls, addresses, compositions, regions, and what they never do."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assembly.bodies.models import Association
from assembly.bodies.services.seed import seed_reference
from assembly.decisions.services.decisions import issue_address, record_publication
from assembly.documents.models import Act
from assembly.documents.services.versions import add_version
from assembly.meetings.services.agenda import withdraw_item
from assembly.voting.services.polls import close_poll
from expert_council.services.writing import add_dissent, issue_opinion
from sessions.models import AssemblySession, Sitting
from tests.decisions.makers import make_decision, make_poll
from tests.expert_council.makers import issued, written
from tests.factories import NOON, make_body, make_members, make_person, make_secretary, seat
from tests.meetings.makers import convened, make_act, registering, sitting
from tests.voting.makers import CLOSED, opened, vote_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def get(client, path, **query):
    answer = client.get(f"/api/v1/{path}", query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def queries(client, path):
    with CaptureQueriesContext(connection) as found:
        assert client.get(f"/api/v1/{path}").status_code == 200
    return len(found)


def make_session(number=36, state="convened", **fields):
    facts = {
        "theme_kk": "Бірлік", "theme_ru": "Единство", "place_kk": "Астана", "place_ru": "Астана", "starts_at": NOON,
        "convening_act": None if state == "draft" else make_act(str(number)), **fields,
    }  # fmt: skip
    return AssemblySession.objects.create(number=number, state=state, **facts)


def test_a_session_is_told_with_its_act_and_its_sittings(client):
    meeting, *_ = convened()
    assembly_session = make_session()
    Sitting.objects.create(assembly_session=assembly_session, meeting=meeting)

    told = get(client, "sessions/36/")

    assert (told["number"], told["roman"], told["state"], told["kind"]) == (
        36,
        "XXXVI",
        "convened",
        "ordinary",
    )
    assert told["theme"] == {"kk": "Бірлік", "ru": "Единство", "en": None}
    assert (told["convened_by"]["number"], told["convened_by"]["signed_on"]) == ("36", "2026-10-22")
    assert [(one["id"], one["day"]) for one in told["sittings"]] == [(meeting.pk, 1)]
    assert get(client, "sessions/")["results"] == [told]


def test_a_session_in_preparation_is_nobodys_yet(client):
    make_session(37, "draft")
    make_session(12, "archived")

    assert [one["number"] for one in get(client, "sessions/")["results"]] == [12]
    assert client.get("/api/v1/sessions/37/").status_code == 404
    assert get(client, "sessions/", year=2026, state="archived")["count"] == 1
    assert get(client, "sessions/", year=2025)["count"] == 0


def test_a_sitting_tells_its_quorum_at_the_opening_with_the_paragraph(client):
    meeting, *_ = sitting(6, present=5)

    told = get(client, f"sittings/{meeting.pk}/")

    quorum = told["quorum"]
    assert (quorum["members"], quorum["required"], quorum["present_at_opening"]) == (6, 4, 5)
    assert (quorum["hall_at_opening"], quorum["remote_at_opening"]) == (5, 0)
    assert quorum["legal_ref"]["code"] == "decree-747:9@2024-12-27"
    assert quorum["legal_ref"]["edition"] == "2024-12-27"
    assert quorum["legal_ref"]["cite"] == {"kk": "9-тармақ", "ru": "п.\u00a09", "en": "para.\u00a09"}
    assert [(one["is_met"], one["present"], one["required"]) for one in told["quorum_changes"]] == [
        (True, 5, 4)
    ]
    assert (told["organ"], told["series"], told["state"]) == ("assembly", "36", "open")


def test_a_sitting_before_registration_has_no_figures_and_one_before_its_opening_no_presence(client):
    waiting, secretary, _ = convened()

    assert get(client, f"sittings/{waiting.pk}/")["quorum"] is None
    going, *_ = registering(6, present=5, secretary=secretary)
    quorum = get(client, f"sittings/{going.pk}/")["quorum"]
    assert (quorum["required"], quorum["present_at_opening"], quorum["hall_at_opening"]) == (8, None, None)


def test_the_agenda_tells_the_power_and_leaves_out_what_was_taken_off(client):
    item = {"title_kk": "Есеп", "title_ru": "Отчёт", "title_en": "Report", "competence": "member_reports"}
    meeting, secretary, _ = convened(items=(item, {**item, "title_ru": "Снятый вопрос"}))
    withdraw_item(item_id=meeting.items.last().pk, actor=secretary, at=NOON)

    told = get(client, f"sittings/{meeting.pk}/agenda/")

    assert told["count"] == 1
    assert told["results"][0]["title"] == {"kk": "Есеп", "ru": "Отчёт", "en": "Report"}
    assert told["results"][0]["competence"]["legal_ref"]["code"] == "decree-747:8(2)@2024-12-27"
    assert get(client, f"sittings/{meeting.pk}/")["agenda"] == told["results"]
    assert client.get("/api/v1/sittings/0/agenda/").status_code == 404


def test_sittings_of_other_bodies_are_not_public(client):
    meeting, *_ = convened()
    meeting.body = make_body("commission")
    meeting.save()

    assert get(client, "sittings/")["count"] == 0
    for path in ("", "agenda/"):
        assert client.get(f"/api/v1/sittings/{meeting.pk}/{path}").status_code == 404


def test_sittings_are_filtered(client):
    convened()

    assert get(client, "sittings/", organ="assembly", state="convened", year=2026)["count"] == 1
    assert get(client, "sittings/", since="2026-11-23", until="2026-11-23")["count"] == 1
    assert get(client, "sittings/", since="2026-11-24")["count"] == 0
    assert get(client, "sittings/", organ="council")["count"] == 0


def closed(*, members=6, present=5):
    poll, secretary, persons = opened(members, present=present)
    vote_all(poll, persons, votes_for=3, against=1)
    return close_poll(poll_id=poll.pk, actor=secretary, at=CLOSED), persons


def test_a_poll_tells_its_arithmetic_and_no_names(client):
    poll, persons = closed()

    answer = client.get(f"/api/v1/polls/{poll.pk}/")

    told = answer.json()
    assert told["arithmetic"] == {"sum": "3 + 1 + 0 + 1 = 5", "needed": "5 × 1/2 = 2 1/2; > 2 1/2 → 3"}
    assert (told["outcome"], told["sitting"], told["votes"]) == ("adopted", poll.meeting_id, None)
    assert not any(person.family_name in answer.content.decode() for person in persons)
    assert answer.headers["Last-Modified"] == "Mon, 23 Nov 2026 07:13:00 GMT"
    again = client.get(
        f"/api/v1/polls/{poll.pk}/", headers={"If-Modified-Since": answer.headers["Last-Modified"]}
    )
    assert again.status_code == 304


def test_polls_are_told_when_they_are_closed_and_filtered(client):
    poll, *_ = opened()
    assert get(client, "polls/")["count"] == 0
    assert client.get(f"/api/v1/polls/{poll.pk}/").status_code == 404

    close_poll(poll_id=poll.pk, actor=make_secretary(), at=CLOSED)

    assert [one["outcome"] for one in get(client, "polls/")["results"]] == ["rejected"]
    assert get(client, "polls/", sitting=poll.meeting_id, outcome="rejected", kind="procedural")["count"] == 1
    assert get(client, "polls/", sitting=poll.meeting_id + 1)["count"] == 0


def test_an_address_tells_where_it_was_printed(client):
    decision, secretary = make_decision(), make_secretary()
    make_decision("council")
    issue_address(decision_id=decision.pk, actor=secretary, at=NOON)
    code = decision.act.code
    assert get(client, f"addresses/{code}/")["is_published"] is False

    record_publication(
        decision_id=decision.pk, medium_kk="Газет", medium_ru="Газета", published_on=NOON.date(), link="",
        actor=secretary, at=NOON,
    )  # fmt: skip

    told = get(client, f"addresses/{code}/")
    assert told["publications"] == [
        {"medium": {"kk": "Газет", "ru": "Газета", "en": None}, "published_on": "2026-11-23", "link": None}
    ]
    assert (told["is_published"], told["text"]["ru"]) == (True, decision.version.text_ru)
    assert [one["code"] for one in get(client, "addresses/")["results"]] == [code]
    assert get(client, "decisions/", is_address="true")["count"] == 1
    assert get(client, "decisions/", is_address="false")["count"] == 1


def test_a_decision_that_is_no_address_is_not_found_among_them(client):
    assert client.get(f"/api/v1/addresses/{make_decision().act.code}/").status_code == 404


def test_a_composition_is_that_of_its_day(client):
    make_members(5)
    late = make_person(family_name="Кешов")
    seat(late, "assembly", since=date(2026, 11, 24))

    told = get(client, "compositions/assembly/")
    assert (told["on"], told["members_count"], told["quorum"]["required"]) == ("2026-11-23", 5, 4)
    assert told["quorum"]["rule"]["legal_ref"]["code"] == "decree-747:9@2024-12-27"
    tomorrow = get(client, "compositions/assembly/", on="2026-11-24")
    assert (tomorrow["members_count"], tomorrow["quorum"]["required"]) == (6, 4)
    assert "Кешов Айдос" in [one["name"] for one in client.get(tomorrow["members"]).json()["results"]]
    before = get(client, "compositions/assembly/", on="2020-01-01")
    assert (before["members_count"], before["quorum"]) == (0, None)
    assert client.get("/api/v1/compositions/commission/").status_code == 404


def test_of_a_member_his_name_and_on_whose_behalf_he_sits_are_told_alone(client):
    association = Association.objects.create(name_kk="Бірлестік", name_ru="Объединение")
    person = make_person(
        family_name="Әміров",
        phone="+7 701 000 00 00",
        email="amirov@portal.example",
        birth_on=date(1961, 2, 3),
    )
    seat(person, "council", association=association)

    answer = client.get("/api/v1/compositions/council/members/")

    assert answer.json()["results"] == [
        {
            "name": "Әміров Айдос",
            "role": "member",
            "on_behalf": {"kk": "Бірлестік", "ru": "Объединение", "en": None},
        }
    ]


def test_regions_are_told_by_their_codes(client):
    seed_reference(at=NOON)

    told = get(client, "regions/71/")

    assert (told["code"], told["iso"], told["chair"], told["members_count"]) == ("71", "KZ-71", None, 0)
    codes = [one["code"] for one in get(client, "regions/")["results"]]
    assert (len(codes), codes) == (20, sorted(codes))


def fill_all():
    """Add one more of everything that a list tells."""
    number = AssemblySession.objects.count() + 36
    poll = make_poll()
    Sitting.objects.create(assembly_session=make_session(number), meeting=poll.meeting)
    seat(make_person(), "council", association=Association.objects.create(name_kk="Б", name_ru="О"))


@pytest.mark.parametrize(
    "path", ["sessions/", "sittings/", "polls/", "compositions/council/members/", "regions/"]
)
def test_lists_take_as_many_queries_for_three_as_for_one(client, path):
    seed_reference(at=NOON)
    fill_all()
    at_one = queries(client, path)
    for _ in range(2):
        fill_all()

    assert queries(client, path) == at_one


def test_a_published_opinion_tells_the_version_judged_its_writers_and_every_dissent(client):
    request, secretary, persons = written(members=2)
    add_dissent(request_id=request.pk, text_kk="", text_ru="Иначе.", actor=persons[1].user, at=NOON)
    issue_opinion(request_id=request.pk, actor=persons[0].user, at=NOON)
    request.refresh_from_db()
    code = request.act.code
    assert get(client, "opinions/")["count"] == 0
    assert client.get(f"/api/v1/opinions/{code}/").status_code == 404

    Act.objects.filter(pk=request.act_id).update(access="public")

    [line] = get(client, "opinions/")["results"]
    told = get(client, f"opinions/{code}/")
    assert (line["code"], line["number"], line["verdict"], line["version"], line["is_outdated"]) == (
        code, "1-2026", "supported", 1, False,
    )  # fmt: skip
    assert line["title"] == {"kk": "Тұжырымдама жобасы", "ru": "Проект Концепции", "en": None}
    assert line["judged_sha256"] == {"kk": request.version.sha256_kk, "ru": request.version.sha256_ru}
    assert told["text"] == {"kk": "Жоба қолдау табады.", "ru": "Проект поддержан.", "en": None}
    assert [(one["name"], one["is_drawn_in"], one["dissent"]["ru"]) for one in told["experts"]] == [
        (persons[0].full_name, False, None),
        (persons[1].full_name, False, "Иначе."),
    ]
    assert {key: told[key] for key in line} == line
    add_version(document_id=request.version.document_id, text_kk="2.", text_ru="2.", actor=secretary, at=NOON)
    assert get(client, "opinions/")["results"][0]["is_outdated"] is True
    assert get(client, "opinions/", is_outdated="false")["count"] == 0
    assert get(client, "opinions/", verdict="supported", year=2026, q="концепции")["count"] == 1
    assert get(client, "opinions/", until="2026-11-22")["count"] == 0


def test_opinions_are_told_by_as_many_questions_for_three_as_for_one(client):
    def publish():
        Act.objects.filter(pk=issued(members=2)[0].act_id).update(access="public")

    publish()
    at_one = queries(client, "opinions/")
    publish(), publish()

    assert queries(client, "opinions/") == at_one
