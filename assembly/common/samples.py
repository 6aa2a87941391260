"""Samples for the sheet of pieces: every piece of the interface once, with invented values."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from assembly.common.curve import PresenceCurve
from assembly.common.errors import NotAllowed
from assembly.common.names import language_now
from assembly.common.pieces import Chip, Tile, TimelineEntry, WorkStep, deadline_of, map_step
from assembly.common.workdays import working_days_after
from assembly.law.acts import regulation
from assembly.law.thresholds import Comparison, Threshold

SATURDAY = 5
# ISO 3166-2 number, names and an invented share of assignments done in time, in per cent.
REGIONS = (
    ("59", "СҚО", "СКО", "NKZ", 91), ("27", "БҚО", "ЗКО", "WKZ", 88), ("39", "Қост", "Кост", "Qos", 96),
    ("11", "Ақм", "Акм", "Aqm", 84), ("71", "Аст", "Аст", "Ast", 97), ("55", "Павл", "Павл", "Pav", 93),
    ("23", "Атыр", "Атыр", "Aty", 71), ("15", "Ақт", "Акт", "Aqt", 86), ("62", "Ұлыт", "Улыт", "Uly", 58),
    ("35", "Қар", "Кар", "Qar", 95), ("10", "Абай", "Абай", "Abai", 77), ("63", "ШҚО", "ВКО", "EKZ", 90),
    ("47", "Маңғ", "Манг", "Man", 66), ("43", "Қыз", "Кыз", "Qyz", 82), ("61", "Түрк", "Турк", "Tur", 79),
    ("31", "Жам", "Жам", "Zham", 74), ("19", "Алм об", "Алм об", "Alm r", 85), ("33", "Жет", "Жет", "Jet", 69),
    ("79", "Шым", "Шым", "Shy", 92), ("75", "Алм", "Алм", "Alm", 98),
)  # fmt: skip


class SampleForm(forms.Form):
    """A form with every kind of control."""

    day = forms.DateField(
        label=gettext_lazy("Date of the act"), help_text=gettext_lazy("Day, month, year: 28.02.2026")
    )
    body = forms.ChoiceField(
        label=gettext_lazy("Lead executor"), choices=[("1", "1"), ("2", "2")], required=False
    )
    text = forms.CharField(
        label=gettext_lazy("What was done"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    is_done = forms.BooleanField(label=gettext_lazy("Carried out in full"), required=False)
    channel = forms.ChoiceField(
        label=gettext_lazy("How the person takes part"),
        choices=[
            ("hall", pgettext_lazy("presence", "in the hall")),
            ("remote", pgettext_lazy("presence", "remotely")),
        ],
        widget=forms.RadioSelect,
        initial="hall",
    )


def samples(*, on: date) -> dict[str, Any]:
    """Return the context of the sheet; ``on`` is the reader's day."""
    quorum = Threshold(2, 3, Comparison.AT_LEAST, regulation("9"))
    majority = Threshold(1, 2, Comparison.MORE_THAN, regulation("10"))
    reckoning = working_days_after(on, 15, is_working=lambda day: day.weekday() < SATURDAY)
    term = deadline_of(
        reckoning,
        on=on + timedelta(days=3),
        left=12,
        begun=pgettext("assignment state", "Sent"),
        rule=_("Working days: %(days)s") % {"days": 15},
    )
    return {
        "quorum": quorum,
        "majority": majority,
        "reference": regulation("4", "5"),
        "term": term,
        "chips": sample_chips(),
        "timeline_entries": sample_timeline(),
        "steps": sample_steps(),
        "todos": sample_todos(),
        "tiles": sample_tiles(),
        "refused": NotAllowed(legal_ref=regulation("4", "5")),
        "form": SampleForm({"day": "31.02.2026", "channel": "hall"}, auto_id="sample_%s"),
        "page": Paginator(range(583), 12).page(3),
        "confirmation_rows": [
            (_("What will happen"), _("The assignment is closed, its report is seen by all.")),
            (_("Who will be told"), _("The executors and the controller")),
        ],
        "today": on,
        "presence": sample_presence(on, quorum),
    }


def sample_presence(on: date, quorum: Threshold) -> PresenceCurve:
    """Return a morning on which the quorum was lost for seven minutes."""
    begin = datetime.combine(on, time(9, 30), tzinfo=timezone.get_default_timezone())
    counts = ((0, 21), (8, 180), (15, 302), (24, 402), (78, 384), (85, 398), (96, 412))
    points = [(begin + timedelta(minutes=minute), count) for minute, count in counts]
    return PresenceCurve(points, begin + timedelta(minutes=114), quorum.least_part(of=583))


def sample_chips() -> list[Chip]:
    """Return one vocabulary of states: an assignment's."""
    return [
        Chip("", "send", pgettext("assignment state", "Sent")),
        Chip("info", "inbox", pgettext("assignment state", "Accepted for execution")),
        Chip("info", "loader", pgettext("assignment state", "In progress")),
        Chip("info", "file-check", pgettext("assignment state", "Report submitted")),
        Chip("ok", "check-check", pgettext("assignment state", "Taken off control")),
        Chip("warn", "undo-2", pgettext("assignment state", "Returned for revision")),
        Chip("bad", "clock-alert", pgettext("assignment state", "Overdue")),
    ]


def sample_timeline() -> list[TimelineEntry]:
    """Return the way of an assignment."""
    return [
        TimelineEntry(
            "done", pgettext("assignment state", "Sent"), "09:41", _("Secretariat"), regulation("4", "5")
        ),
        TimelineEntry("late", pgettext("assignment state", "Returned for revision"), "10:48", icon="undo-2"),
        TimelineEntry("now", pgettext("assignment state", "In progress"), icon="pen-line"),
        TimelineEntry("todo", pgettext("assignment state", "Taken off control")),
    ]


def sample_steps() -> list[WorkStep]:
    """Return the steps of a long work."""
    return [
        WorkStep("done", _("Rows checked"), "00:04"),
        WorkStep("now", _("Members are recorded"), "235 / 583"),
        WorkStep("todo", _("Report on the import")),
    ]


def sample_todos() -> list[dict[str, Any]]:
    """Return lines of a desk."""
    overdue = Chip("bad", "clock-alert", pgettext("assignment state", "Overdue"))
    submitted = Chip("info", "file-check", pgettext("assignment state", "Report submitted"))
    return [
        {"icon": "clock-alert", "tone": "hot", "title": _("The report is late"), "reason": _("Four reminders were sent."),
         "url": "#todo", "action": pgettext("verb", "Open"), "is_primary": True, "chip": overdue},
        {"icon": "file-check", "tone": "", "title": _("A report waits for your check"), "reason": _("Two files are attached."),
         "url": "#todo", "action": pgettext("verb", "Check"), "is_primary": False, "chip": submitted, "legal_ref": regulation("4", "5")},
    ]  # fmt: skip


def sample_tiles() -> list[Tile]:
    """Return the twenty regions with invented shares."""
    column = {"kk": 1, "ru": 2, "en": 3}[language_now()]
    return [
        Tile(region[0], str(region[column]), str(region[column])[:4], region[4], "#map", map_step(region[4]))
        for region in REGIONS
    ]
