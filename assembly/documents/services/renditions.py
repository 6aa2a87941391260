"""Ordering PDFs and making them in the worker."""

import hashlib
from datetime import datetime, timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q

from assembly.documents.enums import RenditionState, RenditionStep
from assembly.documents.models import Act, Rendition, StoredFile, Version
from assembly.documents.paper.layout import lay_out
from assembly.documents.renderers import RENDERERS
from assembly.documents.selectors import current_version

MOST_ATTEMPTS = 3
# A worker that was killed leaves its order behind; after this long another one takes it over.
LONGEST_RENDERING = timedelta(minutes=15)


def order_rendition(
    *,
    template: str,
    subject: str,
    revision: str,
    act: Act | None = None,
    version: Version | None = None,
    at: datetime,
) -> Rendition:
    """Order the PDF of a record; ordering the same revision again finds the first order.

    Args:
        template: a registered paper.
        subject: the record: ``decision:5``.
        revision: what the PDF is made from, a digest; a new one makes a new PDF.
        act: the act whose paper it is; whoever holds the paper can then verify it.
        version: the version of the act's text that the paper bears.
        at: the moment of the act.

    Raises:
        LookupError: the paper is not registered.
    """
    if template not in RENDERERS:
        raise LookupError(f"paper {template!r} is not registered")
    order, _ = Rendition.objects.get_or_create(
        template=template,
        subject=subject,
        revision=revision,
        defaults={"act": act, "version": version, "ordered_at": at},
    )
    return order


def render_waiting(*, at: datetime, limit: int = 50) -> int:
    """Make the PDFs that were ordered and return how many; does nothing where PDF is off."""
    if not settings.PDF_IS_ON:
        return 0
    made = 0
    for _ in range(limit):
        order = claim_next(at=at)
        if order is None:
            break
        render(order, at=at)
        # An order may fail, or be dropped because its act was corrected meanwhile.
        made += order.state == RenditionState.READY
    return made


@transaction.atomic
def claim_next(*, at: datetime) -> Rendition | None:
    """Take the oldest order that nobody makes; ``None`` when there is none."""
    order = (
        Rendition.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(
            Q(state=RenditionState.WAITING)
            | Q(state=RenditionState.RENDERING, started_at__lt=at - LONGEST_RENDERING)
        )
        .order_by("ordered_at", "pk")
        .first()
    )
    if order is None:
        return None
    order.state, order.step, order.started_at = RenditionState.RENDERING, RenditionStep.FACTS, at
    order.attempts += 1
    order.save(update_fields=["state", "step", "started_at", "attempts"])
    return order


def render(order: Rendition, *, at: datetime) -> None:
    """Make one PDF outside any transaction, then keep it; a failure is remembered and tried again."""
    try:
        paper = RENDERERS[order.template].build(int(order.subject.rpartition(":")[2]))
        _reach(order, RenditionStep.LAYOUT)
        content, pages = lay_out(paper, at=at)
        _reach(order, RenditionStep.KEEPING)
    except Exception as error:  # noqa: BLE001  -- whatever a template or a library says, the order must remember it
        order.state = RenditionState.FAILED if order.attempts >= MOST_ATTEMPTS else RenditionState.WAITING
        order.error = f"{type(error).__name__}: {error}"[:300]
        order.save(update_fields=["state", "error"])
        return
    with transaction.atomic():
        if _is_superseded(order):
            order.delete()
            return
        kept = StoredFile(
            name=paper.file_name,
            content_type="application/pdf",
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            subject=f"rendition:{order.pk}",
            uploaded_at=at,
        )
        kept.file.save(f"{order.template.replace('.', '-')}-{order.pk}.pdf", ContentFile(content), save=True)
        order.state, order.step, order.error = RenditionState.READY, "", ""
        order.stored_file, order.pages, order.finished_at = kept, pages, at
        order.save(update_fields=["state", "step", "error", "stored_file", "pages", "finished_at"])


def _reach(order: Rendition, step: str) -> None:
    """Say how far the work is to whoever waits on the page."""
    order.step = step
    order.save(update_fields=["step"])


def _is_superseded(order: Rendition) -> bool:
    """Say whether the act was corrected while its paper was made: which text it bears is then unsure.

    A paper may bear another text than the act's own (a closing report, which an order ends): no correction of the
    act makes that one unsure.
    """
    if order.act_id is None or order.version is None:
        return False
    act = Act.objects.select_for_update(of=("self",)).get(pk=order.act_id)
    current = current_version(act)
    is_of_act = current is not None and current.document_id == order.version.document_id
    return is_of_act and current is not None and current.pk != order.version_id
