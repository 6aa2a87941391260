from datetime import datetime

import pytest
from django.utils import translation

from assembly.audit.models import AuditEvent
from assembly.bodies.enums import BodyKind
from assembly.common.clock import ALMATY
from assembly.common.errors import NotAllowed
from assembly.documents.models import Act, Version
from assembly.documents.paper.layout import lay_out
from assembly.documents.refusals import TextMissing
from assembly.meetings import annexes
from assembly.meetings.annexes import MinutesEntry, register_annex
from assembly.meetings.models import Minutes, RollEntry
from assembly.meetings.paper import can_read_minutes, minutes_paper
from assembly.meetings.refusals import MeetingGoesOn, MinutesSigned
from assembly.meetings.services.agenda import begin_item, end_item
from assembly.meetings.services.minutes import draft_minutes, revise_minutes, sign_minutes
from assembly.meetings.services.registration import check_in, check_out
from assembly.meetings.services.sittings import call_break, close_meeting, resume
from tests.factories import NOON, make_chairman, make_user
from tests.meetings.makers import MINUTE, SECOND, sitting, user_of

pytestmark = pytest.mark.django_db
_LOST = (
    "12:31:20. Кворум утрачен. Присутствует: 3, требуется: 4 (пункт 9 Положения). "
    "До восстановления кворума голосования не открываются."
)
_RESTORED = (
    "12:47:05. Кворум восстановлен. Присутствует: 4, требуется: 4 (пункт 9 Положения). "
    "В промежутке 12:31:20–12:47:05 ни одно голосование не открывалось."
)


def closed(**fields):
    meeting, secretary, persons = sitting(**fields)
    return close_meeting(meeting_id=meeting.pk, actor=secretary, at=NOON + 90 * MINUTE), secretary, persons


def eventful():
    """A sitting with an item, a loss of quorum, a break, and its return."""
    make_chairman(family_name="Әлімжанов", given_name="Дәурен")
    meeting, secretary, persons = sitting(6, present=4)
    run = {"meeting_id": meeting.pk, "actor": secretary}
    item = {"item_id": meeting.items.get().pk, "actor": secretary}
    begin_item(**item, at=NOON + 5 * MINUTE)
    check_out(**run, person_id=persons[0].pk, at=NOON + 31 * MINUTE + 20 * SECOND)
    call_break(**run, at=NOON + 32 * MINUTE)
    check_in(**run, person_id=persons[5].pk, at=NOON + 47 * MINUTE + 5 * SECOND)
    resume(**run, at=NOON + 48 * MINUTE)
    end_item(**item, at=NOON + 60 * MINUTE)
    return close_meeting(**run, at=NOON + 90 * MINUTE), secretary


def test_minutes_tell_the_sitting_in_both_languages(monkeypatch):
    monkeypatch.setattr(annexes, "ANNEXES", {})
    poll = MinutesEntry(NOON + 50 * MINUTE, "1-дауыс беру", "Голосование 1", "Жақтағандар: 4", "За: 4")
    register_annex("voting.polls", 1, lambda meeting: [poll])
    meeting, secretary = eventful()

    with translation.override("en"):  # the page's language leaves no trace in an act
        minutes = draft_minutes(meeting_id=meeting.pk, actor=secretary, at=NOON + 91 * MINUTE)

    version = minutes.document.latest
    kk, ru = version.text_kk.replace("\u00a0", " "), version.text_ru.replace("\u00a0", " ")
    assert ru.splitlines()[:3] == [
        "ПРОТОКОЛ № 1",
        "XXXVI сессия",
        "23 ноября 2026 года. Астана, Дворец мира и согласия",
    ]
    assert "Основание созыва: О созыве Сессии, 22 октября 2026 года, № 12" in ru
    assert "Начало – окончание: 12:02 – 13:30 (время Астаны)" in ru
    assert "Председательствовал: chairman ru Әлімжанов Дәурен" in ru
    assert "Участвовало членов: 5" in ru
    assert (
        "Общее число членов: 6. Присутствует: 4 (в зале – 4, дистанционно – 0). Требуется: 4 (не менее двух третей "
        "от общего числа членов, пункт 9 Положения). 4 ≥ 4; 3 × 4 = 12 ≥ 2 × 6 = 12. "
        "Кворум есть, Сессия считается правомочной."
    ) in ru
    assert "1. О концептуальных подходах (подпункт 1) пункта 8 Положения)." in ru
    course = ru[ru.index("ХОД ЗАСЕДАНИЯ") :].split("\n\n")[1:-2]
    assert course == [
        "12:02:00. Заседание открыто.",
        "12:05:00. Начато рассмотрение вопроса 1 повестки дня: «О концептуальных подходах».",
        _LOST,
        "12:32:00. Объявлен перерыв.",
        _RESTORED,
        "12:48:00. Заседание продолжено.",
        "12:50:00. Голосование 1\nЗа: 4",
        "13:00:00. Рассмотрение вопроса 1 повестки дня завершено.",
        "13:30:00. Заседание закрыто.",
    ]
    assert kk.splitlines()[:3] == [
        "ХАТТАМА № 1",
        "XXXVI Сессия",
        "2026 жылғы 23 қараша. Астана, Бейбітшілік және келісім сарайы",
    ]
    assert "Кворум бар, Сессия заңды болып есептеледі." in kk
    assert "1. Тұжырымдамалық тәсілдер туралы (Ереженің 8-тармағының 1) тармақшасы)." in kk
    assert "12:31:20. Кворум бұзылды. Қатысып отыр: 3, қажет: 4 (Ереженің 9-тармағы)." in kk
    assert len(kk.split("\n\n")) == len(ru.split("\n\n"))


def test_council_minutes_name_its_own_paragraph():
    meeting, secretary, _ = closed(members=3, present=2, kind=BodyKind.COUNCIL)

    version = draft_minutes(meeting_id=meeting.pk, actor=secretary, at=NOON + 91 * MINUTE).document.latest

    assert "Кеңес заңды болып есептеледі" in version.text_kk
    assert "(не менее двух третей от общего числа членов, пункт 14 Положения)" in version.text_ru


def test_minutes_of_a_meeting_that_goes_on_are_refused():
    meeting, secretary, _ = sitting(3, present=2)

    for act in (draft_minutes, sign_minutes):
        with pytest.raises(MeetingGoesOn):
            act(meeting_id=meeting.pk, actor=secretary, at=NOON + 5 * MINUTE)

    assert Minutes.objects.count() == 0


def test_signing_freezes_the_text_and_makes_an_act():
    meeting, secretary, _ = closed(members=3, present=2)
    run = {"meeting_id": meeting.pk, "actor": secretary}
    draft_minutes(**run, at=NOON + 91 * MINUTE)
    revise_minutes(
        **run, text_kk="Түзетілген", text_ru="Исправлено", reason="выступили", at=NOON + 92 * MINUTE
    )

    minutes = sign_minutes(**run, at=datetime(2026, 11, 24, 9, 0, tzinfo=ALMATY))

    act = Act.objects.get(kind="minutes")
    assert (minutes.state, minutes.act, act.number, act.organ) == ("signed", act, "1", "assembly")
    assert (act.version.text_ru, act.version.number, act.version.is_frozen) == ("Исправлено", 2, True)
    assert len(act.version.sha256_kk) == 64

    for late in (
        lambda: draft_minutes(**run, at=NOON + 95 * MINUTE),
        lambda: sign_minutes(**run, at=NOON + 95 * MINUTE),
        lambda: revise_minutes(**run, text_kk="а", text_ru="б", reason="", at=NOON + 95 * MINUTE),
    ):
        with pytest.raises(MinutesSigned):
            late()
    assert Version.objects.filter(document=minutes.document).count() == 2


def test_drafting_again_makes_a_new_version_and_keeps_the_old():
    meeting, secretary, _ = closed(members=3, present=2)
    run = {"meeting_id": meeting.pk, "actor": secretary}
    first = draft_minutes(**run, at=NOON + 91 * MINUTE)
    second = draft_minutes(**run, at=NOON + 92 * MINUTE)

    assert first.pk == second.pk
    assert [version.number for version in second.document.versions.all()] == [2, 1]


def test_only_the_secretariat_draws_up_and_signs():
    meeting, secretary, persons = closed(members=3, present=2)
    draft_minutes(meeting_id=meeting.pk, actor=secretary, at=NOON + 91 * MINUTE)
    before = AuditEvent.objects.count()

    for actor in (make_user(), user_of(persons[0]), None):
        for act in (draft_minutes, sign_minutes):
            with pytest.raises(NotAllowed):
                act(meeting_id=meeting.pk, actor=actor, at=NOON + 92 * MINUTE)
    with pytest.raises(TextMissing):
        revise_minutes(
            meeting_id=meeting.pk, text_kk=" ", text_ru="", reason="", actor=secretary, at=NOON + 93 * MINUTE
        )

    assert AuditEvent.objects.count() == before


def test_paper_of_minutes_is_for_their_makers_until_they_are_signed():
    meeting, secretary = eventful()
    member = RollEntry.objects.filter(meeting=meeting).first().person.user
    run = {"meeting_id": meeting.pk, "actor": secretary}
    minutes = draft_minutes(**run, at=NOON + 91 * MINUTE)
    day = NOON.date()

    assert [can_read_minutes(user, minutes.pk, day) for user in (secretary, member, make_user())] == [
        True,
        False,
        False,
    ]
    sign_minutes(**run, at=NOON + 92 * MINUTE)
    assert [can_read_minutes(user, minutes.pk, day) for user in (secretary, member, make_user())] == [
        True,
        True,
        False,
    ]


@pytest.mark.slow
def test_signed_minutes_become_a_paper_with_both_texts_enclosed(settings):
    settings.PDF_IS_ON = True
    meeting, secretary = eventful()
    run = {"meeting_id": meeting.pk, "actor": secretary}
    draft_minutes(**run, at=NOON + 91 * MINUTE)
    minutes = sign_minutes(**run, at=NOON + 92 * MINUTE)

    paper = minutes_paper(minutes.pk)

    version = minutes.act.version
    assert [enclosure.content.decode() for enclosure in paper.enclosures] == [
        version.text_kk,
        version.text_ru,
    ]
    assert len(paper.context["attendance"]) == 5
    content, pages = lay_out(paper, at=NOON + 93 * MINUTE)
    assert content.startswith(b"%PDF")
    assert pages >= 3  # each language begins a page, and so does the list of those who took part
    assert can_read_minutes(secretary, minutes.pk, NOON.date()) is True
    assert can_read_minutes(make_user(), minutes.pk, NOON.date()) is False
