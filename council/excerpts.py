"""The excerpt from the minutes of the Council: what was decided on one item, certified, with its code."""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils.text import slugify

from assembly.common.clock import day_of
from assembly.common.dates import official_date
from assembly.decisions.models import Decision
from assembly.documents.paper.corrections import correction_note
from assembly.documents.paper.figures import quorum_bar, vote_table
from assembly.documents.renderers import RECORD, Enclosure, Paper
from assembly.documents.selectors import current_version
from assembly.documents.templatetags.paper import points
from assembly.meetings.models import Minutes
from assembly.meetings.paper import letterhead_of
from assembly.voting.paper import figures_of

PAPER = "council.excerpt"
WORDS = {
    "kk": {
        "kind": "ХАТТАМАДАН ҮЗІНДІ КӨШІРМЕ",
        "minutes": "Хаттама",
        "item": "Күн тәртібінің мәселесі",
        "decided": "Шешім",
        "presiding": "Төрағалық етуші",
        "secretary": "Хатшы",
        "true": "Үзінді көшірме қол қойылған хаттамаға сәйкес. Түпнұсқалығы осы беттегі код арқылы тексеріледі.",
    },
    "ru": {
        "kind": "ВЫПИСКА ИЗ ПРОТОКОЛА",
        "minutes": "Протокол",
        "item": "Вопрос повестки дня",
        "decided": "Решение",
        "presiding": "Председательствующий",
        "secretary": "Секретарь",
        "true": "Выписка соответствует подписанному протоколу. Подлинность проверяется по коду на этой странице.",
    },
}


def excerpt_paper(decision_id: int) -> Paper:
    """Return the paper of an excerpt: the sitting, its quorum, the item, the text decided, the vote, who signed.

    Raises:
        Decision.DoesNotExist: there is no such decision.
        Minutes.DoesNotExist: the minutes are not drawn up.
    """
    decision = Decision.objects.select_related(
        "act", "body", "version", "poll__item", "meeting__presiding", "meeting__secretary"
    ).get(pk=decision_id)
    minutes = Minutes.objects.get(meeting=decision.meeting)
    version = current_version(decision.act) or decision.version
    organ_kk, organ_ru = letterhead_of(decision.body)
    return Paper(
        html_template="council/paper/excerpt.html",
        context={
            "title_kk": f"Хаттамадан үзінді көшірме: № {decision.number}",
            "title_ru": f"Выписка из протокола: № {decision.number}",
            "foot_kk": f"Үзінді көшірме, № {decision.number}",
            "foot_ru": f"Выписка, № {decision.number}",
            "permanent_url": f"{settings.PORTAL_ADDRESS}/d/{decision.act.code}",
            "organ_kk": organ_kk,
            "organ_ru": organ_ru,
            "number": decision.number,
            "minutes_number": minutes.number,
            "texts": [_text(decision, version, language) for language in ("kk", "ru")],
        },
        file_name=f"excerpt-{slugify(decision.number.replace('/', '-'))}.pdf",
        variant=RECORD,
        enclosures=tuple(
            Enclosure(
                f"decision-{language}.txt",
                version.text(language).encode(),
                f"Text of the decision ({language})",
            )
            for language in ("kk", "ru")
        ),
    )


def can_read_excerpt(user: Any, decision_id: int, on: date) -> bool:
    """Who may read the decision may read the excerpt about it."""
    return Decision.objects.readable_by(user, on=on).filter(pk=decision_id).exists()


def _text(decision: Decision, version: Any, language: str) -> dict[str, Any]:
    meeting, poll = decision.meeting, decision.poll
    figures = figures_of(poll)
    return {
        **WORDS[language],
        "language": language,
        "title": getattr(meeting, f"title_{language}"),
        "day": official_date(day_of(decision.adopted_at), language),
        "place": getattr(meeting, f"place_{language}"),
        "correction": correction_note(decision.act, language),
        "bar": quorum_bar(
            present=figures.present,
            required=meeting.quorum_required or 0,
            whole=meeting.members_count or 0,
            language=language,
        ),
        "item_title": getattr(poll.item, f"title_{language}") if poll.item else "",
        "item_number": poll.item.number if poll.item else "",
        "paragraphs": points(version.text(language)),
        "vote": vote_table(figures, language),
        "signatures": [
            (WORDS[language][role], f"{person.given_name[:1]}.\u00a0{person.family_name}")
            for role, person in (("presiding", meeting.presiding), ("secretary", meeting.secretary))
            if person is not None
        ],
    }
