"""Who may do what with Sessions."""

from datetime import date
from typing import Any

from assembly.law.acts import regulation
from assembly.people.enums import Role
from assembly.people.rights import declare
from sessions.models import AssemblySession

# The Secretariat prepares what the Chairman convenes (п. 17(1)).
DRAFT_SESSION = declare("sessions.draft_session", Role.SECRETARIAT, legal_ref=regulation("17", "1"))
PUT_SESSION = declare("sessions.put_session", Role.SECRETARIAT, legal_ref=regulation("17", "1"))


def can_view_session(user: Any, assembly_session: AssemblySession, *, on: date) -> bool:
    """Say whether ``user`` may read the Session: the same question as ``visible_to``."""
    return AssemblySession.objects.visible_to(user, on=on).filter(pk=assembly_session.pk).exists()
