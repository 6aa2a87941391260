"""Two who act at once: of each pair under one lock one finds what the other did."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from assembly.bodies.enums import BodyKind
from assembly.bodies.models import Membership
from assembly.common.errors import DomainError, TransitionRefused
from assembly.documents.models import Act
from expert_council.models import Consent, Election, OpinionRequest
from expert_council.refusals import (
    AskedAlready,
    ElectionGoesOn,
    NamedAlready,
    NothingToApprove,
    OpinionAskedAlready,
    StatuteApproved,
)
from expert_council.services.composition import approve_composition, approve_statute, draft_statute
from expert_council.services.consents import answer_consent, ask_consent, withdraw_consent
from expert_council.services.elections import begin_election
from expert_council.services.opinions import ask_opinion, draw_in, withdraw_request
from expert_council.services.writing import add_dissent, issue_opinion, write_opinion
from tests.expert_council.makers import (
    HOUR,
    MINUTE,
    OPINION,
    TEXTS,
    asked,
    council_sitting,
    make_experts,
    make_head,
    make_text,
    written,
)
from tests.factories import NOON, make_body, make_person, make_secretary

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Let the acts run side by side; returns for each "done" or the name of the refusal."""
    results, gate = [""] * len(acts), threading.Barrier(len(acts))

    def press(place, act):
        gate.wait()
        try:
            act()
            results[place] = "done"
        except DomainError as refusal:
            results[place] = type(refusal).__name__
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=one) for one in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_what_is_written_while_the_opinion_is_issued_is_in_it_or_refused():
    request, _secretary, persons = written()
    text = {"text_kk": "Соңғы сөз.", "text_ru": "Последнее слово.", "verdict": "not_supported"}

    wrote, issued = at_once(
        lambda: write_opinion(request_id=request.pk, **text, actor=persons[1].user, at=NOON + 2 * HOUR),
        lambda: issue_opinion(request_id=request.pk, actor=persons[0].user, at=NOON + 2 * HOUR),
    )

    request.refresh_from_db()
    assert (issued, request.state) == ("done", "issued")
    # The act bears the newest version: nothing was written behind its back.
    assert request.act.version == request.text.latest
    expected = {
        "done": (2, "not_supported", "Последнее слово."),
        TransitionRefused.__name__: (1, "supported", OPINION["text_ru"]),
    }
    assert (request.text.versions.count(), request.verdict, request.act.version.text_ru) == expected[wrote]


def test_a_dissent_put_while_the_opinion_is_issued_is_counted_or_refused():
    request, _secretary, persons = written()

    dissented, issued = at_once(
        lambda: add_dissent(
            request_id=request.pk, text_kk="Жоқ.", text_ru="Нет.", actor=persons[1].user, at=NOON + 2 * HOUR
        ),
        lambda: issue_opinion(request_id=request.pk, actor=persons[0].user, at=NOON + 2 * HOUR),
    )

    has_dissent = request.authors.get(person=persons[1]).has_dissent
    assert issued == "done"
    assert (dissented, has_dissent) in {("done", True), (TransitionRefused.__name__, False)}


def test_an_opinion_is_issued_or_withdrawn_never_both():
    request, secretary, persons = written()

    results = at_once(
        lambda: issue_opinion(request_id=request.pk, actor=persons[0].user, at=NOON + 2 * HOUR),
        lambda: withdraw_request(request_id=request.pk, reason="Қайта", actor=secretary, at=NOON + 2 * HOUR),
    )

    request.refresh_from_db()
    assert sorted(results) == sorted(["done", TransitionRefused.__name__])
    assert request.state == ("issued" if results[0] == "done" else "withdrawn")
    assert Act.objects.count() == (1 if request.state == "issued" else 0)


def test_of_two_who_ask_on_one_version_one_does():
    secretary, [expert] = make_secretary(), make_experts(1)
    version = make_text(secretary).latest

    def ask():
        ask_opinion(version_id=version.pk, expert_ids=[expert.pk], actor=secretary, at=NOON)

    assert sorted(at_once(ask, ask)) == sorted(["done", OpinionAskedAlready.__name__])
    assert OpinionRequest.objects.count() == 1


def test_of_two_who_draw_one_expert_in_one_does():
    request, secretary, _persons = asked(members=1)
    foreigner = make_person()

    def draw():
        draw_in(request_id=request.pk, person_id=foreigner.pk, actor=secretary, at=NOON)

    assert sorted(at_once(draw, draw)) == sorted(["done", NamedAlready.__name__])
    assert request.authors.filter(person=foreigner).count() == 1


def consent_asked(secretary):
    person = make_person()
    return person, ask_consent(person_id=person.pk, actor=secretary, at=NOON)


def test_a_consent_given_while_the_composition_is_approved_is_in_it_or_waits():
    make_body(BodyKind.EXPERT_COUNCIL)
    secretary, head = make_secretary(), make_head()
    first, early = consent_asked(secretary)
    answer_consent(consent_id=early.pk, agrees=True, actor=first.user, at=NOON)
    second, late = consent_asked(secretary)

    results = at_once(
        lambda: answer_consent(consent_id=late.pk, agrees=True, actor=second.user, at=NOON + HOUR),
        lambda: approve_composition(actor=head, at=NOON + HOUR),
    )

    late.refresh_from_db()
    act = Act.objects.get()
    assert results == ["done", "done"]
    assert late.state == "agreed"
    # Seated and named in the act, or neither.
    assert (late.seat_id is not None) == (second.full_name in act.version.text_ru)
    assert Membership.objects.filter(basis=act).count() == (1 if late.seat_id is None else 2)


def test_a_consent_taken_back_while_the_composition_is_approved_is_not_seated_or_not_taken_back():
    make_body(BodyKind.EXPERT_COUNCIL)
    secretary, head = make_secretary(), make_head()
    person, consent = consent_asked(secretary)
    answer_consent(consent_id=consent.pk, agrees=True, actor=person.user, at=NOON)

    withdrawn, approved = at_once(
        lambda: withdraw_consent(consent_id=consent.pk, actor=secretary, at=NOON + HOUR),
        lambda: approve_composition(actor=head, at=NOON + HOUR),
    )

    consent.refresh_from_db()
    assert (withdrawn, approved, consent.state, consent.seat_id is None) in {
        ("done", NothingToApprove.__name__, "withdrawn", True),
        (TransitionRefused.__name__, "done", "agreed", False),
    }


def test_of_two_who_ask_one_person_one_does():
    make_body(BodyKind.EXPERT_COUNCIL)
    secretary, person = make_secretary(), make_person()

    def ask():
        ask_consent(person_id=person.pk, actor=secretary, at=NOON)

    assert sorted(at_once(ask, ask)) == sorted(["done", AskedAlready.__name__])
    assert Consent.objects.count() == 1


def test_of_two_who_approve_one_statute_one_does():
    make_body(BodyKind.EXPERT_COUNCIL)
    secretary, head = make_secretary(), make_head()
    statute = draft_statute(**TEXTS, actor=secretary, at=NOON)

    def approve():
        approve_statute(statute_id=statute.pk, actor=head, at=NOON)

    assert sorted(at_once(approve, approve)) == sorted(["done", StatuteApproved.__name__])
    assert Act.objects.count() == 1


def test_of_two_who_begin_one_election_one_does():
    item, secretary, persons = council_sitting(3)
    at = NOON + 10 * MINUTE + timedelta(seconds=1)

    def begin():
        begin_election(item_id=item.pk, role="chair", candidate_ids=[persons[0].pk], actor=secretary, at=at)

    assert sorted(at_once(begin, begin)) == sorted(["done", ElectionGoesOn.__name__])
    assert Election.objects.count() == 1
