"""How the events of this room are said."""

from django.utils.translation import gettext_lazy as _

from assembly.audit.sentences import register_sentence


def register() -> None:
    """Register the sentences; called from ``ready()``."""
    _register_letters()
    register_sentence("people.person_invited", _("An invitation to sign in was written"), icon="mail")
    register_sentence(
        "people.persons_invited", _("Invitations to sign in were written: {count}"), icon="mails"
    )
    register_sentence(
        "people.invitation_accepted", _("The invitation was accepted, a password is set"), icon="key-round"
    )
    register_sentence(
        "people.person_added", _("The person was entered in the register"), icon="user-round-plus"
    )
    register_sentence("people.iin_recorded", _("The IIN was recorded"), icon="id-card")
    register_sentence("people.iin_removed", _("The IIN was removed"), icon="id-card")
    register_sentence(
        "people.keys_rotated", _("Personal values were brought under new keys: {persons}"), icon="key-round"
    )
    register_sentence(
        "people.sign_in_closed",
        _("The sign-in was closed; works handed over: {handed}, left: {left}"),
        icon="lock",
        state="late",
    )
    register_sentence("people.paired_act_asked", _("An act for two persons was asked for"), icon="users")
    register_sentence(
        "people.paired_act_confirmed", _("A second person confirmed the act and carried it out"), icon="users"
    )
    register_sentence(
        "people.paired_act_refused", _("A second person refused the act"), icon="x", state="late"
    )
    register_sentence("people.paired_act_withdrawn", _("The act was withdrawn"), icon="undo-2")
    register_sentence(
        "people.second_factor_reset",
        _("The second factor was reset by two persons; removed: {removed}"),
        icon="shield-off",
    )
    register_sentence("people.sign_in_reopened", _("The sign-in was opened again"), icon="lock-open")
    _register_registers()
    register_sentence("people.password_set", _("A new password is set"), icon="key-round")
    register_sentence("people.phone_changed", _("The telephone was changed"), icon="phone")
    _register_addresses()
    register_sentence("people.language_changed", _("The language of letters was changed"), icon="languages")
    register_sentence(
        "outbox.message_sent_again", _("An undelivered letter was put to be sent again"), icon="send"
    )
    register_sentence("people.second_factor_set_up", _("A second factor was set up"), icon="shield-check")
    register_sentence(
        "people.second_factor_removed", _("A second factor was removed"), icon="shield-off", state="late"
    )
    register_sentence("people.recovery_codes_made", _("New recovery codes were made"), icon="list-ordered")
    register_sentence(
        "people.factors_resealed", _("The secrets of second factors were re-sealed"), icon="key-round"
    )
    register_sentence(
        "people.signed_in_on_new_device", _("Signed in on a new device"), icon="monitor-smartphone"
    )
    register_sentence("people.session_ended", _("Sign-ins were ended: {count}"), icon="log-out")


def _register_addresses() -> None:
    """One's own address and letters."""
    register_sentence("people.letters_chosen", _("The choice of letters was changed"), icon="mail")
    register_sentence(
        "people.address_change_asked", _("A change of one's own e-mail address was asked for"), icon="mail"
    )
    register_sentence("people.address_changed", _("The new e-mail address was confirmed"), icon="mail-check")
    register_sentence(
        "people.address_change_withdrawn", _("The change of the e-mail address was withdrawn"), icon="mail-x"
    )


def _register_letters() -> None:
    register_sentence("people.letters_ordered", _("Printed letters were ordered: {count}"), icon="printer")
    register_sentence("people.letters_made", _("Printed letters were made: {count}"), icon="printer")
    register_sentence("people.letters_taken", _("Printed letters were downloaded: {count}"), icon="download")
    register_sentence(
        "people.letters_dropped", _("Printed letters were not downloaded; their codes ended"), icon="x"
    )
    register_sentence(
        "people.code_accepted", _("The code of a letter was accepted, a password is set"), icon="key-round"
    )


def _register_registers() -> None:
    """Cards and views of lists."""
    register_sentence(
        "people.persons_merged",
        _("Two cards of one person were merged: № {other} into № {kept}"),
        icon="merge",
    )
    register_sentence(
        "people.persons_kept_apart",
        _("Two cards were found to be of two persons: № {first} and № {second}"),
        icon="users",
    )
    register_sentence("people.view_saved", _("A view of a list was saved"), icon="bookmark")
    register_sentence(
        "people.view_opened_with", _("The view that a list opens with was changed"), icon="star"
    )
    register_sentence("people.view_removed", _("A view of a list was removed"), icon="bookmark-x")
