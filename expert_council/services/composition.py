"""The statute and the composition, approved by acts of the head of the Secretariat (п. 24)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.bodies.enums import EndReason
from assembly.bodies.models import Membership
from assembly.bodies.selectors import members_on
from assembly.bodies.services.memberships import end_membership, seat_member
from assembly.common.clock import day_of
from assembly.documents.enums import ActAccess, ActKind
from assembly.documents.models import Act, Document, Version
from assembly.documents.services.acts import record_act
from assembly.documents.services.series import take_number
from assembly.documents.services.signatures import record_signature
from assembly.documents.services.versions import create_document, freeze_version
from assembly.law.acts import regulation
from assembly.people.models import Person, User
from assembly.people.rights import require_right
from expert_council.models import Consent, Statute
from expert_council.numbering import ORDERS
from expert_council.permissions import APPROVE_COMPOSITION, APPROVE_STATUTE, DRAFT_STATUTE
from expert_council.refusals import NotAMember, NothingToApprove, StatuteApproved
from expert_council.services.composition_text import TITLES, composition_texts
from expert_council.services.consents import lock_council

APPROVED_BY_HEAD = regulation("24")
ORGAN = "secretariat"


@transaction.atomic
def draft_statute(*, text_kk: str, text_ru: str, actor: User, at: datetime) -> Statute:
    """Write the draft of a statute; its versions are kept like those of any text.

    Args:
        text_kk: text in Kazakh; may still be missing when the Russian one is there, and the reverse.
        text_ru: text in Russian.
        actor: who writes; needs ``expert_council.draft_statute``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not write it.
        TextMissing: neither text has a word.
    """
    lock_council()
    require_right(actor, DRAFT_STATUTE, on=day_of(at))
    document = create_document(
        kind="expert_statute", **TITLES["statute"], text_kk=text_kk, text_ru=text_ru, actor=actor, at=at
    )
    statute = Statute.objects.create(document=document, drafted_at=at, drafted_by=actor)

    record(
        stream=statute, kind="expert_council.statute_drafted", actor=actor, at=at,
        payload={"document": document.pk, "source": APPROVED_BY_HEAD.code},
    )  # fmt: skip
    return statute


@transaction.atomic
def approve_statute(*, statute_id: int, actor: User, at: datetime) -> Act:
    """Approve the newest version of a statute; the one before stays in the history.

    Args:
        statute_id: a statute without an act.
        actor: the head of the Secretariat.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` is not the head of the Secretariat.
        StatuteApproved: it has its act already.
        TranslationPending: the Kazakh or the Russian text is missing.

    Source:
        Положение (Указ № 747), п. 24.
    """
    lock_council()
    statute = Statute.objects.select_for_update(of=("self",)).select_related("document").get(pk=statute_id)
    require_right(actor, APPROVE_STATUTE, on=day_of(at))
    if statute.act_id is not None:
        raise StatuteApproved(legal_ref=APPROVED_BY_HEAD)

    act = issue_order(statute.document, actor=actor, at=at)
    statute.act = act
    statute.save(update_fields=["act"])

    record(
        stream=statute, kind="expert_council.statute_approved", actor=actor, at=at,
        payload={"act": act.pk, "version": act.version_id, "source": APPROVED_BY_HEAD.code},
    )  # fmt: skip
    return act


@transaction.atomic
def approve_composition(*, leaving_ids: Collection[int] = (), actor: User, at: datetime) -> Act:
    """Approve the composition: whoever agreed gets his seat, whoever is named leaves, by one act.

    The text of the act lists the whole Council as it stands after it; its members' consents were each recorded
    before. The elected chair and deputies keep their places.

    Args:
        leaving_ids: seats that end with this act.
        actor: the head of the Secretariat.
        at: the moment; its day is the first day of the new seats.

    Raises:
        NotAllowed: ``actor`` is not the head of the Secretariat.
        NotAMember: a seat to be ended is none of the Council's on this day.
        NothingToApprove: nobody has agreed since, and nobody leaves.
        EndBeforeBeginning: a seat to be ended began on this very day.

    Source:
        Положение (Указ № 747), п. 22, 24.
    """
    body = lock_council()
    today = day_of(at)
    require_right(actor, APPROVE_COMPOSITION, on=today)
    seats = members_on(body, today)
    leaving = [seat for seat in seats if seat.pk in set(leaving_ids)]
    if len(leaving) != len(set(leaving_ids)):
        raise NotAMember(field="leaving")
    joining = list(Consent.objects.select_for_update(of=("self",)).to_be_seated().select_related("person"))
    if not joining and not leaving:
        raise NothingToApprove(legal_ref=APPROVED_BY_HEAD)

    staying = [seat for seat in seats if seat not in leaving]
    act = issue_order(
        _text_of(staying, [one.person for one in joining], actor=actor, at=at), actor=actor, at=at
    )
    for seat in leaving:
        end_membership(
            membership_id=seat.pk, until=today, reason=EndReason.ROTATION, basis_id=act.pk, actor=actor, at=at
        )
    for consent in joining:
        consent.seat = seat_member(
            body_id=body.pk, person_id=consent.person_id, from_on=today, basis_id=act.pk, actor=actor, at=at
        )
        consent.save(update_fields=["seat"])

    record(
        stream=body, kind="expert_council.composition_approved", actor=actor, at=at,
        payload={
            "act": act.pk, "joined": len(joining), "left": len(leaving),
            "members": len(staying) + len(joining), "source": APPROVED_BY_HEAD.code,
        },
    )  # fmt: skip
    return act


def issue_order(document: Document, *, actor: User, at: datetime) -> Act:
    """Freeze the newest version of a document and sign it as an order of the head of the Secretariat."""
    latest = document.latest
    assert latest is not None, "a document is created with its first version"
    version: Version = freeze_version(version_id=latest.pk, at=at, actor=actor)
    act = record_act(
        kind=ActKind.ORDER,
        number=take_number(ORDERS, values={}, on=day_of(at)),
        signed_on=day_of(at),
        signed_at=at,
        organ=ORGAN,
        title_kk=document.title_kk,
        title_ru=document.title_ru,
        title_en=document.title_en,
        version=version,
        access=ActAccess.PUBLIC,
        actor=actor,
        at=at,
    )
    record_signature(act=act, actor=actor, at=at)
    return act


def _text_of(staying: list[Membership], joining: list[Person], *, actor: User, at: datetime) -> Document:
    lines = [(seat.person.full_name, seat.role) for seat in staying]
    lines += [(person.full_name, "member") for person in joining]
    return create_document(
        kind="expert_composition", **TITLES["composition"], **composition_texts(lines), actor=actor, at=at
    )
