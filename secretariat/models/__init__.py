"""Citizens' appeals, what applicants are told, notes among the staff."""

from secretariat.models.appeals import AppealNote, AppealNotice, CitizenAppeal

__all__ = ["AppealNote", "AppealNotice", "CitizenAppeal"]
