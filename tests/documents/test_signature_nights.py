"""The nightly check of signatures: who is checked when, and who is told that one does not stand."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from assembly.chairman.services.acts import sign_matter
from assembly.documents.desk import desk_of_keepers
from assembly.documents.models import Signature, SignatureCheck
from assembly.documents.selectors import fallen_signatures
from assembly.documents.services.checking import check_due
from assembly.documents.tasks import check_signatures_task
from tests.chairman.making import make_matter
from tests.factories import make_secretary

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)
DAY = timedelta(days=1)


@pytest.fixture
def signature():
    matter, chairman, _secretary = make_matter()
    sign_matter(matter_id=matter.pk, actor=chairman, at=NOW)
    return Signature.objects.get()


def found(signature, state, reason, *, at):
    return SignatureCheck.objects.create(signature=signature, state=state, reason=reason, checked_at=at)


def test_each_signature_is_checked_once_a_night(signature):
    before = SignatureCheck.objects.count()

    assert check_due(at=NOW + timedelta(hours=19)) == []
    assert [check.signature_id for check in check_due(at=NOW + DAY)] == [signature.pk]
    assert check_due(at=NOW + DAY + timedelta(minutes=10)) == []
    assert SignatureCheck.objects.count() == before + 1


def test_no_more_are_checked_at_a_time_than_a_run_takes(signature):
    assert check_due(at=NOW + DAY, limit=0) == []
    assert len(check_due(at=NOW + DAY, limit=1)) == 1


def test_the_worker_runs_it_every_night(signature, time_machine):
    time_machine.move_to(NOW + DAY, tick=False)
    before = SignatureCheck.objects.count()
    check_signatures_task()

    assert SignatureCheck.objects.count() == before + 1
    assert settings.CELERY_BEAT_SCHEDULE["signatures"]["task"] == check_signatures_task.name


def test_what_fell_is_told_and_what_only_ended_is_not(signature):
    assert not fallen_signatures().exists()
    found(signature, "unknown", "no_answer", at=NOW + DAY)
    assert not fallen_signatures().exists()
    found(signature, "valid", "good", at=NOW + 2 * DAY)
    found(signature, "invalid", "ended_since", at=NOW + 3 * DAY)
    assert not fallen_signatures().exists()
    found(signature, "invalid", "changed", at=NOW + 4 * DAY)
    assert [one.pk for one in fallen_signatures()] == [signature.pk]
    found(signature, "valid", "good", at=NOW + 5 * DAY)
    assert not fallen_signatures().exists()


def test_the_secretariat_finds_it_on_the_desk_and_above_the_list(client, signature):
    secretary = make_secretary()
    today = (NOW + DAY).date()
    client.force_login(secretary)
    with translation.override("ru"):
        path = reverse("documents:signature_list")
    assert "Ни одна подпись не перестала быть действительной." in client.get(path).content.decode()
    found(signature, "invalid", "changed", at=NOW + DAY)

    with translation.override("ru"):
        items = desk_of_keepers(secretary, today)
        assert [(item.reason, item.tone) for item in items] == [
            ("После подписания содержимое изменилось.", "hot")
        ]
        assert items[0].url == reverse("documents:signature", args=[signature.pk])
    assert "1 подпись недействительна." in client.get(path).content.decode()
    assert desk_of_keepers(signature.person.user, today) == []
