"""What answers look like, for the description of the API."""

from drf_spectacular.utils import OpenApiExample

TITLE = {
    "kk": "Ана тілдері мектептері туралы",
    "ru": "О школах родных языков",
    "en": "On schools of mother tongues",
}
CODE = "mfzwizltoqqho2dfmyqgc3tzmq"
URL = f"https://portal.example/d/{CODE}"
DIGESTS = {"kk": "b94d27b9934d3e08" * 4, "ru": "a665a45920422f9d" * 4}
LINE = {
    "code": CODE,
    "number": "36/1",
    "organ": "assembly",
    "title": TITLE,
    "adopted_on": "2026-11-23",
    "is_address": True,
    "state": "in_progress",
    "points": 2,
    "points_done": 1,
    "state_bodies": 30,
    "state_bodies_considered": 12,
    "url": URL,
}
RULE = {
    "numerator": 1,
    "denominator": 2,
    "comparison": "more_than",
    "legal_ref": {
        "code": "decree-747:10@2024-12-27",
        "act": "decree-747",
        "paragraph": "10",
        "subparagraph": "",
        "edition": "2024-12-27",
        "cite": {"kk": "10-тармақ", "ru": "п. 10", "en": "para. 10"},
    },
}
STATE_BODY = {
    "kk": "Мәдениет және ақпарат министрлігі",
    "ru": "Министерство культуры и информации",
    "en": None,
}
TEXT = {"kk": "Сессия ШЕШТІ: …", "ru": "Сессия РЕШИЛА: …", "en": None}
WITH_TEXT = {
    "text": TEXT,
    "sha256": DIGESTS,
    "corrections": [
        {
            "number": 1,
            "made_on": "2026-11-27",
            "reason": {"kk": "2-тармақтағы қате", "ru": "Описка в пункте 2", "en": None},
            "sha256": DIGESTS,
        }
    ],
    "voted": {"text": TEXT, "sha256": DIGESTS},
}
WHOLE = {
    **LINE,
    **WITH_TEXT,
    "sitting": 7,
    "vote": {
        "poll": 12,
        "votes_for": 356,
        "votes_against": 21,
        "abstained": 19,
        "silent": 16,
        "present": 412,
        "members": 583,
        "needed": 207,
        "rule": RULE,
        "form": "open",
    },
    "assignments": [
        {
            "point": "2",
            "text": {"kk": "Баяндама ұсыну.", "ru": "Представить доклад.", "en": None},
            "executor": STATE_BODY,
            "due_on": "2026-12-24",
            "state": "in_progress",
            "done_on": None,
        }
    ],
    "considerations": [
        {
            "state_body": STATE_BODY,
            "due_on": "2026-12-14",
            "considered_on": "2026-12-02",
            "state": "considered",
        }
    ],
}
ADDRESS = {
    "code": CODE,
    "number": "36/1",
    "title": TITLE,
    "adopted_on": "2026-11-23",
    "issued_at": "2026-11-23T14:00:00+05:00",
    "is_published": True,
    "publications": [
        {
            "medium": {"kk": "«Үлгі» газеті", "ru": "Газета «Образец»", "en": None},
            "published_on": "2026-11-25",
            "link": None,
        }
    ],
    "state": "in_progress",
    "url": URL,
}

DECISION_LINE = OpenApiExample("a decision", response_only=True, value=LINE)
DECISION_WHOLE = OpenApiExample("a decision", response_only=True, value=WHOLE)
ADDRESS_LINE = OpenApiExample("an address", response_only=True, value=ADDRESS)
ADDRESS_WHOLE = OpenApiExample("an address", response_only=True, value={**ADDRESS, **WITH_TEXT})
