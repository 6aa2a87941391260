"""Entering the reference data: regions, organs, regional assemblies, offices."""

from datetime import datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.bodies.enums import BodyKind, OfficeKind
from assembly.bodies.models import Body, Office, Region
from assembly.bodies.reference import OFFICES, ORGANS, REGIONS
from assembly.documents.services.numbers import hold_name


@transaction.atomic
def seed_reference(*, at: datetime) -> int:
    """Enter what the portal cannot work without; return how many records were new. Safe to repeat.

    The 20 regions with their assemblies and akims (п. 18), the organs that exist once, the offices of
    the Chairman and of his three deputies (п. 5, 16, 17). Records that exist stay as they are.
    """
    hold_name("reference")
    new = 0
    for code, kk, ru, en, _genitive in REGIONS:
        names = {"name_kk": kk, "name_ru": ru, "name_en": en}
        new += Region.objects.get_or_create(code=code, defaults=names)[1]
    for kind, kk, ru, en in ORGANS:
        names = {"name_kk": kk, "name_ru": ru, "name_en": en}
        new += Body.objects.get_or_create(kind=kind, defaults=names)[1]
    new += _seed_regional_bodies()
    for office, count, kk, ru, en in OFFICES:
        missing = count - Office.objects.filter(kind=office).count()
        for _number in range(missing):
            Office.objects.create(kind=office, name_kk=kk, name_ru=ru, name_en=en)
            new += 1

    if new:
        record(stream="reference", kind="bodies.reference_entered", at=at, payload={"records": new})
    return new


def _seed_regional_bodies() -> int:
    new = 0
    assembly = Body.objects.get(kind=BodyKind.ASSEMBLY)
    regions = {region.code: region for region in Region.objects.all()}
    for code, kk, _ru, en, genitive in REGIONS:
        body_names = {
            "name_kk": f"{kk}ның ассамблеясы",
            "name_ru": f"Ассамблея {genitive}",
            "name_en": f"Assembly of {en}",
            "parent": assembly,
        }
        akim_names = {"name_kk": f"{kk}ның әкімі", "name_ru": f"Аким {genitive}", "name_en": f"Akim of {en}"}
        region = regions[code]
        new += Body.objects.get_or_create(
            kind=BodyKind.REGIONAL_ASSEMBLY, region=region, defaults=body_names
        )[1]
        new += Office.objects.get_or_create(kind=OfficeKind.AKIM, region=region, defaults=akim_names)[1]
    return new
