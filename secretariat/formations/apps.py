"""Commissions and working groups as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FormationsConfig(AppConfig):
    """Label and name of the room; registries are filled in ``ready()``."""

    name = "secretariat.formations"
    label = "formations"
    verbose_name = _("Commissions and working groups")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register procedures, numbering, the paper of reports, letters, reminders, menus, words of events."""
        from assembly.audit.sentences import register_sentence
        from assembly.bodies.enums import BodyKind
        from assembly.common.flow import register_flow
        from assembly.common.navigation import register, register_public
        from assembly.deadlines.plans import register_plan
        from assembly.decisions.numbering import register_numbering
        from assembly.documents.renderers import register_renderer
        from assembly.documents.sealing import register_sealed_paper
        from assembly.documents.series import register_series
        from assembly.outbox.kinds import register_kind
        from assembly.people.doors import may
        from assembly.people.merging import register_moving
        from secretariat.formations import numbering, paper, reminding
        from secretariat.formations.permissions import VIEW
        from secretariat.formations.portal_settings import register_settings
        from secretariat.formations.services.flow import FORMATION_FLOW
        from secretariat.formations.services.formations import PAPER

        register_settings()
        register_flow("formations.formation", FORMATION_FLOW)
        for kind in (BodyKind.COMMISSION, BodyKind.WORKING_GROUP):
            register_numbering(kind, numbering.NUMBERING)
        register_series(numbering.SERIES)
        register_renderer(PAPER, paper.report_paper, paper.can_read_report, _("PDF of the closing report"))
        register_sealed_paper(PAPER)
        register_kind("formations.named", _("Named to a commission or a working group"), reminding.letter)
        register_kind(reminding.LETTER, _("Term of a commission or a working group"), reminding.letter)
        register_plan(reminding.PLAN)
        register_moving("formations.PlannedSeat", "person", beside=("formation_id",))
        name = _("Commissions and working groups")
        register(_("Secretariat"), name, "formations:formations", "users-round", 440, right=may(VIEW))
        register_public(name, "formations:public_list", 50)
        for kind_of_event, words, icon in (
            ("formation_drafted", _("The plan was begun"), "pencil-line"),
            ("member_named", _("A member was named"), "user-round-plus"),
            ("member_dropped", _("A person was taken out of the plan"), "user-round-minus"),
            ("formation_created", _("Created by an order, members: {members}"), "file-check"),
            ("report_written", _("Version {number} of the closing report was written"), "pencil-line"),
            ("formation_ended", _("The work ended by an order"), "archive"),
        ):
            register_sentence(f"formations.{kind_of_event}", words, icon=icon)
