"""The room `regions` as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegionsConfig(AppConfig):
    """Label and name of the room; registries are filled in ``ready()``."""

    name = "regions"
    label = "regions"
    verbose_name = _("Regions")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Stand in the menus and on desks; watch the terms of reports; word letters and events; offer papers."""
        from assembly.bodies.enums import BodyKind
        from assembly.common.flow import register_flow
        from assembly.common.navigation import register, register_public
        from assembly.deadlines.plans import register_plan
        from assembly.decisions.numbering import register_numbering
        from assembly.documents.readers import register_reader
        from assembly.documents.renderers import register_renderer
        from assembly.documents.series import register_series
        from assembly.meetings.numbering import register_minutes_numbering
        from assembly.people.desk import register_desk_source
        from regions import desk, events, merging, messages, numbering, portal_settings, search
        from regions.paper import can_read_paper, report_paper
        from regions.reminding import PLAN
        from regions.selectors import can_read_file
        from regions.services.flow import REPORT_FLOW
        from regions.services.reports import PAPER

        register_public(_("Regions"), "regions:region_list", 40)
        register_flow("regional report", REPORT_FLOW)
        register_reader("regional_report", can_read_file)
        register_renderer(PAPER, report_paper, can_read_paper, _("PDF of the regional report"))
        register_plan(PLAN)
        portal_settings.register_settings()
        register_numbering(BodyKind.REGIONAL_ASSEMBLY, numbering.NUMBERING)
        register_minutes_numbering(BodyKind.REGIONAL_ASSEMBLY, numbering.MINUTES_NUMBERING)
        for series in numbering.SERIES:
            register_series(series)
        merging.register()
        search.register()
        messages.register_messages()
        events.register_events()
        register_desk_source(desk.desk_of_regions)
        register_desk_source(desk.desk_of_secretariat)
        group = _("Regional assemblies")
        register(
            group, _("Reports of regions"), "regions:work", "map", 460,
            right=desk.sees_regions, count=desk.to_check,
        )  # fmt: skip
        register(
            group, _("My region"), "regions:own", "map-pin", 462,
            right=desk.own_region, count=desk.to_send, is_hot=True,
        )  # fmt: skip
