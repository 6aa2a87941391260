"""What the paper of an accepted regional report contains."""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation

from assembly.common.clock import day_of
from assembly.common.dates import official_date
from assembly.documents.renderers import PUBLIC_TEXT, Paper
from assembly.documents.templatetags.paper import points
from regions.models import RegionalReport
from regions.selectors import accepted_version, figure_lines, text_lines

WORDS = {
    "kk": {
        "kind": "ТОҚСАНДЫҚ ЕСЕП",
        "for": "{year} жылғы {quarter} тоқсан",
        "figures": "Көрсеткіштер",
        "accepted": "Қабылданды",
        "checksum": "Бақылау сомасы (SHA-256)",
    },
    "ru": {
        "kind": "КВАРТАЛЬНЫЙ ОТЧЁТ",
        "for": "{quarter} квартал {year} года",
        "figures": "Показатели",
        "accepted": "Принят",
        "checksum": "Контрольная сумма (SHA-256)",
    },
}


def report_paper(report_id: int) -> Paper:
    """Return the paper of an accepted report: its figures in both languages, its texts as they were written.

    Raises:
        RegionalReport.DoesNotExist: there is no such report.
    """
    report = RegionalReport.objects.accepted().with_names().get(pk=report_id)
    version = accepted_version(report)
    assert version is not None, "an accepted report has its accepted version"
    language, words = version.language, WORDS[version.language]
    with translation.override(language):
        figures = [(str(line.figure.label), line.value) for line in figure_lines(version)]
        texts = [(str(line.text.label), points(line.value)) for line in text_lines(version)]
    period = {"year": report.year, "quarter": report.quarter_roman}
    assembly = report.assembly
    assert assembly.region is not None, "a regional assembly has its region"
    code = assembly.region.code
    return Paper(
        html_template="regions/paper/report.html",
        context={
            "root_language": language,
            "title_kk": f"{assembly.name_kk}: {WORDS['kk']['for'].format(**period)}",
            "title_ru": f"{assembly.name_ru}: {WORDS['ru']['for'].format(**period)}",
            "foot_kk": WORDS["kk"]["for"].format(**period),
            "foot_ru": WORDS["ru"]["for"].format(**period),
            "organ_kk": assembly.name_kk.upper(),
            "organ_ru": assembly.name_ru.upper(),
            "permanent_url": f"{settings.PORTAL_ADDRESS}/{language}/regions/{code}/",
            "language": language,
            "words": words,
            "period": words["for"].format(**period),
            "figures": figures,
            "texts": texts,
            "accepted_on": official_date(day_of(version.verdict.decided_at), language),
            "checksum": version.sha256,
        },
        file_name=f"report-{code}-{report.year}-{report.quarter}.pdf",
        variant=PUBLIC_TEXT,
    )


def can_read_paper(user: Any, report_id: int, on: date) -> bool:
    """Who may read the report whole may read its paper: the texts that are not public stand in it too."""
    return RegionalReport.objects.visible_to(user, on=on).filter(pk=report_id).exists()
