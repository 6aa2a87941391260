"""Writing an opinion, thinking otherwise, issuing it."""

from datetime import datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.common.clock import day_of
from assembly.documents.enums import ActAccess, ActKind
from assembly.documents.models import Document, Version
from assembly.documents.services.acts import record_act
from assembly.documents.services.renditions import order_rendition
from assembly.documents.services.series import take_number
from assembly.documents.services.signatures import record_signature
from assembly.documents.services.versions import freeze_version, next_version
from assembly.law.acts import regulation
from assembly.people.models import Person, User
from assembly.people.services.notify import notify_persons
from expert_council.enums import OpinionEvent, OpinionState, Verdict
from expert_council.models import OpinionAuthor, OpinionRequest
from expert_council.numbering import OPINIONS
from expert_council.permissions import leads_council
from expert_council.refusals import NotChair, NotNamed, OpinionTextMissing
from expert_council.services.flow import OPINION_FLOW
from expert_council.services.opinions import locked, path_of

SUPPORT = regulation("21", "2")
PAPER = "expert_council.opinion"
TITLE = {
    "title_kk": "Сараптамалық қорытынды: {kk}",
    "title_ru": "Экспертное заключение: {ru}",
    "title_en": "Expert opinion: {en}",
}
LONGEST_TITLE = 500


@transaction.atomic
def write_opinion(
    *, request_id: int, text_kk: str, text_ru: str, verdict: str, actor: User, at: datetime
) -> Version:
    """Write the opinion, or its next version; earlier versions stay.

    Args:
        request_id: an opinion that is asked for.
        text_kk: the text in Kazakh; may still be missing when the Russian one is there, and the reverse.
        text_ru: the text in Russian.
        verdict: a value of ``Verdict``.
        actor: an expert named in the request.
        at: the moment, timezone-aware.

    Raises:
        NotNamed: ``actor`` is not named in the request.
        TransitionRefused: the opinion is issued or withdrawn.
        OpinionTextMissing: neither text has a word.
        ValueError: ``verdict`` is not a value of ``Verdict``.
    """
    request = locked(request_id)
    _require_named(request, actor)
    next_state = OPINION_FLOW.next_state(OpinionState(request.state), OpinionEvent.WRITE)
    if not (text_kk.strip() or text_ru.strip()):
        raise OpinionTextMissing(field="text_kk")
    document = request.text or _document_of(request, actor=actor, at=at)
    texts = {"text_kk": text_kk, "text_ru": text_ru, "text_en": ""}
    version = next_version(document, texts=texts, reason="", actor=actor, at=at)
    request.state, request.verdict, request.text = next_state, Verdict(verdict), document
    request.save(update_fields=["state", "verdict", "text"])

    record(
        stream=request, kind="expert_council.opinion_written", actor=actor, at=at,
        payload={"version": version.pk, "number": version.number, "verdict": str(request.verdict)},
    )  # fmt: skip
    return version


@transaction.atomic
def add_dissent(*, request_id: int, text_kk: str, text_ru: str, actor: User, at: datetime) -> OpinionAuthor:
    """Put one's own view beside the opinion; it is issued with it and never removed from it.

    Raises:
        NotNamed: ``actor`` is not named in the request.
        TransitionRefused: there is no text to differ from yet, or the opinion is issued or withdrawn.
        OpinionTextMissing: neither text has a word.
    """
    request = locked(request_id)
    author = _require_named(request, actor)
    OPINION_FLOW.next_state(OpinionState(request.state), OpinionEvent.ISSUE)
    if not (text_kk.strip() or text_ru.strip()):
        raise OpinionTextMissing(field="text_kk")
    author.dissent_kk, author.dissent_ru, author.dissent_at = text_kk.strip(), text_ru.strip(), at
    author.save(update_fields=["dissent_kk", "dissent_ru", "dissent_at"])

    record(
        stream=request, kind="expert_council.dissent_added", actor=actor, at=at, payload={"author": author.pk}
    )
    return author


@transaction.atomic
def issue_opinion(*, request_id: int, actor: User, at: datetime) -> OpinionRequest:
    """Issue the opinion: its text is frozen, numbered and printed, with every dissent beside it.

    Args:
        request_id: an opinion that was written in both languages.
        actor: the chair of the Council or a deputy.
        at: the moment, timezone-aware.

    Raises:
        NotChair: ``actor`` neither chairs the Council nor deputises.
        TransitionRefused: nothing is written yet, or it is issued or withdrawn already.
        TranslationPending: the Kazakh or the Russian text is missing.

    Source:
        Положение (Указ № 747), подпункт 2) пункта 21.
    """
    request = locked(request_id)
    if not leads_council(actor, on=day_of(at)):
        raise NotChair(legal_ref=regulation("22"))
    next_state = OPINION_FLOW.next_state(OpinionState(request.state), OpinionEvent.ISSUE)
    document = request.text
    assert document is not None, "a written opinion has its document"
    latest = document.latest
    assert latest is not None, "and its text"
    version = freeze_version(version_id=latest.pk, at=at, actor=actor)

    act = record_act(
        kind=ActKind.OPINION,
        number=take_number(OPINIONS, values={}, on=day_of(at)),
        signed_on=day_of(at),
        signed_at=at,
        organ="expert_council",
        title_kk=document.title_kk,
        title_ru=document.title_ru,
        title_en=document.title_en,
        version=version,
        access=ActAccess.RESTRICTED,
        actor=actor,
        at=at,
    )
    record_signature(act=act, actor=actor, at=at)
    request.state, request.act, request.issued_at, request.issued_by = next_state, act, at, actor
    request.save(update_fields=["state", "act", "issued_at", "issued_by"])

    record(
        stream=request, kind="expert_council.opinion_issued", actor=actor, at=at,
        payload={
            "act": act.pk, "on_version": request.version_id, "verdict": str(request.verdict),
            "dissents": request.authors.filter(dissent_at__isnull=False).count(),
            "sha256_kk": version.sha256_kk, "sha256_ru": version.sha256_ru, "source": SUPPORT.code,
        },
    )  # fmt: skip
    order_rendition(
        template=PAPER,
        subject=f"opinion:{request.pk}",
        revision=version.sha256_kk,
        act=act,
        version=version,
        at=at,
    )
    notify_persons(
        Person.objects.filter(user=request.asked_by_id),
        kind="expert_council.opinion_issued",
        context={"request_id": request.pk},
        dedup_key=f"opinion_issued:{request.pk}",
        at=at,
        path=path_of(request),
    )
    return request


def _require_named(request: OpinionRequest, actor: User) -> OpinionAuthor:
    author = request.authors.filter(person__user=actor).first() if actor.is_active else None
    if author is None:
        raise NotNamed
    return author


def _document_of(request: OpinionRequest, *, actor: User, at: datetime) -> Document:
    about = request.version.document
    names = {"kk": about.title_kk, "ru": about.title_ru, "en": about.title_en or about.title_ru}
    titles = {field: words.format(**names)[:LONGEST_TITLE] for field, words in TITLE.items()}
    return Document.objects.create(kind="expert_opinion", **titles, created_at=at, created_by=actor)
