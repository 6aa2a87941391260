"""Writing a report: the draft is kept on the server, so that nothing is lost and a colleague can go on."""

from collections.abc import Mapping
from datetime import datetime

from django.core.files import File
from django.db import transaction

from assembly.audit.services.chain import record
from assembly.common.clock import day_of
from assembly.common.errors import Stale
from assembly.documents.services.files import store_file
from assembly.people.models import User
from regions.form import FIGURES, LONGEST_TEXT, TEXT_NAMES
from regions.models import DraftFile, RegionalReport
from regions.permissions import require_prepare
from regions.querysets import REGIONS_TURN
from regions.refusals import FigureOutOfRange, ReportNotOpen
from regions.services.rules import MOST


@transaction.atomic
def save_draft(
    *,
    report_id: int,
    revision: int,
    language: str,
    figures: Mapping[str, int | None],
    texts: Mapping[str, str],
    actor: User,
    at: datetime,
) -> RegionalReport:
    """Keep what was written so far; nothing has to be complete.

    Args:
        report_id: the report.
        revision: the revision that the writer started from, so that two persons do not undo each other's work.
        language: language of the texts, kk or ru.
        figures: numbers by the names of the form; ``None`` for what is not counted yet.
        texts: texts by the names of the form.
        actor: works for the assembly's secretariat.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` does not work for this assembly.
        ReportNotOpen: it waits for a check, or is accepted.
        Stale: another person saved the draft meanwhile.
        FigureOutOfRange: a figure is negative, or larger than anything that can be counted.
    """
    report = open_report(report_id, actor=actor, at=at)
    if report.revision != revision and report.saved_by_id != actor.pk:
        raise Stale(report_id=report.pk)
    counted = {}
    for figure in FIGURES:
        value = figures.get(figure.name)
        if value is None:
            continue
        if not 0 <= value <= MOST:
            raise FigureOutOfRange(field=figure.name, name=figure.label, most=MOST)
        counted[figure.name] = value

    report.figures = counted
    report.texts = {
        name: words[:LONGEST_TEXT] for name in TEXT_NAMES if (words := texts.get(name, "").strip())
    }
    report.language = language
    report.revision += 1
    report.saved_at, report.saved_by = at, actor
    report.save(update_fields=["figures", "texts", "language", "revision", "saved_at", "saved_by"])

    # A stream of its own: the draft saves itself while it is written, and the report's history stays readable.
    record(
        stream=f"regional_draft:{report.pk}",
        kind="regions.draft_saved",
        actor=actor,
        at=at,
        payload={"revision": report.revision, "figures": len(counted), "texts": sorted(report.texts)},
    )
    return report


@transaction.atomic
def attach_file(*, report_id: int, upload: File, actor: User, at: datetime) -> DraftFile:
    """Attach a file to the draft; it goes with the next version that is sent.

    Raises:
        NotAllowed: ``actor`` does not work for this assembly.
        ReportNotOpen: it waits for a check, or is accepted.
        FileRejected: the file is of a kind or size that is not taken.
    """
    report = open_report(report_id, actor=actor, at=at)
    stored = store_file(upload=upload, subject=f"regional_report:{report.pk}", actor=actor, at=at)
    attached = DraftFile.objects.create(report=report, stored=stored)

    record(
        stream=report,
        kind="regions.file_attached",
        actor=actor,
        at=at,
        payload={"file": stored.pk, "sha256": stored.sha256},
    )
    return attached


@transaction.atomic
def take_file_off(*, report_id: int, file_id: int, actor: User, at: datetime) -> None:
    """Take a file off the draft; versions that were sent with it keep it.

    Raises:
        NotAllowed: ``actor`` does not work for this assembly.
        ReportNotOpen: it waits for a check, or is accepted.
        DraftFile.DoesNotExist: the file is not attached to this draft.
    """
    report = open_report(report_id, actor=actor, at=at)
    attached = report.draft_files.get(pk=file_id)
    stored = attached.stored_id
    attached.delete()

    record(stream=report, kind="regions.file_taken_off", actor=actor, at=at, payload={"file": stored})


def open_report(report_id: int, *, actor: User, at: datetime) -> RegionalReport:
    """Lock a report that ``actor`` prepares and that may be changed now.

    Raises:
        NotAllowed: ``actor`` does not work for this assembly.
        ReportNotOpen: it waits for a check, or is accepted.
    """
    report = RegionalReport.objects.select_for_update(of=("self",)).get(pk=report_id)
    require_prepare(actor, report, on=day_of(at))
    if report.state not in REGIONS_TURN:
        raise ReportNotOpen(state=report.state)
    return report
