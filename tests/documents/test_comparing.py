"""Comparing two versions: paragraphs find each other, words are told apart, the time is bounded."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.documents.comparing import ADDED, REMOVED, SAME, Comparison, compare, words_of


def drawn(row):
    marks = {SAME: "{}", ADDED: "+{}+", REMOVED: "-{}-"}
    return tuple(
        "".join(marks[piece.kind].format(piece.text) for piece in side) for side in (row.before, row.after)
    )


@pytest.mark.parametrize(
    ("before", "after", "rows"),
    [
        ("1. Утвердить.", "1. Утвердить.", [("same", "1. Утвердить.", "1. Утвердить.")]),
        # Blanks and line ends are no change.
        ("а б\r\n\r\nв", "а  б\nв", [("same", "а  б", "а  б"), ("same", "в", "в")]),
        (
            "1. Сессия 2026 жылғы 24 сәуірде шақырылсын.",
            "1. Сессия 2026 жылғы 25 сәуірде шақырылсын.",
            [
                (
                    "changed",
                    "1. Сессия 2026 жылғы -24 -сәуірде шақырылсын.",
                    "1. Сессия 2026 жылғы +25 +сәуірде шақырылсын.",
                )
            ],
        ),
        (
            "Одобрить проект решения Совета.",
            "Одобрить доработанный проект решения Совета.",
            [
                (
                    "changed",
                    "Одобрить проект решения Совета.",
                    "Одобрить +доработанный +проект решения Совета.",
                )
            ],
        ),
        # A letter of Kazakh is a letter: «Ұлт» is not «Улт».
        ("Ұлт бірлігі туралы", "Улт бірлігі туралы", [
            ("changed", "-Ұлт -бірлігі туралы", "+Улт +бірлігі туралы")
        ]),
        ("а б в\nг д е", "г д е", [("removed", "-а б в-", ""), ("same", "г д е", "г д е")]),
        ("г д е", "а б в\nг д е", [("added", "", "+а б в+"), ("same", "г д е", "г д е")]),
        # What shares too little is another paragraph.
        ("Бірінші тармақ", "Совсем другое дело", [
            ("removed", "-Бірінші тармақ-", ""), ("added", "", "+Совсем другое дело+")
        ]),
        # A paragraph inserted before a changed one does not shift the pair.
        (
            "1. Провести форум.\n2. Направить отчёт.",
            "0. Принять к сведению доклад.\n1. Провести большой форум.\n2. Направить отчёт.",
            [
                ("added", "", "+0. Принять к сведению доклад.+"),
                ("changed", "1. Провести форум.", "1. Провести +большой +форум."),
                ("same", "2. Направить отчёт.", "2. Направить отчёт."),
            ],
        ),
        ("", "", []),
        ("", "а", [("added", "", "+а+")]),
    ],
)  # fmt: skip
def test_rows_of_a_comparison(before, after, rows):
    assert [(row.kind, *drawn(row)) for row in compare(before, after).rows] == rows


def test_what_changed_is_counted():
    found = compare("а б в\nг д е\nж з и", "а б в\nг д ё\nк л м\nн о п")

    assert (found.changed, found.added, found.removed, found.is_same) == (1, 2, 1, False)
    assert [(is_same, len(rows)) for is_same, rows in found.parts] == [(True, 1), (False, 4)]
    assert Comparison().is_same


def test_words_keep_hyphens_and_ordinals():
    assert words_of("35-сессия, «8-тармағы» 2026–2030; Нұр-Сұлтан") == [
        "35-сессия", ",", "«", "8-тармағы", "»", "2026", "–", "2030", ";", "Нұр-Сұлтан",
    ]  # fmt: skip


LINE = st.text(alphabet="аәб  .\n", max_size=60)


@given(LINE, LINE)
def test_both_texts_are_whole_on_their_sides(before, after):
    rows = compare(before, after).rows

    def side(name):
        return ["".join(p.text for p in getattr(row, name)) for row in rows if getattr(row, name)]

    assert ["".join(t.split()) for t in side("before")] == [
        "".join(line.split()) for line in before.splitlines() if line.strip()
    ]
    assert side("after") == [line.strip() for line in after.splitlines() if line.strip()]
    assert all(piece.kind != ADDED for row in rows for piece in row.before)
    assert all(piece.kind != REMOVED for row in rows for piece in row.after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\n".join(f"{n}. Тармақ {n % 7} туралы" for n in range(2_000)),
         "\n".join(f"{n}. Тармақ {n % 5} туралы" for n in range(2_000))),
        ("сөз " * 20_000, "сөз басқа " * 10_000),
        (" ".join(f"с{n % 91}" for n in range(20_000)), " ".join(f"с{n % 89}" for n in range(20_000))),
        ("а\n" * 5_000, "б\nа\n" * 2_500),
    ],
)  # fmt: skip
def test_long_texts_take_a_bounded_time(before, after):
    # Processor time of this process: other work on the machine does not count.
    begun = time.process_time()
    found = compare(before, after)
    spent = time.process_time() - begun

    assert found.rows
    assert spent < 20
