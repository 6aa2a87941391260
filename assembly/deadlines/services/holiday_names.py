"""Names of public holidays: Kazakh as the register gives them, Russian and English of our own."""

import re

# By the English name in the package `holidays`, which has no Russian names.
NAMES: dict[str, tuple[str, str]] = {
    "New Year's Day": ("Новый год", "New Year's Day"),
    "Orthodox Christmas": ("Православное Рождество", "Orthodox Christmas"),
    "International Women's Day": ("Международный женский день", "International Women's Day"),
    "Nowruz Holiday": ("Наурыз мейрамы", "Nauryz"),
    "Kazakhstan's People Solidarity Holiday": (
        "Праздник единства народа Казахстана",
        "Unity Day of the People of Kazakhstan",
    ),
    "Defender of the Fatherland Day": ("День защитника Отечества", "Defender of the Fatherland Day"),
    "Victory Day": ("День Победы", "Victory Day"),
    "Eid al-Adha": ("Курбан айт", "Qurban Ait"),
    "Capital Day": ("День Столицы", "Capital Day"),
    "Constitution Day": ("День Конституции Республики Казахстан", "Constitution Day"),
    "Republic Day": ("День Республики", "Republic Day"),
    "Independence Day": ("День Независимости", "Independence Day"),
}
MARKS = {
    "observed": ("қайта белгіленген демалыс", "перенос выходного дня", "day off moved"),
    "estimated": ("болжамды", "ожидаемая дата", "expected date"),
}
DAY_OFF_MOVED = ("Ауыстырылған демалыс күні", "Перенесённый выходной день", "Day off moved")
DAY_WORKED = (
    "Жұмыс күні (демалыс ауыстырылған)",
    "Рабочий день (выходной перенесён)",
    "Working day (day off moved)",
)
_MARKED = re.compile(r"^(?P<name>.*?)(?: \((?P<mark>observed|estimated)\))?$")


def names_of(kk: str, en: str) -> tuple[str, str, str]:
    """Return a holiday's names in Kazakh, Russian and English.

    Args:
        kk: its Kazakh name in the register.
        en: its English name there, by which ours are found; a name unknown to us is kept as it is.
    """
    if en.startswith("Day off"):
        return DAY_OFF_MOVED
    found = _MARKED.match(en)
    assert found is not None, "the pattern takes any text"
    ru, english = NAMES.get(found["name"], (found["name"], found["name"]))
    plain_kk = kk.partition(" (")[0] if found["mark"] else kk
    if not found["mark"]:
        return plain_kk, ru, english
    mark_kk, mark_ru, mark_en = MARKS[found["mark"]]
    return f"{plain_kk} ({mark_kk})", f"{ru} ({mark_ru})", f"{english} ({mark_en})"
