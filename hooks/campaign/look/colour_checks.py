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
from campaign.look.css_tokens import (
    HEX,
    Placed,
    Scheme,
    Source,
    Token,
    in_scheme,
    placed,
    read_tokens,
)
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
GENERATED = Source("", 0, 0, "")


class Look(NamedTuple):
    """The colours of a site, whatever sets them: each with its place in both schemes."""

    light: Mapping[str, Placed]
    dark: Mapping[str, Placed]


def site_colours(campaign: Campaign, folder: Folder) -> Look:
    """Return every colour of a site: the generator's, then the campaign's, then its own style's."""
    text, _ = read_text(folder.templates.generator / STYLE_SHEET, "")
    tokens = [(token, GENERATED) for token in read_tokens(text or "")]
    if campaign.colours:
        tokens += _configured(campaign.colours, _look(tokens), folder)
    own, _ = read_text(path := folder.templates.own / STYLE, "")
    return _look([*tokens, *placed(own or "", folder.shown(path))])


def palettes(look: Look) -> tuple[Palette, Palette]:
    """Return the colours alone, of both schemes, without those that cannot be read."""
    light, dark = (
        {name: each.value for name, each in part.items() if HEX.fullmatch(each.value)}
        for part in look
    )
    return light, dark


def campaign_palettes(colours: Colours | None, css: str) -> Mapping[Scheme, Palette]:
    """Return what the campaign's colours set; `css` is the generator's style sheet."""
    if colours is None:
        return {"light": {}, "dark": {}}
    return chosen_tokens(
        colours, *palettes(_look([(token, GENERATED) for token in read_tokens(css)]))
    )


def check_colours(look: Look) -> Iterator[Problem]:
    """Yield a problem for each colour that is not seen well enough, at its place."""
    for scheme, part in zip(("light", "dark"), look, strict=True):
        readable = {}
        for name, each in part.items():
            if HEX.fullmatch(each.value):
                readable[name] = each
            elif name in _NAMES and each.source.path:
                yield _unread(each)
        yield from _unseen(readable, scheme, look.light if scheme == "dark" else {})


def _unseen(
    colours: Mapping[str, Placed], scheme: str, others: Mapping[str, Placed]
) -> Iterator[Problem]:
    """Yield one problem for each colour, on the ground where it is seen worst."""
    failing: dict[str, list[tuple[str, float]]] = {}
    for name, ground, needed in PAIRS:
        if name in colours and ground in colours:
            ratio = contrast(colours[name].value, colours[ground].value)
            if ratio < needed and (colours[name].source.path or colours[ground].source.path):
                # Of what nobody chose, the ground is to blame that was chosen.
                blamed = name if colours[name].source.path else ground
                failing.setdefault(blamed, []).append((name if blamed == ground else ground, ratio))
    for name, found in failing.items():
        other, ratio = min(found, key=lambda each: each[1])
        is_for_all = name in others and others[name].source == colours[name].source
        yield _problem(colours, name, other, ratio, scheme, is_for_all=is_for_all)


def _problem(
    colours: Mapping[str, Placed],
    name: str,
    other: str,
    ratio: float,
    scheme: str,
    *,
    is_for_all: bool,
) -> Problem:
    value, source = colours[name]
    needed = next(p[2] for p in PAIRS if {p[0], p[1]} == {name, other})
    grounds = [
        Ground(colours[b if a == name else a].value, least + (name in FOLLOWED) * _ROOM)
        for a, b, least in PAIRS
        if name in (a, b)
        and a in colours
        and b in colours
        # Black or white is chosen anew for another accent, unless the campaign chose it.
        and not (name == "accent" and a == "on-accent" and not colours[a].source.path)
    ]
    found = nearest_readable(value, grounds)
    remedy = f"write {quote(found)} instead" if found else f"change {_NAMES[other]} too"
    if found and is_for_all:
        remedy = f"in its `:root` for the dark, write {quote(found)}"
    measured = math.floor(ratio * 100) / 100  # never rounded up to what is needed
    message = (
        f"'{source.name}' is {quote(value)}: against {_NAMES[other]}, {colours[other].value}, "
        f"in the {scheme}, its contrast is {measured:.2f}:1, and it needs {needed:g}:1; {remedy}"
    )
    return Problem(source.path, source.line, source.column, message, ABOUT_COLOURS)


def _unread(each: Placed) -> Problem:
    path, line, column, name = each.source
    message = (
        f"the colour '{name}' is {quote(each.value)}, whose contrast cannot be computed; "
        'write it as "#0b5d8a"'
    )
    return Problem(path, line, column, message, ABOUT_COLOURS)


def _look(tokens: Sequence[tuple[Token, Source]]) -> Look:
    return Look(in_scheme(tokens, "light"), in_scheme(tokens, "dark"))


def _configured(colours: Colours, base: Look, folder: Folder) -> Iterator[tuple[Token, Source]]:
    for scheme, palette in chosen_tokens(colours, *palettes(base)).items():
        shades: Shades = colours.dark if scheme == "dark" else colours
        at = ("colours", "dark") if scheme == "dark" else ("colours",)
        for name, value in palette.items():
            key = name.replace("-", "_")
            source = GENERATED  # it follows from another, and is seen well if that is
            if getattr(shades, key, None):
                source = Source(folder.config.shown, *folder.config.place(*at, key), key)
            yield Token(name, value, scheme, source.line, source.column), source
