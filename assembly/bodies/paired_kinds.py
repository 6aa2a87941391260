"""What of this room needs two persons, for the pages and the desk: words, terms, effects."""

from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assembly.bodies.enums import OfficerRole, SeatRole
from assembly.bodies.models import Body, Membership, Office, StateBody
from assembly.bodies.paired import GRANT_OFFICE, GRANT_POST, GRANT_REGION, GRANT_ROLE, GRANT_SEAT
from assembly.bodies.permissions import APPOINT, CHANGE_OFFICERS, GRANT_REGION_WORK, SEAT_MEMBER
from assembly.bodies.services.grants import give_office, give_post, give_seat
from assembly.bodies.services.region_work import give_region_work
from assembly.bodies.services.role_changes import give_role
from assembly.documents.models import Act
from assembly.documents.portal_settings import register_setting
from assembly.documents.selectors import setting_value
from assembly.law.acts import law_article, regulation
from assembly.people.models import PairedAct
from assembly.people.paired import PairedKind, Rows, register_paired

DAYS = "bodies.days_to_confirm_grant"


def lifetime(on: date) -> timedelta:
    """Return how long a grant waits for its second person: a setting."""
    return timedelta(days=int(setting_value(DAYS, on=on)))


def _from(act: PairedAct) -> tuple[Any, Any]:
    return _("First day"), date_format(date.fromisoformat(act.facts["from"]))


def _basis(act: PairedAct) -> tuple[Any, Any]:
    return _("Basis"), Act.objects.get(pk=act.facts["basis"]).reference


def seat_rows(act: PairedAct) -> Rows:
    """Return what is asked for: the body, the role in it, the day, the act."""
    body = Body.objects.get(pk=act.facts["body"])
    return [
        (_("Body"), body.name),
        (_("Role in the body"), SeatRole(act.facts["role"]).label),
        _from(act),
        _basis(act),
    ]


def role_rows(act: PairedAct) -> Rows:
    """Return what is asked for: the body, the role before and after, the day, the act."""
    seat = Membership.objects.select_related("body").get(pk=act.facts["membership"])
    return [
        (_("Body"), seat.body.name),
        (_("Role until then"), seat.get_role_display()),
        (_("Role in the body"), SeatRole(act.facts["role"]).label),
        _from(act),
        _basis(act),
    ]


def office_rows(act: PairedAct) -> Rows:
    """Return what is asked for: the office, the day, the act."""
    return [(_("Office"), Office.objects.get(pk=act.facts["office"]).name), _from(act), _basis(act)]


def post_rows(act: PairedAct) -> Rows:
    """Return what is asked for: the state body, the post, the day."""
    state_body = StateBody.objects.get(pk=act.facts["state_body"])
    role = OfficerRole(act.facts["role"]).label
    return [(_("State body"), state_body.name), (_("Post in the portal"), role), _from(act)]


def region_rows(act: PairedAct) -> Rows:
    """Return what is asked for: the regional assembly, and what the right allows."""
    allowed = _("Prepares its reports and carries out its assignments, as its secretary does")
    return [(_("Body"), Body.objects.get(pk=act.facts["body"]).name), (_("What it allows"), allowed)]


def register() -> None:
    """Register the kinds and the setting; called from ``ready()``."""
    register_setting(
        DAYS,
        7,
        gettext_lazy("Days in which a second person confirms a grant of rights"),
        gettext_lazy(
            "A seat in the Secretariat, an office with rights, a coordinator's post; no act sets it."
        ),
    )
    register_paired(
        PairedKind(
            GRANT_SEAT, gettext_lazy("Seat that gives rights in the portal"), SEAT_MEMBER, law_article("15"),
            lifetime, seat_rows, give_seat,
        )
    )  # fmt: skip
    register_paired(
        PairedKind(
            GRANT_ROLE, gettext_lazy("Role in a body that gives rights in the portal"), SEAT_MEMBER,
            law_article("15"), lifetime, role_rows, give_role,
        )
    )  # fmt: skip
    register_paired(
        PairedKind(
            GRANT_OFFICE, gettext_lazy("Office that gives rights in the portal"), APPOINT, regulation("16"),
            lifetime, office_rows, give_office,
        )
    )  # fmt: skip
    register_paired(
        PairedKind(
            GRANT_POST, gettext_lazy("Post of a coordinator or head of a state body"), CHANGE_OFFICERS,
            regulation("28"), lifetime, post_rows, give_post,
        )
    )  # fmt: skip
    register_paired(
        PairedKind(
            GRANT_REGION, gettext_lazy("Work for the secretariat of a regional assembly"), GRANT_REGION_WORK,
            regulation("19"), lifetime, region_rows, give_region_work,
        )
    )  # fmt: skip
