"""Changing a setting: from a day on, by an act or as the portal's own default."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from assembly.audit.services.chain import record
from assembly.common.clock import day_of
from assembly.documents.models import Setting
from assembly.documents.permissions import CHANGE_SETTING
from assembly.documents.portal_settings import SETTINGS
from assembly.documents.refusals import SettingRefused
from assembly.documents.services.numbers import hold_name
from assembly.people.models import User
from assembly.people.rights import require_right


@transaction.atomic
def change_setting(
    *, key: str, value: Any, from_on: date, basis_id: int | None, actor: User | None, at: datetime
) -> Setting:
    """Give a setting a new value from a day on; the value before it ends on that day.

    Args:
        key: a registered setting.
        value: of the same kind as the default (a number, a text, a truth value).
        from_on: first day of the new value; not before the day of the act.
        basis_id: the act it rests on; ``None`` when it is the portal's own choice.
        actor: who changes it; needs ``documents.change_setting``.
        at: the moment, timezone-aware.

    Raises:
        LookupError: no room registered the key.
        NotAllowed: ``actor`` may not change settings.
        SettingRefused: the value is of another kind, or the day is past.
    """
    if key not in SETTINGS:
        raise LookupError(f"setting {key!r} is not registered")
    require_right(actor, CHANGE_SETTING, on=day_of(at))
    if type(value) is not type(SETTINGS[key].default):
        raise SettingRefused(reason=_("The value is of another kind than the default."), field="value")
    is_valid = SETTINGS[key].is_valid
    if is_valid is not None and not is_valid(value):
        raise SettingRefused(
            reason=_("The value cannot be read. Write it as the note of the setting says."), field="value"
        )
    if from_on < day_of(at):
        raise SettingRefused(reason=_("A setting cannot change for days that are past."), field="from_on")

    setting = hold_from(key=key, value=value, from_on=from_on, basis_id=basis_id, actor=actor)

    record(
        stream=f"setting:{key}",
        kind="documents.setting_changed",
        actor=actor,
        at=at,
        payload={"value": value, "from": from_on.isoformat(), "basis": basis_id},
    )
    return setting


def hold_from(*, key: str, value: Any, from_on: date, basis_id: int | None, actor: User | None) -> Setting:
    """Let a value hold from a day on; a part of an act that has checked its right, the value and the day.

    Of two at once the second waits for the first one's transaction and then replaces what it wrote.
    """
    hold_name(f"setting:{key}")
    # What was to begin on that day or later gives way; what held until now ends there.
    Setting.objects.filter(key=key, term__startswith__gte=from_on).delete()
    for before in Setting.objects.filter(key=key, term__contains=from_on):
        before.term = DateRange(before.term.lower, from_on)
        before.save(update_fields=["term"])
    return Setting.objects.create(
        key=key, value=value, term=DateRange(from_on, None), basis_id=basis_id, changed_by=actor
    )
