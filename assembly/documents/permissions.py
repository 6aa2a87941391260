"""Who may do what with documents."""

from assembly.law.acts import regulation
from assembly.people.enums import Role
from assembly.people.rights import declare

# The Secretariat prepares and keeps the papers of the Assembly (п. 17).
EDIT_DOCUMENT = declare("documents.edit_document", Role.SECRETARIAT, legal_ref=regulation("17"))
CHANGE_SETTING = declare("documents.change_setting", Role.HEAD_OF_SECRETARIAT, legal_ref=regulation("17"))
# Keeping the acts of the Assembly, its Head answers for what is corrected in them (п. 17).
CORRECT_ACT = declare("documents.correct_act", Role.HEAD_OF_SECRETARIAT, legal_ref=regulation("17"))
