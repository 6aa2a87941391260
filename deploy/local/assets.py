"""Front-end files that come from packages: Bootstrap's stylesheet and the fonts.

Nothing foreign is kept in the repository and nothing is fetched from a content network: the
stylesheet and the typefaces are taken out of installed wheels into a folder that Django serves as
static files. Screens get compressed ``woff2``; documents get whole ``ttf`` files, because a font cut for
screens prints wrong letters in a PDF.

Run ``python -m deploy.local.assets [folder]``; it does nothing when the folder is up to date.
"""

import hashlib
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from fontTools import subset
from fontTools.varLib import instancer

PACKAGES = ("bootstrap-wrapper", "fontpkg-onest", "fontpkg-noto-serif", "fontpkg-noto-sans", "fonttools")
STAMP = "vendor/.stamp"

ONEST = ("fontpkg_onest", "files/Onest[wght].ttf")
SERIF = ("fontpkg_noto_serif", "files/NotoSerif[wdth,wght].ttf")
SERIF_ITALIC = ("fontpkg_noto_serif", "files/NotoSerif-Italic[wdth,wght].ttf")
SANS = ("fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf")
SANS_ITALIC = ("fontpkg_noto_sans", "files/NotoSans-Italic[wdth,wght].ttf")


# What the portal's pages can hold: Latin, Greek, Cyrillic with its extensions, punctuation, currency,
# letter-like signs, arrows and mathematics. A letter outside falls through to the next face of the stack.
SCREEN_RANGES = (
    (0x0020, 0x024F),
    (0x02B0, 0x036F),
    (0x0370, 0x052F),
    (0x2000, 0x206F),
    (0x20A0, 0x20CF),
    (0x2100, 0x22FF),
)


@dataclass(frozen=True, kw_only=True)
class ScreenFace:
    """A compressed font for pages; ``width`` pins the width axis in per cent when the font has one."""

    source: tuple[str, str]
    target: str
    width: int | None = None

    def make(self, folder: Path) -> None:
        """Write the face below ``folder``: fewer letters, one width, all weights, ``woff2``."""
        options = subset.Options(hinting=False, notdef_outline=True, recalc_timestamp=False)
        path = folder / self.target
        path.parent.mkdir(parents=True, exist_ok=True)
        with subset.load_font(str(source_file(*self.source)), options) as font:
            worker = subset.Subsetter(options)
            worker.populate(
                unicodes=[code for first, last in SCREEN_RANGES for code in range(first, last + 1)]
            )
            worker.subset(font)
            if self.width is not None:
                instancer.instantiateVariableFont(font, {"wdth": self.width}, inplace=True)
            font.flavor = "woff2"
            font.save(path)


@dataclass(frozen=True, kw_only=True)
class PaperFace:
    """A whole font for documents, all weights in one file; the renderer picks the weight itself."""

    source: tuple[str, str]
    target: str

    def make(self, folder: Path) -> None:
        """Copy the face below ``folder`` under a name without brackets."""
        path = folder / self.target
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source_file(*self.source), path)


SCREEN_FACES = (
    ScreenFace(source=ONEST, target="vendor/fonts/onest.woff2"),
    ScreenFace(source=SERIF, target="vendor/fonts/noto-serif.woff2", width=100),
    ScreenFace(source=SERIF_ITALIC, target="vendor/fonts/noto-serif-italic.woff2", width=100),
)
# Onest closes every stack of a document: only it has the signs ≥ → ✓.
PAPER_FACES = (
    PaperFace(source=SERIF, target="vendor/pdf-fonts/NotoSerif.ttf"),
    PaperFace(source=SERIF_ITALIC, target="vendor/pdf-fonts/NotoSerif-Italic.ttf"),
    PaperFace(source=SANS, target="vendor/pdf-fonts/NotoSans.ttf"),
    PaperFace(source=SANS_ITALIC, target="vendor/pdf-fonts/NotoSans-Italic.ttf"),
    PaperFace(source=ONEST, target="vendor/pdf-fonts/Onest.ttf"),
)


def source_file(package: str, name: str) -> Path:
    """Return the path of a file inside an installed package.

    Raises:
        FileNotFoundError: the package is installed without this file.
    """
    path = Path(str(files(package).joinpath(name)))
    if not path.is_file():
        raise FileNotFoundError(f"{package} has no file {name}")
    return path


def write_bootstrap(folder: Path) -> None:
    """Copy Bootstrap's stylesheet without the pointer to a source map that is not shipped."""
    text = source_file("bootstrap", "css/bootstrap.min.css").read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if not line.startswith("/*# sourceMappingURL=")]
    path = folder / "vendor/bootstrap/bootstrap.min.css"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")


def fingerprint() -> str:
    """Return a digest of everything the result depends on: this module and the packages' versions."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for package in PACKAGES:
        digest.update(f"{package}={version(package)};".encode())
    return digest.hexdigest()


def is_current(target: Path) -> bool:
    """Return whether ``target`` already holds what :func:`build` would write."""
    stamp = target / STAMP
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == fingerprint()


def build(target: Path) -> None:
    """Write the front-end files below ``target`` unless they are there already.

    Every file is made beside the target and moved into place, so that a server which runs meanwhile
    never reads half a font; the stamp is written last, so that a broken run is repeated.

    Args:
        target: a folder listed in ``STATICFILES_DIRS``; it is created when missing.
    """
    if is_current(target):
        return
    target.mkdir(parents=True, exist_ok=True)
    makers: list[Callable[[Path], None]] = [
        write_bootstrap,
        *(face.make for face in SCREEN_FACES + PAPER_FACES),
    ]
    with tempfile.TemporaryDirectory(dir=target) as name:
        workshop = Path(name)
        for make in makers:
            make(workshop)
        for made in sorted(path for path in workshop.rglob("*") if path.is_file()):
            place = target / made.relative_to(workshop)
            place.parent.mkdir(parents=True, exist_ok=True)
            made.replace(place)
    (target / STAMP).write_text(fingerprint(), encoding="utf-8")


def main(arguments: list[str]) -> None:
    """Build into the folder named on the command line, by default ``.data/assets``."""
    root = Path(__file__).resolve().parents[2]
    target = Path(arguments[0]) if arguments else root / ".data" / "assets"
    build(target)
    print(f"Front-end files are in {target}")


if __name__ == "__main__":
    main(sys.argv[1:])
