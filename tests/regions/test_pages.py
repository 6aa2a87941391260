import pytest
from django.urls import reverse
from django.utils import translation

from assembly.bodies.enums import OfficeKind
from assembly.bodies.models import Office
from assembly.bodies.services.offices import appoint
from assembly.bodies.services.seed import seed_reference
from tests.bodies.test_memberships import make_basis
from tests.factories import NOON, SINCE, make_person, make_secretary

pytestmark = pytest.mark.django_db


def test_everybody_reads_the_list_of_regions_with_known_chairs(client):
    seed_reference(at=NOON)
    person = make_person(family_name="Әкімов", phone="+7 700 000 00 00", with_user=False)
    appoint(
        office_id=Office.objects.get(kind=OfficeKind.AKIM, region__code="71").pk,
        person_id=person.pk,
        from_on=SINCE,
        basis_id=make_basis().pk,
        actor=make_secretary(),
        at=NOON,
    )

    with translation.override("ru"):
        page = client.get(reverse("regions:region_list"))
    text = page.content.decode()

    assert (page.status_code, len(page.context["rows"])) == (200, 20)
    assert "Әкімов Айдос" in text
    assert "+7 700" not in text
    assert page.cookies == {}


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [
        ("kk", "Абай облысы", "Шымкент қаласы"),
        ("ru", "Акмолинская область", "Туркестанская область"),
        ("en", "Abai Region", "Zhetysu Region"),
    ],
)
def test_regions_stand_in_the_order_of_the_alphabet(client, language, first, last):
    seed_reference(at=NOON)
    with translation.override(language):
        rows = client.get(reverse("regions:region_list")).context["rows"]
        names = [row.region.name for row in rows]

    assert (names[0], names[-1]) == (first, last)


def test_without_reference_data_the_page_says_so(client):
    with translation.override("en"):
        assert "not entered yet" in client.get(reverse("regions:region_list")).content.decode()


def test_the_page_asks_as_much_for_twenty_as_for_none(client, django_assert_max_num_queries):
    seed_reference(at=NOON)
    with django_assert_max_num_queries(4):
        client.get("/kk/regions/")
