"""Which registers are filled from tables, and who writes them."""

from collections.abc import Callable

from assembly.bodies.imports.base import Register, Written
from assembly.bodies.imports.members import MEMBERS
from assembly.bodies.imports.officers import OFFICERS
from assembly.bodies.imports.partners import ASSOCIATIONS, STATE_BODIES
from assembly.bodies.services.import_members import write_members
from assembly.bodies.services.import_partners import write_associations, write_officers, write_state_bodies

REGISTERS: dict[str, Register] = {
    str(register.code): register for register in (MEMBERS, STATE_BODIES, ASSOCIATIONS, OFFICERS)
}
WRITERS: dict[str, Callable[..., Written]] = {
    "members": write_members,
    "state_bodies": write_state_bodies,
    "associations": write_associations,
    "officers": write_officers,
}


def register_of(code: str) -> Register:
    """Return a register by its code.

    Raises:
        LookupError: no register of that name is filled from tables.
    """
    return REGISTERS[code]
