"""How the events of the room are said."""

from django.utils.translation import gettext_lazy as _

from assembly.audit.sentences import register_sentence


def register() -> None:
    """Register a sentence for each kind of event; called from ``ready()``."""
    for kind, words, icon in (
        ("consent_asked", _("Consent was asked for"), "mail"),
        ("consent_answered", _("The person answered"), "mail-check"),
        ("statute_drafted", _("The draft of the statute was written"), "pencil-line"),
        ("statute_approved", _("The statute was approved"), "file-check"),
        (
            "composition_approved",
            _("The composition was approved: joined {joined}, left {left}, members {members}"),
            "users-round",
        ),
        ("election_begun", _("The election began, candidates: {candidates}"), "vote"),
        ("void_polls_replaced", _("Void polls of round {round} were replaced"), "rotate-ccw"),
        ("round_concluded", _("The result of round {round} was established"), "check"),
        ("opinion_asked", _("The opinion was asked for, term {due_on}"), "send"),
        ("expert_drawn_in", _("An expert was drawn in"), "user-round-plus"),
        ("opinion_written", _("Version {number} of the opinion was written"), "pencil-line"),
        ("dissent_added", _("A dissent was put beside the opinion"), "message-square-warning"),
        ("opinion_issued", _("The opinion was issued, dissents: {dissents}"), "file-check"),
        ("opinion_withdrawn", _("The request was withdrawn"), "undo-2"),
    ):
        register_sentence(f"expert_council.{kind}", words, icon=icon)
    register_sentence(
        "meetings.coordinated_body_convened", _("A sitting was convened, invited: {invited}"), icon="calendar"
    )
