"""Verifying a paper: by its code, by the checksum of its file or text. Reads only.

A query is 128 bits of a code or 256 of a checksum, so nobody finds a paper that he does not hold;
what does not fit, and what fits nothing, gets one and the same answer.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assembly.common.names import EN, RU, language_now
from assembly.common.pieces import Chip
from assembly.documents.enums import EndingKind, RenditionState
from assembly.documents.models import Act, ActEnding, Correction, Rendition, Version
from assembly.documents.renderers import RENDERERS
from assembly.documents.verification import (
    FILES,
    IssuedFile,
    VerificationLine,
    lines_of,
    page_of,
    register_issued_files,
)

CODE = re.compile(r"[a-z2-7]{26}")
CHECKSUM = re.compile(r"[0-9a-f]{64}")
LONGEST_QUERY = 400
MOST_ACTS = 5
# What is typed from paper with a Kazakh or Russian keyboard on; 0 is no sign of a code.
LOOK_ALIKE = str.maketrans("асеоркхумтвн", "aceopkxymtbh")
TEXTS = {"kk": _("Text in Kazakh"), "ru": _("Text in Russian"), "en": _("Translation into English")}

IN_FORCE = Chip("ok", "circle-check", pgettext_lazy("state of an act", "In force"))
CORRECTED = Chip("warn", "file-pen", pgettext_lazy("state of an act", "In force, corrected"))
ENDED = {
    EndingKind.REPEALED: Chip("bad", "circle-x", pgettext_lazy("state of an act", "Repealed")),
    EndingKind.VOID: Chip("bad", "circle-x", pgettext_lazy("state of an act", "Void")),
}


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked, understood: a code, a checksum, or neither."""

    code: str = ""
    checksum: str = ""


@dataclass(frozen=True, slots=True)
class VerifiedPaper:
    """What the page says of an act, and what of it was asked by."""

    act: Act
    state: Chip
    files: list[IssuedFile]
    asked: list[IssuedFile]
    corrections: list[Correction]
    ending: ActEnding | None
    lines: list[VerificationLine]
    page: str

    @property
    def title_lang(self) -> str:
        """Return the language of the title where it is not the reader's."""
        return RU if language_now() == EN and not self.act.title_en else ""

    @property
    def current(self) -> Version | None:
        """Return the version that holds: the last correction's, else the one that was signed."""
        return self.corrections[-1].version if self.corrections else self.act.version

    @property
    def outdated(self) -> list[Correction]:
        """Return the corrections made since the file or text that was asked by; none for a code."""
        if not self.asked or any(file.version in {None, self.current} for file in self.asked):
            return []
        oldest = min(file.version.number for file in self.asked if file.version)
        return [one for one in self.corrections if one.version.number > oldest]


def understood(text: str) -> Query:
    """Return the query in what was typed, scanned or computed: a code, its address, or a checksum.

    Blanks and hyphens between groups do not matter, nor do capital and look-alike letters.
    """
    bare = re.sub(r"[\s\-]+", "", text[:LONGEST_QUERY]).lower().rstrip("/").rpartition("/")[2]
    bare = bare.translate(LOOK_ALIKE)
    if CHECKSUM.fullmatch(bare):
        return Query(checksum=bare)
    if CODE.fullmatch(bare):
        return Query(code=bare)
    return Query()


def verified(query: Query) -> list[VerifiedPaper]:
    """Return the papers that a query names: one by a code, one or more by a checksum, or none."""
    if query.code:
        acts = Act.objects.filter(code=query.code).select_related("version", "scan", "ending__basis")
        return [_verified(act, []) for act in acts]
    if not query.checksum:
        return []
    asked: dict[int, list[IssuedFile]] = {}
    for _files_of, files_by in FILES.values():
        for file in files_by(query.checksum):
            asked.setdefault(file.act.pk, []).append(file)
    found = Act.objects.filter(pk__in=list(asked)[:MOST_ACTS]).select_related(
        "version", "scan", "ending__basis"
    )
    return [_verified(act, asked[act.pk]) for act in found]


def state_of(act: Act, corrections: list[Correction]) -> Chip:
    """Return whether an act is in force, was corrected, or has ended."""
    ending = getattr(act, "ending", None)
    if ending is not None:
        return ENDED[EndingKind(ending.kind)]
    return CORRECTED if corrections else IN_FORCE


def _verified(act: Act, asked: list[IssuedFile]) -> VerifiedPaper:
    corrections = list(act.corrections.select_related("version", "basis").order_by("number"))
    return VerifiedPaper(
        act=act,
        state=state_of(act, corrections),
        files=[file for files_of, _files_by in FILES.values() for file in files_of(act)],
        asked=asked,
        corrections=corrections,
        ending=getattr(act, "ending", None),
        lines=lines_of(act),
        page=page_of(act),
    )


def _texts_of(act: Act) -> Iterable[IssuedFile]:
    versions = [act.version] if act.version else []
    versions += [one.version for one in act.corrections.select_related("version").order_by("number")]
    for version in versions:
        for language, label in TEXTS.items():
            if checksum := getattr(version, f"sha256_{language}"):
                yield IssuedFile(act, label, checksum, version, language)


def _texts_by(checksum: str) -> Iterable[IssuedFile]:
    for language in ("kk", "ru"):
        versions = Version.objects.filter(frozen_at__isnull=False, **{f"sha256_{language}": checksum})
        acts = Act.objects.filter(version__in=versions).select_related("version")
        for act in acts[:MOST_ACTS]:
            assert act.version is not None, "the act was found by its version"
            yield IssuedFile(act, TEXTS[language], checksum, act.version, language)
        corrections = Correction.objects.filter(version__in=versions).select_related("act", "version")
        for one in corrections[:MOST_ACTS]:
            yield IssuedFile(one.act, TEXTS[language], checksum, one.version, language)


def _scan_of(act: Act) -> Iterable[IssuedFile]:
    if act.scan is not None:
        yield IssuedFile(act, _("Scan of the paper"), act.scan.sha256)


def _scan_by(checksum: str) -> Iterable[IssuedFile]:
    for act in Act.objects.filter(scan__sha256=checksum).select_related("scan")[:MOST_ACTS]:
        yield IssuedFile(act, _("Scan of the paper"), checksum)


def _papers_of(act: Act) -> Iterable[IssuedFile]:
    ready = act.renditions.filter(state=RenditionState.READY).select_related("stored_file", "version")
    for paper in ready.order_by("pk"):
        yield _issued(act, paper)


def _papers_by(checksum: str) -> Iterable[IssuedFile]:
    found = Rendition.objects.filter(
        state=RenditionState.READY, stored_file__sha256=checksum, act__isnull=False
    ).select_related("stored_file", "version", "act")
    for paper in found[:MOST_ACTS]:
        assert paper.act is not None, "filtered above"
        yield _issued(paper.act, paper)


def _issued(act: Act, paper: Rendition) -> IssuedFile:
    assert paper.stored_file is not None, "a ready paper has its file"
    renderer = RENDERERS.get(paper.template)
    # Of a restricted act not even its kind is told.
    label = renderer.label if renderer and act.is_public else "PDF"
    return IssuedFile(act, label, paper.stored_file.sha256, paper.version)


def register() -> None:
    """Register what this room can verify: texts, scans, PDFs; called from ``ready()``."""
    register_issued_files("texts", _texts_of, _texts_by)
    register_issued_files("scans", _scan_of, _scan_by)
    register_issued_files("papers", _papers_of, _papers_by)
