"""Refusals: what the portal will not do, why, by which paragraph, and what to do next.

A refusal carries values and a legal reference; its words are made at the door, in the reader's
language. Pages show it as a panel, the API as ``{code, message, legal_ref}``.
"""

from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assembly.law.refs import LegalRef

Words = str | Promise


class DomainError(Exception):
    """A refusal that may be shown to the person who asked.

    Subclasses set ``code`` (stable), ``title`` (what was refused), ``text`` (what is missing and
    why) and ``advice`` (what to do next); the last two are templates over ``params``.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409
    title: ClassVar[Words] = _("This cannot be done")
    text: ClassVar[Words] = ""
    advice: ClassVar[Words] = ""

    def __init__(self, *, legal_ref: LegalRef | None = None, **params: Any) -> None:
        self.legal_ref = legal_ref
        self.params = params
        super().__init__(self.code, params)

    def __getattr__(self, name: str) -> Any:
        """Give the values of the refusal as attributes: ``refusal.present``."""
        params = self.__dict__.get("params", {})
        if name in params:
            return params[name]
        raise AttributeError(name)

    def message(self) -> str:
        """Return the sentence in the language of the moment."""
        return str(self.text or self.title).format(**self.params)

    def advice_text(self) -> str:
        """Return what to do next, in the language of the moment; empty when nothing can be advised."""
        return str(self.advice).format(**self.params)


class NotAllowed(DomainError):
    """The actor has no right to this act."""

    code = "not_allowed"
    status = 403
    title = _("You have no right to do this")
    text = _("This act is not among your rights.")
    advice = _("If you think it should be, write to the Secretariat.")


class TransitionRefused(DomainError):
    """The object's state does not allow this event."""

    code = "transition_refused"
    title = _("The state has changed meanwhile")
    text = _("This can no longer be done, or cannot be done yet.")
    advice = _("Reload the page: it shows what is possible now.")


class Stale(DomainError):
    """Another person changed the record since this page was shown."""

    code = "stale"
    title = _("Another person changed this record")
    text = _("Another person changed this record. Reload the page.")


class InvalidValue(DomainError):
    """A value is not one that the act can take; ``field`` names it."""

    code = "invalid_value"
    status = 422
    title = _("Please check what was entered")
