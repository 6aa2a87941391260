"""The room `assembly.voting` as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VotingConfig(AppConfig):
    """Label and name of the room; registries are filled in ``ready()``."""

    name = "assembly.voting"
    label = "voting"
    verbose_name = _("Voting")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Fill the registries of the floors below."""
        from assembly.audit.sentences import register_sentence
        from assembly.audit.verifiers import register_verifier
        from assembly.common.flow import register_flow
        from assembly.common.navigation import register
        from assembly.meetings.annexes import register_annex
        from assembly.meetings.hindrances import register_hindrance
        from assembly.meetings.registrars import register_registrar
        from assembly.outbox.kinds import register_kind
        from assembly.people.desk import register_desk_source
        from assembly.people.second_factor import register_duty
        from assembly.voting import (
            annex,
            desk,
            hindrances,
            merging,
            permissions,
            tellers,
            terms,
            verification,
        )
        from assembly.voting.effects import PollEffect, register_effect
        from assembly.voting.enums import PollKind
        from assembly.voting.services.flow import POLL_FLOW
        from assembly.voting.services.tellers import ELECT_TELLERS, ELECTED, elect_tellers

        register_flow("voting.poll", POLL_FLOW)
        merging.register()
        register_annex("voting.polls", 20, annex.entries)
        register_hindrance(hindrances.require_no_open_poll)
        register_verifier("voting.polls", verification.recount_polls)
        register_desk_source(desk.waiting_polls)
        register("", _("Meeting now"), "voting:now", "vote", 15, right=permissions.votes_or_runs,
                 count=desk.polls_to_count, is_hot=True)  # fmt: skip
        register_sentence("voting.poll_drafted", _("The poll was prepared"), icon="pencil-line")
        register_sentence(
            "voting.poll_opened",
            _("Voting was opened. Present: {present}, needed: {needed}"),
            icon="vote",
        )
        register_sentence(
            "voting.poll_closed",
            _("Voting was closed. For: {votes_for}, needed: {needed}, present: {present}"),
            icon="circle-check",
        )
        register_sentence("voting.poll_voided", _("The poll was declared void"), icon="ban", state="late")
        register_effect(PollEffect(ELECT_TELLERS, PollKind.PROCEDURAL, elect_tellers, tellers.results))
        terms.register()
        register_registrar(tellers.is_teller_at)
        register_duty(tellers.must_count)
        register_desk_source(tellers.desk_of_teller)
        register_annex("voting.tellers", 21, tellers.entries)
        register_verifier("voting.tellers", tellers.verify_commissions)
        register_kind(ELECTED, _("Elected a teller of a sitting"), tellers.compose_elected)
        register_sentence(
            ELECTED, _("The sitting elected its counting commission: {tellers}"), icon="clipboard-check"
        )
