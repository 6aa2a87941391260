"""Recording acts: the papers on which everything else rests."""

import base64
import secrets
from collections.abc import Collection
from datetime import date, datetime

from django.core.files import File
from django.db import transaction

from assembly.audit.services.chain import record
from assembly.common.clock import day_of
from assembly.documents.enums import ActAccess
from assembly.documents.models import Act, StoredFile, Version
from assembly.documents.permissions import EDIT_DOCUMENT
from assembly.documents.refusals import ActNumberTaken
from assembly.documents.services.files import store_file
from assembly.documents.services.numbers import hold_name
from assembly.people.models import User
from assembly.people.rights import require_right

CODE_BYTES = 16


def new_code() -> str:
    """Return a code of 128 random bits in lower-case base32: 26 signs that nobody can guess."""
    return base64.b32encode(secrets.token_bytes(CODE_BYTES)).decode().rstrip("=").lower()


@transaction.atomic
def record_act(
    *,
    kind: str,
    number: str,
    signed_on: date,
    organ: str,
    title_kk: str,
    title_ru: str,
    title_en: str = "",
    signed_at: datetime | None = None,
    version: Version | None = None,
    scan: StoredFile | None = None,
    access: str = ActAccess.RESTRICTED,
    actor: User | None,
    at: datetime,
) -> Act:
    """Record an act with its number, date and permanent address.

    It is a part of other acts (a signature, an adopted decision, a seat given): whoever calls it has
    checked the right to that act.

    Args:
        kind: see ``ActKind``.
        number: as printed on the paper.
        signed_on: the day on the paper, in Asia/Almaty.
        organ: whose act it is: chairman, assembly, council, secretariat, external.
        title_kk: title in Kazakh; ``title_ru`` and ``title_en`` likewise.
        title_ru: title in Russian.
        title_en: title in English, where there is one.
        signed_at: the moment of a signature in the portal; ``None`` for a paper.
        version: the text, where the portal holds it.
        scan: the paper's picture, where there is one.
        access: what a stranger is told who verifies it; see ``ActAccess``.
        actor: who signs or records.
        at: the moment of recording, timezone-aware.

    Raises:
        ActNumberTaken: the organ has an act of this kind, number and day already.
    """
    # Two clerks with the same paper: the second waits here and then sees the first one's act.
    taken, is_new = Act.objects.get_or_create(
        organ=organ,
        kind=kind,
        number=number,
        signed_on=signed_on,
        defaults={
            "signed_at": signed_at,
            "title_kk": title_kk,
            "title_ru": title_ru,
            "title_en": title_en,
            "version": version,
            "scan": scan,
            "access": access,
            "recorded_by": actor,
            "code": new_code(),
        },
    )
    if not is_new:
        raise ActNumberTaken(number=number, act_id=taken.pk)

    record(
        stream=taken,
        kind="documents.act_recorded",
        actor=actor,
        at=at,
        payload={
            "kind": str(kind),
            "number": number,
            "signed_on": signed_on.isoformat(),
            "organ": organ,
            "access": str(access),
            "version": version.pk if version else None,
            "scan": scan.sha256 if scan else None,
        },
    )
    return taken


@transaction.atomic
def record_paper_act(
    *,
    kind: str,
    number: str,
    signed_on: date,
    organ: str,
    title_kk: str,
    title_ru: str,
    upload: File | None = None,
    access: str = ActAccess.RESTRICTED,
    actor: User | None,
    at: datetime,
) -> Act:
    """Record an act that exists on paper, with its scan, so that others may rest on it.

    Args:
        kind: see ``ActKind``.
        number: as printed on the paper.
        signed_on: the day on the paper.
        organ: whose act it is.
        title_kk: title in Kazakh.
        title_ru: title in Russian.
        upload: the scan, where there is one.
        access: what a stranger is told who verifies it.
        actor: who records; needs ``documents.edit_document``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not record acts.
        ActNumberTaken: the organ has an act of this kind, number and day already.
        FileRejected: the scan is no picture or PDF that the portal keeps.
    """
    require_right(actor, EDIT_DOCUMENT, on=day_of(at))
    act = record_act(
        kind=kind,
        number=number.strip(),
        signed_on=signed_on,
        organ=organ,
        title_kk=title_kk.strip(),
        title_ru=title_ru.strip(),
        access=access,
        actor=actor,
        at=at,
    )
    if upload is not None:
        act.scan = store_file(upload=upload, subject=act, actor=actor, at=at)
        act.save(update_fields=["scan"])
    return act


def acts_named(
    named: Collection[tuple[str, str, date]],
    *,
    organ: str,
    title_kk: str,
    title_ru: str,
    actor: User | None,
    at: datetime,
) -> dict[tuple[str, str, date], Act]:
    """Find the acts that a register names, recording each that the portal does not hold yet, once.

    A part of another act, as :func:`record_act`: whoever calls it has checked the right to that act, has
    opened its transaction and leaves its event.

    Args:
        named: kinds, numbers and days.
        organ: whose acts they are.
        title_kk: title of those recorded now.
        title_ru: the same in Russian.
        actor: who records.
        at: the moment of recording, timezone-aware.
    """
    hold_name(f"acts:{organ}")
    wanted = set(named)
    days = {day for _kind, _number, day in wanted}
    found = {}
    for act in Act.objects.filter(signed_on__in=days).order_by("-pk"):
        # An organ's own act of this kind, number and day is the one that is meant.
        found[act.kind, act.number, act.signed_on] = act
    new = [
        Act(
            organ=organ,
            kind=kind,
            number=number,
            signed_on=day,
            title_kk=title_kk,
            title_ru=title_ru,
            recorded_by=actor,
            code=new_code(),
        )
        for kind, number, day in sorted(wanted - set(found), key=str)
    ]
    for act in Act.objects.bulk_create(new, batch_size=500):
        found[act.kind, act.number, act.signed_on] = act
    return {name: found[name] for name in wanted}
