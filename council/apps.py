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
        from assembly.chairman.matters import MatterKind, register_matter_kind
        from assembly.common.flow import register_flow
        from assembly.common.navigation import register
        from assembly.decisions.numbering import register_numbering
        from assembly.documents.enums import ActAccess, ActKind
        from assembly.documents.renderers import register_renderer
        from assembly.documents.sealing import register_sealed_paper
        from assembly.documents.series import register_series
        from assembly.meetings.signing import register_presiding_signature
        from assembly.outbox.kinds import register_kind
        from assembly.people.desk import register_desk_source
        from council import desk, excerpts, menu, merging, messages, numbering, permissions, sentences, terms
        from council.services import convening, council_meetings, rules
        from council.services.flow import CONVENING_FLOW

        register_procedure(BodyKind.COUNCIL, rules.PROCEDURE)
        register_numbering(BodyKind.COUNCIL, numbering.NUMBERING)
        register_series(numbering.SERIES)
        register_flow("council.council_meeting", CONVENING_FLOW)
        # The Chairman's act convenes; or he agrees that a deputy does (п. 12).
        for code, label, act_kind, access, effect in (
            (
                council_meetings.CONVENE,
                _("Convening the Council"),
                ActKind.ORDER,
                ActAccess.PUBLIC,
                convening.convene_by_act,
            ),
            (
                council_meetings.AGREE,
                _("Agreement to convene the Council"),
                ActKind.LETTER,
                ActAccess.RESTRICTED,
                convening.agree_by_act,
            ),
        ):
            register_matter_kind(
                MatterKind(
                    code=code,
                    label=label,
                    legal_ref=council_meetings.PARAGRAPH,
                    act_kind=act_kind,
                    require_signable=convening.require_on_the_desk,
                    effect=effect,
                    panels=convening.panels_of_meeting,
                    release=convening.release_council_meeting,
                    subject_url=convening.page_of_meeting,
                    act_access=access,
                    put_right=permissions.PUT_MEETING,
                )
            )
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
