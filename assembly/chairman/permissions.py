"""Who may do what on the Chairman's desk."""

from datetime import date
from typing import Any

from assembly.chairman.models import Matter
from assembly.law.acts import regulation
from assembly.people.enums import Role
from assembly.people.rights import declare

# The Chairman's own powers; nobody signs for him (п. 5, 6).
SIGN_MATTER = declare("chairman.sign_matter", Role.CHAIRMAN, legal_ref=regulation("5"))
REFUSE_MATTER = declare("chairman.refuse_matter", Role.CHAIRMAN, legal_ref=regulation("5"))
# The Secretariat organises the Chairman's work (п. 17(1)).
PUT_MATTER = declare("chairman.put_matter", Role.SECRETARIAT, legal_ref=regulation("17", "1"))
WITHDRAW_MATTER = declare("chairman.withdraw_matter", Role.SECRETARIAT, legal_ref=regulation("17", "1"))
RECORD_PAPER_ACT = declare("chairman.record_paper_act", Role.SECRETARIAT, legal_ref=regulation("17", "1"))
# What the President's order says of his deputies the Secretariat enters (п. 16, 17(1)).
APPOINT_DEPUTY = declare("chairman.appoint_deputy", Role.SECRETARIAT, legal_ref=regulation("16"))

# The Chairman determines the directions of work (п. 5(2)); their text is drafted by the Secretariat (п. 17(1)).
PREPARE_DIRECTIONS = declare("chairman.prepare_directions", Role.SECRETARIAT, legal_ref=regulation("5", "2"))


def can_view_matter(user: Any, matter: Matter, *, on: date) -> bool:
    """Say whether ``user`` may read the matter: the same question as ``visible_to``."""
    return Matter.objects.visible_to(user, on=on).filter(pk=matter.pk).exists()


def can_read_scan(user: Any, subject_id: int, on: date) -> bool:
    """Say whether ``user`` may download the scan of a paper act: whoever reads its matter."""
    return Matter.objects.visible_to(user, on=on).filter(pk=subject_id).exists()
