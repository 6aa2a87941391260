"""Bodies, seats in them, offices, state bodies, associations, regions."""

from assembly.bodies.models.accreditations import Accreditation
from assembly.bodies.models.bodies import Body, Region
from assembly.bodies.models.grants import BodyGroupGrant, BodyUserGrant
from assembly.bodies.models.imports import RegisterImport
from assembly.bodies.models.memberships import Membership
from assembly.bodies.models.offices import Office, OfficeHolding
from assembly.bodies.models.partners import Association, StateBody, StateBodyOfficer
from assembly.bodies.models.portraits import Portrait

__all__ = [
    "Accreditation",
    "Association",
    "Body",
    "BodyGroupGrant",
    "BodyUserGrant",
    "Membership",
    "Office",
    "OfficeHolding",
    "Portrait",
    "Region",
    "RegisterImport",
    "StateBody",
    "StateBodyOfficer",
]
