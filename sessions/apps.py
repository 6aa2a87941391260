"""The room `sessions` as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SessionsConfig(AppConfig):
    """Label and name of the room; registries are filled in ``ready()``."""

    name = "sessions"
    label = "assembly_sessions"  # "sessions" is the label of django.contrib.sessions
    verbose_name = _("Assembly sessions")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register procedure, numbering, form of voting, the matter of convening, letters, desk, menu."""
        from assembly.audit.sentences import register_sentence
        from assembly.bodies.enums import BodyKind
        from assembly.bodies.procedures import register_procedure
        from assembly.chairman.matters import MatterKind, register_matter_kind
        from assembly.common.flow import register_flow
        from assembly.common.navigation import register
        from assembly.decisions.numbering import register_numbering
        from assembly.documents.enums import ActAccess, ActKind
        from assembly.documents.series import register_series
        from assembly.law.acts import regulation
        from assembly.outbox.kinds import register_kind
        from assembly.people.desk import register_desk_source
        from assembly.voting.effects import PollEffect, register_effect
        from assembly.voting.enums import PollKind
        from assembly.voting.form_sources import register_form_source
        from sessions import desk, menu, messages, numbering, permissions, search
        from sessions.services import convening, rules, voting_form
        from sessions.services.assembly_sessions import CONVENE
        from sessions.services.flow import SESSION_FLOW

        assert permissions.DRAFT_SESSION, "importing the module declares the rights"
        register_flow("sessions.assembly_session", SESSION_FLOW)
        register_procedure(BodyKind.ASSEMBLY, rules.PROCEDURE)
        register_numbering(BodyKind.ASSEMBLY, numbering.NUMBERING)
        register_series(numbering.SERIES)
        register_form_source(BodyKind.ASSEMBLY, voting_form.form_of_session)
        register_effect(
            PollEffect(voting_form.FIX_VOTING_FORM, PollKind.PROCEDURAL, voting_form.fix_voting_form)
        )
        register_matter_kind(
            MatterKind(
                code=CONVENE,
                label=_("Convening a Session"),
                legal_ref=regulation("5", "5"),
                act_kind=ActKind.ORDER,
                require_signable=convening.require_convenable,
                effect=convening.convene_session,
                panels=convening.panels_of_convening,
                release=convening.release_session,
                subject_url=convening.page_of_convening,
                act_access=ActAccess.PUBLIC,
            )
        )
        register_kind("sessions.invited", _("Invitation to a Session"), messages.compose_invitation)
        register_sentence("sessions.session_drafted", _("Preparation begun"), icon="pencil-line")
        register_sentence("sessions.session_changed", _("The plan was changed"), icon="pencil-line")
        register_sentence("sessions.session_put", _("Put to the Chairman"), icon="send")
        register_sentence(
            "sessions.session_released", _("Came back from the Chairman's desk"), icon="undo-2", state="late"
        )
        register_sentence(
            "sessions.session_convened", _("Convened; members invited: {invited}"), icon="landmark"
        )
        register_sentence(
            "sessions.voting_form_fixed", _("The Session fixed the form of voting"), icon="vote"
        )
        register_desk_source(desk.desk_of_staff)
        register(_("Assembly"), _("Sessions"), "sessions:list", "landmark", 310, right=menu.sees_sessions)
        search.register()
