"""Writing the draft of an agenda item: a new document, attached in the same transaction."""

from datetime import datetime

from django.db import transaction

from assembly.documents.services.versions import create_document
from assembly.meetings.models import AgendaItem
from assembly.meetings.services.agenda import attach_draft
from assembly.people.models import User

DRAFT_KIND = "decision"


@transaction.atomic
def attach_new_draft(
    *,
    item_id: int,
    title_kk: str,
    title_ru: str,
    text_kk: str,
    text_ru: str,
    actor: User | None,
    at: datetime,
) -> AgendaItem:
    """Write a draft decision and attach it to an item.

    Args:
        item_id: the item; it is planned or under consideration.
        title_kk: title of the decision in Kazakh.
        title_ru: title of the decision in Russian.
        text_kk: text in Kazakh; may still be missing when the Russian one is there, and the reverse.
        text_ru: text in Russian.
        actor: who writes; needs ``documents.edit_document`` and ``meetings.edit_agenda``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not write documents or edit the agenda.
        MeetingEnded: the sitting has ended.
        TransitionRefused: the item was considered or withdrawn.
        TextMissing: neither text has a word.
    """
    document = create_document(
        kind=DRAFT_KIND,
        title_kk=title_kk,
        title_ru=title_ru,
        text_kk=text_kk,
        text_ru=text_ru,
        actor=actor,
        at=at,
    )
    return attach_draft(item_id=item_id, document_id=document.pk, actor=actor, at=at)
