"""Who may do what: the Secretariat creates commissions (п. 20) and groups (п. 25) and coordinates them (п. 26)."""

from assembly.law.acts import regulation
from assembly.people.enums import Role
from assembly.people.rights import declare

PREPARE = declare("formations.prepare", Role.SECRETARIAT, legal_ref=regulation("20"))
CREATE = declare("formations.create", Role.HEAD_OF_SECRETARIAT, legal_ref=regulation("20"))
VIEW = declare("formations.view", Role.SECRETARIAT, Role.CHAIRMAN, legal_ref=regulation("26"))
