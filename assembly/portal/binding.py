"""The acts that bind, in one list: before them a person shows once more who he is.

Bound is what the Decree gives legal effect by somebody's hand: what the Chairman signs or refuses
(п. 5), what is recorded as signed by him, the minutes, who holds a seat or an office (and with it
rights), an address and its sending to state bodies (п. 11), what is given to somebody to carry out and its being
taken off control (п. 4, подп. 5), and the portal's own rules. Putting a Session to the Chairman binds nobody:
his signature does. Closing a poll
fixes its outcome, but a hall waits: there a sign-in of a few hours suffices. Casting a vote is never
interrupted: the voter was asked for who he is when he signed in, and his vote is final.
"""

from django.utils.translation import gettext_lazy as _

from assembly.law.acts import regulation
from assembly.people.proofs import Binding
from assembly.people.terms import HALL_MINUTES

CHAIRMAN, WORKING_BODY, OFFICES = regulation("5"), regulation("17", "1"), regulation("16")
CONTROL = regulation("4", "5")
COORDINATION, MANDATORY, APPEALS = regulation("28"), regulation("11"), regulation("17", "3")

BINDING = {
    "chairman:matter_sign": Binding(_("Signing by the Chairman"), CHAIRMAN),
    "chairman:matter_refuse": Binding(_("Refusal by the Chairman"), CHAIRMAN),
    "chairman:matter_paper": Binding(_("Recording an act that the Chairman signed on paper"), WORKING_BODY),
    "meetings:minutes_sign": Binding(_("Signing the minutes"), WORKING_BODY),
    "voting:poll_close": Binding(_("Closing the poll: its outcome is final"), WORKING_BODY, HALL_MINUTES),
    "voting:poll_void": Binding(_("Declaring the poll void"), WORKING_BODY, HALL_MINUTES),
    "decisions:decision_address": Binding(_("Issuing the decision as an address of the Assembly"), MANDATORY),
    "decisions:decision_send": Binding(_("Sending the decision to state bodies"), MANDATORY),
    "decisions:decision_assign": Binding(_("Giving an assignment"), CONTROL),
    "decisions:instruction_publish": Binding(_("Publishing an instruction of the Chairman"), CHAIRMAN),
    "decisions:assignment_take_off": Binding(_("Taking an assignment off control"), CONTROL),
    "bodies:seat_new": Binding(_("Giving a person a seat"), WORKING_BODY, asks_on_page=True),
    "bodies:seat_end": Binding(_("Ending a seat"), WORKING_BODY, asks_on_page=True),
    "bodies:seat_role": Binding(_("Changing the role of a member"), WORKING_BODY, asks_on_page=True),
    "bodies:office_appoint": Binding(_("Recording an appointment to an office"), OFFICES, asks_on_page=True),
    "bodies:office_vacate": Binding(_("Recording the end of an office"), OFFICES, asks_on_page=True),
    "bodies:officer_new": Binding(_("Giving somebody the rights of a state body"), COORDINATION),
    "bodies:officer_end": Binding(_("Ending somebody's rights of a state body"), COORDINATION),
    "people:address_change": Binding(_("Changing the address by which you sign in")),
    "secretariat:appeal_sign": Binding(_("Signing the answer to an appeal"), APPEALS),
    "people:person_close": Binding(_("Closing somebody's sign-in"), WORKING_BODY),
    "people:factor_reset": Binding(_("Asking for the reset of somebody's second factor"), WORKING_BODY),
    "people:paired_confirm": Binding(_("Confirming what another person has asked for"), WORKING_BODY),
    "people:person_reopen": Binding(_("Opening somebody's sign-in again"), WORKING_BODY),
    "documents:setting_change": Binding(_("Changing a rule of the portal")),
}
