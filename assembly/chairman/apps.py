"""The room `assembly.chairman` as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChairmanConfig(AppConfig):
    """Label and name of the room; registries are filled in ``ready()``."""

    name = "assembly.chairman"
    label = "chairman"
    verbose_name = _("Chairman")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register flow, rights, letters, desks, menu, the reader of scans, the setting, the check."""
        from assembly.chairman import (
            checks,
            deputies,
            desk,
            directions,
            handovers,
            menu,
            messages,
            numbering,
            paper,
            permissions,
            search,
            sentences,
        )
        from assembly.chairman.services.acts import SCAN_IS_REQUIRED
        from assembly.chairman.services.flow import MATTER_FLOW
        from assembly.common.flow import register_flow
        from assembly.documents.portal_settings import register_setting
        from assembly.documents.readers import register_reader
        from assembly.documents.renderers import register_renderer
        from assembly.documents.sealing import register_sealed_paper
        from assembly.documents.series import register_series
        from assembly.outbox.kinds import register_kind
        from assembly.people.desk import register_desk_source
        from assembly.people.enums import Role
        from assembly.people.letter_choices import register_choosable

        assert checks.check_matter_kinds, "importing the module registers the check"
        register_series(numbering.SERIES)
        register_flow("chairman.matter", MATTER_FLOW)
        register_kind(
            "chairman.matter_put", _("A matter waits for the Chairman"), messages.compose_matter_put
        )
        register_kind("chairman.matter_ended", _("The Chairman has acted"), messages.compose_matter_ended)
        register_choosable("chairman.matter_put", Role.CHAIRMAN)
        register_choosable("chairman.matter_ended", Role.SECRETARIAT, Role.HEAD_OF_SECRETARIAT)
        sentences.register()
        handovers.register()
        register_desk_source(desk.desk_of_chairman)
        register_desk_source(desk.desk_of_refused)
        deputies.register()
        directions.register()
        register_renderer(
            paper.ACT_PAPER, paper.act_paper, paper.can_read_act_paper, _("PDF of the Chairman's act")
        )
        register_sealed_paper(paper.ACT_PAPER)
        register_reader("matter", permissions.can_read_scan)
        register_setting(
            SCAN_IS_REQUIRED,
            default=False,
            label=_("A paper act of the Chairman needs its scan"),
            note=_("Not fixed by law. While it is off, the scan may be attached or left out."),
        )
        menu.register_lines()
        search.register()
