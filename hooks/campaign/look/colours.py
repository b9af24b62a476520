"""Colours: how well one is seen on another, what a style sheet names, and a campaign's choice.

The formulas are those of WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance and
https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio. What is needed follows its success criteria
1.4.3 (text, AA) and 1.4.11 (edges of controls, the mark of the focus). The nearest colour that is
seen well enough is one of the same hue.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

from campaign.config.configuration import Colours, Shades

TEXT = 4.5
"""What a text needs on its ground."""
EDGE = 3.0
"""What the edge of a control needs, or the mark of the focus."""
STEPS = 255
"""Degrees of lightness that are tried: no more can be told apart in eight bits."""
_WHITE, _BLACK = "#ffffff", "#000000"
Rgb = tuple[int, int, int]
Scheme = Literal["light", "dark"]
BOTH_SCHEMES: tuple[Scheme, ...] = ("light", "dark")
HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_ASKED = re.compile(
    r"(?:(?:only\s+)?screen\s+and\s+)?\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)"
)
"""A condition that asks for one scheme, and nothing besides."""
DRAWN = {"paper": "#fdfcf9", "ink": "#1b1b1d", "edge": "#87827a", "accent": "#8a1c2c"}
"""What pictures are drawn in where a style sheet does not say it: the project's own colours."""
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


class Ground(NamedTuple):
    """A colour that another one lies on (or lies beside), and the ratio that is needed."""

    colour: str
    """As `#rrggbb`."""
    needed: float


def rgb(colour: str) -> Rgb:
    """Return red, green and blue, each from 0 to 255, of a colour as `#rrggbb` or `#rgb`."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue


def hexadecimal(parts: Rgb) -> str:
    """Return a colour as `#rrggbb`, from its red, green and blue from 0 to 255."""
    return f"#{bytes(parts).hex()}"


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour, from 0 (black) to 1 (white)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (part / 255 for part in rgb(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 (the same) to 21 (black and white)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def nearest_readable(colour: str, grounds: Collection[Ground]) -> str | None:
    """Return the colour of the same hue that is seen on all grounds and is nearest in lightness.

    The colour itself, if it is seen; None where no lightness of its hue is.
    """
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in rgb(colour)))
    start, tried = round(lightness * STEPS), [colour]
    for step in sorted(range(STEPS + 1), key=lambda step: abs(step - start)):
        parts = colorsys.hls_to_rgb(hue, step / STEPS, saturation)
        red, green, blue = (round(part * 255) for part in parts)
        tried.append(hexadecimal((red, green, blue)))
    return next(
        (
            each
            for each in tried
            if all(contrast(each, ground.colour) >= ground.needed for ground in grounds)
        ),
        None,
    )


def mixed(one: str, other: str, share: float) -> str:
    """Return what lies between two colours; `share`, from 0 to 1, is that of the other."""
    red, green, blue = (
        round(a + (b - a) * share) for a, b in zip(rgb(one), rgb(other), strict=True)
    )
    return hexadecimal((red, green, blue))


def black_or_white(ground: str) -> str:
    """Return black or white: what is seen better on a ground. One of them has 4.5:1 on any."""
    return max(_WHITE, _BLACK, key=lambda colour: contrast(colour, ground))


class Token(NamedTuple):
    """What is set for one colour, and where."""

    name: str
    """Without its hyphens at the beginning: `on-accent`."""
    value: str
    scheme: Scheme | None
    """For which readers; None for all."""
    line: int = 0
    column: int = 0
    path: str = ""
    """The file, as problems show it; empty where nobody of the campaign chose it."""
    called: str = ""
    """What it is called there: `on_accent`, or `--on-accent`."""


@lru_cache(maxsize=8)
def read_tokens(css: str) -> tuple[Token, ...]:
    """Return what a style sheet sets at `:root`, in its order.

    Rules for paper and those that ask for anything but the scheme are left out: they hold for
    some readers only, beside what holds for all.
    """
    found: list[Token] = []
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if isinstance(rule, QualifiedRule):
            found += _tokens(rule, None)
        elif isinstance(rule, AtRule) and (asked := _ASKED.fullmatch(_text(rule.prelude))):
            for inner in tinycss2.parse_rule_list(rule.content or ()):
                if isinstance(inner, QualifiedRule):
                    found += _tokens(inner, "light" if asked[1] == "light" else "dark")
    return tuple(found)


def _tokens(rule: QualifiedRule, scheme: Scheme | None) -> Iterator[Token]:
    if not any(each.strip().endswith(":root") for each in _text(rule.prelude).split(",")):
        return
    for said in tinycss2.parse_blocks_contents(rule.content):
        if isinstance(said, Declaration) and said.name.startswith("--"):
            value = _text(said.value)
            yield Token(said.name[2:], value, scheme, said.source_line, said.source_column)


def _text(tokens: Iterable[Node]) -> str:
    return str(tinycss2.serialize([t for t in tokens if t.type != "comment"])).strip()


def in_scheme(tokens: Iterable[Token], scheme: Scheme) -> Mapping[str, Token]:
    """Return what holds in a scheme, by the names: of two that set one name, the latter."""
    return {token.name: token for token in tokens if token.scheme in (None, scheme)}


def drawn_colours(css: str) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """Return what pictures are drawn in, as `#rrggbb`: the colours that a style sheet sets for the
    light; and the names of those that it does not set as `#rrggbb` or `#rgb`.
    """  # noqa: D205
    said = {each.name: each.value for each in read_tokens(css) if each.scheme != "dark"}
    read = {name: value for name, value in said.items() if HEX.fullmatch(value)}
    colours = {name: hexadecimal(rgb(read.get(name, own))) for name, own in DRAWN.items()}
    return colours, tuple(name for name in DRAWN if name not in read)


def palettes(tokens: Collection[Token]) -> tuple[Palette, Palette]:
    """Return what holds in the light and in the dark, without colours that cannot be read."""
    light, dark = (
        {name: t.value for name, t in in_scheme(tokens, scheme).items() if HEX.fullmatch(t.value)}
        for scheme in BOTH_SCHEMES
    )
    return light, dark


def campaign_palettes(given: Colours | None, css: str) -> Mapping[Scheme, Palette]:
    """Return what a campaign's colours set of each scheme's tokens.

    `css` is the generator's style sheet. A token that is neither chosen nor follows from one that
    is chosen is left out.
    """
    colours, (light, dark) = given or Colours(), palettes(read_tokens(css))
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
    tokens = read_tokens(css)
    light, dark = (
        {name: token.value for name, token in in_scheme(tokens, scheme).items()}
        for scheme in BOTH_SCHEMES
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
    light, dark = (_root(palettes[scheme]) for scheme in BOTH_SCHEMES)
    return light, dark and f"@media screen and (prefers-color-scheme: dark) {{ {dark} }}"


def _root(palette: Palette) -> str:
    tokens = " ".join(f"--{name}: {colour};" for name, colour in palette.items())
    return f":root {{ {tokens} }}" if tokens else ""
