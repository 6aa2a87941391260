"""How much longer importing the register of 583 members takes than openpyxl needs to read its sheet.

The whole way is measured: reading the upload, recognising its columns, checking every cell against the
register, confirming, checking once more under the locks and writing in one transaction that waits for
its disk. Reading is measured as the portal's library does it at its plainest: open, walk through the rows.
"""

import io
import sys
import time

import openpyxl
from django.utils import timezone

from assembly.bodies.models import Membership
from assembly.bodies.services.seed import seed_reference
from assembly.people.models import Person
from tests.bodies.books import members, row, shared, written
from tests.factories import make_secretary

FILE, PERSONS = "members-register.xlsx", 583
ADDRESSES = ("@example.kz", "@bench.example")
READINGS = 3


def run():
    """Yield the metric; what was imported by an earlier run is taken out first."""
    now = timezone.now()
    seed_reference(at=now)
    actor = make_secretary()
    content = shared(FILE)
    forget()
    written(members(row(email="first@bench.example")), actor, at=now)  # loads what is loaded once
    reading_s = min(seconds_of(lambda: read(content)) for _ in range(READINGS))
    importing_s = seconds_of(lambda: written(content, actor, at=now))
    assert Membership.objects.filter(person__email__endswith=ADDRESSES[0]).count() >= PERSONS
    forget()
    print(f"reading {reading_s:.2f} s, importing {importing_s:.2f} s", file=sys.stderr)
    yield "import_ratio", importing_s / reading_s


def read(content):
    """Read the sheet and nothing more."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return sum(1 for _row in book.active.iter_rows(values_only=True))


def seconds_of(act):
    """Return how long an act takes."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def forget():
    """Take the imported persons and their seats out of the register."""
    for address in ADDRESSES:
        Membership.objects.filter(person__email__endswith=address).delete()
        Person.objects.filter(email__endswith=address).delete()
