"""Style sheets, drawings and fonts: everything named exists, colours are decided in one place."""

import re
import time
from pathlib import Path

import pytest
from django.conf import settings
from fontTools.ttLib import TTFont

from deploy.local import assets

PORTAL = Path(settings.BASE_DIR) / "static" / "portal"
KAZAKH = "әғқңөұүһіӘҒҚҢӨҰҮҺІ№«»₸—–"
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgb\(")


def declarations(block):
    return dict(re.findall(r"(--[\w-]+):\s*([^;]+);", block))


def test_dark_colours_are_the_same_by_system_and_by_hand():
    tokens = (PORTAL / "tokens.css").read_text(encoding="utf-8")
    by_system = re.search(r':root:not\(\[data-bs-theme="light"\]\) \{(.*?)\n  \}', tokens, re.DOTALL).group(1)
    by_hand = re.search(r'\n\[data-bs-theme="dark"\] \{(.*?)\n\}', tokens, re.DOTALL).group(1)

    assert declarations(by_system) == declarations(by_hand)
    assert len(declarations(by_hand)) > 50


def test_frames_decide_no_colour_of_their_own():
    lines = (PORTAL / "shells.css").read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if COLOUR.search(line) and "rgb(255 255 255" not in line] == []


def test_every_variable_of_a_style_sheet_is_known():
    known, used = set(), set()
    for path in PORTAL.glob("*.css"):
        text = path.read_text(encoding="utf-8")
        known |= set(re.findall(r"(--[\w-]+):", text))
        used |= set(re.findall(r"var\((--[\w-]+)", text))

    assert {name for name in used - known if not name.startswith("--bs-")} == set()


def test_every_file_that_a_style_sheet_names_exists_or_is_built():
    built = {face.target for face in assets.SCREEN_FACES}
    for sheet in PORTAL.glob("*.css"):
        for name in re.findall(r'url\("([^"#]+)"\)', sheet.read_text(encoding="utf-8")):
            if name.startswith("data:"):
                continue
            path = (PORTAL / name).resolve()
            assert path.is_file() or str(path.relative_to(PORTAL.parent)) in built, name


@pytest.mark.slow
def test_assets_are_built_once_whole_and_again_after_a_broken_run(tmp_path):
    assets.build(tmp_path)

    made = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    faces = {face.target for face in (*assets.SCREEN_FACES, *assets.PAPER_FACES)}
    assert made == {*faces, "vendor/bootstrap/bootstrap.min.css", assets.STAMP}
    for face in faces:
        with TTFont(tmp_path / face) as font:
            letters = font.getBestCmap()
        assert [letter for letter in KAZAKH if ord(letter) not in letters] == [], face

    started = time.monotonic()
    assets.build(tmp_path)
    assert time.monotonic() - started < 1

    (tmp_path / assets.STAMP).unlink()
    assert not assets.is_current(tmp_path)


def test_missing_file_of_a_package_is_named():
    with pytest.raises(FileNotFoundError, match=r"fontpkg_onest has no file files/none\.ttf"):
        assets.source_file("fontpkg_onest", "files/none.ttf")
