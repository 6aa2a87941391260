"""Persons, their sign-in, their invitations and notices."""

from assembly.people.models.addresses import AddressChange
from assembly.people.models.closures import Closure, HandedOver
from assembly.people.models.devices import KnownDevice
from assembly.people.models.distinct import DistinctPersons
from assembly.people.models.letter_choices import MutedLetter
from assembly.people.models.letters import LetterBatch
from assembly.people.models.notices import Notice
from assembly.people.models.paired import PairedAct
from assembly.people.models.persons import Person
from assembly.people.models.saved_views import SavedView
from assembly.people.models.users import Invitation, User

__all__ = [
    "AddressChange",
    "Closure",
    "DistinctPersons",
    "HandedOver",
    "Invitation",
    "KnownDevice",
    "LetterBatch",
    "MutedLetter",
    "Notice",
    "PairedAct",
    "Person",
    "SavedView",
    "User",
]  # fmt: skip
