"""Voices and figures, as pages show them and as a check refuses them."""

from pathlib import Path
from typing import Any

import pytest

from tests.bilingual import bilingual
from tests.build.campaigns import ABOUT, ADA, BEN, CORA, FIGURE, rich, voices
from tests.example import ROWS, example
from tests.site.test_site import load

FILE = "docs/data/voices.yml"


def test_each_page_shows_its_voices() -> None:
    said = {
        page: [voice["name"] for voice in (ADA, BEN, CORA) if voice["name"] in rich().html(page)]
        for page in ("", "help", "press", "about", "reading", "signatories")
    }
    everybody = ["Ada Sample", "Ben Sample", "Cora Muestra"]
    assert said == {
        "": ["Ada Sample"],
        "help": ["Ben Sample"],
        "press": everybody,
        "about": everybody,
        "reading": ["Ada Sample"],
        "signatories": [],
    }
    assert "March 2, 2026" not in rich().html("about")


def test_a_voice_says_its_language_and_its_pictures_size_and_figures_have_sources() -> None:
    about = rich().html("about")
    assert '<blockquote lang="es" dir="ltr"><p>Ya basta.</p>' in about
    assert "<blockquote><p>So have I.</p>" in about
    assert '<img src="../files/ada.png" alt="" width="96" height="96" loading="lazy">' in about
    assert "<dd><bdi>14%</bdi></dd>" in about
    assert '1. <a href="https://example.org/study">The study</a>' in about
    assert '2. <a href="https://example.org/other">The other</a>' in about


def test_a_voice_stands_on_the_pages_of_its_languages(tmp_path: Path) -> None:
    root = bilingual(tmp_path)
    said = (BEN, CORA | {"languages": ["en", "es"]}, CORA | {"quote": "Ya.", "languages": []})
    (root / FILE).write_text(voices(*said), encoding="utf-8")
    site, problems = load(root)
    assert site, list(map(str, problems))
    assert [voice.quote for voice in site.voices] == ["So have I.", "Ya basta."]
    assert [voice.quote for voice in site.others["es"].voices] == ["Ya basta.", "Ya."]


@pytest.mark.parametrize(
    ("front", "text", "said"),
    [
        ({}, "<!-- @voices -->", "6:1: the campaign has no voices; add docs/data/"),
        ({}, "<!-- @figures -->", "6:1: the page has no figures; add `figures:` to"),
        ({"figures": [FIGURE]}, "Text.", "10:1: the page lists `figures`, but shows"),
        (
            {"figures": [{"number": "14%", "label": "of all"}]},
            "<!-- @figures -->",
            "5:3: 'source' is missing; add the line `source: …`",
        ),
        (
            {"figures": [FIGURE | {"number": "many"}]},
            "<!-- @figures -->",
            "5:11: 'number' is \"many\", which holds no digit; write a number",
        ),
    ],
)
def test_what_is_placed_without_its_data(
    front: dict[str, Any], text: str, said: str, tmp_path: Path
) -> None:
    _, problems = load(example(tmp_path, pages={"about.md": (ABOUT | front, text)}))
    assert any(str(each).startswith(f"docs/about.md:{said}") for each in problems), [*problems]


def test_who_withdrew_is_no_voice_any_more(tmp_path: Path) -> None:
    gone = next(row["name"] for row in ROWS if row.get("withdrawn"))
    _, problems = load(example(tmp_path, files={FILE: voices(BEN | {"name": gone})}))
    assert any(str(problem).startswith(f'{FILE}:2:9: "{gone}" ') for problem in problems)
