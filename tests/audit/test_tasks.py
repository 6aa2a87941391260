"""The worker's side."""

import pytest

from assembly.audit.models import SealedHead
from assembly.audit.services.chain import record
from assembly.audit.tasks import seal_heads_task
from tests.factories import NOON


@pytest.mark.django_db
def test_beat_seals_what_moved():
    record(stream="poll:5", kind="voting.poll_opened", at=NOON)

    seal_heads_task()
    seal_heads_task()

    assert [head[:2] for seal in SealedHead.objects.all() for head in seal.heads] == [["poll:5", 1]]
