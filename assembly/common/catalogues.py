"""Catalogues of translations: what the code says, what the catalogues hold, what is missing.

Messages are extracted by Babel from Python and from templates (through Django's own
``templatize``), so that no system package is needed. English is the language of the source;
Kazakh and Russian have a catalogue each, complete: no empty entry, nothing fuzzy.
"""

import fcntl
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

LANGUAGES = ("kk", "ru")
PLURALS = {"kk": "nplurals=2; plural=(n != 1);", "ru": None}
RUSSIAN_PLURALS = (
    "nplurals=4; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : "
    "n%10==0 || (n%10>=5 && n%10<=9) || (n%100>=11 && n%100<=14)? 2 : 3);"
)
FORMS = {"kk": 2, "ru": 4}
ROOMS = ("assembly", "sessions", "council", "regions", "expert_council", "secretariat")
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# Strings of Django and allauth whose own Kazakh or Russian is wrong or missing; ours stand first.
BORROWED = Path("locale") / "borrowed.json"
# A Kazakh text may equal its Russian or English one only for a reason written here.
SAME_ON_PURPOSE = Path("locale") / "same_on_purpose.json"


def path_of(language: str) -> Path:
    """Return where the catalogue of a language lies."""
    return Path(settings.BASE_DIR) / "locale" / language / "LC_MESSAGES" / "django.po"


def extracted() -> Catalog:
    """Return every message that the code and the templates say, with the files where it stands."""
    base = Path(settings.BASE_DIR)
    found = Catalog(charset="utf-8")
    for path in _sources(base):
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            # The extractor reads Python: what a template indents would be an error of indentation.
            text = "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines())
        stream = io.BytesIO(text.encode())
        place = str(path.relative_to(base))
        for _line, message, comments, context in extract(
            "python", stream, keywords=KEYWORDS, comment_tags=("Translators:",), options={"encoding": "utf-8"}
        ):
            found.add(message, None, [(place, 0)], auto_comments=comments, context=context)
    borrowed = base / BORROWED
    if borrowed.exists():
        for entry in json.loads(borrowed.read_text(encoding="utf-8")):
            message = (entry["msgid"], entry["plural"]) if entry.get("plural") else entry["msgid"]
            found.add(message, None, [(str(BORROWED), 0)], context=entry.get("context"))
    return found


def _sources(base: Path) -> Iterator[Path]:
    for room in ROOMS:
        for path in sorted((base / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path
    for path in sorted((base / "templates").rglob("*")):
        if path.suffix in {".html", ".txt", ".xml"}:
            yield path


def read(language: str) -> Catalog:
    """Return the catalogue of a language; an empty one when there is none yet."""
    path = path_of(language)
    if not path.exists():
        return _empty(language)
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def _empty(language: str) -> Catalog:
    catalogue = Catalog(locale=language, charset="utf-8", fuzzy=False)
    # Babel counts three forms in Russian and would drop the fourth, which Django's header promises.
    vars(catalogue)["_num_plurals"] = FORMS[language]
    return catalogue


def write(language: str, catalogue: Catalog) -> None:
    """Write a catalogue sorted by message, without dates or line numbers: equal content, equal bytes."""
    path = path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=110, omit_header=True, sort_output=True, include_lineno=False)
    plural = PLURALS[language] or RUSSIAN_PLURALS
    header = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {language}\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {plural}\\n"\n\n'
    )
    path.write_text(header + buffer.getvalue().decode(), encoding="utf-8")


def merged(language: str, template: Catalog) -> Catalog:
    """Return the catalogue with exactly the template's messages and the translations known so far."""
    known = read(language)
    fresh = _empty(language)
    for message in template:
        if not message.id:
            continue
        old = known.get(_first(message), message.context)
        strings = _strings_of(old, language) if old is not None else None
        fresh.add(message.id, _fitted(message, strings, language), message.locations, context=message.context)
    return fresh


def _first(message: Message) -> str:
    return message.id[0] if isinstance(message.id, (list, tuple)) else message.id


def _strings_of(message: Message, language: str) -> list[str]:
    strings = list(message.string) if isinstance(message.string, (list, tuple)) else [message.string]
    return [string or "" for string in strings][: FORMS[language]]


def _fitted(message: Message, strings: list[str] | None, language: str) -> Any:
    is_plural = isinstance(message.id, (list, tuple))
    if not is_plural:
        return strings[0] if strings else ""
    padded = (strings or []) + [""] * FORMS[language]
    return tuple(padded[: FORMS[language]])


def missing(language: str, catalogue: Catalog) -> list[str]:
    """Return the messages that have no complete translation."""
    return [
        f"{message.context + '|' if message.context else ''}{_first(message)}"
        for message in catalogue
        if message.id and (not all(_strings_of(message, language)) or message.fuzzy)
    ]


def fill(language: str, catalogue: Catalog, entries: dict[str, Any]) -> None:
    """Put translations into the catalogue; unknown messages are left alone.

    ``entries`` is ``{msgid: {"kk": …, "ru": …, "context": …}}``; a key may also be ``context|msgid``.
    """
    for key, entry in entries.items():
        if language not in entry:
            continue
        context, msgid = entry.get("context"), entry.get("msgid", key)
        message = catalogue.get(msgid, context)
        if message is None and "|" in key and "msgid" not in entry:
            context, _, msgid = key.partition("|")
            message = catalogue.get(msgid, context)
        if message is None:
            continue
        words = entry[language]
        strings = list(words) if isinstance(words, list) else [words]
        if isinstance(message.id, (list, tuple)):
            message.string = tuple((strings + [strings[-1]] * FORMS[language])[: FORMS[language]])
        else:
            message.string = strings[0]


@contextmanager
def only_one() -> Iterator[None]:
    """Let one process at a time rewrite the catalogues."""
    path = Path(settings.PORTAL_DATA) / "catalogues.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield
