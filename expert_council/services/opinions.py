"""Expert opinions: asked by the Secretariat on a version of a text, written by named experts, issued by the chair."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.bodies.enums import BodyKind
from assembly.bodies.models import Membership
from assembly.common.clock import day_of
from assembly.deadlines.selectors import term_after
from assembly.documents.models import Document, Version
from assembly.documents.selectors import setting_value
from assembly.documents.services.versions import freeze_version
from assembly.law.acts import regulation
from assembly.people.models import Person, User
from assembly.people.rights import require_right
from assembly.people.services.notify import notify_persons
from expert_council.enums import OpinionEvent, OpinionState
from expert_council.models import OpinionAuthor, OpinionRequest
from expert_council.permissions import ASK_OPINION
from expert_council.refusals import (
    ExpertsMissing,
    NamedAlready,
    OpinionAskedAlready,
    ReasonMissing,
    TermPassed,
    VersionIncomplete,
)
from expert_council.services.flow import OPINION_FLOW

SUPPORT = regulation("31")
DRAWN_IN = regulation("22")
TERM_KEY = "expert_council.opinion_days"


@transaction.atomic
def ask_opinion(
    *,
    version_id: int,
    expert_ids: Sequence[int],
    question_kk: str = "",
    question_ru: str = "",
    due_on: date | None = None,
    actor: User,
    at: datetime,
) -> OpinionRequest:
    """Ask the Council for an opinion on a version of a text; the version is frozen, so that it stays what was judged.

    Args:
        version_id: the version.
        expert_ids: members of the Council who write; others are drawn in later, by :func:`draw_in`.
        question_kk: what is asked in particular, in Kazakh; empty for the text as a whole.
        question_ru: the same in Russian.
        due_on: last day of the term; by the portal's setting when not given.
        actor: who asks; needs ``expert_council.ask_opinion``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not ask.
        ExpertsMissing: nobody is named.
        TermPassed: the term lies before today.
        VersionIncomplete: the text is not there in both languages.
        OpinionAskedAlready: an opinion on this version is being written.

    Source:
        Положение (Указ № 747), п. 21(2), 31: «с привлечением Научно-экспертного совета».
    """
    # The document is the root: of two clerks who ask on one version, the second is told so.
    document_id = Version.objects.values_list("document_id", flat=True).get(pk=version_id)
    Document.objects.select_for_update(of=("self",)).get(pk=document_id)
    today = day_of(at)
    require_right(actor, ASK_OPINION, on=today)
    if not expert_ids:
        raise ExpertsMissing(field="experts")
    if due_on is not None and due_on < today:
        raise TermPassed(field="due_on")
    if not Version.objects.get(pk=version_id).is_complete:
        raise VersionIncomplete(legal_ref=SUPPORT)
    if OpinionRequest.objects.awaiting_experts().filter(version=version_id).exists():
        raise OpinionAskedAlready(legal_ref=SUPPORT)

    version = freeze_version(version_id=version_id, at=at, actor=actor)
    request = OpinionRequest.objects.create(
        version=version,
        question_kk=question_kk.strip(),
        question_ru=question_ru.strip(),
        due_on=due_on or term_after(today, int(setting_value(TERM_KEY, on=today))).due_on,
        is_default_term=due_on is None,
        asked_at=at,
        asked_by=actor,
    )
    for person_id in dict.fromkeys(expert_ids):
        _name(request, person_id, at=at)

    record(
        stream=request, kind="expert_council.opinion_asked", actor=actor, at=at,
        payload={
            "version": version.pk, "sha256_kk": version.sha256_kk, "sha256_ru": version.sha256_ru,
            "experts": len(expert_ids), "due_on": request.due_on.isoformat(), "source": SUPPORT.code,
        },
    )  # fmt: skip
    tell_experts(request, [author.person for author in request.authors.select_related("person")], at=at)
    return request


@transaction.atomic
def draw_in(
    *,
    request_id: int,
    person_id: int,
    affiliation_kk: str = "",
    affiliation_ru: str = "",
    actor: User,
    at: datetime,
) -> OpinionAuthor:
    """Draw an expert in who is not of the Council, also one from abroad; pro bono, like its members.

    Args:
        request_id: an opinion that is being written.
        person_id: the expert.
        affiliation_kk: where the expert works, the country included, in Kazakh.
        affiliation_ru: the same in Russian.
        actor: who draws him in; needs ``expert_council.ask_opinion``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not do it.
        TransitionRefused: the opinion is issued or withdrawn.
        NamedAlready: the expert writes it already.

    Source:
        Положение, п. 22: «может привлекать … экспертов, не являющихся членами …, включая зарубежных»; п. 23.
    """
    request = locked(request_id)
    require_right(actor, ASK_OPINION, on=day_of(at))
    OPINION_FLOW.next_state(OpinionState(request.state), OpinionEvent.WITHDRAW)
    if request.authors.filter(person=person_id).exists():
        raise NamedAlready(legal_ref=DRAWN_IN)

    author = _name(
        request,
        person_id,
        affiliation_kk=affiliation_kk.strip(),
        affiliation_ru=affiliation_ru.strip(),
        at=at,
    )

    record(
        stream=request, kind="expert_council.expert_drawn_in", actor=actor, at=at,
        payload={"person": person_id, "is_drawn_in": author.is_drawn_in, "source": DRAWN_IN.code},
    )  # fmt: skip
    tell_experts(request, [author.person], at=at)
    return author


@transaction.atomic
def withdraw_request(*, request_id: int, reason: str, actor: User, at: datetime) -> OpinionRequest:
    """Take a request back; the experts are told why.

    Raises:
        NotAllowed: ``actor`` may not do it.
        TransitionRefused: the opinion is issued or withdrawn already.
        ReasonMissing: no reason is given.
    """
    request = locked(request_id)
    require_right(actor, ASK_OPINION, on=day_of(at))
    next_state = OPINION_FLOW.next_state(OpinionState(request.state), OpinionEvent.WITHDRAW)
    if not reason.strip():
        raise ReasonMissing(field="reason")

    request.state, request.withdrawn_at, request.withdrawal_reason = next_state, at, reason.strip()
    request.save(update_fields=["state", "withdrawn_at", "withdrawal_reason"])

    record(stream=request, kind="expert_council.opinion_withdrawn", actor=actor, at=at, payload={})
    notify_persons(
        [author.person for author in request.authors.select_related("person")],
        kind="expert_council.opinion_withdrawn",
        context={"request_id": request.pk},
        dedup_key=f"opinion_withdrawn:{request.pk}",
        at=at,
        path=path_of(request),
    )
    return request


def locked(request_id: int) -> OpinionRequest:
    """Return a request under its lock: of two who act at once, the second sees what the first did."""
    return (
        OpinionRequest.objects.select_for_update(of=("self",))
        .select_related("version__document", "text")
        .get(pk=request_id)
    )


def tell_experts(request: OpinionRequest, persons: Sequence[Person], *, at: datetime) -> None:
    """Tell experts that they are asked to write."""
    notify_persons(
        persons,
        kind="expert_council.opinion_asked",
        context={"request_id": request.pk},
        dedup_key=f"opinion_asked:{request.pk}",
        at=at,
        path=path_of(request),
    )


def path_of(request: OpinionRequest) -> str:
    """Return the page of the opinion, without the language."""
    return f"/experts/opinions/{request.pk}/"


def _name(request: OpinionRequest, person_id: int, *, at: datetime, **affiliation: str) -> OpinionAuthor:
    seats = Membership.objects.filter(person=person_id, body__kind=BodyKind.EXPERT_COUNCIL)
    return OpinionAuthor.objects.create(
        request=request,
        person=Person.objects.get(pk=person_id),
        is_drawn_in=not seats.in_force_on(day_of(at)).exists(),
        named_at=at,
        **affiliation,
    )
