"""What a paper says of a correction of its text; the words are the paper's own, in its language."""

from assembly.common.clock import day_of
from assembly.common.dates import official_date
from assembly.documents.models import Act, Correction


def correction_note(act: Act, language: str) -> str:
    """Return the line under the title of a corrected act in kk or ru; empty where nothing was corrected."""
    last = Correction.objects.filter(act=act).select_related("version").order_by("-number").first()
    if last is None:
        return ""
    day = official_date(day_of(last.made_at), language)
    if language == "kk":
        return f"{last.version.number}-нұсқа. Жазу қатесі түзетілді: {day}. Себебі: {last.reason_kk}"
    return f"Версия {last.version.number}. Исправлена ошибка письма: {day}. Причина: {last.reason_ru}"
