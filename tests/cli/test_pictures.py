"""The guide's pictures: each is shown, says what it shows, and is small."""

from __future__ import annotations

import re

import yaml
from PIL import Image

from tests.sites import ROOT
from tests.tools.pictures import COLOURS, EACH, FOLDER, LARGEST

SHOWN = re.compile(r"!\[([^]]*)\]\((?:\.\./)?\.github/pictures/([\w-]+)\.webp\)")
TEXTS = [
    path.read_text(encoding="utf-8")
    for path in (ROOT / "README.md", *sorted((ROOT / "guide").glob("*.md")))
]


def test_each_is_made_by_the_command_and_shown() -> None:
    made = {view.name for view in EACH}
    shown = [found for text in TEXTS for found in SHOWN.findall(text)]
    assert {name for _, name in shown} == made == {path.stem for path in FOLDER.iterdir()}
    assert all(alternative for alternative, _ in shown)


def test_each_is_small() -> None:
    for view in EACH:
        path = FOLDER / f"{view.name}.webp"
        assert path.stat().st_size <= LARGEST
        with Image.open(path) as image:
            assert image.size == view.window


def test_the_colours_are_those_of_the_guide() -> None:
    (sample,) = re.findall(r"^```yaml\n(colours:\n.*?)^```", "".join(TEXTS), re.M | re.S)
    assert yaml.safe_load(sample) == {"colours": COLOURS}
