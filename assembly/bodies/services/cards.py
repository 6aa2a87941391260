"""Cards that may take a seat, a post or an office."""

from assembly.bodies.refusals import CardMerged
from assembly.people.models import Person


def require_unmerged(person_id: int) -> Person:
    """Lock the card for the rest of the transaction, so that nobody merges it meanwhile; return it.

    Raises:
        CardMerged: it was merged into another card.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person_id)
    if person.merged_into_id is not None:
        raise CardMerged(name=person.full_name)
    return person
