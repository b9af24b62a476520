"""Voices and figures, as pages show them."""

from tests.build.campaigns import ADA, BEN, CORA, rich


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
