"""What the room puts on desks and into menus."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assembly.common.navigation import says_yes
from assembly.people.desk import DeskItem
from assembly.people.models import User
from assembly.people.rights import has_right
from secretariat.models import AppealNotice, CitizenAppeal
from secretariat.permissions import (
    APPEALS,
    REDIRECTION,
    SIGN_ANSWER,
    TELL_APPLICANT,
    TERM,
    TRIAGE_APPEAL,
    WORK_ON_APPEAL,
)


def appeals_of(user: Any) -> bool | QuerySet[CitizenAppeal]:
    """Say that the person works on appeals today, or return those that came to his state body."""
    on = localdate()
    return has_right(user, WORK_ON_APPEAL, on=on) or CitizenAppeal.objects.visible_to(user, on=on)


def sees_appeals(user: Any) -> bool:
    """Say whether the person reads appeals today: the Secretariat, or an officer to whose body one came."""
    return says_yes(appeals_of(user))


def waiting_appeals(user: Any) -> tuple[QuerySet[CitizenAppeal], ...]:
    """Return the appeals that wait for this person, to be counted: for triage, or considered by himself."""
    on = localdate()
    if not has_right(user, TRIAGE_APPEAL, on=on):
        return ()
    mine = CitizenAppeal.objects.in_work().filter(executor__user=user)
    return CitizenAppeal.objects.awaiting_triage(), mine


def desk_of_staff(user: User, on: date) -> list[DeskItem]:
    """Return the appeals that wait for triage, those the person considers, and applicants to be told."""
    items = []
    if has_right(user, TRIAGE_APPEAL, on=on):
        items += [_to_triage(one, on) for one in CitizenAppeal.objects.awaiting_triage()]
    if has_right(user, WORK_ON_APPEAL, on=on):
        mine = CitizenAppeal.objects.in_work().filter(executor__user=user, draft_text="")
        items += [_to_consider(one, on) for one in mine]
    if has_right(user, SIGN_ANSWER, on=on):
        items += [_to_sign(one, on) for one in CitizenAppeal.objects.awaiting_signature()]
    if has_right(user, TELL_APPLICANT, on=on):
        untold = AppealNotice.objects.untold().select_related("appeal")
        items += [_to_tell(one, on) for one in untold]
    return items


def _to_triage(appeal: CitizenAppeal, on: date) -> DeskItem:
    return DeskItem(
        title=_("Appeal No. %(number)s: %(subject)s") % {"number": appeal.number, "subject": appeal.subject},
        reason=_("Accept it or redirect it by: %(day)s") % {"day": date_format(appeal.triage_due_on)},
        url=_card(appeal),
        action=pgettext("appeal", "Decide"),
        icon="inbox",
        due_on=appeal.triage_due_on,
        tone="hot" if appeal.triage_due_on < on else "",
        legal_ref=REDIRECTION,
        order=15,
    )


def _to_consider(appeal: CitizenAppeal, on: date) -> DeskItem:
    return DeskItem(
        title=_("Appeal No. %(number)s: %(subject)s") % {"number": appeal.number, "subject": appeal.subject},
        reason=_("The answer is due on: %(day)s") % {"day": date_format(appeal.due_on)},
        url=_card(appeal),
        action=pgettext("appeal", "Draft the answer"),
        icon="mail-question-mark",
        due_on=appeal.due_on,
        tone="hot" if appeal.due_on < on else "",
        legal_ref=TERM,
        order=15,
    )


def _to_sign(appeal: CitizenAppeal, on: date) -> DeskItem:
    return DeskItem(
        title=_("Answer to appeal No. %(number)s") % {"number": appeal.number},
        reason=_("The draft waits for your signature; the term: %(day)s")
        % {"day": date_format(appeal.due_on)},
        url=_card(appeal),
        action=pgettext("appeal", "Read and sign"),
        icon="feather",
        due_on=appeal.due_on,
        tone="hot" if appeal.due_on < on else "warm",
        legal_ref=APPEALS,
        order=10,
    )


def _to_tell(notice: AppealNotice, on: date) -> DeskItem:
    return DeskItem(
        title=_("Tell the applicant: appeal No. %(number)s") % {"number": notice.appeal.number},
        reason=_("No e-mail address was given; tell him by: %(day)s") % {"day": date_format(notice.due_on)},
        url=_card(notice.appeal),
        action=pgettext("appeal", "Record"),
        icon="mail",
        due_on=notice.due_on,
        tone="hot" if notice.due_on < on else "",
        legal_ref=TERM,
        is_primary=False,
        order=18,
    )


def _card(appeal: CitizenAppeal) -> str:
    return reverse("secretariat:appeal_card", args=[appeal.pk])
