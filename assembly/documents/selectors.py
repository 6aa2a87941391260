"""Reads: values of settings, files a user may open."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from assembly.documents.enums import SignatureReason, SignatureState
from assembly.documents.models import (
    Act,
    Correction,
    Rendition,
    Setting,
    Signature,
    SignatureCheck,
    StoredFile,
    Version,
)
from assembly.documents.portal_settings import SETTINGS, PortalSetting
from assembly.documents.readers import READERS
from assembly.documents.renderers import RENDERERS
from assembly.people.models import User


def setting_value(key: str, *, on: date) -> Any:
    """Return the value of a setting on a day; its default where nothing was set.

    Raises:
        LookupError: no room registered the key.
    """
    if key not in SETTINGS:
        raise LookupError(f"setting {key!r} is not registered")
    found = Setting.objects.filter(key=key, term__contains=on).first()
    return found.value if found else SETTINGS[key].default


def setting_since(key: str, on: date) -> tuple[Any, date | None]:
    """Return the value of a setting on a day and the day since which it holds; ``None`` for the default."""
    found = Setting.objects.filter(key=key, term__contains=on).first()
    return (found.value, found.term.lower) if found else (SETTINGS[key].default, None)


@dataclass(frozen=True, slots=True)
class SettingNow:
    """A setting as a page shows it."""

    setting: PortalSetting
    value: Any
    basis: Act | None
    is_default: bool


def settings_on(on: date) -> list[SettingNow]:
    """Return all registered settings with their values on a day, in the order of their keys."""
    stored = {row.key: row for row in Setting.objects.filter(term__contains=on).select_related("basis")}
    shown = []
    for key, setting in sorted(SETTINGS.items()):
        row = stored.get(key)
        shown.append(
            SettingNow(
                setting=setting,
                value=row.value if row else setting.default,
                basis=row.basis if row else None,
                is_default=row is None,
            )
        )
    return shown


def can_download(user: User, stored: StoredFile, *, on: date) -> bool:
    """Say whether ``user`` may download a file on a day: its record's room is asked, nobody else.

    A file that belongs to no record yet is its uploader's alone.
    """
    if not user.is_authenticated or not user.is_active:
        return False
    kind, _, number = stored.subject.partition(":")
    if not number.isdigit():
        return stored.uploaded_by_id is not None and stored.uploaded_by_id == user.pk
    reader = READERS.get(kind)
    return reader is not None and reader(user, int(number), on)


def current_version(act: Act) -> Version | None:
    """Return the text of an act that holds now: the last correction's, else the one that was signed."""
    last = Correction.objects.filter(act=act).select_related("version").order_by("-number").first()
    return last.version if last else act.version


def can_read_act(user: User, act_id: int, on: date) -> bool:
    """Say whether ``user`` may download the scan of an act of the register."""
    return Act.objects.visible_to(user, on=on).filter(pk=act_id).exists()


def can_read_rendition(user: User | AnonymousUser, rendition_id: int, on: date) -> bool:
    """Say whether ``user`` may download a PDF: the room of the record says so."""
    order = Rendition.objects.filter(pk=rendition_id).first()
    if order is None or order.template not in RENDERERS:
        return False
    return RENDERERS[order.template].can_read(user, int(order.subject.rpartition(":")[2]), on)


def with_last_check() -> QuerySet[Any]:
    """Return all signatures with what their newest checks found and when."""
    newest = SignatureCheck.objects.filter(signature=OuterRef("pk")).order_by("-checked_at", "-pk")
    return Signature.objects.annotate(
        last_at=Subquery(newest.values("checked_at")[:1]),
        last_state=Subquery(newest.values("state")[:1]),
        last_reason=Subquery(newest.values("reason")[:1]),
    )


def checked_before(moment: datetime) -> QuerySet[Any]:
    """Return the keys of signatures that were not checked since a moment, those that waited longest first."""
    waiting = with_last_check().filter(Q(last_at__isnull=True) | Q(last_at__lt=moment))
    return waiting.order_by(F("last_at").asc(nulls_first=True), "pk").values_list("pk", flat=True)


def fallen_signatures() -> QuerySet[Any]:
    """Return the signatures that do not stand by their newest checks, the latest found first.

    One whose certificate only ended after it was found valid stands; one that could not be checked is not fallen.
    """
    was_valid = SignatureCheck.objects.filter(signature=OuterRef("pk"), state=SignatureState.VALID)
    return (
        with_last_check()
        .filter(last_state__in=[SignatureState.INVALID, SignatureState.REVOKED])
        .exclude(Q(last_reason=SignatureReason.ENDED_SINCE) & Exists(was_valid))
        .order_by("-last_at", "-pk")
    )
