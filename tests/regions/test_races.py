"""Acts on a regional report pressed at the same moment: one race for each lock."""

import threading
from datetime import date

import pytest
from django.db import connection

from assembly.common.errors import Stale, TransitionRefused
from regions.models import RegionalReport, ReportVerdict, ReportVersion
from regions.refusals import ReportNotOpen
from regions.services.drafts import save_draft
from regions.services.opening import open_reports
from regions.services.reports import accept_report, return_report, send_report
from tests.factories import NOON, make_secretary
from tests.regions.makers import OPENED, fill, make_assembly, make_report, make_sent, make_worker


def press_at_once(*acts):
    """Run acts at the same moment in threads; returns the sorted names of what became of them."""
    results, gate = [], threading.Barrier(len(acts))

    def press(act):
        gate.wait()
        try:
            act()
            results.append("done")
        except (TransitionRefused, Stale, ReportNotOpen) as refusal:
            results.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results)


@pytest.mark.django_db(transaction=True)
def test_of_return_and_acceptance_at_once_one_happens():
    report, _worker = make_sent()
    one, other = make_secretary(), make_secretary()

    happened = press_at_once(
        lambda: return_report(report_id=report.pk, remark="Жоқ", actor=one, at=NOON),
        lambda: accept_report(report_id=report.pk, actor=other, at=NOON),
    )

    assert happened == ["done", "transition_refused"]
    assert ReportVerdict.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_sending_four_times_at_once_sends_once():
    assembly = make_assembly()
    worker = make_worker(assembly)
    report = make_report(assembly)
    fill(report, worker)

    happened = press_at_once(*[lambda: send_report(report_id=report.pk, actor=worker, at=NOON)] * 4)

    assert happened == ["done", *["transition_refused"] * 3]
    assert ReportVersion.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_colleagues_who_save_at_once_one_is_told():
    assembly = make_assembly()
    one, other = make_worker(assembly), make_worker(assembly)
    report = make_report(assembly)

    happened = press_at_once(
        *[
            lambda who=who: save_draft(
                report_id=report.pk, revision=0, language="kk", figures={}, texts={}, actor=who, at=NOON
            )
            for who in (one, other)
        ]
    )

    assert happened == ["done", "stale"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_who_open_a_quarter_at_once_open_it_once():
    make_assembly("71")
    make_assembly("75")

    assert press_at_once(*[lambda: open_reports(on=date(2026, 10, 1), at=OPENED)] * 2) == ["done", "done"]
    assert RegionalReport.objects.count() == 2
