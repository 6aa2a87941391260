"""The way of a quarterly report: opened, written, sent, returned, sent again, accepted."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, IntegrityError, transaction

from assembly.audit.models import AuditEvent
from assembly.common.errors import NotAllowed, Stale, TransitionRefused
from assembly.documents.models import Rendition, Setting, StoredFile
from assembly.outbox.models import OutboxMessage
from assembly.people.models import Notice
from regions.enums import RegionalReportEvent, RegionalReportState
from regions.models import DraftFile, RegionalReport, ReportVerdict, ReportVersion, VersionFile
from regions.refusals import (
    FigureOutOfRange,
    FiguresMissing,
    PartExceedsWhole,
    RemarkNeeded,
    ReportNotOpen,
    TextNeeded,
)
from regions.services.drafts import attach_file, take_file_off
from regions.services.flow import REPORT_FLOW
from regions.services.opening import open_reports
from regions.services.reports import accept_report, digest_of, return_report, send_report
from tests.factories import NOON, make_chairman, make_secretary
from tests.regions.makers import (
    DAY,
    FIGURES,
    OPENED,
    TEXTS,
    fill,
    make_accepted,
    make_akim,
    make_assembly,
    make_report,
    make_returned,
    make_sent,
    make_worker,
)

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def pdf(name="есеп.pdf"):
    return ContentFile(PDF, name=name)


def rows():
    """Return how many rows of everything that an act may write."""
    models = (
        RegionalReport, ReportVersion, ReportVerdict, VersionFile, DraftFile, AuditEvent, OutboxMessage, Notice,
        StoredFile, Rendition,
    )  # fmt: skip
    return [model.objects.count() for model in models] + list(
        RegionalReport.objects.order_by("pk").values_list("state", "revision", "due_on")
    )


@pytest.mark.parametrize("state", RegionalReportState)
@pytest.mark.parametrize("event", RegionalReportEvent)
def test_each_cell_of_the_table(state, event):
    allowed = {
        (RegionalReportState.DRAFT, RegionalReportEvent.SEND): RegionalReportState.SENT,
        (RegionalReportState.RETURNED, RegionalReportEvent.SEND): RegionalReportState.SENT,
        (RegionalReportState.SENT, RegionalReportEvent.RETURN): RegionalReportState.RETURNED,
        (RegionalReportState.SENT, RegionalReportEvent.ACCEPT): RegionalReportState.ACCEPTED,
    }
    if (state, event) in allowed:
        assert REPORT_FLOW.next_state(state, event) == allowed[state, event]
    else:
        with pytest.raises(TransitionRefused):
            REPORT_FLOW.next_state(state, event)


def test_a_new_quarter_opens_a_report_for_each_assembly_once():
    for code in ("71", "75", "79"):
        make_worker(make_assembly(code))

    assert open_reports(on=date(2026, 10, 1), at=OPENED) == 3
    assert open_reports(on=date(2026, 10, 2), at=OPENED + DAY) == 0

    report = RegionalReport.objects.first()
    assert (report.year, report.quarter, report.state) == (2026, 3, "draft")
    # Ten working days after 30 September: 14 October.
    assert (report.term_on, report.due_on, report.told_on) == (
        date(2026, 10, 14), date(2026, 10, 14), date(2026, 10, 1),
    )  # fmt: skip
    assert AuditEvent.objects.filter(kind="regions.report_opened").count() == 3
    assert OutboxMessage.objects.filter(kind="regions.report_opened").count() == 3


def test_an_assembly_that_exists_no_more_owes_no_report():
    assembly = make_assembly()
    assembly.ended_on = date(2026, 10, 1)
    assembly.save()
    assert open_reports(on=date(2026, 10, 1), at=OPENED) == 0


def test_the_term_is_a_setting():
    Setting.objects.create(key="regions.report_days", value=3, term=("2026-01-01", None))
    assert make_report().term_on == date(2026, 10, 5)


def test_a_draft_need_not_be_complete():
    assembly = make_assembly()
    worker = make_worker(assembly)
    report = make_report(assembly)

    saved = fill(report, worker, figures={"events": 7, "appeals": None}, texts={"main_events": "  Бастадық "})

    assert saved.figures == {"events": 7}
    assert saved.texts == {"main_events": "Бастадық"}
    assert (saved.revision, saved.saved_by) == (1, worker)
    assert AuditEvent.objects.filter(kind="regions.draft_saved").count() == 1


def test_who_began_from_an_older_draft_than_another_person_saved_is_refused():
    assembly = make_assembly()
    one, other = make_worker(assembly), make_worker(assembly)
    report = make_report(assembly)
    fill(report, one)
    before = rows()

    with pytest.raises(Stale):
        fill(report, other)
    assert rows() == before

    # His own draft of a moment ago, saved by the page itself, is no stranger's.
    assert fill(report, one).revision == 2


@pytest.mark.parametrize("value", [-1, 20_000_001])
def test_a_figure_that_nobody_can_count_is_refused(value):
    assembly = make_assembly()
    worker = make_worker(assembly)
    report = make_report(assembly)
    before = rows()

    with pytest.raises(FigureOutOfRange):
        fill(report, worker, figures={"events": value})
    assert rows() == before


def test_sending_freezes_figures_texts_and_files():
    assembly = make_assembly()
    worker = make_worker(assembly)
    report = make_report(assembly)
    fill(report, worker)
    attached = attach_file(report_id=report.pk, upload=pdf(), actor=worker, at=OPENED)

    version = send_report(report_id=report.pk, actor=worker, at=OPENED + DAY)

    report.refresh_from_db()
    assert (report.state, version.number, version.form) == ("sent", 1, 1)
    assert (version.figures, version.texts, version.language) == (FIGURES, TEXTS, "kk")
    assert [one.stored for one in version.files.all()] == [attached.stored]
    assert version.sha256 == digest_of(1, "kk", FIGURES, TEXTS, [attached.stored.sha256])
    assert AuditEvent.objects.filter(kind="regions.report_sent").count() == 1


def test_the_database_lets_nobody_change_what_was_sent():
    report, _worker = make_returned()
    version = report.versions.get()
    for change in (
        lambda: ReportVersion.objects.filter(pk=version.pk).update(texts={}),
        lambda: ReportVersion.objects.filter(pk=version.pk).delete(),
        lambda: ReportVerdict.objects.update(remark="Басқа"),
    ):
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            change()


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"figures": {**FIGURES, "events": None}}, FiguresMissing),
        ({"texts": {**TEXTS, "interethnic_relations": ""}}, TextNeeded),
        ({"figures": {**FIGURES, "mediations_settled": 5}}, PartExceedsWhole),
        ({"figures": {**FIGURES, "appeals_answered": 5}}, PartExceedsWhole),
    ],
)
def test_what_is_not_complete_is_not_sent_and_nothing_is_written(changes, refusal):
    assembly = make_assembly()
    worker = make_worker(assembly)
    report = make_report(assembly)
    fill(report, worker, **changes)
    before = rows()

    with pytest.raises(refusal):
        send_report(report_id=report.pk, actor=worker, at=OPENED)
    assert rows() == before


def test_nought_is_a_figure():
    assembly = make_assembly()
    worker = make_worker(assembly)
    report = make_report(assembly)
    fill(report, worker, figures=dict.fromkeys(FIGURES, 0))
    assert send_report(report_id=report.pk, actor=worker, at=OPENED).number == 1


def test_returning_says_what_is_missing_and_gives_a_term():
    report, worker = make_sent()
    secretary = make_secretary()

    return_report(report_id=report.pk, remark=" Толықтырыңыз ", actor=secretary, at=OPENED + 12 * DAY)

    report.refresh_from_db()
    verdict = ReportVerdict.objects.get()
    assert (report.state, verdict.kind, verdict.remark) == ("returned", "returned", "Толықтырыңыз")
    # Five working days after 13 October; the first term stays what it was.
    assert (report.term_on, report.due_on, report.told_on) == (
        date(2026, 10, 14), date(2026, 10, 20), date(2026, 10, 13),
    )  # fmt: skip
    letter = OutboxMessage.objects.get(kind="regions.report_returned")
    assert letter.recipient_id == worker.person.pk


def test_a_revision_never_ends_before_the_first_term():
    report, _worker = make_returned(at=OPENED + 2 * DAY)
    assert report.due_on == report.term_on


def test_a_remark_is_needed():
    report, _worker = make_sent()
    secretary = make_secretary()
    before = rows()
    with pytest.raises(RemarkNeeded):
        return_report(report_id=report.pk, remark="  ", actor=secretary, at=NOON)
    assert rows() == before


def test_what_was_returned_is_sent_again_as_the_next_version():
    report, worker = make_returned()
    fill(report, worker, figures={**FIGURES, "events": 9})

    version = send_report(report_id=report.pk, actor=worker, at=OPENED + 4 * DAY)

    assert (version.number, version.figures["events"]) == (2, 9)
    assert report.versions.get(number=1).figures["events"] == 4


def test_accepting_orders_the_paper_and_tells_the_region():
    report, _worker = make_accepted()

    assert (report.state, report.accepted_at) == ("accepted", OPENED + 3 * DAY)
    paper = Rendition.objects.get()
    assert (paper.template, paper.subject) == ("regions.report", f"regional_report:{report.pk}")
    assert paper.revision == report.versions.get().sha256
    assert OutboxMessage.objects.filter(kind="regions.report_accepted").count() == 1


@pytest.mark.parametrize("make", [make_sent, make_accepted])
def test_what_waits_or_is_accepted_cannot_be_written(make):
    report, worker = make()
    before = rows()
    acts = (
        lambda: fill(report, worker),
        lambda: attach_file(report_id=report.pk, upload=pdf(), actor=worker, at=NOON),
        lambda: take_file_off(report_id=report.pk, file_id=0, actor=worker, at=NOON),
    )
    for act in acts:
        with pytest.raises(ReportNotOpen):
            act()
    with pytest.raises(TransitionRefused):
        send_report(report_id=report.pk, actor=worker, at=NOON)
    assert rows() == before


def test_only_what_was_sent_can_be_decided():
    report = make_report()
    secretary = make_secretary()
    before = rows()
    with pytest.raises(TransitionRefused):
        accept_report(report_id=report.pk, actor=secretary, at=NOON)
    with pytest.raises(TransitionRefused):
        return_report(report_id=report.pk, remark="Жоқ", actor=secretary, at=NOON)
    assert rows() == before


def test_a_file_taken_off_the_draft_stays_with_the_version_that_was_sent():
    assembly = make_assembly()
    worker = make_worker(assembly)
    report = make_report(assembly)
    fill(report, worker)
    attached = attach_file(report_id=report.pk, upload=pdf(), actor=worker, at=OPENED)
    send_report(report_id=report.pk, actor=worker, at=OPENED)
    return_report(report_id=report.pk, remark="Жоқ", actor=make_secretary(), at=OPENED)

    take_file_off(report_id=report.pk, file_id=attached.pk, actor=worker, at=OPENED)
    second = send_report(report_id=report.pk, actor=worker, at=OPENED)

    assert VersionFile.objects.filter(version__number=1).count() == 1
    assert second.files.count() == 0


def test_nobody_but_the_own_secretariat_writes_and_nobody_but_the_secretariat_decides():
    report, worker = make_sent()
    draft = make_report(make_assembly("75"))
    strangers = [make_worker(make_assembly("79")), make_akim(make_assembly("75")), make_chairman()]
    before = rows()
    for stranger in [*strangers, make_secretary(), worker]:
        for act in (
            lambda who=stranger: fill(draft, who),
            lambda who=stranger: send_report(report_id=draft.pk, actor=who, at=NOON),
            lambda who=stranger: attach_file(report_id=draft.pk, upload=pdf(), actor=who, at=NOON),
        ):
            with pytest.raises(NotAllowed):
                act()
    for stranger in [*strangers, worker]:
        for decide in (
            lambda who=stranger: accept_report(report_id=report.pk, actor=who, at=NOON),
            lambda who=stranger: return_report(report_id=report.pk, remark="Жоқ", actor=who, at=NOON),
        ):
            with pytest.raises(NotAllowed):
                decide()
    assert rows() == before
