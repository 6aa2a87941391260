"""Who may do what with the calendar."""

from assembly.law.acts import regulation
from assembly.people.enums import Role
from assembly.people.rights import declare

CHANGE_CALENDAR = declare("deadlines.change_calendar", Role.SECRETARIAT, legal_ref=regulation("17"))
