"""A photograph on one's own card: drawn anew, so that nothing but the picture is kept; removed for good."""

import io
import warnings
from datetime import datetime

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image, ImageOps

from assembly.audit.services.chain import record
from assembly.bodies.models import Portrait
from assembly.bodies.permissions import REMOVE_PORTRAIT
from assembly.bodies.refusals_portraits import NoPortrait, PortraitRejected, PortraitTooSmall
from assembly.common.clock import day_of
from assembly.common.errors import NotAllowed
from assembly.documents.selectors import setting_value
from assembly.documents.services.files import store_file
from assembly.documents.services.kinds import MEGABYTE, kind_of
from assembly.people.models import Person, User
from assembly.people.rights import require_right

PORTRAIT_LIMIT = "bodies.portrait_limit_mb"
KINDS = ("png", "jpg")
# Points of a side: what is kept, and what a picture needs at least.
SIDE, LEAST_SIDE = 512, 128
# A few kilobytes can unpack into gigabytes; a telephone's camera makes fifty million points.
MOST_POINTS = 60_000_000
# A face stands above the middle of an upright photograph.
CENTRE = (0.5, 0.35)


@transaction.atomic
def put_portrait(*, person_id: int, upload: File, actor: User, at: datetime) -> Portrait:
    """Put a photograph on one's own card; a former one is removed.

    The picture is drawn anew as a square JPEG: place, time and device that a camera writes into it are gone.

    Args:
        person_id: whose card; only he himself.
        upload: the file as it came; what it is is told by its content.
        actor: who puts it.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` is somebody else.
        PortraitRejected, PortraitTooSmall: it is no picture that can be kept.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person_id)
    if not actor.is_active or person.user_id != actor.pk:
        raise NotAllowed(act="bodies.put_portrait")
    limit = int(setting_value(PORTRAIT_LIMIT, on=day_of(at)))
    if (upload.size or 0) > limit * MEGABYTE or kind_of(upload) not in KINDS:
        raise PortraitRejected(field="upload", limit=limit)
    drawn = _drawn_anew(upload, limit)

    _drop(person)
    stored = store_file(
        upload=ContentFile(drawn, name="portrait.jpg"), subject=f"portrait:{person.pk}", actor=actor, at=at
    )
    portrait = Portrait.objects.create(person=person, stored_file=stored, at=at)

    record(stream=person, kind="bodies.portrait_put", actor=actor, at=at, payload={"file": stored.pk})
    return portrait


@transaction.atomic
def remove_portrait(*, person_id: int, actor: User, at: datetime) -> None:
    """Remove a photograph, file and all: one's own, or, as the Secretariat, anybody's.

    Raises:
        NotAllowed: it is somebody else's and ``actor`` keeps no registers.
        NoPortrait: there is none.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person_id)
    if not actor.is_active or person.user_id != actor.pk:
        require_right(actor, REMOVE_PORTRAIT, on=day_of(at))
    if not _drop(person):
        raise NoPortrait(name=person.full_name)

    record(stream=person, kind="bodies.portrait_removed", actor=actor, at=at,
           payload={"by_himself": person.user_id == actor.pk})  # fmt: skip


def _drop(person: Person) -> bool:
    portrait = Portrait.objects.filter(person=person).select_related("stored_file").first()
    if portrait is None:
        return False
    stored = portrait.stored_file
    name, storage = str(stored.file.name), stored.file.storage
    portrait.delete()
    stored.delete()
    transaction.on_commit(lambda: storage.delete(name))
    return True


def _drawn_anew(upload: File, limit: int) -> bytes:
    upload.seek(0)
    try:
        with warnings.catch_warnings(), Image.open(upload, formats=("JPEG", "PNG")) as picture:  # type: ignore[arg-type]
            # A size that Pillow only warns of is refused below.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            if picture.width * picture.height > MOST_POINTS:
                raise PortraitRejected(field="upload", limit=limit)
            if min(picture.size) < LEAST_SIDE:
                raise PortraitTooSmall(field="upload", side=LEAST_SIDE)
            picture.draft("RGB", (SIDE, SIDE))
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise PortraitRejected(field="upload", limit=limit) from error
    paper = Image.new("RGBA", upright.size, "white")
    square = ImageOps.fit(
        Image.alpha_composite(paper, upright).convert("RGB"), (SIDE, SIDE), centering=CENTRE
    )
    written = io.BytesIO()
    square.save(written, "JPEG", quality=85, optimize=True)
    return written.getvalue()
