"""Refuses colours that some readers could not tell from their ground."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from campaign.config.configuration import Campaign, Colours, Shades
from campaign.config.folder import Folder
from campaign.core.files import read_text
from campaign.core.problems import Problem, quote
from campaign.core.topics import ABOUT_COLOURS
from campaign.look.contrast import TEXT, Ground, contrast, nearest_readable
from campaign.look.css_tokens import HEX, Scheme, Token, in_scheme, read_tokens
from campaign.look.overrides import STYLE, STYLE_SHEET
from campaign.look.palette import Palette, chosen_tokens

PAIRS: tuple[tuple[str, str, float], ...] = (
    ("ink", "paper", TEXT),
    ("ink", "sheet", TEXT),
    ("accent", "paper", TEXT),
    ("accent", "sheet", TEXT),
    ("on-accent", "accent", TEXT),
    ("muted", "paper", TEXT),
    ("muted", "sheet", TEXT),
    ("good", "paper", TEXT),
    ("good", "sheet", TEXT),
    ("amber", "paper", TEXT),
    ("amber", "sheet", TEXT),
    ("edge", "paper", 3.0),
    ("edge", "sheet", 3.0),
)
"""What is seen on what, and the contrast that it needs."""
_NAMES = {
    "paper": "the page",
    "sheet": "the ground of blocks",
    "accent": "the accent",
    "on-accent": "the text on it",
    "ink": "the text",
    "muted": "small text",
    "edge": "the edges of fields",
    "good": "the sign of what is met",
    "amber": "the sign of what is met in part",
}
FOLLOWED = ("paper", "ink")
"""Others follow from these, so that they are somewhat different beside another one of these."""
_ROOM = 0.5
"""What a colour that is proposed in the place of one of these has more than it needs."""


class Look(NamedTuple):
    """The colours of a site, whatever sets them: each with its place in both schemes."""

    light: Mapping[str, Token]
    dark: Mapping[str, Token]


def site_colours(campaign: Campaign, folder: Folder) -> Look:
    """Return every colour of a site: the generator's, then the campaign's, then its own style's."""
    text, _ = read_text(folder.templates.generator / STYLE_SHEET, "")
    tokens = list(read_tokens(text or ""))
    if campaign.colours:
        tokens += _configured(campaign.colours, _look(tokens), folder)
    own, _ = read_text(path := folder.templates.own / STYLE, "")
    for token in read_tokens(own or ""):
        tokens.append(token._replace(path=folder.shown(path), called=f"--{token.name}"))
    return _look(tokens)


def palettes(look: Look) -> tuple[Palette, Palette]:
    """Return the colours alone, of both schemes, without those that cannot be read."""
    light, dark = (
        {name: each.value for name, each in part.items() if HEX.fullmatch(each.value)}
        for part in look
    )
    return light, dark


def campaign_palettes(colours: Colours | None, css: str) -> Mapping[Scheme, Palette]:
    """Return what the campaign's colours set; `css` is the generator's style sheet."""
    return chosen_tokens(colours or Colours(), *palettes(_look(read_tokens(css))))


def check_colours(look: Look) -> Iterator[Problem]:
    """Yield a problem for each colour that is not seen well enough, at its place."""
    for scheme, part in zip(("light", "dark"), look, strict=True):
        readable = {name: each for name, each in part.items() if HEX.fullmatch(each.value)}
        for name, each in part.items():
            if name in _NAMES and name not in readable and each.path:
                yield _problem(
                    each,
                    f"the colour '{each.called}' is {quote(each.value)}, whose contrast cannot be "
                    'computed; write it as "#0b5d8a"',
                )
        for name, other, ratio in _unseen(readable):
            each = readable[name]
            remedy = _remedy(readable, name, other)
            if remedy.startswith("write") and scheme == "dark" and look.light.get(name) == each:
                remedy = f"in its `:root` for the dark, {remedy}"
            measured = math.floor(ratio * 100) / 100  # never rounded up to what is needed
            needed = next(least for a, b, least in PAIRS if {a, b} == {name, other})
            yield _problem(
                each,
                f"'{each.called}' is {quote(each.value)}: against {_NAMES[other]}, "
                f"{readable[other].value}, in the {scheme}, its contrast is {measured:.2f}:1, and "
                f"it needs {needed:g}:1; {remedy}",
            )


def _problem(each: Token, message: str) -> Problem:
    return Problem(each.path, each.line, each.column, message, ABOUT_COLOURS)


def _unseen(colours: Mapping[str, Token]) -> Iterator[tuple[str, str, float]]:
    """Yield each colour that is not seen, with the ground where it is seen worst."""
    failing: dict[str, list[tuple[float, str]]] = {}
    for name, ground, needed in PAIRS:
        if name in colours and ground in colours:
            ratio = contrast(colours[name].value, colours[ground].value)
            if ratio < needed and (colours[name].path or colours[ground].path):
                # Of what nobody chose, the ground is to blame that was chosen.
                blamed, other = (name, ground) if colours[name].path else (ground, name)
                failing.setdefault(blamed, []).append((ratio, other))
    for name, found in failing.items():
        ratio, other = min(found, key=lambda each: each[0])
        yield name, other, ratio


def _remedy(colours: Mapping[str, Token], name: str, other: str) -> str:
    grounds = [
        Ground(colours[b if a == name else a].value, least + (name in FOLLOWED) * _ROOM)
        for a, b, least in PAIRS
        if name in (a, b)
        and a in colours
        and b in colours
        # Black or white is chosen anew for another accent, unless the campaign chose it.
        and not (name == "accent" and a == "on-accent" and not colours[a].path)
    ]
    found = nearest_readable(colours[name].value, grounds)
    return f"write {quote(found)}" if found else f"change {_NAMES[other]} too"


def _look(tokens: Sequence[Token]) -> Look:
    return Look(in_scheme(tokens, "light"), in_scheme(tokens, "dark"))


def _configured(colours: Colours, base: Look, folder: Folder) -> Iterator[Token]:
    for scheme, palette in chosen_tokens(colours, *palettes(base)).items():
        shades: Shades = colours.dark if scheme == "dark" else colours
        at = ("colours", "dark") if scheme == "dark" else ("colours",)
        for name, value in palette.items():
            key = name.replace("-", "_")
            if getattr(shades, key, None):
                place = folder.config.place(*at, key)
                yield Token(name, value, scheme, *place, folder.config.shown, key)
            else:  # it follows from another, and is seen well if that is
                yield Token(name, value, scheme)
