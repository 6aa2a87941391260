"""Who may do what with the registers of bodies, seats and offices."""

from assembly.law.acts import law_article, regulation
from assembly.people.enums import Role
from assembly.people.rights import declare

# The Secretariat keeps the registers (п. 17); what it enters rests on an act of him who decides.
VIEW_REGISTERS = declare("bodies.view_registers", Role.SECRETARIAT, legal_ref=regulation("17"))
# A member's composition is the President's to approve (Закон об Ассамблее, ст. 15), the end is ст. 17.
SEAT_MEMBER = declare("bodies.seat_member", Role.SECRETARIAT, legal_ref=law_article("15"))
END_MEMBERSHIP = declare("bodies.end_membership", Role.SECRETARIAT, legal_ref=law_article("17"))
# The Secretariat coordinates the state bodies (п. 28).
CHANGE_OFFICERS = declare("bodies.change_officers", Role.SECRETARIAT, legal_ref=regulation("28"))
APPOINT = declare("bodies.appoint", Role.SECRETARIAT, legal_ref=regulation("16"))
# Only accredited associations belong to the Assembly; the Secretariat keeps their register (п. 17, подп. 1).
KEEP_ACCREDITATION = declare("bodies.keep_accreditation", Role.SECRETARIAT, legal_ref=regulation("17", "1"))
# A state body answers through its people (п. 28): its coordinator names the officers.
COORDINATE_OFFICERS = declare(
    "bodies.coordinate_officers", Role.STATE_COORDINATOR, legal_ref=regulation("28")
)
# A whole register at once is the same act as a seat at a time (ст. 15), done by the Secretariat (п. 17).
IMPORT_REGISTERS = declare("bodies.import_registers", Role.SECRETARIAT, legal_ref=regulation("17", "1"))
# The secretary of a regional assembly works with its people (п. 19), and sees no others.
VIEW_OWN_REGION = declare("bodies.view_own_region", Role.REGIONAL_SECRETARY, legal_ref=regulation("19"))
# The Secretariat answers for what the registers show (п. 17): a picture that does not belong there goes.
REMOVE_PORTRAIT = declare("bodies.remove_portrait", Role.SECRETARIAT, legal_ref=regulation("17", "1"))
# Which state bodies there are, and who goes on with whose work (п. 28).
KEEP_STATE_BODIES = declare("bodies.keep_state_bodies", Role.SECRETARIAT, legal_ref=regulation("28"))
# The secretariat of a regional assembly is its working body (п. 19): by the seat of its secretary, or granted by hand.
WORK_FOR_REGION = declare("bodies.work_for_region", legal_ref=regulation("19"))
GRANT_REGION_WORK = declare("bodies.grant_region_work", Role.SECRETARIAT, legal_ref=regulation("19"))
