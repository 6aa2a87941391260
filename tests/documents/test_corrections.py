"""An issued act never changes: it is corrected by a new version with its reason, repealed, or opened."""

import threading
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import translation

from assembly.audit.models import AuditEvent
from assembly.common.errors import NotAllowed
from assembly.documents.models import Act, ActEnding, Correction, Rendition, Version
from assembly.documents.refusals import (
    ActHasEnded,
    BasisMissing,
    EndingDayRefused,
    NoTextToCorrect,
    NothingCorrected,
    ReasonMissing,
    TextIssued,
    TextMissing,
    TextSigned,
    TranslationPending,
)
from assembly.documents.selectors import current_version
from assembly.documents.services.corrections import change_access, correct_act, end_act
from assembly.documents.services.renditions import render_waiting
from assembly.documents.services.versions import add_version
from tests.decisions.makers import make_decision
from tests.documents.test_acts import make_act, make_head
from tests.documents.test_checking import issued_act
from tests.documents.test_files import files_folder  # noqa: F401
from tests.factories import NOON, make_chairman, make_members, make_secretary, make_state_officer

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
GOOD = {
    "text_kk": "1. Бекітілсін және жариялансын.",
    "text_ru": "1. Утвердить и опубликовать.",
    "reason_kk": "1-тармақтағы қате",
    "reason_ru": "Описка в пункте 1",
}


def correct(act, actor, **changes):
    return correct_act(act_id=act.pk, **{**GOOD, **changes}, actor=actor, at=NOON)


def end(act, actor, **changes):
    facts = {
        "kind": "repealed", "ended_on": TODAY, "basis_id": None,
        "reason_kk": "Күші жойылды", "reason_ru": "Отменён",
    }  # fmt: skip
    return end_act(act_id=act.pk, **{**facts, **changes}, actor=actor, at=NOON)


def test_a_correction_is_a_frozen_version_and_the_signed_one_stays():
    act, head = issued_act(), make_head()
    signed = act.version

    correction = correct(act, head)

    assert (correction.number, correction.version.number, correction.replaces) == (1, 2, signed)
    assert (correction.version.text_ru, correction.version.is_frozen) == (GOOD["text_ru"], True)
    act.refresh_from_db()
    assert act.version == signed
    assert Version.objects.get(pk=signed.pk).text_ru == "1. Утвердить."
    assert current_version(act) == correction.version
    event = AuditEvent.objects.get(kind="documents.act_corrected")
    assert (event.payload["version"], event.payload["replaces"]) == (correction.version_id, signed.pk)


def test_a_correction_may_be_corrected_in_its_turn():
    act, head = issued_act(), make_head()
    first = correct(act, head)

    second = correct(act, head, text_ru="1. Утвердить, опубликовать.")

    assert (second.number, second.replaces, current_version(act)) == (2, first.version, second.version)


@pytest.mark.parametrize("who", [make_secretary, make_chairman, make_state_officer, lambda: None])
def test_only_the_head_corrects_ends_and_opens(who):
    act, actor = issued_act(), who()
    events = AuditEvent.objects.count()

    for attempt in (
        lambda: correct(act, actor),
        lambda: end(act, actor),
        lambda: change_access(act_id=act.pk, access="restricted", actor=actor, at=NOON),
    ):
        with pytest.raises(NotAllowed) as refusal:
            attempt()
        assert refusal.value.legal_ref is not None

    assert (Correction.objects.count(), ActEnding.objects.count()) == (0, 0)
    assert AuditEvent.objects.count() == events


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"reason_kk": " "}, ReasonMissing),
        ({"reason_ru": ""}, ReasonMissing),
        ({"text_kk": ""}, TranslationPending),
        ({"text_kk": "", "text_ru": " "}, TextMissing),
        ({"text_kk": "1. Бекітілсін.", "text_ru": "1. Утвердить.  \r\n"}, NothingCorrected),
    ],
)
def test_a_wrong_correction_writes_nothing(changes, refusal):
    act, head = issued_act(), make_head()
    events, versions = AuditEvent.objects.count(), Version.objects.count()

    with pytest.raises(refusal):
        correct(act, head, **changes)

    assert (Correction.objects.count(), Version.objects.count()) == (0, versions)
    assert AuditEvent.objects.count() == events


def test_an_act_without_a_text_and_an_ended_act_are_not_corrected():
    head = make_head()
    with pytest.raises(NoTextToCorrect):
        correct(make_act(number="1"), head)
    ended = issued_act(number="2")
    end(ended, head, basis_id=make_act(number="3").pk)
    with pytest.raises(ActHasEnded):
        correct(ended, head)
    with pytest.raises(ActHasEnded):
        end(ended, head, basis_id=make_act(number="4").pk)

    assert Correction.objects.count() == 0


def test_a_text_that_was_issued_takes_no_further_drafts():
    act, secretary = issued_act(), make_secretary()

    with pytest.raises(TextIssued):
        add_version(
            document_id=act.version.document_id, text_kk="1. Жоқ.", text_ru="1. Нет.",
            actor=secretary, at=NOON,
        )  # fmt: skip

    assert Version.objects.count() == 1


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_change_a_correction(change):
    correction = correct(issued_act(), make_head())

    rows = Correction.objects.filter(pk=correction.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(reason_ru="Иначе") if change == "update" else rows.delete()

    assert Correction.objects.get().reason_ru == GOOD["reason_ru"]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({}, BasisMissing),
        ({"basis_id": "self"}, BasisMissing),
        ({"kind": "void"}, TextSigned),
        ({"basis_id": "other", "ended_on": TODAY + timedelta(days=1)}, EndingDayRefused),
        ({"basis_id": "other", "ended_on": TODAY - timedelta(days=1)}, EndingDayRefused),
        ({"basis_id": "other", "reason_kk": ""}, ReasonMissing),
    ],
)
def test_a_wrong_ending_writes_nothing(changes, refusal):
    act, head = issued_act(), make_head()
    bases = {"self": act.pk, "other": make_act(number="13").pk}
    events = AuditEvent.objects.count()

    with pytest.raises(refusal):
        end(act, head, **{**changes, "basis_id": bases.get(changes.get("basis_id"))})

    assert ActEnding.objects.count() == 0
    assert AuditEvent.objects.count() == events


def test_what_was_recorded_by_mistake_is_void():
    ending = end(make_act(), make_head(), kind="void")

    assert (ending.kind, ending.basis_id) == ("void", None)
    assert AuditEvent.objects.filter(kind="documents.act_ended").count() == 1


def test_an_act_is_opened_and_restricted_with_one_event_each():
    act, head = make_act(), make_head()

    for access in ("public", "public", "restricted"):
        assert change_access(act_id=act.pk, access=access, actor=head, at=NOON).access == access

    assert AuditEvent.objects.filter(kind="documents.act_access_changed").count() == 2


def test_the_papers_of_a_corrected_decision_are_made_anew(files_folder):  # noqa: F811
    decision, head = make_decision(), make_head()
    assert render_waiting(at=NOON) == 1

    correction = correct(decision.act, head)
    assert render_waiting(at=NOON) == 1

    older, newer = Rendition.objects.filter(act=decision.act).order_by("pk")
    assert (older.version, newer.version) == (decision.version, correction.version)
    assert older.stored_file.sha256 != newer.stored_file.sha256


def test_a_paper_that_was_not_made_before_the_correction_is_not_made_of_the_wrong_text(files_folder):  # noqa: F811
    decision, head = make_decision(), make_head()
    correction = correct(decision.act, head)

    render_waiting(at=NOON)

    paper = Rendition.objects.get(act=decision.act)
    assert (paper.version, paper.state) == (correction.version, "ready")


def test_the_public_page_and_the_verification_show_both(client):
    decision, head = make_decision(), make_head()
    correct(decision.act, head)
    with translation.override("ru"):
        page = client.get(reverse("portal:decision", args=[decision.pk])).content.decode()
        both = client.get(reverse("portal:decision_corrections", args=[decision.pk])).content.decode()
        verified = client.get(reverse("portal:verify"), {"q": decision.version.sha256_ru}).content.decode()

    assert GOOD["text_ru"].removeprefix("1. ") in page
    for shown in (page, both, verified):
        assert "Описка в пункте 1" in shown
    assert "Версия 1 исправлена версией 2, 23\u00a0ноября\u00a02026" in page
    assert "<ins>" in both
    assert "<del>" in both
    assert "Этот текст позже исправлен." in verified
    assert decision.version.sha256_ru[:8] in verified


def test_the_head_corrects_through_the_pages(client):
    act, head = issued_act(), make_head()
    client.force_login(head)
    with translation.override("ru"):
        page = reverse("documents:act", args=[act.pk])
        write = reverse("documents:act_correct", args=[act.pk])
    assert client.get(write).context["form"].initial["text_ru"] == "1. Утвердить."

    refused = client.post(write, {**GOOD, "text_ru": "1. Утвердить.", "text_kk": "1. Бекітілсін."})
    assert (refused.status_code, "Ничего не исправлено" in refused.content.decode()) == (409, True)
    assert client.post(write, {**GOOD, "reason_kk": ""}).status_code == 422
    assert client.post(write, GOOD)["Location"] == page
    shown = client.get(page).content.decode()
    assert "Описка в пункте 1" in shown
    with translation.override("ru"):
        compare = reverse("documents:compare", args=[act.version.document_id])
    assert "<ins>" in client.get(f"{compare}?older=1&newer=2").content.decode()
    assert client.get(f"{compare}?older=9&newer=x").status_code == 200


def test_the_head_ends_and_opens_through_the_pages(client):
    act, basis, head = make_act(), make_act(number="13"), make_head()
    client.force_login(head)
    with translation.override("ru"):
        page = reverse("documents:act", args=[act.pk])
        finish = reverse("documents:act_end", args=[act.pk])
        opening = reverse("documents:act_access", args=[act.pk, "public"])
    assert client.post(opening)["Location"] == page
    assert Act.objects.get(pk=act.pk).access == "public"
    facts = {"kind": "repealed", "ended_on": "23.11.2026", "reason_kk": "Жаңа", "reason_ru": "Новый"}

    assert client.post(finish, facts).status_code == 422
    assert client.post(finish, {**facts, "basis": basis.pk})["Location"] == page
    assert "Утратил силу" in client.get(page).content.decode()


def test_a_member_sees_no_page_of_an_act(client):
    act = issued_act()
    client.force_login(make_members(1)[0].user)
    for name in ("act", "act_correct", "act_end"):
        assert client.get(reverse(f"documents:{name}", args=[act.pk])).status_code == 403
    client.force_login(make_secretary())
    assert client.get(reverse("documents:act", args=[act.pk])).status_code == 200
    assert client.get(reverse("documents:act_correct", args=[act.pk])).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_of_two_who_correct_at_once_the_second_corrects_what_the_first_made():
    act, head = issued_act(), make_head()
    done, gate = [], threading.Barrier(2)

    def press(text):
        gate.wait()
        try:
            done.append(correct(act, head, text_ru=text).number)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(f"1. Текст {n}.",)) for n in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(done) == [1, 2]
    first, second = Correction.objects.order_by("number")
    assert second.replaces == first.version
