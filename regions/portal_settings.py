"""Terms of reports, quorum and majority of a regional assembly: no act sets them."""

from django.utils.translation import gettext_lazy as _

from assembly.bodies.enums import BodyKind
from assembly.bodies.procedures import ProcedureBySettings, register_procedure_by_settings
from assembly.documents.portal_settings import register_setting
from regions.services import rules
from regions.services.opening import REPORT_DAYS
from regions.services.reports import REVISION_DAYS


def register_settings() -> None:
    """Register the settings; called from ``ready()``."""
    register_setting(
        REPORT_DAYS,
        10,
        _("Term of a regional report after the end of its quarter, working days"),
        _("Term by default: the Law asks for regular information and sets no term."),
    )
    register_procedure_by_settings(
        BodyKind.REGIONAL_ASSEMBLY,
        ProcedureBySettings(
            quorum=rules.QUORUM_DEFAULT,
            majority=rules.MAJORITY_DEFAULT,
            quorum_key=rules.QUORUM_KEY,
            majority_key=rules.MAJORITY_KEY,
        ),
        quorum_label=_("Regional assembly: quorum, of all members"),
        majority_label=_("Regional assembly: majority, of those present"),
    )
    register_setting(
        REVISION_DAYS,
        5,
        _("Term for revising a regional report that was returned, working days"),
        _("Term by default: no act sets how soon a returned report is sent again."),
    )
