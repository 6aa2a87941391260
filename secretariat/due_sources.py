"""What is due in the rooms below and in this one, for the desk of the Secretariat (п. 4(5), 17, 28)."""

from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from assembly.chairman.models import Matter
from assembly.common.clock import start_of
from assembly.deadlines.due import DueItem, DueSource, register_due
from assembly.decisions.enums import AssignmentState
from assembly.decisions.models import Assignment, Consideration
from assembly.meetings.enums import MeetingState
from assembly.meetings.models import Meeting
from assembly.people.models import User
from secretariat.enums import AppealState
from secretariat.models import AppealNotice, CitizenAppeal


def assignments(user: User, _on: date, until: date) -> list[DueItem]:
    """Return the assignments under control: with their executors, or with the Secretariat that checks a report."""
    found = Assignment.objects.under_control().filter(due_on__lte=until).with_names()
    return [_assignment(one, user) for one in found]


def _assignment(one: Assignment, user: User) -> DueItem:
    is_reported = one.state == AssignmentState.REPORTED
    return DueItem(
        title=f"№ {one.number}. {one.title}",
        url=reverse("decisions:assignment", args=[one.pk]),
        action=pgettext("report", "Check") if is_reported else pgettext("due", "Look"),
        due_on=one.due_on,
        who=_("Secretariat: a report waits") if is_reported else one.lead_name,
        is_mine=one.controller is not None and one.controller.user_id == user.pk,
    )


def considerations(user: User, _on: date, until: date) -> list[DueItem]:
    """Return the considerations that state bodies owe (п. 11)."""
    found = Consideration.objects.awaiting().filter(due_on__lte=until).with_names()
    return [
        DueItem(
            title=_("Decision No. %(number)s: %(title)s")
            % {"number": one.decision.number, "title": one.decision.title},
            url=reverse("decisions:consideration", args=[one.pk]),
            action=pgettext("due", "Look"),
            due_on=one.due_on,
            who=str(one.state_body),
            is_mine=one.sent_by_id == user.pk,
        )
        for one in found
    ]


def matters(user: User, _on: date, until: date) -> list[DueItem]:
    """Return the matters whose answer is awaited from the Chairman by a day."""
    mine = set(Matter.objects.kept_by(user).values_list("pk", flat=True))
    found = Matter.objects.waiting().filter(answer_by__lte=until)
    return [
        DueItem(
            title=one.title,
            url=reverse("chairman:matter", args=[one.pk]),
            action=pgettext("due", "Look"),
            due_on=one.answer_by,
            who=_("Chairman of the Assembly"),
            is_mine=one.pk in mine,
        )
        for one in found
        if one.answer_by is not None
    ]


def meetings(user: User, on: date, until: date) -> list[DueItem]:
    """Return the sittings that are to be held, and those that were convened for a day that is past."""
    found = (
        Meeting.objects.visible_to(user, on=on)
        .filter(state=MeetingState.CONVENED, starts_at__lt=start_of(until))
        .select_related("body", "secretary")
    )
    return [
        DueItem(
            title=one.title,
            url=reverse("meetings:meeting", args=[one.pk]),
            action=pgettext("due", "Prepare"),
            due_on=localdate(one.starts_at),
            who=one.body.name,
            is_mine=one.secretary is not None and one.secretary.user_id == user.pk,
        )
        for one in found
    ]


def appeals(user: User, _on: date, until: date) -> list[DueItem]:
    """Return the terms of appeals that run: of triage and of the answer."""
    found = CitizenAppeal.objects.open().with_names()
    return [_appeal(one, user) for one in found if one.present_due_on <= until]


def _appeal(one: CitizenAppeal, user: User) -> DueItem:
    is_new = one.state == AppealState.REGISTERED
    return DueItem(
        title=_("Appeal No. %(number)s: %(subject)s") % {"number": one.number, "subject": one.subject},
        url=reverse("secretariat:appeal_card", args=[one.pk]),
        action=pgettext("appeal", "Decide") if is_new else pgettext("appeal", "Draft the answer"),
        due_on=one.present_due_on,
        who=one.executor.full_name if one.executor else _("Secretariat"),
        is_mine=one.executor is not None and one.executor.user_id == user.pk,
    )


def notices(user: User, _on: date, until: date) -> list[DueItem]:
    """Return what applicants without an e-mail address have to be told."""
    found = AppealNotice.objects.untold().filter(due_on__lte=until).select_related("appeal__executor")
    return [
        DueItem(
            title=_("Tell the applicant (%(news)s): appeal No. %(number)s")
            % {"news": one.get_news_display(), "number": one.appeal.number},
            url=reverse("secretariat:appeal_card", args=[one.appeal_id]),
            action=pgettext("appeal", "Record"),
            due_on=one.due_on,
            who=_("Secretariat"),
            is_mine=one.appeal.executor is not None and one.appeal.executor.user_id == user.pk,
        )
        for one in found
    ]


def register() -> None:
    """Register the kinds; called from ``ready()``."""
    register_due(DueSource("assignments", gettext_lazy("Assignment"), "list-checks", assignments))
    register_due(DueSource("considerations", gettext_lazy("Consideration"), "stamp", considerations))
    register_due(DueSource("matters", gettext_lazy("Matter on the Chairman's desk"), "feather", matters))
    register_due(DueSource("meetings", gettext_lazy("Sitting"), "calendar-days", meetings))
    register_due(DueSource("appeals", gettext_lazy("Appeal"), "mail-question-mark", appeals))
    register_due(DueSource("notices", gettext_lazy("News for an applicant"), "mail", notices))
