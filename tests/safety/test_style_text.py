"""Style sheets as browsers read them: what is set where, and what is loaded from elsewhere."""

from __future__ import annotations

import pytest

from campaign.look.css_tokens import read_tokens
from campaign.safety.css_scan import Declaration, declarations, loaded_from_elsewhere


def test_what_is_set() -> None:
    css = "a { color: red; } /* b { c: d } */\n@media print { p { x: '}'; y: z } }\n"
    css += ":root{--ink:#000"
    assert [(d.text.strip(), d.within) for d in declarations(css)] == [
        ("color: red", ("a",)),
        ("x: ' '", ("@media print", "p")),
        ("y: z", ("@media print", "p")),
        ("--ink:#000", (":root",)),
    ]
    assert all(css[d.offset :].startswith(d.text[:3]) for d in declarations(css))


@pytest.mark.parametrize(
    "css",
    [text * 200_000 for text in (":root{", "@", ":root,", "/*", "@media{:root{", "'", '"\\')],
    ids=lambda css: css[:10],
)
def test_what_never_ends_is_read_once(css: str) -> None:
    """Read twice as often for each sign, these would keep a build busy for hours."""
    assert list(read_tokens(css)) == []
    assert list(loaded_from_elsewhere(css)) == []


def test_nested_without_end() -> None:
    css = ":root{--a:b;" * 50_000
    found = list(declarations(css))
    assert len(found) == 50_000
    assert found[0] == Declaration("--a:b", 6, (":root",))


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
