"""Kazakh, Russian, English: complete, of one alphabet, in the glossary's words."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from django.conf import settings

from assembly.common import catalogues

ROOT = Path(settings.BASE_DIR)
KAZAKH_ONLY = "әғқңөұүһі"
MIXED = re.compile(r"(?:[A-Za-zƏəİı][А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]|[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі][A-Za-zƏəİı])")


@pytest.fixture(scope="module")
def template():
    return catalogues.extracted()


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_catalogue_is_complete_and_holds_nothing_else(language, template):
    merged = catalogues.merged(language, template)
    assert catalogues.missing(language, merged) == []
    kept = {(str(message.id), message.context) for message in catalogues.read(language) if message.id}
    said = {(str(message.id), message.context) for message in merged if message.id}
    assert kept == said


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_nothing_is_fuzzy(language):
    assert [str(message.id) for message in catalogues.read(language) if message.id and message.fuzzy] == []


def test_english_is_the_language_of_the_source(template):
    cyrillic = re.compile("[А-Яа-яЁё" + KAZAKH_ONLY + "]")
    assert [str(message.id) for message in template if message.id and cyrillic.search(str(message.id))] == []


def test_both_plural_forms_of_kazakh_are_equal():
    bad = [
        str(message.id)
        for message in catalogues.read("kk")
        if isinstance(message.id, list | tuple) and message.id and len(set(message.string)) != 1
    ]
    assert bad == []


def test_kazakh_equals_russian_or_english_only_for_a_listed_reason():
    reasons = json.loads((ROOT / catalogues.SAME_ON_PURPOSE).read_text(encoding="utf-8"))
    russian = {(str(message.id), message.context): message.string for message in catalogues.read("ru")}
    same = {
        str(message.id)
        for message in catalogues.read("kk")
        if message.id
        and isinstance(message.string, str)
        and re.search(r"[^\W\d_]", re.sub(r"[{%]\(?\w*\)?[}sd]", "", message.string))
        and message.string in {russian.get((str(message.id), message.context)), message.id}
    }
    assert sorted(same - set(reasons)) == []
    assert all(reason.strip() for reason in reasons.values())
    assert sorted(set(reasons) - same) == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_placeholders_are_the_same_in_every_language(language):
    marks = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
    bad = []
    for message in catalogues.read(language):
        if not message.id:
            continue
        wanted = [set(marks.findall(form)) for form in _forms(message.id)]
        for form in _forms(message.string):
            if set(marks.findall(form)) not in wanted:
                bad.append(f"{message.id} / {form}")
    assert bad == []


def _forms(words):
    return list(words) if isinstance(words, list | tuple) else [words]


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_no_word_mixes_latin_and_cyrillic_letters(language):
    names = re.compile(r"%\(\w+\)[sd]|\{\w+\}|<[^>]+>|&\w+;")
    bad = [
        form
        for message in catalogues.read(language)
        if message.id
        for form in _forms(message.string)
        if MIXED.search(names.sub(" ", form))
    ]
    assert bad == []


# Where an English word stands for something else than the glossary's term of the same letters.
OTHER_MEANINGS = {
    "alt. month": "months in the genitive, inside a date",
    "votes": "numbers of votes, not the button of the ballot",
    "sign-in": "an account, not a meeting",
    "assignments": "a heading over several",
    "message state": "a letter, not an assignment",
    "regional report": "a report, not an assignment",
}


def test_legal_terms_are_the_glossary_s():
    """Whatever English message equals a term of ``docs/glossary.csv`` has that term's words."""
    terms = glossary()
    bad = [
        f"{language}: {message.id}: {message.string} is not {terms[message.id][language]}"
        for language in catalogues.LANGUAGES
        for message in catalogues.read(language)
        if isinstance(message.id, str)
        and message.id in terms
        and message.context not in OTHER_MEANINGS
        and bare(message.string) not in terms[message.id][language]
    ]
    assert bad == []


def bare(term):
    """Return a term as it is compared: without a remark in brackets, whatever its first letter's case."""
    words = re.sub(r"\s*\([^)]*\)", "", term).strip()
    return words[:1].lower() + words[1:]


def glossary():
    terms = {}
    text = (ROOT / "docs" / "glossary.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(io.StringIO(text)):
        entry = terms.setdefault(row["en"], {"kk": set(), "ru": set()})
        entry["kk"].add(bare(row["kk"]))
        entry["ru"].add(bare(row["ru"]))
    return terms
