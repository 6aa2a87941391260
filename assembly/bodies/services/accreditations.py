"""Accreditation: an application received with its papers, then accredited until a day, or refused."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.files import File
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from assembly.audit.services.chain import record
from assembly.bodies.enums import AccreditationState
from assembly.bodies.models import Accreditation, Association
from assembly.bodies.permissions import KEEP_ACCREDITATION
from assembly.bodies.refusals import (
    ActNeeded,
    ApplicationDecided,
    ApplicationOpen,
    DayInFuture,
    DecidedBeforeApplied,
    EndBeforeBeginning,
    EntryNumberTaken,
    RefusalReasonMissing,
)
from assembly.common.clock import day_of
from assembly.common.errors import InvalidValue
from assembly.documents.selectors import setting_value
from assembly.documents.services.files import store_file
from assembly.law.acts import law_article
from assembly.people.models import User
from assembly.people.rights import require_right

ACCREDITATION_YEARS = "bodies.accreditation_years"
# Members of the Assembly come from associations that belong to it (Закон об Ассамблее, ст. 15).
MEMBERSHIP = law_article("15")


def years_after(day: date, years: int) -> date:
    """Return the same calendar day ``years`` later; 29 February becomes 1 March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


@transaction.atomic
def add_association(
    *,
    name_kk: str,
    name_ru: str,
    name_en: str = "",
    region_id: int | None = None,
    actor: User | None,
    at: datetime,
) -> Association:
    """Enter an ethnocultural association; without a region it is a republican one.

    Args:
        name_kk: its name; ``name_ru`` and ``name_en`` likewise.
        name_ru: the same in Russian.
        name_en: the same in English, where there is one.
        region_id: the region of a regional association.
        actor: who enters it; needs ``bodies.keep_accreditation``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not keep the register of associations.
    """
    require_right(actor, KEEP_ACCREDITATION, on=day_of(at))
    association = Association.objects.create(
        name_kk=name_kk.strip(),
        name_ru=name_ru.strip(),
        name_en=name_en.strip(),
        region_id=region_id,
        is_republican=region_id is None,
    )
    record(stream=association, kind="bodies.association_added", actor=actor, at=at,
           payload={"association": association.pk, "region": region_id})  # fmt: skip
    return association


@transaction.atomic
def receive_application(
    *,
    association_id: int,
    applied_on: date,
    applicant: str,
    papers: Sequence[File] = (),
    actor: User | None,
    at: datetime,
) -> Accreditation:
    """Receive an application for accreditation, or for its renewal, with its papers.

    Args:
        association_id: the association.
        applied_on: the day on which the application came; not later than the day of ``at``.
        applicant: who brought it.
        papers: the application and the copies of certificates.
        actor: who receives it; needs ``bodies.keep_accreditation``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not keep the register of associations.
        DayInFuture: the day is still to come.
        ApplicationOpen: an application of this association waits for its decision already.
        FileRejected: one of the papers is not a file that the portal keeps.
    """
    association = Association.objects.select_for_update(of=("self",)).get(pk=association_id)
    require_right(actor, KEEP_ACCREDITATION, on=day_of(at))
    if applied_on > day_of(at):
        raise DayInFuture(field="applied_on")
    if association.accreditations.filter(state=AccreditationState.APPLIED).exists():
        raise ApplicationOpen

    application = Accreditation.objects.create(
        association=association, applied_on=applied_on, applicant=applicant.strip(), received_by=actor
    )
    for paper in papers:
        store_file(upload=paper, subject=application, actor=actor, at=at)

    record(stream=association, kind="bodies.accreditation_applied", actor=actor, at=at,
           payload={"accreditation": application.pk, "on": applied_on.isoformat(), "papers": len(papers)})  # fmt: skip
    return application


@transaction.atomic
def accredit(
    *,
    accreditation_id: int,
    decided_on: date,
    entry_number: str,
    basis_id: int | None,
    until: date | None = None,
    actor: User | None,
    at: datetime,
) -> Accreditation:
    """Enter that an application was granted: the association is accredited for a span of days.

    A renewal decided before the present term is over begins where the last one decided ends, so that
    terms never overlap.

    Args:
        accreditation_id: the application; it waits for its decision.
        decided_on: the day of the decision.
        entry_number: its number in the register of accredited associations.
        basis_id: the act of the decision.
        until: first day without accreditation; by the setting ``bodies.accreditation_years`` when not given.
        actor: who enters it; needs ``bodies.keep_accreditation``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not keep the register of associations.
        ApplicationDecided: it was decided already.
        DayInFuture, DecidedBeforeApplied: the day of the decision cannot be.
        ActNeeded: no act is named.
        EndBeforeBeginning: ``until`` is not after the first day.
        EntryNumberTaken: another association has this number.
    """
    application = _application(accreditation_id, decided_on, actor=actor, at=at)
    if basis_id is None:
        raise ActNeeded(legal_ref=MEMBERSHIP, field="basis")
    number = entry_number.strip()
    if not number:
        raise InvalidValue(field="entry_number")
    if Accreditation.objects.filter(entry_number=number).exists():
        raise EntryNumberTaken(field="entry_number")
    association = application.association
    first_day = _first_day(association, decided_on)
    last = until or years_after(first_day, int(setting_value(ACCREDITATION_YEARS, on=decided_on)))
    if last <= first_day:
        raise EndBeforeBeginning(since=f"{first_day:%d.%m.%Y}", field="until")

    application.state = AccreditationState.ACCREDITED
    application.decided_on, application.decided_by = decided_on, actor
    application.basis_id, application.entry_number = basis_id, number
    application.term = DateRange(first_day, last)
    application.save()
    association.accredited_until = last
    association.save(update_fields=["accredited_until"])

    record(stream=association, kind="bodies.accreditation_granted", actor=actor, at=at, payload={
        "accreditation": application.pk, "from": first_day.isoformat(), "until": last.isoformat(),
        "number": number, "basis": basis_id, "source": MEMBERSHIP.code,
    })  # fmt: skip
    return application


@transaction.atomic
def refuse_accreditation(
    *,
    accreditation_id: int,
    decided_on: date,
    reason: str,
    basis_id: int | None = None,
    actor: User | None,
    at: datetime,
) -> Accreditation:
    """Enter that an application was refused; the association may apply anew.

    Args:
        accreditation_id: the application; it waits for its decision.
        decided_on: the day of the decision.
        reason: why; it stays in the register.
        basis_id: the act of the decision, where there is one.
        actor: who enters it; needs ``bodies.keep_accreditation``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not keep the register of associations.
        ApplicationDecided: it was decided already.
        DayInFuture, DecidedBeforeApplied: the day of the decision cannot be.
        RefusalReasonMissing: no reason is given.
    """
    application = _application(accreditation_id, decided_on, actor=actor, at=at)
    if not reason.strip():
        raise RefusalReasonMissing(field="reason")

    application.state = AccreditationState.REFUSED
    application.decided_on, application.decided_by = decided_on, actor
    application.basis_id, application.refusal_reason = basis_id, reason.strip()
    application.save()

    record(stream=application.association, kind="bodies.accreditation_refused", actor=actor, at=at,
           payload={"accreditation": application.pk, "on": decided_on.isoformat(), "basis": basis_id})  # fmt: skip
    return application


def _application(
    accreditation_id: int, decided_on: date, *, actor: User | None, at: datetime
) -> Accreditation:
    association_id = Accreditation.objects.values_list("association_id", flat=True).get(pk=accreditation_id)
    association = Association.objects.select_for_update(of=("self",)).get(pk=association_id)
    application = Accreditation.objects.select_for_update(of=("self",)).get(pk=accreditation_id)
    application.association = association
    require_right(actor, KEEP_ACCREDITATION, on=day_of(at))
    if application.state != AccreditationState.APPLIED:
        raise ApplicationDecided
    if decided_on > day_of(at):
        raise DayInFuture(field="decided_on")
    if decided_on < application.applied_on:
        raise DecidedBeforeApplied(field="decided_on", applied=f"{application.applied_on:%d.%m.%Y}")
    return application


def _first_day(association: Association, decided_on: date) -> date:
    """Return where the new term begins: at the end of what was decided, or on the day of the decision."""
    terms = association.accreditations.filter(term__endswith__gt=decided_on).values_list("term", flat=True)
    known = [term.upper for term in terms if term is not None]
    if not known and association.accredited_until and association.accredited_until > decided_on:
        known = [association.accredited_until]
    return max(known, default=decided_on)
