"""What no law sets in this room: quorum and majority, the term of an opinion."""

from django.utils.translation import gettext_lazy as _

from assembly.bodies.enums import BodyKind
from assembly.bodies.procedures import ProcedureBySettings, register_procedure_by_settings
from assembly.documents.portal_settings import register_setting
from expert_council.services import rules
from expert_council.services.opinions import TERM_KEY


def register_settings() -> None:
    """Register the procedure and the settings; called from ``ready()``."""
    register_procedure_by_settings(
        BodyKind.EXPERT_COUNCIL,
        ProcedureBySettings(
            quorum=rules.QUORUM_DEFAULT,
            majority=rules.MAJORITY_DEFAULT,
            quorum_key=rules.QUORUM_KEY,
            majority_key=rules.MAJORITY_KEY,
        ),
        quorum_label=_("Scientific-Expert Council: quorum, of all members"),
        majority_label=_("Scientific-Expert Council: majority, of those present"),
    )
    register_setting(
        TERM_KEY,
        15,
        _("Term for an expert opinion, working days"),
        _("Default term: no act sets it; each request may name another day."),
    )
