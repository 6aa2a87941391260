"""What the room refuses, in words."""

from django.utils.translation import gettext_lazy as _

from assembly.common.errors import DomainError


class GateSkipped(DomainError):
    """A gate before this one has not been passed by this version."""

    code = "gate_skipped"
    title = _("A step of the way is missing")
    text = _("This version has not passed: {missing}. No step of the way can be skipped.")
    advice = _(
        "Pass that step first. A new version begins the way anew, since each record is about one text."
    )


class GatePassed(DomainError):
    """This version has passed the gate already."""

    code = "gate_passed"
    title = _("This step is passed already")
    text = _("This version has passed this step already; the record stands.")


class NotItsEvidence(DomainError):
    """The record is about another text, or of another organ, or not adopted."""

    code = "not_its_evidence"
    title = _("This record does not prove the step")
    text = _(
        "Only a record about this very version of the text proves the step: an issued opinion on it, or a decision adopted on the agenda item that names it."
    )
    advice = _("Choose one of the records that the page offers.")


class NotItsAgenda(DomainError):
    """The item cannot bear the document."""

    code = "not_its_agenda"
    title = _("The document cannot be put on this agenda item")
    text = _(
        "A programme document is put on a planned item of the Council or of the Session whose competence is programme documents or conceptual approaches, one text an item."
    )
    advice = _("Put such an item on the agenda of the sitting first.")


class ProgrammeClosed(DomainError):
    """The document is with the Chairman, or approved."""

    code = "programme_closed"
    title = _("This document is no longer in preparation")
    text = _("The document is with the Chairman or approved.")
    advice = _("Withdraw the matter from the Chairman's desk to go on with the text.")
