"""Dates and numbers of official papers, by language and independent of the reader's page."""

from datetime import date

NB = "\u00a0"
MONTHS = {
    "kk": [
        "қаңтар",
        "ақпан",
        "наурыз",
        "сәуір",
        "мамыр",
        "маусым",
        "шілде",
        "тамыз",
        "қыркүйек",
        "қазан",
        "қараша",
        "желтоқсан",
    ],
    "ru": [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
# «… қарашадағы № 12»: the attributive form, a closed set.
KK_ATTRIBUTIVE = [
    "қаңтардағы",
    "ақпандағы",
    "наурыздағы",
    "сәуірдегі",
    "мамырдағы",
    "маусымдағы",
    "шілдедегі",
    "тамыздағы",
    "қыркүйектегі",
    "қазандағы",
    "қарашадағы",
    "желтоқсандағы",
]


def official_date(day: date, language: str) -> str:
    """Return a day as acts write it: «2026 жылғы 22 қараша», «22 ноября 2026 года», “22 November 2026”.

    Raises:
        LookupError: the portal does not speak ``language``.
    """
    month = MONTHS[language][day.month - 1]
    if language == "kk":
        return f"{day.year}{NB}жылғы {day.day}{NB}{month}"
    if language == "ru":
        return f"{day.day}{NB}{month} {day.year}{NB}года"
    return f"{day.day}{NB}{month} {day.year}"


def act_reference(number: str, day: date, language: str) -> str:
    """Return how a text names an act before its noun.

    «2026 жылғы 22 қазандағы № 12», «от 22 октября 2026 года № 12», “No. 12 of 22 October 2026”.

    Raises:
        LookupError: the portal does not speak ``language``.
    """
    if language == "kk":
        return f"{day.year}{NB}жылғы {day.day}{NB}{KK_ATTRIBUTIVE[day.month - 1]} №{NB}{number}"
    if language == "ru":
        return f"от {official_date(day, 'ru')} №{NB}{number}"
    return f"No.{NB}{number} of {official_date(day, language)}"
