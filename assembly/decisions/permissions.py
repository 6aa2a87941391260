"""Who may do what with decisions; each right names the paragraph it rests on.

The Secretariat controls (п. 4(5)) and coordinates state bodies (п. 28). Whoever carries out acts for
his own lead alone: an officer for his state body, the holder for his office, the chair or the
secretary for his body; that is a question to ``visible_to``'s own query, never a copied grant.
"""

from datetime import date

from assembly.common.errors import NotAllowed
from assembly.decisions.models import Assignment, Consideration
from assembly.decisions.querysets import CONTROLLERS
from assembly.law.acts import regulation
from assembly.people.enums import Role
from assembly.people.models import User
from assembly.people.rights import declare

CONTROL = regulation("4", "5")
MANDATORY = regulation("11")
COORDINATION = regulation("28")
INSTRUCTS = regulation("5")

SEE_CONTROL = declare("decisions.see_control", *CONTROLLERS, legal_ref=CONTROL)
ISSUE_ADDRESS = declare("decisions.issue_address", Role.SECRETARIAT, legal_ref=MANDATORY)
RECORD_PUBLICATION = declare("decisions.record_publication", Role.SECRETARIAT, legal_ref=MANDATORY)
SEND_FOR_CONSIDERATION = declare("decisions.send_for_consideration", Role.SECRETARIAT, legal_ref=CONTROL)
ASSIGN_EXECUTION = declare("decisions.assign_execution", Role.SECRETARIAT, legal_ref=COORDINATION)
# An instruction is the Chairman's (п. 5); the Secretariat prepares it for him, he may write it himself.
DRAFT_INSTRUCTION = declare(
    "decisions.draft_instruction", Role.SECRETARIAT, Role.CHAIRMAN, legal_ref=INSTRUCTS
)
PUBLISH_INSTRUCTION = declare("decisions.publish_instruction", Role.CHAIRMAN, legal_ref=INSTRUCTS)
RETURN_REPORT = declare("decisions.return_report", Role.SECRETARIAT, legal_ref=CONTROL)
TAKE_OFF_CONTROL = declare("decisions.take_off_control", Role.SECRETARIAT, legal_ref=CONTROL)
CONSIDER_DECISION = declare("decisions.consider_decision", Role.STATE_OFFICER, legal_ref=MANDATORY)
CARRY_OUT_ASSIGNMENT = declare("decisions.carry_out_assignment", Role.STATE_OFFICER, legal_ref=COORDINATION)


def can_carry_out(user: User, assignment: Assignment, *, on: date) -> bool:
    """Say whether ``user`` acts for the lead executor of ``assignment`` on a day."""
    return Assignment.objects.led_by(user, on=on).filter(pk=assignment.pk).exists()


def require_carry_out(user: User, assignment: Assignment, *, on: date) -> None:
    """Raise unless ``user`` acts for the lead executor.

    Raises:
        NotAllowed: he does not.
    """
    if not can_carry_out(user, assignment, on=on):
        raise NotAllowed(legal_ref=COORDINATION, act=CARRY_OUT_ASSIGNMENT)


def can_consider(user: User, consideration: Consideration, *, on: date) -> bool:
    """Say whether ``user`` acts for the state body that owes this consideration."""
    return Consideration.objects.owed_by(user, on=on).filter(pk=consideration.pk).exists()


def require_consider(user: User, consideration: Consideration, *, on: date) -> None:
    """Raise unless ``user`` acts for the state body that owes this consideration.

    Raises:
        NotAllowed: he does not.
    """
    if not can_consider(user, consideration, on=on):
        raise NotAllowed(legal_ref=MANDATORY, act=CONSIDER_DECISION)
