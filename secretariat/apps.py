"""The room `secretariat` as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SecretariatConfig(AppConfig):
    """Label and name of the room; registries are filled in ``ready()``."""

    name = "secretariat"
    label = "secretariat"
    verbose_name = _("Secretariat")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the floors below what this room adds to theirs."""
        from assembly.common.flow import register_flow
        from assembly.documents.confidential import register_confidential_kind
        from assembly.documents.readers import register_reader
        from assembly.documents.renderers import register_renderer
        from assembly.documents.sealing import register_sealed_paper
        from assembly.documents.series import register_series
        from assembly.people.desk import register_desk_source
        from assembly.people.merging import register_moving, register_staying
        from assembly.people.rotation import register_reseal
        from secretariat import (
            desk,
            due_organs,
            due_sources,
            handovers,
            numbering,
            paper,
            permissions,
            reminding,
            search,
        )
        from secretariat.events import register_events
        from secretariat.menu import register_menu
        from secretariat.messages import register_messages
        from secretariat.portal_settings import register_settings
        from secretariat.resealing import reseal_applicants
        from secretariat.selectors import can_read_files
        from secretariat.services.flow import APPEAL_FLOW

        assert permissions.VIEW_APPEALS, "importing the module declares the rights"
        register_flow("secretariat.appeal", APPEAL_FLOW)
        register_series(numbering.SERIES)
        register_settings()
        register_events()
        register_messages()
        register_confidential_kind(paper.ANSWER_KIND)
        register_reader("citizenappeal", can_read_files)
        register_renderer(
            paper.ANSWER_PAPER, paper.answer_paper, paper.can_read_answer, _("PDF of the answer to an appeal")
        )
        register_sealed_paper(paper.ANSWER_PAPER)
        register_reseal("secretariat.applicants", reseal_applicants)
        register_moving("secretariat.CitizenAppeal", "executor")
        register_staying("secretariat.CitizenAppeal", "signed_by", "a signature is what was signed")
        register_desk_source(desk.desk_of_staff)
        handovers.register()
        reminding.register()
        due_sources.register()
        due_organs.register()
        register_menu()
        search.register()
