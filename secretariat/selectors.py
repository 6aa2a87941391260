"""Reads: how an appeal stands, its terms with their sources, its way as the applicant sees it."""

from datetime import date, datetime
from hmac import compare_digest
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assembly.common.clock import day_of
from assembly.common.names import language_now
from assembly.common.pieces import Chip, Deadline, TimelineEntry
from assembly.deadlines.selectors import Calendar, explain, term_until
from assembly.documents.enums import RenditionState
from assembly.documents.models import Rendition, StoredFile
from assembly.people.services.invitations import hash_of
from assembly.people.services.letters import plain_code
from secretariat.enums import AppealState
from secretariat.models import CitizenAppeal
from secretariat.paper import ANSWER_PAPER
from secretariat.permissions import APPEALS, REDIRECTION, REGISTRATION, TERM

CHIPS = {
    AppealState.REGISTERED: ("", "inbox"),
    AppealState.CONSIDERATION: ("info", "loader"),
    AppealState.EXTENDED: ("warn", "calendar-plus"),
    AppealState.REDIRECTED: ("", "forward"),
    AppealState.ANSWERED: ("ok", "check-check"),
}


def chip_of(appeal: CitizenAppeal, *, on: date) -> Chip:
    """Return an appeal's state as a chip; overdue is told from the term that runs, never stored."""
    if appeal.is_overdue(on):
        return Chip("bad", "clock-alert", pgettext("appeal state", "Overdue"))
    return plain_chip(appeal)


def plain_chip(appeal: CitizenAppeal) -> Chip:
    """Return an appeal's state as a chip, as the applicant reads it."""
    kind, sign = CHIPS[AppealState(appeal.state)]
    return Chip(kind, sign, appeal.get_state_display())


def term_of(appeal: CitizenAppeal, *, on: date, calendar: Calendar | None = None) -> Deadline:
    """Return the term of the answer with how it was computed and by which act."""
    known = calendar or Calendar()
    reckoning = term_until(appeal.registered_on, appeal.due_on, calendar=known)
    if appeal.first_due_on is None:
        rule = _("Working days: %(days)s, %(source)s")
    else:
        rule = _("Extended by a reasoned decision; working days in all: %(days)s, %(source)s")
    words = rule % {"days": reckoning.working_days, "source": TERM.cite(language_now())}
    return explain(reckoning, on=on, begun=_("Registered on"), rule=words, calendar=known)


def triage_term_of(appeal: CitizenAppeal, *, on: date, calendar: Calendar | None = None) -> Deadline:
    """Return the term within which an appeal is accepted or redirected."""
    known = calendar or Calendar()
    reckoning = term_until(appeal.registered_on, appeal.triage_due_on, calendar=known)
    rule = _("Working days: %(days)s, %(source)s") % {
        "days": reckoning.working_days,
        "source": REDIRECTION.cite(language_now()),
    }
    return explain(reckoning, on=on, begun=_("Registered on"), rule=rule, calendar=known)


def followed(*, number: str, code: str) -> CitizenAppeal | None:
    """Return the appeal of a number and its code; the same nothing for every wrong pair.

    The hash is made and compared whether there is such a number or not, so that the time of the answer
    tells nothing either.
    """
    plain = "".join(number.replace("№", "").split())
    appeal = CitizenAppeal.objects.filter(number=plain).select_related("state_body", "region").first()
    kept = appeal.code_hash if appeal else "0" * 64
    is_right = compare_digest(hash_of(f"appeal:{plain_code(code)}"), kept)
    return appeal if is_right else None


def way_of(appeal: CitizenAppeal) -> list[TimelineEntry]:
    """Return the way of an appeal as its applicant reads it: what, when, by which act; no names of staff."""
    way = [
        TimelineEntry("done", _("Received"), _moment(appeal.received_at), "", None, "inbox"),
        TimelineEntry(
            "done", _("Registered under No. %(number)s") % {"number": appeal.number},
            date_format(appeal.registered_on), "", REGISTRATION, "stamp",
        ),
    ]  # fmt: skip
    state = AppealState(appeal.state)
    if appeal.triaged_at is None:
        words = _("The Secretariat decides whether the matter is its own")
        way.append(TimelineEntry("now", words, "", "", APPEALS))
        return way
    triaged = _moment(appeal.triaged_at)
    if state == AppealState.REDIRECTED:
        words = _("Redirected to the competent body: %(body)s") % {"body": appeal.state_body}
        way.append(
            TimelineEntry("done", words, triaged, appeal.redirect_reason.rstrip("."), REDIRECTION, "forward")
        )
        return way
    way.append(TimelineEntry("done", _("Accepted for consideration"), triaged, "", APPEALS, "check"))
    if appeal.extended_at is not None:
        words = _("The term was extended until %(day)s") % {"day": date_format(appeal.due_on)}
        way.append(
            TimelineEntry(
                "done",
                words,
                _moment(appeal.extended_at),
                appeal.extension_reason.rstrip("."),
                TERM,
                "calendar-plus",
            )
        )
    if appeal.answered_at is not None:
        words = _("Answered: No. %(number)s") % {"number": appeal.answer.number}  # type: ignore[union-attr]
        way.append(TimelineEntry("done", words, _moment(appeal.answered_at), "", APPEALS, "check-check"))
    else:
        way.append(TimelineEntry("now", _("The answer is being prepared"), "", "", TERM))
    return way


def files_of(appeal: CitizenAppeal) -> list[StoredFile]:
    """Return the files that came with an appeal."""
    return list(StoredFile.objects.filter(subject=f"citizenappeal:{appeal.pk}"))


def paper_of(appeal: CitizenAppeal) -> Rendition | None:
    """Return the latest PDF of the answer, ready or being made; nothing before the answer."""
    subject = f"citizenappeal:{appeal.pk}"
    papers = Rendition.objects.filter(template=ANSWER_PAPER, subject=subject).select_related("stored_file")
    return papers.order_by("-pk").first()


def is_ready(paper: Rendition | None) -> bool:
    """Say whether a PDF can be given."""
    return paper is not None and paper.state == RenditionState.READY and paper.stored_file is not None


def can_read_files(user: Any, appeal_id: int, on: date) -> bool:
    """Say whether ``user`` may download what came with an appeal: whoever reads the appeal."""
    return CitizenAppeal.objects.visible_to(user, on=on).filter(pk=appeal_id).exists()


def answered_in_time(appeal: CitizenAppeal) -> bool | None:
    """Say whether an appeal was answered in its term; ``None`` when it is not answered."""
    return day_of(appeal.answered_at) <= appeal.due_on if appeal.answered_at else None


def _moment(at: datetime) -> str:
    return date_format(localtime(at), "DATETIME_FORMAT")
