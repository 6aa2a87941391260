"""The way of a report: sent, returned with a remark, sent again, accepted. What was sent never changes."""

import hashlib
from datetime import datetime

from django.db import transaction

from assembly.audit.services.chain import canonical, record
from assembly.common.clock import day_of
from assembly.deadlines.selectors import term_after
from assembly.documents.selectors import setting_value
from assembly.documents.services.renditions import order_rendition
from assembly.people.models import User
from assembly.people.rights import require_right
from regions.enums import RegionalReportEvent, RegionalReportState, Verdict
from regions.form import FIGURES, FORM_NUMBER, TEXTS
from regions.models import RegionalReport, ReportVerdict, ReportVersion, VersionFile
from regions.permissions import ACCEPT_REPORT, ACCOUNTABLE, INFORMATION, RETURN_REPORT, require_prepare
from regions.refusals import FiguresMissing, PartExceedsWhole, RemarkNeeded, TextNeeded
from regions.services.flow import REPORT_FLOW
from regions.services.rules import figures_too_large
from regions.services.telling import tell_region

REVISION_DAYS = "regions.revision_days"
PAPER = "regions.report"


@transaction.atomic
def send_report(*, report_id: int, actor: User, at: datetime) -> ReportVersion:
    """Send the draft as it stands: a version is frozen with its figures, texts and files.

    Args:
        report_id: the report; it is being prepared or was returned.
        actor: works for the assembly's secretariat.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` does not work for this assembly.
        TransitionRefused: it waits for a check, or is accepted.
        FiguresMissing: a figure of the form is not filled in.
        TextNeeded: a text that the form asks for is empty.
        PartExceedsWhole: a figure is larger than the one of which it is a part.

    Source:
        Закон об Ассамблее, статья 14; Положение (Указ № 747), пункт 18.
    """
    report = _locked(report_id)
    require_prepare(actor, report, on=day_of(at))
    report.state = REPORT_FLOW.next_state(RegionalReportState(report.state), RegionalReportEvent.SEND)
    _require_complete(report)

    report.save(update_fields=["state"])
    files = [attached.stored for attached in report.draft_files.select_related("stored")]
    version = ReportVersion.objects.create(
        report=report,
        number=report.versions.count() + 1,
        form=FORM_NUMBER,
        language=report.language,
        figures=report.figures,
        texts=report.texts,
        sha256=digest_of(
            FORM_NUMBER, report.language, report.figures, report.texts, [f.sha256 for f in files]
        ),
        sent_at=at,
        sent_by=actor,
    )
    VersionFile.objects.bulk_create(VersionFile(version=version, stored=stored) for stored in files)

    record(
        stream=report,
        kind="regions.report_sent",
        actor=actor,
        at=at,
        payload={
            "version": version.number,
            "sha256": version.sha256,
            "due_on": report.due_on.isoformat(),
            "source": INFORMATION.code,
        },
    )
    return version


@transaction.atomic
def return_report(*, report_id: int, remark: str, actor: User, at: datetime) -> ReportVerdict:
    """Return the version that waits, with what is missing; a term for the revision begins, by the setting.

    Raises:
        NotAllowed: ``actor`` may not return reports.
        TransitionRefused: nothing waits for a check.
        RemarkNeeded: nothing is said of what is missing.

    Source:
        Положение (Указ № 747), пункт 18. The term of a revision is a setting.
    """
    report = _locked(report_id)
    today = day_of(at)
    require_right(actor, RETURN_REPORT, on=today)
    report.state = REPORT_FLOW.next_state(RegionalReportState(report.state), RegionalReportEvent.RETURN)
    words = remark.strip()
    if not words:
        raise RemarkNeeded(legal_ref=ACCOUNTABLE, field="remark")

    version = _waiting(report)
    verdict = ReportVerdict.objects.create(
        version=version, kind=Verdict.RETURNED, remark=words, decided_at=at, decided_by=actor
    )
    revised_by = term_after(today, int(setting_value(REVISION_DAYS, on=today))).due_on
    report.due_on, report.told_on = max(report.term_on, revised_by), today
    report.save(update_fields=["state", "due_on", "told_on"])

    record(
        stream=report,
        kind="regions.report_returned",
        actor=actor,
        at=at,
        payload={
            "version": version.number,
            "due_on": report.due_on.isoformat(),
            "source": ACCOUNTABLE.code,
        },
    )
    tell_region(report, news="returned", at=at, version=version)
    return verdict


@transaction.atomic
def accept_report(*, report_id: int, actor: User, at: datetime) -> ReportVerdict:
    """Accept the version that waits: its public part is read by everybody, its paper is ordered.

    Raises:
        NotAllowed: ``actor`` may not accept reports.
        TransitionRefused: nothing waits for a check.

    Source:
        Положение (Указ № 747), пункт 18.
    """
    report = _locked(report_id)
    require_right(actor, ACCEPT_REPORT, on=day_of(at))
    report.state = REPORT_FLOW.next_state(RegionalReportState(report.state), RegionalReportEvent.ACCEPT)

    version = _waiting(report)
    verdict = ReportVerdict.objects.create(
        version=version, kind=Verdict.ACCEPTED, decided_at=at, decided_by=actor
    )
    report.accepted_at = at
    report.save(update_fields=["state", "accepted_at"])
    order_rendition(template=PAPER, subject=f"regional_report:{report.pk}", revision=version.sha256, at=at)

    record(
        stream=report,
        kind="regions.report_accepted",
        actor=actor,
        at=at,
        payload={"version": version.number, "sha256": version.sha256, "source": ACCOUNTABLE.code},
    )
    tell_region(report, news="accepted", at=at, version=version)
    return verdict


def digest_of(
    form: int, language: str, figures: dict[str, int], texts: dict[str, str], files: list[str]
) -> str:
    """Return the digest of a version: sha256 over its form, language, figures, texts and files."""
    return hashlib.sha256(canonical([form, language, figures, texts, sorted(files)]).encode()).hexdigest()


def _locked(report_id: int) -> RegionalReport:
    return RegionalReport.objects.select_for_update(of=("self",)).select_related("assembly").get(pk=report_id)


def _waiting(report: RegionalReport) -> ReportVersion:
    return report.versions.filter(verdict__isnull=True).latest("number")


def _require_complete(report: RegionalReport) -> None:
    empty = [str(figure.label) for figure in FIGURES if figure.name not in report.figures]
    if empty:
        raise FiguresMissing(legal_ref=INFORMATION, names="; ".join(empty))
    unwritten = [str(text.label) for text in TEXTS if text.is_needed and not report.texts.get(text.name)]
    if unwritten:
        raise TextNeeded(legal_ref=INFORMATION, names="; ".join(unwritten))
    for part, whole in figures_too_large(report.figures):
        labels = {figure.name: figure.label for figure in FIGURES}
        raise PartExceedsWhole(legal_ref=INFORMATION, field=part, part=labels[part], whole=labels[whole])
