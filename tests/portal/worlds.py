"""A small world made by the demonstration's own builder: everything that a real one holds, a few of each."""

from datetime import datetime

from assembly.common.clock import ALMATY
from assembly.portal.demo.build import build

TODAY = datetime(2026, 11, 23, 9, 0, tzinfo=ALMATY)
MEMBERS, COUNCIL = 40, 12


def build_small_world():
    """Build 40 members, 12 of them in the Council, a Session held and one to be held today."""
    return build(at=TODAY, members_count=MEMBERS, council_count=COUNCIL)
