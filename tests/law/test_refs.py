import subprocess
import sys
from datetime import date

import pytest

from assembly.law.acts import APPC, REGISTER, REGULATION, act_of, law_article, ref_of, regulation
from assembly.law.competences import COMPETENCES, competence_of, competences_for
from assembly.law.paragraphs import CHAPTERS, TEXTS, text_of
from assembly.law.refs import LegalRef

NB = "\u00a0"


@pytest.mark.parametrize(
    ("ref", "kk", "ru", "en"),
    [
        (regulation("9"), "9-тармақ", f"п.{NB}9", f"para.{NB}9"),
        (
            regulation("4", "5"),
            f"4-тармақтың{NB}5){NB}тармақшасы",
            f"подп.{NB}5) п.{NB}4",
            f"para.{NB}4(5)",
        ),
        (
            law_article("10"),
            "Ассамблея туралы заң, 10-бап",
            f"Закон об Ассамблее, ст.{NB}10",
            f"Law on the Assembly, art.{NB}10",
        ),
        (
            LegalRef(APPC, "76", APPC.in_force_from, is_article=True),
            "ӘРПК, 76-бап",
            f"АППК, ст.{NB}76",
            f"APPC, art.{NB}76",
        ),
    ],
)
def test_a_place_in_the_law_is_named_in_each_language(ref, kk, ru, en):
    assert (ref.cite("kk"), ref.cite("ru"), ref.cite("en")) == (kk, ru, en)


def test_other_languages_are_not_spoken():
    with pytest.raises(LookupError):
        regulation("9").cite("de")


@pytest.mark.parametrize("ref", [regulation("9"), regulation("4", "5"), law_article("17")])
def test_a_reference_kept_in_a_record_is_read_back(ref):
    assert ref_of(ref.code) == ref


@pytest.mark.parametrize("code", ["decree-1:9@2024-12-27", "nothing"])
def test_a_reference_to_an_unknown_act_is_not_read(code):
    with pytest.raises((LookupError, ValueError)):
        ref_of(code)


def test_codes_and_anchors():
    assert regulation("4", "5").code == str(regulation("4", "5")) == "decree-747:4(5)@2024-12-27"
    assert (regulation("4", "5").anchor, law_article("10").anchor) == ("p-4-5", "a-10")


def test_the_register_begins_with_the_decree_and_holds_the_six_it_repealed():
    repealed = [act for act in REGISTER if act.repealed_by == REGULATION.code]

    assert REGISTER[0] == act_of("decree-747") == REGULATION
    assert [act.number for act in repealed] == ["149", "450", "471", "828", "495", "626"]
    assert len({act.code for act in REGISTER}) == len(REGISTER)
    with pytest.raises(LookupError):
        act_of("decree-1")


def test_an_act_binds_until_the_day_it_is_repealed():
    decree_149 = act_of("decree-149-2011")

    assert decree_149.is_in_force_on(date(2024, 12, 26)) is True
    assert decree_149.is_in_force_on(date(2024, 12, 27)) is False
    assert REGULATION.is_in_force_on(date(2024, 12, 26)) is False
    assert REGULATION.is_in_force_on(date(2024, 12, 27)) is True


@pytest.mark.parametrize(
    ("code", "organs", "paragraph", "is_exclusive"),
    [
        ("conceptual_approaches", ("assembly",), "p-8-1", True),
        ("member_reports", ("assembly",), "p-8-2", True),
        ("rules_of_procedure", ("assembly",), "p-11", True),
        ("voting_order", ("assembly",), "p-10", True),
        ("assembly_address", ("assembly",), "p-11", True),
        ("senate_candidates", ("council",), "p-13-1", False),
        ("member_candidates", ("council",), "p-13-2", False),
        ("session_proposal", ("council",), "p-13-3", False),
        ("work_plan", ("council",), "p-13-4", False),
        ("public_awards", ("council",), "p-13-5", False),
        ("council_matter", ("council",), "p-13-6", False),
    ],
)
def test_a_matter_belongs_to_the_organ_that_the_law_names(code, organs, paragraph, is_exclusive):
    competence = competence_of(code)

    assert (competence.organs, competence.legal_ref.anchor, competence.is_exclusive) == (
        organs,
        paragraph,
        is_exclusive,
    )


def test_competences_are_named_in_three_languages():
    assert all(competence.name(code) for competence in COMPETENCES for code in ("kk", "ru", "en"))
    assert {c.code for c in competences_for("assembly")} & {
        c.code for c in competences_for("council")
    } == set()
    with pytest.raises(LookupError):
        competence_of("weather")


def test_the_regulation_is_held_word_for_word():
    numbers = [paragraph.number for chapter in CHAPTERS for paragraph in chapter.paragraphs]

    assert numbers == [str(number) for number in range(1, 33)]
    assert text_of(regulation("9")) == (
        "Сессия считается правомочной, если в ее работе принимает участие не менее двух третей от общего "
        "числа членов Ассамблеи."
    )
    assert text_of(regulation("10")).startswith(
        "Решение Сессии считается принятым, если за него проголосовало более половины присутствующих"
    )
    assert text_of(regulation("4", "5")).startswith("5) осуществляет контроль за рассмотрением")
    assert text_of(law_article("10")) == ""


def test_every_citation_of_the_portal_leads_to_words():
    cited = [competence.legal_ref for competence in COMPETENCES]
    cited += [
        regulation(number) for number in ("5", "6", "7", "9", "10", "11", "12", "14", "15", "16", "17", "18")
    ]
    cited += [regulation("5", "5"), regulation("17", "1"), regulation("17", "3"), regulation("28")]

    # The words of the Law are not kept here: its articles are named, and lead to their place on the page.
    kept = [ref for ref in cited if ref.code.startswith("decree-747:")]
    assert [ref.code for ref in kept if not text_of(ref)] == []
    assert len(TEXTS) == 71


def test_the_law_stands_on_the_standard_library_alone():
    found = subprocess.run(
        [
            sys.executable,
            "-c",
            (
                "import sys, assembly.law.paragraphs, assembly.law.competences, assembly.law.procedures,"
                " sessions.services.rules, council.services.rules;"
                "print([name for name in ('django', 'celery') if name in sys.modules])"
            ),
        ],
        capture_output=True,
        text=True,
        check=True,
    )

    assert found.stdout.strip() == "[]"
