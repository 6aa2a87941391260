"""Who may do what with programme documents (п. 31): the Secretariat prepares, the Chairman approves."""

from assembly.law.acts import regulation
from assembly.people.enums import Role
from assembly.people.rights import declare

PREPARE = declare("programmes.prepare", Role.SECRETARIAT, legal_ref=regulation("31"))
VIEW = declare("programmes.view", Role.SECRETARIAT, Role.CHAIRMAN, legal_ref=regulation("31"))
