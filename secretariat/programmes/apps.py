"""Programme documents and the Concept as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    """Label and name of the room; registries are filled in ``ready()``."""

    name = "secretariat.programmes"
    label = "programmes"
    verbose_name = _("Programme documents")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the matter of approval, the flow, words of events, menus."""
        from assembly.audit.sentences import register_sentence
        from assembly.chairman.matters import MatterKind, register_matter_kind
        from assembly.common.flow import register_flow
        from assembly.common.navigation import register, register_public
        from assembly.documents.enums import ActAccess, ActKind
        from assembly.documents.verification import register_act_page
        from assembly.people.doors import may
        from secretariat.programmes import search, selectors
        from secretariat.programmes.permissions import VIEW
        from secretariat.programmes.services import programmes
        from secretariat.programmes.services.flow import PROGRAMME_FLOW

        register_flow("programmes.programme", PROGRAMME_FLOW)
        register_matter_kind(
            MatterKind(
                code=programmes.APPROVE,
                label=_("Approval of a programme document"),
                legal_ref=programmes.WAY,
                act_kind=ActKind.ORDER,
                require_signable=programmes.require_approvable,
                effect=programmes.approve_programme,
                panels=selectors.panels_of_approval,
                release=programmes.release_programme,
                subject_url=selectors.page_of_matter,
                act_access=ActAccess.PUBLIC,
            )
        )
        register_act_page("programmes", selectors.page_of_act)
        search.register()
        register(
            _("Secretariat"),
            _("Programme documents"),
            "programmes:programmes",
            "milestone",
            430,
            right=may(VIEW),
        )
        register_public(_("Programme documents"), "programmes:public_list", 35)
        for kind, words, icon in (
            ("programme_begun", _("The draft was begun"), "pencil-line"),
            ("put_on_agenda", _("The version was put on an agenda"), "calendar-plus"),
            ("gate_passed", _("A step of the way was passed"), "check"),
            ("programme_put", _("Put to the Chairman"), "send"),
            ("programme_released", _("Came back from the Chairman's desk"), "undo-2"),
            ("programme_approved", _("Approved by the Chairman of the Assembly"), "file-check"),
        ):
            register_sentence(f"programmes.{kind}", words, icon=icon)
