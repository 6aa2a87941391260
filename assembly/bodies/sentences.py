"""How the events of this room are said."""

from django.utils.translation import gettext_lazy as _

from assembly.audit.sentences import register_sentence


def register() -> None:
    """Register the sentences; called from ``ready()``."""
    register_sentence(
        "bodies.reference_entered", _("Reference data were entered: {records}"), icon="database"
    )
    register_sentence("bodies.portrait_put", _("A photograph was put on the card"), icon="image-up")
    register_sentence("bodies.portrait_removed", _("The photograph was removed"), icon="trash-2")
    register_sentence("bodies.member_seated", _("A seat was given, first day: {from}"), icon="armchair")
    register_sentence(
        "bodies.membership_ended", _("The seat ended, first day without it: {until}"), icon="log-out"
    )
    register_sentence(
        "bodies.role_changed", _("The role in the body was changed, first day: {from}"), icon="repeat"
    )
    register_sentence(
        "bodies.officer_added", _("A post at a state body was given, first day: {from}"), icon="briefcase"
    )
    register_sentence(
        "bodies.officer_invited",
        _("A coordinator let the person act for the state body, first day: {from}"),
        icon="briefcase",
    )
    register_sentence(
        "bodies.officer_ended",
        _("The post at a state body ended, first day without it: {until}"),
        icon="log-out",
    )
    register_sentence("bodies.state_body_added", _("The state body was entered"), icon="building-2")
    register_sentence(
        "bodies.state_body_changed",
        _("The structure or the contacts of the state body were changed"),
        icon="pencil",
    )
    register_sentence(
        "bodies.state_body_ended", _("The state body exists no more since {on}"), icon="circle-x"
    )
    register_sentence(
        "bodies.association_added", _("The association was entered in the register"), icon="flower-2"
    )
    register_sentence(
        "bodies.accreditation_applied", _("An application for accreditation was received: {on}"), icon="inbox"
    )
    register_sentence(
        "bodies.accreditation_granted",
        _("Accredited, number in the register {number}; first day without it: {until}"),
        icon="badge-check",
    )
    register_sentence(
        "bodies.accreditation_refused", _("Accreditation was refused: {on}"), icon="badge-x", state="late"
    )
    register_sentence(
        "bodies.first_head_entered",
        _("The first head of the Secretariat was entered by a command"),
        icon="badge-check",
    )
    register_sentence("bodies.office_taken", _("An office was taken, first day: {from}"), icon="badge-check")
    register_sentence(
        "bodies.office_left", _("The office was left, first day without it: {until}"), icon="log-out"
    )
    _register_imports()


def _register_imports() -> None:
    register_sentence(
        "bodies.member_imported", _("Entered or changed by an import of a register"), icon="file-up"
    )
    register_sentence(
        "bodies.record_imported", _("Entered or changed by an import of a register"), icon="file-up"
    )
    register_sentence("bodies.import_begun", _("A table was uploaded to be imported"), icon="file-up")
    register_sentence(
        "bodies.import_checked", _("The table was checked against the register"), icon="list-checks"
    )
    register_sentence("bodies.import_confirmed", _("The import was confirmed"), icon="check")
    register_sentence("bodies.import_dropped", _("The import was cancelled, its table is removed"), icon="x")
    register_sentence("bodies.import_expired", _("The table was removed after a day"), icon="clock")
    register_sentence(
        "bodies.import_failed", _("The import was not written"), icon="triangle-alert", state="late"
    )
    register_sentence(
        "bodies.register_imported", _("The register was written, the table is removed"), icon="check"
    )
    register_sentence(
        "bodies.region_work_granted",
        _("A colleague was granted the work of the regional secretariat"),
        icon="user-round-plus",
    )
    register_sentence(
        "bodies.region_work_taken",
        _("The right to the work of the regional secretariat was taken away"),
        icon="user-round-minus",
    )
