"""Adopting a decision, issuing it as an address, recording who published it."""

from datetime import date, datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.bodies.enums import PUBLIC_ORGANS, BodyKind
from assembly.common.clock import day_of
from assembly.decisions.models import AssemblyAddress, Decision, Publication
from assembly.decisions.numbering import NUMBERINGS
from assembly.decisions.paper import order_papers
from assembly.decisions.permissions import ISSUE_ADDRESS, MANDATORY, RECORD_PUBLICATION
from assembly.decisions.refusals import AddressExists, NoNumbering, NotAnAddress, OnlySessionAddresses
from assembly.decisions.services.texts import require_day_within, require_texts
from assembly.documents.enums import ActAccess, ActKind
from assembly.documents.models import Act
from assembly.documents.services.acts import record_act
from assembly.documents.services.series import take_number
from assembly.people.models import User
from assembly.people.rights import require_right
from assembly.voting.models import Poll


@transaction.atomic
def adopt_decision(*, poll: Poll, actor: User | None, at: datetime) -> Decision:
    """Make the decision that an adopted poll has just taken; runs inside the closing of the poll.

    Nobody is asked for a right of his own: whoever may close the poll has had it closed, and the law
    makes the decision. The number is taken under the lock of its series in this very transaction,
    so the series has no gaps; the text is the version that was voted on, byte for byte, which the
    database holds as well.

    Args:
        poll: a substantive poll, closed as adopted in this transaction.
        actor: who closed it.
        at: the moment of closing, timezone-aware.

    Returns:
        The decision with its number and its act.

    Raises:
        NoNumbering: the organ's decisions have no registered numbering.
        ValueError: the poll has no frozen text.

    Source:
        The poll's frozen majority rule (п. 10 for the Session, п. 15 for the Council).
    """
    meeting = poll.meeting
    version = poll.version
    if version is None or not version.is_frozen:
        raise ValueError("a decision is made of a frozen text")
    numbering = NUMBERINGS.get(meeting.body.kind)
    if numbering is None:
        raise NoNumbering(body_kind=meeting.body.kind)

    number = take_number(
        numbering.series, within=numbering.within(poll), values=numbering.values(poll), on=day_of(at)
    )
    document = version.document
    act = record_act(
        kind=ActKind.DECISION,
        number=number,
        signed_on=day_of(at),
        signed_at=at,
        organ=meeting.body.kind,
        title_kk=document.title_kk,
        title_ru=document.title_ru,
        title_en=document.title_en,
        version=version,
        access=ActAccess.PUBLIC if meeting.body.kind in dict(PUBLIC_ORGANS) else ActAccess.RESTRICTED,
        actor=actor,
        at=at,
    )
    decision = Decision.objects.create(
        act=act,
        poll=poll,
        version=version,
        body=meeting.body,
        meeting=meeting,
        number=number,
        adopted_at=at,
    )

    record(
        stream=decision,
        kind="decisions.decision_adopted",
        actor=actor,
        at=at,
        payload={
            "poll_id": poll.pk,
            "number": number,
            "version_id": version.pk,
            "sha256_kk": version.sha256_kk,
            "sha256_ru": version.sha256_ru,
            "source": poll.majority_ref,
        },
    )
    order_papers(decision, at=at)
    return decision


def lock_decision(decision_id: int) -> Decision:
    """Return a decision under the lock that its acts share.

    A decision itself is written once, so the portal's own role could not lock its row; the row of
    its act stands for it.

    Raises:
        Decision.DoesNotExist: there is no such decision.
    """
    decision = Decision.objects.select_related("body", "meeting").get(pk=decision_id)
    decision.act = Act.objects.select_for_update(of=("self",)).get(pk=decision.act_id)
    return decision


@transaction.atomic
def issue_address(*, decision_id: int, actor: User, at: datetime) -> AssemblyAddress:
    """Issue a decision of the Session in the form of an Address of the Assembly.

    It is readable at once; it counts as *published* when a republican medium is recorded, until then
    it is "adopted, publication awaited".

    Args:
        decision_id: a decision of the Session.
        actor: who issues it; needs ``decisions.issue_address``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not issue addresses.
        OnlySessionAddresses: the decision is another organ's.
        AddressExists: it is an address already.

    Source:
        Положение об Ассамблее (Указ № 747), пункт 11.
    """
    decision = lock_decision(decision_id)
    require_right(actor, ISSUE_ADDRESS, on=day_of(at))
    if decision.body.kind != BodyKind.ASSEMBLY:
        raise OnlySessionAddresses(legal_ref=MANDATORY, body_kind=decision.body.kind)
    if AssemblyAddress.objects.filter(decision=decision).exists():
        raise AddressExists(legal_ref=MANDATORY)

    address = AssemblyAddress.objects.create(decision=decision, issued_at=at, issued_by=actor)

    record(
        stream=decision,
        kind="decisions.address_issued",
        actor=actor,
        at=at,
        payload={"address_id": address.pk, "source": str(MANDATORY)},
    )
    order_papers(decision, at=at)
    return address


@transaction.atomic
def record_publication(
    *,
    decision_id: int,
    medium_kk: str,
    medium_ru: str,
    published_on: date,
    link: str = "",
    actor: User,
    at: datetime,
) -> Publication:
    """Record that a republican medium published the address; the first record makes it published.

    Args:
        decision_id: a decision issued as an address.
        medium_kk: name of the medium in Kazakh, ``medium_ru`` in Russian.
        medium_ru: name of the medium in Russian.
        published_on: day of the publication, from the day of adoption to today.
        link: address of the publication, where there is one.
        actor: who records it; needs ``decisions.record_publication``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not record publications.
        NotAnAddress: the decision was not issued as an address.
        TextMissing: the medium is not named in both languages.
        DayInFuture, DayTooEarly: the day is not within adoption and today.

    Source:
        Положение об Ассамблее (Указ № 747), пункт 11.
    """
    decision = lock_decision(decision_id)
    today = day_of(at)
    require_right(actor, RECORD_PUBLICATION, on=today)
    address = AssemblyAddress.objects.filter(decision=decision).first()
    if address is None:
        raise NotAnAddress(legal_ref=MANDATORY)
    names = require_texts({"medium_kk": medium_kk, "medium_ru": medium_ru}, legal_ref=MANDATORY)
    require_day_within(
        published_on,
        earliest=day_of(decision.adopted_at),
        today=today,
        field="published_on",
        legal_ref=MANDATORY,
    )

    publication = Publication.objects.create(
        address=address,
        **names,
        published_on=published_on,
        link=link.strip(),
        recorded_at=at,
        recorded_by=actor,
    )

    record(
        stream=decision,
        kind="decisions.publication_recorded",
        actor=actor,
        at=at,
        payload={
            "publication_id": publication.pk,
            "published_on": published_on.isoformat(),
            "source": str(MANDATORY),
        },
    )
    return publication
