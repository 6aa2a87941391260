import pytest
from django.db import DatabaseError, transaction

from assembly.audit.models import AuditEvent
from assembly.common.errors import NotAllowed
from assembly.documents.models import Document, Version
from assembly.documents.models.versions import sha256_of
from assembly.documents.refusals import TextMissing, TranslationPending
from assembly.documents.services.versions import add_version, create_document, freeze_version
from tests.factories import NOON, make_members, make_secretary, make_state_officer, make_user

pytestmark = pytest.mark.django_db


def make_document(actor, *, text_kk="1. Бекітілсін.", text_ru="1. Утвердить."):
    return create_document(
        kind="decision",
        title_kk="Шешім",
        title_ru="Решение",
        text_kk=text_kk,
        text_ru=text_ru,
        actor=actor,
        at=NOON,
    )


def test_a_document_begins_with_its_first_version():
    document = make_document(make_secretary(), text_ru="1. Утвердить. \r\n2. Направить.\r\n")

    version = document.versions.get()
    assert (version.number, version.text_ru, version.is_frozen) == (1, "1. Утвердить.\n2. Направить.", False)
    assert AuditEvent.objects.values_list("kind", flat=True).get() == "documents.document_created"


@pytest.mark.parametrize("wrong", ["nobody", "user", "member", "officer"])
def test_only_the_secretariat_writes_documents(wrong):
    actor = {
        "nobody": lambda: None,
        "user": make_user,
        "member": lambda: make_members(1)[0].user,
        "officer": make_state_officer,
    }[wrong]()

    with pytest.raises(NotAllowed):
        make_document(actor)

    assert Document.objects.count() == AuditEvent.objects.count() == 0


def test_a_document_without_a_word_is_refused():
    with pytest.raises(TextMissing):
        make_document(make_secretary(), text_kk=" ", text_ru="\n")

    assert Document.objects.count() == Version.objects.count() == AuditEvent.objects.count() == 0


def test_a_new_version_gets_the_next_number_and_leaves_the_old_one():
    secretary = make_secretary()
    document = make_document(secretary)

    version = add_version(
        document_id=document.pk,
        text_kk="1. Мақұлдансын.",
        text_ru="1. Одобрить.",
        reason="по замечанию",
        actor=secretary,
        at=NOON,
    )

    assert version.number == 2
    assert list(document.versions.order_by("number").values_list("text_ru", flat=True)) == [
        "1. Утвердить.",
        "1. Одобрить.",
    ]


def test_a_version_in_one_language_cannot_be_frozen():
    version = make_document(make_secretary(), text_kk="").latest

    with pytest.raises(TranslationPending):
        freeze_version(version_id=version.pk, at=NOON)

    version.refresh_from_db()
    assert (version.is_frozen, version.sha256_ru) == (False, "")


def test_freezing_keeps_the_checksums_and_is_done_once():
    version = make_document(make_secretary()).latest

    first = freeze_version(version_id=version.pk, at=NOON)
    second = freeze_version(version_id=version.pk, at=NOON.replace(hour=15))

    assert first.sha256_kk == sha256_of("1. Бекітілсін.")
    assert second.frozen_at == NOON
    assert AuditEvent.objects.filter(kind="documents.version_frozen").count() == 1


@pytest.mark.parametrize(
    "change", [{"text_kk": "Басқа"}, {"sha256_ru": ""}, {"frozen_at": None}, {"number": 7}]
)
def test_the_database_refuses_to_change_a_frozen_version(change):
    version = make_document(make_secretary()).latest
    freeze_version(version_id=version.pk, at=NOON)

    with pytest.raises(DatabaseError), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Version.objects.filter(pk=version.pk)._raw_delete("default")

    assert Version.objects.get(pk=version.pk).text_kk == "1. Бекітілсін."
