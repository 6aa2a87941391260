"""What no law sets in this room: quorum and majority of commissions and of working groups, reminders of a term."""

from django.utils.translation import gettext_lazy as _

from assembly.bodies.enums import BodyKind
from assembly.bodies.procedures import ProcedureBySettings, register_procedure_by_settings
from assembly.documents.portal_settings import register_setting
from secretariat.formations.reminding import REMIND_BEFORE
from secretariat.formations.services import rules


def register_settings() -> None:
    """Register the procedures and the settings; called from ``ready()``."""
    register_procedure_by_settings(
        BodyKind.COMMISSION,
        ProcedureBySettings(
            quorum=rules.COMMISSION_QUORUM,
            majority=rules.COMMISSION_MAJORITY,
            quorum_key=rules.COMMISSION_QUORUM_KEY,
            majority_key=rules.COMMISSION_MAJORITY_KEY,
        ),
        quorum_label=_("Commissions: quorum, of all members"),
        majority_label=_("Commissions: majority, of those present"),
    )
    register_procedure_by_settings(
        BodyKind.WORKING_GROUP,
        ProcedureBySettings(
            quorum=rules.GROUP_QUORUM,
            majority=rules.GROUP_MAJORITY,
            quorum_key=rules.GROUP_QUORUM_KEY,
            majority_key=rules.GROUP_MAJORITY_KEY,
        ),
        quorum_label=_("Working groups: quorum, of all members"),
        majority_label=_("Working groups: majority, of those present"),
    )
    register_setting(
        REMIND_BEFORE,
        "30,10,3",
        _("Reminders before the term of a commission or a working group, working days"),
        _("Default: no act sets when the portal reminds."),
    )
