"""The room `council` as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CouncilConfig(AppConfig):
    """Label and name of the room; registries are filled in ``ready()``."""

    name = "council"
    label = "council"
    verbose_name = _("Council")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register procedure, numbering, the Chairman's two acts on a sitting, letters, desk, menu."""
        from assembly.bodies.enums import BodyKind
        from assembly.bodies.procedures import register_procedure
        from assembly.common.flow import register_flow
        from assembly.common.navigation import register
        from assembly.decisions.numbering import register_numbering
        from assembly.documents.renderers import register_renderer
        from assembly.documents.sealing import register_sealed_paper
        from assembly.documents.series import register_series
        from assembly.meetings.signing import register_presiding_signature
        from assembly.outbox.kinds import register_kind
        from assembly.people.desk import register_desk_source
        from council import (
            desk,
            excerpts,
            matters,
            menu,
            merging,
            messages,
            numbering,
            sentences,
            terms,
        )
        from council.services import rules
        from council.services.flow import CONVENING_FLOW

        register_procedure(BodyKind.COUNCIL, rules.PROCEDURE)
        register_numbering(BodyKind.COUNCIL, numbering.NUMBERING)
        register_series(numbering.SERIES)
        register_flow("council.council_meeting", CONVENING_FLOW)
        matters.register()
        register_kind(
            "council.invited", _("Invitation to a meeting of the Council"), messages.compose_invitation
        )
        register_kind("council.agreed", _("The Chairman has agreed"), messages.compose_agreement)
        register_desk_source(desk.desk_of_preparing)
        register_desk_source(desk.desk_of_term)
        register_presiding_signature(BodyKind.COUNCIL)
        register_renderer(
            excerpts.PAPER,
            excerpts.excerpt_paper,
            excerpts.can_read_excerpt,
            _("Excerpt from the minutes (PDF)"),
        )
        register_sealed_paper(excerpts.PAPER)
        terms.register()
        register(_("Assembly"), _("Council"), "council:home", "users-round", 330, right=menu.sees_council)
        sentences.register()
        merging.register()
