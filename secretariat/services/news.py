"""Telling applicants: by letter at once where they gave an address, otherwise by the staff within the term."""

from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format

from assembly.audit.services.chain import record
from assembly.common.clock import day_of
from assembly.deadlines.selectors import term_after
from assembly.documents.selectors import setting_value
from assembly.outbox.services.messages import enqueue
from assembly.people.models import User
from assembly.people.rights import require_right
from secretariat.enums import TellingWay
from secretariat.models import AppealNotice, CitizenAppeal
from secretariat.permissions import TELL_APPLICANT, TERM
from secretariat.portal_settings import NOTICE_DAYS
from secretariat.refusals import ToldAlready, ToldDayRefused


def tell_applicant(appeal: CitizenAppeal, news: str, *, at: datetime) -> AppealNotice:
    """Write down that the applicant has to be told, and tell him at once where he gave an e-mail address.

    It is a part of the act that makes the news; runs in its transaction and after its event.

    Source:
        АППК, статья 76: уведомление в течение трёх рабочих дней.
    """
    today = day_of(at)
    notice = AppealNotice.objects.create(
        appeal=appeal,
        news=news,
        due_on=term_after(today, int(setting_value(NOTICE_DAYS, on=today))).due_on,
        made_at=at,
        told_on=today if appeal.email else None,
        way=TellingWay.EMAIL if appeal.email else "",
    )
    if appeal.email:
        enqueue(
            kind=f"secretariat.appeal_{news}",
            address=appeal.email,
            language=appeal.language,
            dedup_key=f"appeal_{news}:{appeal.pk}",
            context={"appeal_id": appeal.pk},
            at=at,
        )
    return notice


@transaction.atomic
def record_told(*, notice_id: int, way: str, told_on: date, actor: User, at: datetime) -> AppealNotice:
    """Record that an applicant without an e-mail address was told.

    Args:
        notice_id: what he had to be told.
        way: see ``TellingWay``.
        told_on: the day, from that of the act to today.
        actor: who told him; needs ``secretariat.tell_applicant``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not tell applicants.
        ToldAlready: it is recorded.
        ToldDayRefused: the day is not within the act and today.

    Source:
        АППК, статья 76.
    """
    notice = AppealNotice.objects.select_for_update(of=("self",)).select_related("appeal").get(pk=notice_id)
    today = day_of(at)
    require_right(actor, TELL_APPLICANT, on=today)
    if notice.told_on is not None:
        raise ToldAlready(legal_ref=TERM)
    earliest = day_of(notice.made_at)
    if not earliest <= told_on <= today:
        raise ToldDayRefused(
            legal_ref=TERM, field="told_on", earliest=date_format(earliest, "SHORT_DATE_FORMAT")
        )

    notice.told_on, notice.way, notice.told_by = told_on, way, actor
    notice.save(update_fields=["told_on", "way", "told_by"])

    record(
        stream=notice.appeal,
        kind="secretariat.applicant_told",
        actor=actor,
        at=at,
        payload={
            "notice": notice.pk,
            "news": notice.news,
            "way": str(way),
            "told_on": told_on.isoformat(),
            "source": TERM.code,
        },
    )
    return notice
