"""The journal in words."""

import pytest
from django.template import Context, Template
from django.utils import translation

from assembly.audit.models import AuditEvent
from assembly.audit.selectors import history_of, in_words
from assembly.audit.sentences import SENTENCES, register_sentence, sentence_of
from assembly.audit.services.chain import record
from assembly.law.acts import regulation
from tests.factories import NOON, make_user


@pytest.mark.django_db
def test_history_says_what_when_who_and_by_which_paragraph():
    actor = make_user(family_name="Сынақова", given_name="Айгүл")
    record(stream="invitations", kind="people.persons_invited", actor=actor, at=NOON,
           payload={"count": 84, "legal_ref": regulation("17", "1").code})  # fmt: skip

    with translation.override("en"):
        (entry,) = history_of("invitations")

    assert entry.what == "Invitations to sign in were written: 84"
    assert (entry.more, entry.when, entry.state) == (
        "Айгүл Сынақова",
        "23\u00a0November\u00a02026, 12:00",
        "done",
    )
    assert entry.legal_ref == regulation("17", "1")


@pytest.mark.django_db
def test_an_act_of_nobody_is_the_portals_own():
    record(stream="poll:5", kind="people.password_set", at=NOON)

    with translation.override("en"):
        assert history_of("poll:5")[0].more == "the portal itself"


def test_what_an_old_event_did_not_record_is_a_dash():
    with translation.override("en"):
        assert (
            sentence_of(AuditEvent(kind="people.persons_invited", payload={}))
            == "Invitations to sign in were written: –"
        )


def test_a_kind_without_a_sentence_is_shown_by_its_code():
    assert sentence_of(AuditEvent(kind="nowhere.thing_done")) == "nowhere.thing_done"


@pytest.mark.parametrize("code", ["", "decree-1:9@2020-01-01", "not a code", 5, None])
@pytest.mark.django_db
def test_a_source_that_the_register_does_not_know_is_left_out(code):
    record(stream="poll:5", kind="people.password_set", at=NOON, payload={"source": code})

    assert history_of("poll:5")[0].legal_ref is None


def test_a_sentence_is_registered_once():
    assert "people.password_set" in SENTENCES
    with pytest.raises(ValueError, match="two sentences"):
        register_sentence("people.password_set", "again")


@pytest.mark.django_db
def test_names_of_all_actors_come_in_one_query(django_assert_num_queries):
    for _ in range(3):
        record(stream="poll:5", kind="people.password_set", actor=make_user(), at=NOON)

    events = list(AuditEvent.objects.all())
    with django_assert_num_queries(1):
        in_words(events)


@pytest.mark.django_db
def test_history_tag_draws_the_timeline_of_a_record():
    user = make_user()
    record(stream=user.person, kind="people.password_set", actor=user, at=NOON)

    with translation.override("en"):
        drawn = Template("{% load audit %}{% history person %}").render(Context({"person": user.person}))

    assert drawn.count("<li") == 1
    assert "A new password is set" in drawn
    assert user.person.short_name in drawn
