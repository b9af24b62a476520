"""The colours that a campaign chooses, and those that follow from them."""

from __future__ import annotations

from collections.abc import Mapping

from campaign.config.configuration import Colours, Shades
from campaign.look.contrast import EDGE, TEXT, Ground, black_or_white, mixed, nearest
from campaign.look.css_tokens import Scheme

Palette = Mapping[str, str]
"""Colours as `#rrggbb`, by the names of the style sheet's tokens."""
WISHED = 7.0
"""The contrast of an accent that is derived for the dark: more than is needed, if there is one."""
FOLLOW: Mapping[str, tuple[float, float]] = {
    "line": (0.16, 1.0),
    "edge": (0.5, EDGE),
    "muted": (0.7, TEXT),
}
"""What lies between paper and ink: how far on the way, and the contrast that it needs."""
SHEET = 0.045
"""How far on that way the ground of blocks lies."""


def chosen(colours: Colours, light: Palette, dark: Palette) -> Mapping[Scheme, Palette]:
    """Return what a campaign's colours set of each scheme's tokens.

    `light` and `dark` hold the tokens of the site without them. A token that is neither chosen
    nor follows from one that is chosen is left out.
    """
    accent = colours.dark.accent or (colours.accent and _on_dark(colours.accent, colours, dark))
    return {
        "light": _scheme(colours, colours.accent, light),
        "dark": _scheme(colours.dark, accent, dark),
    }


def _scheme(shades: Shades, accent: str | None, base: Palette) -> dict[str, str]:
    found = _of_ground(shades, base)
    if accent:
        found["accent"] = accent
        found["on-accent"] = black_or_white(accent)
    if shades.on_accent:
        found["on-accent"] = shades.on_accent
    return found


def _of_ground(shades: Shades, base: Palette) -> dict[str, str]:
    """Return the colours of the page, its text, and what lies between the two."""
    if not (shades.paper or shades.ink):
        return {}
    paper, ink = shades.paper or base["paper"], shades.ink or base["ink"]
    sheet = mixed(paper, ink, SHEET)
    found = {"paper": paper, "sheet": sheet, "ink": ink}
    for name, (share, needed) in FOLLOW.items():
        grounds = (Ground(paper, needed), Ground(sheet, needed))
        found[name] = nearest(mixed(paper, ink, share), grounds) or ink
    grounds = (Ground(paper, TEXT), Ground(sheet, TEXT))
    for name in ("good", "amber"):
        found[name] = nearest(base[name], grounds) or ink
    return found


def _on_dark(accent: str, colours: Colours, base: Palette) -> str:
    """Return the colour of an accent's hue that is seen well on the dark page."""
    ground = {**base, **_of_ground(colours.dark, base)}
    for needed in (WISHED, TEXT):
        grounds = (Ground(ground["paper"], needed), Ground(ground["sheet"], needed))
        if found := nearest(accent, grounds):
            return found
    return accent


def style_rules(palettes: Mapping[Scheme, Palette]) -> tuple[str, str]:
    """Return the rules that set a campaign's colours in the light and in the dark, if any."""
    light, dark = (_root(palettes[scheme]) for scheme in ("light", "dark"))
    return light, dark and f"@media screen and (prefers-color-scheme: dark) {{ {dark} }}"


def _root(palette: Palette) -> str:
    tokens = " ".join(f"--{name}: {colour};" for name, colour in palette.items())
    return f":root {{ {tokens} }}" if tokens else ""
