"""Style sheets as browsers read them: what is set where, and what is loaded from elsewhere."""

from __future__ import annotations

import pytest

from campaign.look.colours import Token, read_tokens
from campaign.safety.css_scan import loaded_from_elsewhere


def test_what_is_set_is_read_for_whom_it_holds() -> None:
    css = (
        "a { --ink: #fff } /* :root { --ink: #fff } */\n@media print { :root { --ink: #fff } }\n"
        "@media (prefers-color-scheme: dark) { b {} :root, c { --ink : #eee/*x*/; x: '}' } }\n"
        "@media screen and (prefers-color-scheme: dark) { :root { --a: var(--b) } }\n"
        "@media (prefers-contrast: more) { :root { --a: #444; } }\n@font-face { src: url(x) }\n"
        "main :root { --a: #555; }\n:root{--ink:#000"
    )
    assert read_tokens(css) == (
        Token("ink", "#eee", "dark", 3, 55),
        Token("a", "var(--b)", "dark", 4, 58),
        Token("a", "#555", None, 7, 14),
        Token("ink", "#000", None, 8, 7),
    )


@pytest.mark.build
@pytest.mark.parametrize(
    "css",
    [text * 10_000 for text in (":root{", "@", ":root,", "/*", "@media{:root{", "'", '"\\')],
    ids=lambda css: css[:10],
)
def test_what_never_ends_is_read_once(css: str) -> None:
    """Read twice as often for each sign, these would keep a build busy for hours."""
    assert read_tokens(css) == ()
    assert list(loaded_from_elsewhere(css)) == []
