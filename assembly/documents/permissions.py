"""Who may do what with documents."""

from assembly.law.acts import regulation
from assembly.people.enums import Role, Standing
from assembly.people.rights import declare

# The Secretariat prepares and keeps the papers of the Assembly (п. 17); a regional one those of its body (п. 19).
EDIT_DOCUMENT = declare(
    "documents.edit_document", Role.SECRETARIAT, own=(Standing.SECRETARIAT,), legal_ref=regulation("17")
)
CHANGE_SETTING = declare("documents.change_setting", Role.HEAD_OF_SECRETARIAT, legal_ref=regulation("17"))
# Keeping the acts of the Assembly, its Head answers for what is corrected in them (п. 17).
CORRECT_ACT = declare("documents.correct_act", Role.HEAD_OF_SECRETARIAT, legal_ref=regulation("17"))
