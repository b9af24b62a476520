"""The colours that a campaign chooses, and those that follow from them."""

from __future__ import annotations

from collections.abc import Mapping

from campaign.config.configuration import Colours, Shades
from campaign.look.contrast import EDGE, TEXT, Ground, black_or_white, mixed, nearest_readable
from campaign.look.css_tokens import HEX, Scheme, read_tokens

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
_PLAIN = ("#000", "#fff", "#000000", "#ffffff")
"""What stands on an accent where nobody chose another colour."""
SEEN = 2.6
"""The contrast with a dark page that a filled ground needs: its text is what is read."""
SHEET = 0.045
"""How far on that way the ground of blocks lies."""


def chosen_tokens(colours: Colours, light: Palette, dark: Palette) -> Mapping[Scheme, Palette]:
    """Return what a campaign's colours set of each scheme's tokens.

    `light` and `dark` hold the tokens of the site without them. A token that is neither chosen
    nor follows from one that is chosen is left out.
    """
    found: dict[Scheme, dict[str, str]] = {
        "light": _of_ground(colours, light),
        "dark": _of_ground(colours.dark, dark),
    }
    on_dark = colours.accent and _on_dark(colours.accent, {**dark, **found["dark"]})
    accents = (colours.accent, colours.dark.accent or on_dark)
    for shades, accent, palette in zip(
        (colours, colours.dark), accents, found.values(), strict=True
    ):
        if accent:
            palette |= {"accent": accent, "on-accent": black_or_white(accent)}
        if shades.on_accent:
            palette["on-accent"] = shades.on_accent
    return found


def _of_ground(shades: Shades, base: Palette) -> dict[str, str]:
    """Return the colours of the page, its text, and what lies between the two."""
    if not (shades.paper or shades.ink):
        return {}
    paper, ink = shades.paper or base["paper"], shades.ink or base["ink"]
    sheet = mixed(paper, ink, SHEET)
    wished = {name: (mixed(paper, ink, share), least) for name, (share, least) in FOLLOW.items()}
    wished |= {name: (base[name], TEXT) for name in ("good", "amber")}
    found = {"paper": paper, "sheet": sheet, "ink": ink}
    for name, (colour, least) in wished.items():
        found[name] = nearest_readable(colour, (Ground(paper, least), Ground(sheet, least))) or ink
    return found


def _on_dark(accent: str, ground: Palette) -> str:
    """Return the colour of an accent's hue that is seen well on the dark page."""
    for needed in (WISHED, TEXT):
        grounds = (Ground(ground["paper"], needed), Ground(ground["sheet"], needed))
        if found := nearest_readable(accent, grounds):
            return found
    return accent


def ground_rules(css: str) -> str:
    """Return the rules for the colour that buttons and bands are filled with, and its text.

    It is the light's accent in both schemes, made lighter where it would be lost on the dark page.
    What `css`, the whole style sheet, sets for `--ground` itself stays.
    """
    light, dark = (
        {t.name: t.value for t in read_tokens(css) if t.scheme in (None, scheme)}
        for scheme in ("light", "dark")
    )
    ground, text = light.get("ground", light["accent"]), light["on-accent"]
    if not HEX.fullmatch(ground) or not HEX.fullmatch(text):
        return f":root {{ --ground: {ground}; --on-ground: {text}; }}"
    if "ground" in light:
        text = black_or_white(ground)
    seen = (Ground(dark["paper"], SEEN), Ground(text, TEXT)) if HEX.fullmatch(dark["paper"]) else ()
    on_dark = {
        "ground": dark.get("ground") or nearest_readable(ground, seen) or ground,
        "on-ground": text,
    }
    if dark["on-accent"] not in _PLAIN:  # chosen for the accent of the dark: the two go together
        on_dark = {"ground": dark["accent"], "on-ground": dark["on-accent"]}
    rules = style_rules({"light": {"ground": ground, "on-ground": text}, "dark": on_dark})
    return "\n".join(filter(None, rules))


def style_rules(palettes: Mapping[Scheme, Palette]) -> tuple[str, str]:
    """Return the rules that set a campaign's colours in the light and in the dark, if any."""
    light, dark = (_root(palettes[scheme]) for scheme in ("light", "dark"))
    return light, dark and f"@media screen and (prefers-color-scheme: dark) {{ {dark} }}"


def _root(palette: Palette) -> str:
    tokens = " ".join(f"--{name}: {colour};" for name, colour in palette.items())
    return f":root {{ {tokens} }}" if tokens else ""
