"""What schemathesis finds: no answer 5xx, none that the description does not foresee.

The real application is asked, through its WSGI door and all its middleware, about a small world in
which everything public has a few of each. The examples are the same every time.
"""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck
from hypothesis import settings as effort

from assembly.bodies.models import Region
from assembly.decisions.models import AssemblyAddress, Decision
from assembly.meetings.models import Meeting
from assembly.voting.models import Poll
from assembly.wsgi import application
from expert_council.models import OpinionRequest
from sessions.models import AssemblySession
from tests.portal.worlds import build_small_world

EXAMPLES = 15
description = schemathesis.openapi.from_wsgi("/api/v1/schema/?format=json", application)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    # A served request puts old connections away; this world lives in one transaction.
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    with django_db_blocker.unblock(), transaction.atomic():
        build_small_world()
        yield
        transaction.set_rollback(True)
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def known(world):
    """What the addresses may name, so that not all of them lead to nothing."""
    address = AssemblyAddress.objects.select_related("decision__act").first()
    sitting = Meeting.objects.filter(state="closed", body__kind="assembly").first().pk
    return {
        "/api/v1/addresses/{code}/": {"code": address.decision.act.code},
        "/api/v1/compositions/{organ}/": {"organ": "council"},
        "/api/v1/compositions/{organ}/members/": {"organ": "council"},
        "/api/v1/decisions/{code}/": {"code": Decision.objects.public().first().act.code},
        "/api/v1/opinions/{code}/": {"code": OpinionRequest.objects.published().first().act.code},
        "/api/v1/polls/{id}/": {"id": Poll.objects.public().first().pk},
        "/api/v1/regions/{code}/": {"code": Region.objects.first().code},
        "/api/v1/regions/{code}/reports/": {"code": Region.objects.first().code},
        "/api/v1/sessions/{number}/": {"number": AssemblySession.objects.convened().first().number},
        "/api/v1/sittings/{id}/": {"id": sitting},
        "/api/v1/sittings/{id}/agenda/": {"id": sitting},
    }


@pytest.mark.slow
@description.parametrize()
@effort(max_examples=EXAMPLES, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_address_answers_as_described(case, known, django_db_blocker):
    with django_db_blocker.unblock():
        case.call_and_validate()


def test_what_is_there_is_told_as_described(known, django_db_blocker):
    told = {}
    for found in description.get_all_operations():
        operation = found.ok()
        case = operation.Case(path_parameters=known.get(operation.path, {}))
        with django_db_blocker.unblock():
            response = case.call()
            case.validate_response(response)
        told[operation.path] = response.status_code

    assert told == dict.fromkeys(told, 200)
    assert set(known) < set(told)
