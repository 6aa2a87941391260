"""Who may do what with citizens' appeals; each right names the place it rests on."""

from assembly.law.acts import appc_article, regulation
from assembly.people.enums import Role
from assembly.people.rights import declare

# The Secretariat considers appeals of national significance that touch interethnic relations.
APPEALS = regulation("17", "3")
CONTENTS, REGISTRATION, REDIRECTION = appc_article("63"), appc_article("64"), appc_article("65")
TERM = appc_article("76")
COORDINATION = regulation("28")

VIEW_APPEALS = declare("secretariat.view_appeals", Role.SECRETARIAT, legal_ref=APPEALS)
REGISTER_APPEAL = declare("secretariat.register_appeal", Role.SECRETARIAT, legal_ref=REGISTRATION)
TRIAGE_APPEAL = declare("secretariat.triage_appeal", Role.SECRETARIAT, legal_ref=APPEALS)
CHANGE_EXECUTOR = declare("secretariat.change_executor", Role.SECRETARIAT, legal_ref=APPEALS)
WORK_ON_APPEAL = declare("secretariat.work_on_appeal", Role.SECRETARIAT, legal_ref=APPEALS)
TELL_APPLICANT = declare("secretariat.tell_applicant", Role.SECRETARIAT, legal_ref=TERM)
# A reasoned decision of the head extends the term; the head answers for the Secretariat.
EXTEND_TERM = declare("secretariat.extend_appeal_term", Role.HEAD_OF_SECRETARIAT, legal_ref=TERM)
SIGN_ANSWER = declare("secretariat.sign_appeal_answer", Role.HEAD_OF_SECRETARIAT, legal_ref=APPEALS)
# What is due over all rooms is seen by those who control and coordinate.
SEE_DUE = declare("secretariat.see_due", Role.SECRETARIAT, Role.HEAD_OF_SECRETARIAT, legal_ref=COORDINATION)
