"""Style sheets as browsers read them: what is set where, and what is loaded from elsewhere."""

from __future__ import annotations

import pytest

from campaign.look.css_tokens import Token, read_tokens
from campaign.safety.css_scan import loaded_from_elsewhere


def test_what_is_set() -> None:
    css = "a { --ink: #fff } /* :root { --ink: #fff } */\n@media print { :root { --ink: #fff } }\n"
    css += "@media (prefers-color-scheme: dark) { b {} :root, c { --ink : #eee/*x*/; x: '}' } }\n"
    css += ":root{--ink:#000"
    assert read_tokens(css) == (
        Token("ink", "#eee", "dark", 3, 55),
        Token("ink", "#000", None, 4, 7),
    )


@pytest.mark.build
@pytest.mark.parametrize(
    "css",
    [text * 20_000 for text in (":root{", "@", ":root,", "/*", "@media{:root{", "'", '"\\')],
    ids=lambda css: css[:10],
)
def test_what_never_ends_is_read_once(css: str) -> None:
    """Read twice as often for each sign, these would keep a build busy for hours."""
    assert read_tokens(css) == ()
    assert list(loaded_from_elsewhere(css)) == []


@pytest.mark.parametrize(
    "css",
    [
        "u\\rl(https://evil.example/x)",
        'url( "//evil.example/x")',
        "@import/**/'//evil.example/x';",
        'src("https://evil.example/x")',
        'image-set("a.png" 1x, "https:\\/\\/evil.example/x" 2x)',
        'a{content:"/*"} url(https://evil.example/x) {content:"*/"}',
    ],
)
def test_what_is_loaded_from_elsewhere(css: str) -> None:
    (found,) = loaded_from_elsewhere(css)
    assert "evil.example/x" in found


@pytest.mark.parametrize(
    "css",
    [
        "a{background:url(a.png)}",
        "a{content:'https://letter.example.org/'}",
        "/* see https://letter.example.org/ */",
        "a{background:url(data:image/png;base64,AAAA)}",
        "@import 'own.css'; a{content:'a' / 'b'}",
    ],
)
def test_what_is_not(css: str) -> None:
    assert list(loaded_from_elsewhere(css)) == []
