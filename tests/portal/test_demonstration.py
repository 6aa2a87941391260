"""The demonstration is built on whatever day somebody tries the portal: terms and sittings must bear it."""

from datetime import date, datetime, time

import pytest

from assembly.common.clock import ALMATY
from assembly.decisions.models import Assignment
from assembly.portal.demo.build import build
from tests.portal.worlds import COUNCIL, MEMBERS

DAYS = [
    pytest.param(date(2026, 11, 25), id="a term of the past would end on a Saturday"),
    pytest.param(date(2026, 11, 26), id="a term of the past would end on a Sunday"),
    pytest.param(date(2026, 6, 26), id="a term of the past would end on Nauryz"),
    pytest.param(date(2027, 1, 1), id="the new year is a day off"),
    pytest.param(date(2028, 2, 29), id="a leap day"),
]


@pytest.mark.django_db
@pytest.mark.parametrize("day", DAYS)
def test_the_demonstration_stands_on_any_day(day):
    build(at=datetime.combine(day, time(0, 5), tzinfo=ALMATY), members_count=MEMBERS, council_count=COUNCIL)

    assert Assignment.objects.count() == 3
