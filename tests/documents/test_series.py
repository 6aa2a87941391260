"""Number series: today's numbers by default, another rule from a day on, no gap and no renumbering."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.utils import translation

from assembly.audit.models import AuditEvent
from assembly.common.errors import NotAllowed
from assembly.documents.models import NumberSeries, Setting
from assembly.documents.numbering import rule_on, series_on, upcoming
from assembly.documents.refusals import SettingRefused
from assembly.documents.series import SERIES, Rule
from assembly.documents.services.series import change_series, take_number
from tests.decisions.makers import make_decision
from tests.documents.test_acts import make_head
from tests.factories import NOON, make_chairman, make_secretary

TODAY = NOON.date()
TOMORROW = TODAY + timedelta(days=1)
NEW_YEAR = date(2027, 1, 1)
MINUTES, ACTS, DECISIONS = "meetings.minutes", "chairman.acts", "sessions.decisions"


def take(code=MINUTES, *, on=TODAY, within="council", **values):
    with transaction.atomic():
        return take_number(code, within=within, values={"body": "К", **values}, on=on)


def change(head, code=MINUTES, **changes):
    given = {
        "template": "{body}-{n}/{year}",
        "restarts": True,
        "from_on": TOMORROW,
        "basis_id": None,
        **changes,
    }
    return change_series(code=code, **given, actor=head, at=NOON)


@pytest.mark.django_db
def test_the_defaults_are_the_numbers_of_today():
    assert {series.code: (series.template, series.restarts) for series in SERIES.values()} == {
        "chairman.acts": ("{n}", True),
        "council.decisions": ("{minutes}/{item}", False),
        "expert_council.decisions": ("{year}-{minutes}/{item}", False),
        "expert_council.elections": ("{n}-{year}", True),
        "expert_council.opinions": ("{n}-{year}", True),
        "secretariat.orders": ("{n}-{year}", True),
        "formations.decisions": ("{year}-{minutes}/{item}", False),
        "secretariat.appeals": ("{n}/{year}", True),
        "meetings.minutes": ("{n}", True),
        "regions.minutes": ("{region}-{n}", True),
        "regions.decisions": ("{minutes}/{item}", False),
        "sessions.decisions": ("{session}/{n}", False),
    }
    assert [take(), take(), take(on=NEW_YEAR)] == ["1", "2", "1"]
    assert take(ACTS, within="order") == "1"
    assert take(DECISIONS, within="36", session="36") == "36/1"
    assert take("council.decisions", within="", minutes="7", item=2) == "7/2"
    assert [take("secretariat.orders", within=""), take("secretariat.orders", within="")] == [
        "1-2026",
        "2-2026",
    ]
    assert set(NumberSeries.objects.values_list("scope", "last_number")) == {
        ("minutes:council:2026", 2),
        ("minutes:council:2027", 1),
        ("chairman:order:2026", 1),
        ("secretariat:orders:2026", 2),
        ("session:36:decisions", 1),
    }


@pytest.mark.django_db
def test_a_new_rule_holds_from_its_day_on_and_goes_on_counting():
    first = take()
    change(make_head())

    assert (first, take()) == ("1", "2")
    assert take(on=TOMORROW) == "К-3/2026"
    assert take(on=NEW_YEAR) == "К-1/2027"
    event = AuditEvent.objects.get(kind="documents.series_changed")
    assert event.payload == {
        "template": "{body}-{n}/{year}",
        "restarts": True,
        "from": "2026-11-24",
        "basis": None,
    }


@pytest.mark.django_db
def test_what_was_issued_keeps_its_number():
    decision = make_decision()
    change(make_head(), DECISIONS, template="{session}-{n}", restarts=False)
    later = make_decision(at=NOON + timedelta(days=1))

    decision.refresh_from_db()
    assert (decision.number, decision.act.number, later.number) == ("36/1", "36/1", "36-2")


@pytest.mark.django_db
def test_a_count_that_ceases_to_begin_anew_goes_on_from_the_last_year():
    take(), take()
    head = make_head()
    change(head, template="{n}", restarts=False, from_on=NEW_YEAR)

    assert [take(on=NEW_YEAR), take(on=date(2028, 3, 1))] == ["3", "4"]
    change_series(
        code=MINUTES,
        template="{n}",
        restarts=True,
        from_on=date(2029, 1, 1),
        basis_id=None,
        actor=head,
        at=NOON,
    )
    assert take(on=date(2029, 1, 1)) == "1"


@pytest.mark.django_db
def test_a_later_decision_replaces_what_was_to_begin():
    head = make_head()
    change(head, template="{n}-А")
    change(head, template="{n}-Б")

    assert rule_on(SERIES[MINUTES], on=TOMORROW) == Rule("{n}-Б", restarts=True, since=TOMORROW)
    assert rule_on(SERIES[MINUTES], on=TODAY) == Rule("{n}", restarts=True)
    assert Setting.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "changes", "field"),
    [
        (MINUTES, {"template": "{year}"}, "template"),  # no count: every paper would bear one number
        (DECISIONS, {"template": "{n}", "restarts": False}, "template"),  # two Sessions, one number
        (MINUTES, {"template": "{n}/{session}"}, "template"),  # minutes know no Session
        (MINUTES, {"template": "{n}/{n}"}, "template"),
        (MINUTES, {"template": "{year}{n}"}, "template"),  # 20261 may be 2026-1 or 202-61
        (MINUTES, {"template": "{n}1"}, "template"),
        (MINUTES, {"template": "{n}<b>"}, "template"),
        (MINUTES, {"template": "{n"}, "template"),
        (MINUTES, {"template": "{n}" + "а" * 40}, "template"),
        (MINUTES, {"from_on": TODAY}, "from_on"),  # what is issued today keeps today's rule
        (MINUTES, {"restarts": False}, "from_on"),  # a count ends with its year
        (DECISIONS, {"template": "{session}/{n}", "restarts": True}, "restarts"),
    ],
)
def test_a_wrong_rule_writes_nothing(code, changes, field):
    head = make_head()

    with pytest.raises(SettingRefused) as refusal:
        change(head, code, **changes)

    assert refusal.value.params["field"] == field
    assert Setting.objects.count() == 0
    assert not AuditEvent.objects.filter(kind="documents.series_changed").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("who", [make_secretary, make_chairman])
def test_only_the_head_changes_how_papers_are_numbered(who):
    with pytest.raises(NotAllowed):
        change(who())

    assert Setting.objects.count() == 0


@pytest.mark.django_db
def test_a_series_that_no_room_registered_is_unknown():
    with pytest.raises(LookupError):
        take("nowhere.papers")
    with pytest.raises(LookupError):
        change(make_head(), "nowhere.papers")


@pytest.mark.django_db
def test_the_next_numbers_are_shown_and_none_is_taken():
    take()
    rows = {row.series.code: row.upcoming for row in series_on(TODAY)}

    assert rows["meetings.minutes"] == ["2", "3", "4"]
    assert rows["chairman.acts"] == ["1", "2", "3"]
    assert rows["council.decisions"] == ["7/2"]
    assert upcoming(SERIES[MINUTES], Rule("{n}", restarts=False), on=NEW_YEAR) == ["2", "3", "4"]
    assert NumberSeries.objects.get().last_number == 1


@pytest.mark.django_db
def test_the_head_sees_the_numbers_before_he_changes_the_rule(client, time_machine):
    time_machine.move_to(NOON, tick=False)
    client.force_login(make_head())
    sent = {"template": "{body}-{n}/{year}", "restarts": "year", "from_on": "24.11.2026"}
    path = "/ru/documents/numbers/meetings.minutes/"

    shown = client.post(path, {**sent, "preview": "1"})
    assert "№&nbsp;К-1/2026" in shown.content.decode()
    assert "Пока ничего не изменено." in shown.content.decode()
    assert Setting.objects.count() == 0

    wrong = client.post(path, {**sent, "template": "{year}"})
    assert wrong.status_code == 422
    assert "Номеру нужно: {n}." in wrong.content.decode()

    assert client.post(path, sent).status_code == 302
    listed = client.get("/kk/documents/numbers/").content.decode()
    assert "{body}-{n}/{year}" in listed
    assert Setting.objects.get().value == {"template": "{body}-{n}/{year}", "restarts": True}
    with translation.override("ru"):
        assert str(SERIES[MINUTES].name) == "Протоколы заседаний"


@pytest.mark.django_db(transaction=True)
def test_thirty_papers_at_once_are_numbered_without_a_gap_when_the_count_goes_on():
    NumberSeries.objects.create(scope="minutes:council:2026", last_number=5)
    change(make_head(), template="{n}", restarts=False, from_on=NEW_YEAR)
    numbers, gate = [], threading.Barrier(6)

    def press():
        gate.wait()
        try:
            for _ in range(5):
                numbers.append(take(on=NEW_YEAR))
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(int(number) for number in numbers) == list(range(6, 36))


@pytest.mark.django_db(transaction=True)
def test_of_two_who_change_a_series_at_once_the_later_one_holds():
    head, gate = make_head(), threading.Barrier(2)

    def press(template):
        gate.wait()
        try:
            change(head, template=template)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[template]) for template in ("{n}-А", "{n}-Б")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Setting.objects.get().value["template"] in {"{n}-А", "{n}-Б"}
    assert AuditEvent.objects.filter(kind="documents.series_changed").count() == 2
