"""The translator's task: a text in one language only, paragraph by paragraph beside its source."""

import threading

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import translation

from assembly.audit.models import AuditEvent
from assembly.common.errors import NotAllowed, Stale
from assembly.documents.desk import desk_of_translators
from assembly.documents.models import Document, Version
from assembly.documents.refusals import NothingToTranslate, TextIssued, TextMissing
from assembly.documents.services.acts import record_act
from assembly.documents.services.versions import add_version, finish_translation, freeze_version
from assembly.documents.translating import translation_of
from tests.documents.test_pages import count_of
from tests.documents.test_versions import make_document
from tests.factories import NOON, make_chairman, make_members, make_secretary, make_state_officer

pytestmark = pytest.mark.django_db
KK = "Кіріспе.\n1. Форум 24 сәуірде өткізілсін.\n2. Есеп жіберілсін."
RU = "Введение.\n1. Провести форум 24 апреля.\n2. Направить отчёт."
NEXT_KK = "Кіріспе.\n1. Форум 25 сәуірде өткізілсін.\n\n3. Бақылау Хатшылыққа жүктелсін."
NEXT_RU = "Введение.\n1. Провести форум 25 апреля.\n\n3. Контроль возложить на Секретариат."


def changed_document(secretary):
    """A document whose Kazakh text went on after both languages agreed."""
    document = make_document(secretary, text_kk=KK, text_ru=RU)
    add_version(document_id=document.pk, text_kk=NEXT_KK, text_ru="", actor=secretary, at=NOON)
    return document


def finish(document, actor, **changes):
    facts = {"version_id": document.latest.pk, "text": NEXT_RU, **changes}
    return finish_translation(document_id=document.pk, **facts, actor=actor, at=NOON)


def test_beside_each_paragraph_stands_what_it_was_and_what_changed():
    task = translation_of(changed_document(make_secretary()))

    assert (task.source, task.into, task.agreed.number) == ("kk", "ru", 1)
    assert [(one.number, one.kind, one.was) for one in task.paragraphs] == [
        (0, "same", "Введение."),
        (1, "changed", "1. Провести форум 24 апреля."),
        (-1, "removed", "2. Направить отчёт."),
        (2, "added", ""),
    ]
    assert [(piece.kind, piece.text) for piece in task.paragraphs[1].source] == [
        ("same", "1. Форум "),
        ("removed", "24 "),
        ("added", "25 "),
        ("same", "сәуірде өткізілсін."),
    ]


def test_a_text_that_was_never_translated_is_all_to_do():
    task = translation_of(make_document(make_secretary(), text_kk="", text_ru=RU))

    assert (task.source, task.into, task.agreed) == ("ru", "kk", None)
    assert [(one.kind, one.was) for one in task.paragraphs] == [("same", "")] * 3
    assert task.joined(["а", "б", "в"]) == "а\nб\nв"


def test_a_finished_translation_is_the_next_version_with_the_very_source():
    secretary = make_secretary()
    document = changed_document(secretary)

    version = finish(document, secretary)

    assert (version.number, version.text_kk, version.text_ru) == (3, NEXT_KK, NEXT_RU)
    assert translation_of(document) is None
    assert AuditEvent.objects.filter(kind="documents.version_added").count() == 2
    assert freeze_version(version_id=version.pk, at=NOON).is_frozen


@pytest.mark.parametrize(
    "who", [lambda: None, make_chairman, make_state_officer, lambda: make_members(1)[0].user]
)
def test_only_the_secretariat_translates(who):
    document, actor = changed_document(make_secretary()), who()

    with pytest.raises(NotAllowed):
        finish(document, actor)

    assert Version.objects.count() == 2


def test_refusals_write_nothing():
    secretary = make_secretary()
    document = changed_document(secretary)
    first = document.versions.get(number=1)
    complete = make_document(secretary)
    freeze_version(version_id=complete.latest.pk, at=NOON)
    issued = make_document(secretary)
    record_act(
        kind="order", number="1", signed_on=NOON.date(), organ="chairman", title_kk="а", title_ru="а",
        version=freeze_version(version_id=issued.latest.pk, at=NOON), actor=None, at=NOON,
    )  # fmt: skip
    versions, events = Version.objects.count(), AuditEvent.objects.count()

    for attempt, refusal in (
        (lambda: finish(document, secretary, version_id=first.pk), Stale),
        (lambda: finish(document, secretary, text=" \n"), TextMissing),
        (lambda: finish(complete, secretary), NothingToTranslate),
        (lambda: finish(issued, secretary), TextIssued),
    ):
        with pytest.raises(refusal):
            attempt()

    assert (Version.objects.count(), AuditEvent.objects.count()) == (versions, events)


def test_the_desk_and_the_list_name_what_waits(client):
    secretary = make_secretary()
    document = changed_document(secretary)
    make_document(secretary)
    member = make_members(1)[0].user
    with translation.override("ru"):
        (item,) = desk_of_translators(secretary, NOON.date())
        url = reverse("documents:translate", args=[document.pk])
        listed = reverse("documents:translation_list")
    assert (item.url, item.legal_ref.paragraph) == (url, "11")
    assert desk_of_translators(member, NOON.date()) == []
    client.force_login(secretary)
    assert url in client.get(listed).content.decode()
    finish(document, secretary)
    assert desk_of_translators(secretary, NOON.date()) == []
    assert Document.objects.awaiting_translation().count() == 0
    assert "Перевода не ждёт ни один текст." in client.get(listed).content.decode()


def test_a_translator_works_through_the_page(client):
    secretary = make_secretary()
    document = changed_document(secretary)
    client.force_login(secretary)
    with translation.override("ru"):
        url = reverse("documents:translate", args=[document.pk])
        page = reverse("documents:document", args=[document.pk])
    shown = client.get(url).content.decode()
    assert "<ins>" in shown
    assert "1. Провести форум 24 апреля." in shown
    assert url in client.get(page).content.decode()
    texts = {
        "version_id": document.latest.pk,
        "p0": "Введение.",
        "p1": "1. Провести форум\r\n25 апреля.",
        "p2": "",
    }

    refused = client.post(url, texts)
    assert refused.status_code == 422
    assert "25 апреля." in refused.content.decode()
    done = client.post(url, {**texts, "p2": "3. Контроль возложить на Секретариат."})
    assert done["Location"] == page
    assert document.latest.text_ru == NEXT_RU
    assert client.get(url)["Location"] == page


def test_a_writer_leaves_one_language_to_the_translator(client):
    secretary = make_secretary()
    document = make_document(secretary, text_kk=KK, text_ru=RU)
    client.force_login(secretary)
    with translation.override("ru"):
        write = reverse("documents:version_new", args=[document.pk])

    assert client.post(write, {"text_kk": NEXT_KK, "text_ru": RU, "pending": "ru"}).status_code == 302

    assert (document.latest.text_kk, document.latest.text_ru) == (NEXT_KK, "")
    assert translation_of(document).agreed.number == 1


def test_the_list_asks_as_much_for_three_as_for_one(client, django_assert_num_queries):
    secretary = make_secretary()
    changed_document(secretary)
    client.force_login(secretary)
    queries = count_of(client, "documents:translation_list")
    changed_document(secretary)
    changed_document(secretary)

    with django_assert_num_queries(queries):
        client.get(reverse("documents:translation_list"))


@pytest.mark.django_db(transaction=True)
def test_of_two_translators_one_finishes_and_the_other_is_told():
    secretary = make_secretary()
    document = changed_document(secretary)
    read, done, gate = document.latest.pk, [], threading.Barrier(2)

    def press():
        gate.wait()
        try:
            finish(document, secretary, version_id=read)
            done.append("finished")
        except (Stale, NothingToTranslate):
            done.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(done) == ["finished", "refused"]
    assert document.versions.count() == 3
