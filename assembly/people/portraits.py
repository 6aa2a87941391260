"""Who has photographs: the floor that keeps files says where a person's picture is shown from."""

from collections.abc import Callable

from assembly.people.models import Person

Address = Callable[[Person], str]
_addresses: list[Address] = []


def register_portraits(address: Address) -> None:
    """Register ``address(person)``: where the picture is, empty without one; called from ``ready()``."""
    _addresses[:] = [address]


def portrait_address(person: Person) -> str:
    """Return where a person's photograph is downloaded from; empty when there is none."""
    return _addresses[0](person) if _addresses else ""
