"""Rights of the room, and of the two floors below it that know nobody."""

from assembly.law.acts import regulation
from assembly.people.enums import Role
from assembly.people.rights import declare

# The Secretariat organises and secures the work of the Assembly's organs (п. 17, подп. 1).
SECRETARIAT = regulation("17", "1")

VIEW_PERSONS = declare("people.view_persons", Role.SECRETARIAT, legal_ref=SECRETARIAT)
INVITE_PERSONS = declare("people.invite_persons", Role.SECRETARIAT, legal_ref=SECRETARIAT)
CLOSE_SIGN_IN = declare("people.close_sign_in", Role.SECRETARIAT, legal_ref=SECRETARIAT)
RESET_FACTOR = declare("people.reset_second_factor", Role.SECRETARIAT, legal_ref=SECRETARIAT)
VIEW_PAIRED = declare("people.view_paired", Role.SECRETARIAT, legal_ref=SECRETARIAT)
VIEW_MESSAGES = declare("outbox.view_messages", Role.SECRETARIAT, legal_ref=SECRETARIAT)
SEND_AGAIN = declare("outbox.send_again", Role.SECRETARIAT, legal_ref=SECRETARIAT)
VIEW_EVENTS = declare("audit.view_events", Role.SECRETARIAT, legal_ref=SECRETARIAT)
ADD_PERSON = declare("people.add_person", Role.SECRETARIAT, legal_ref=SECRETARIAT)
# The number is needed to tell persons apart in the registers; every view of it is written down.
VIEW_IIN = declare("people.view_iin", Role.SECRETARIAT, legal_ref=SECRETARIAT)
RECORD_IIN = declare("people.record_iin", Role.SECRETARIAT, legal_ref=SECRETARIAT)
# What the Secretariat works with together (п. 17): a saved view of a list, shared among its people.
SHARE_VIEW = declare("people.share_view", Role.SECRETARIAT, legal_ref=SECRETARIAT)
# Each person exists once in the registers that the Secretariat keeps (п. 17, подп. 1).
MERGE_PERSONS = declare("people.merge_persons", Role.SECRETARIAT, legal_ref=SECRETARIAT)
# Who looked at whose personal data is for him who answers for the Secretariat (п. 17).
VIEW_ACCESS = declare("people.view_access", Role.HEAD_OF_SECRETARIAT, legal_ref=SECRETARIAT)
