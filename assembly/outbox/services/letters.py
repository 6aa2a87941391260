"""Writing a letter in the language of its reader."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from assembly.outbox.kinds import KINDS, Context
from assembly.outbox.models import OutboxMessage

# Stands where a link with a token will stand; no page ever shows a working one.
MASK = "•••••"


@dataclass(frozen=True, slots=True)
class Letter:
    """The words of a letter."""

    subject: str
    body: str


def letter_of(kind_name: str, context: Context, language: str, *, is_leaving: bool) -> Letter | None:
    """Write a letter; ``None`` when it is no longer due.

    Args:
        kind_name: a registered kind.
        context: the stored plain values.
        language: kk, ru or en.
        is_leaving: the letter is being sent: its secrets are made now. Otherwise they are masked.

    Raises:
        LookupError: the kind is not registered.
    """
    kind = KINDS[kind_name]
    with translation.override(language):
        composed = kind.compose(context, language)
        if composed is None:
            return None
        values: dict[str, Any] = {
            **composed,
            **{name: make(context, language) if is_leaving else MASK for name, make in kind.secrets.items()},
            "portal_address": settings.PORTAL_ADDRESS,
            "language": language,
        }
        subject = " ".join(render_to_string(f"{kind.template}_subject.txt", values).split())
        body = render_to_string(f"{kind.template}_body.txt", values).strip() + "\n"
    return Letter(subject, body)


def as_seen(message: OutboxMessage) -> Letter | None:
    """Write a message for looking at it: as it would be now, its secrets masked.

    Raises:
        LookupError: the kind is not registered any more.
    """
    return letter_of(message.kind, message.context, message.language, is_leaving=False)


def as_sent(message: OutboxMessage) -> EmailMultiAlternatives | None:
    """Write a message for the server; ``None`` when it is no longer due.

    Raises:
        LookupError: the kind is not registered any more.
    """
    letter = letter_of(message.kind, message.context, message.language, is_leaving=True)
    if letter is None:
        return None
    return EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.body,
        to=[message.address],
        headers={"Message-ID": message.message_id},
    )
