"""Giving a number by its series, and changing how a series is numbered from a day on."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assembly.audit.services.chain import record
from assembly.common.clock import day_of
from assembly.documents.models import NumberSeries, Setting
from assembly.documents.numbering import last_count, rule_on
from assembly.documents.permissions import CHANGE_SETTING
from assembly.documents.refusals import SettingRefused
from assembly.documents.series import SERIES, YEAR, N, require_template, written
from assembly.documents.services.numbers import next_number
from assembly.documents.services.portal_settings import hold_from
from assembly.people.models import User
from assembly.people.rights import require_right


def take_number(code: str, *, within: str = "", values: Mapping[str, object], on: date) -> str:
    """Return the next number of a series by its template on a day; runs inside the transaction of the act.

    The row of the count is locked until that transaction ends, so that the count has no gap.

    Args:
        code: a registered series.
        within: what the count is kept for: the Session, the kind of act, the organ.
        values: values of the template's places, besides the count and the year.
        on: the day of the act.

    Raises:
        LookupError: no room registered the series.
        RuntimeError: called outside a transaction, where a number could be lost.
    """
    if code not in SERIES:
        raise LookupError(f"number series {code!r} is not registered")
    series = SERIES[code]
    rule = rule_on(series, on=on)
    count = 0
    if series.scope:
        scope = series.scope_of(within, year=on.year, restarts=rule.restarts)
        before = last_count(series, within=within, year=on.year, restarts=rule.restarts)
        if before and not rule.restarts:
            # The first one of a count that no longer begins anew goes on from the last year's.
            NumberSeries.objects.bulk_create(
                [NumberSeries(scope=scope, last_number=before)], ignore_conflicts=True
            )
        count = next_number(scope)
    return written(rule.template, {**values, YEAR: on.year, N: count})


@transaction.atomic
def change_series(
    *,
    code: str,
    template: str,
    restarts: bool,
    from_on: date,
    basis_id: int | None,
    actor: User | None,
    at: datetime,
) -> Setting:
    """Change how a series is numbered, from a later day on; what was issued keeps its number.

    Args:
        code: a registered series.
        template: what a number is made of: ``{n}/{year}``.
        restarts: whether the count begins anew with each year.
        from_on: first day of the new rule: tomorrow or later; 1 January where ``restarts`` changes.
        basis_id: the act it rests on; ``None`` when it is the Secretariat's own choice.
        actor: who changes it; needs ``documents.change_setting``.
        at: the moment, timezone-aware.

    Raises:
        LookupError: no room registered the series.
        NotAllowed: ``actor`` may not change how papers are numbered.
        SettingRefused: the template makes no number of its own for each paper, or the day cannot be.
    """
    if code not in SERIES:
        raise LookupError(f"number series {code!r} is not registered")
    series = SERIES[code]
    require_right(actor, CHANGE_SETTING, on=day_of(at))
    template = " ".join(template.split())
    require_series(code, template=template, restarts=restarts, from_on=from_on, at=at)

    value = {"template": template, "restarts": restarts}
    setting = hold_from(key=series.key, value=value, from_on=from_on, basis_id=basis_id, actor=actor)

    record(
        stream=f"setting:{series.key}",
        kind="documents.series_changed",
        actor=actor,
        at=at,
        payload={**value, "from": from_on.isoformat(), "basis": basis_id},
    )
    return setting


def require_series(code: str, *, template: str, restarts: bool, from_on: date, at: datetime) -> None:
    """Raise unless a series may be numbered so from a day on; writes nothing.

    Raises:
        SettingRefused: the template makes no number of its own for each paper, or the day cannot be.
    """
    series = SERIES[code]
    require_template(series, template)
    if from_on <= day_of(at):
        reason = _("What is issued today is numbered by today's rule: choose a later day.")
        raise SettingRefused(reason=reason, field="from_on")
    if not series.may_restart and restarts != series.restarts:
        reason = _("The count of this series does not follow the year.")
        raise SettingRefused(reason=reason, field="restarts")
    if restarts != rule_on(series, on=from_on).restarts and (from_on.month, from_on.day) != (1, 1):
        reason = _("A count begins anew, or ceases to, with the year: choose 1 January.")
        raise SettingRefused(reason=reason, field="from_on")
