"""Photographs: where one is shown from, and who may see it."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assembly.bodies.models import Portrait
from assembly.bodies.personal import persons_visible_to
from assembly.bodies.services.portraits import PORTRAIT_LIMIT
from assembly.documents.portal_settings import register_setting
from assembly.documents.readers import register_reader
from assembly.people.models import Person, User
from assembly.people.portraits import register_portraits


def can_see_portrait(user: User, person_id: int, on: date) -> bool:
    """Say whether ``user`` may download the photograph of a person: his own, or of a card that he may open."""
    person = user.known_person
    if person is not None and person.pk == person_id:
        return True
    return persons_visible_to(user, on).filter(pk=person_id).exists()


def portrait_url(person: Person) -> str:
    """Return where a person's photograph is downloaded from; empty when there is none."""
    file_id = Portrait.objects.filter(person=person).values_list("stored_file_id", flat=True).first()
    return reverse("documents:download", args=[file_id]) if file_id else ""


def register() -> None:
    """Register the reader, the address and the setting; called from ``ready()``."""
    register_reader("portrait", can_see_portrait)
    register_portraits(portrait_url)
    register_setting(
        PORTRAIT_LIMIT, 5, _("Largest photograph, MB"), _("Not fixed by law: what a telephone makes.")
    )
