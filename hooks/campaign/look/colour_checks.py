"""Refuses colours that some readers could not tell from their ground."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from campaign.config.configuration import Campaign, Colours
from campaign.config.configuration_file import WHERE
from campaign.config.folder import Folder
from campaign.core.files import read_text
from campaign.core.problems import Problem, quote
from campaign.core.topics import ABOUT_COLOURS
from campaign.look.colours import (
    BOTH_SCHEMES,
    EDGE,
    HEX,
    TEXT,
    Ground,
    Palette,
    Scheme,
    Token,
    campaign_palettes,
    contrast,
    in_scheme,
    nearest_readable,
    read_tokens,
)
from campaign.look.overrides import STYLE, STYLE_SHEET

_ON_PAGE = {"ink": TEXT, "accent": TEXT, "muted": TEXT, "good": TEXT, "amber": TEXT, "edge": EDGE}
PAIRS = (
    ("on-accent", "accent", TEXT),
    *((name, ground, least) for name, least in _ON_PAGE.items() for ground in ("paper", "sheet")),
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


Look = Mapping[Scheme, Mapping[str, Token]]
"""The colours of a site, whatever sets them, in both schemes: each with its place."""


def site_colours(campaign: Campaign, folder: Folder) -> Look:
    """Return every colour of a site: the generator's, then the campaign's, then its own style's."""
    text, _ = read_text(folder.templates.generator / STYLE_SHEET, "")
    tokens = list(read_tokens(text or ""))
    for scheme, palette in campaign_palettes(campaign.colours, text or "").items():
        tokens += _configured(campaign.colours or Colours(), scheme, palette, folder)
    own, _ = read_text(path := folder.templates.own / STYLE, "")
    for token in read_tokens(own or ""):
        tokens.append(token._replace(path=folder.shown(path), called=f"--{token.name}"))
    return {scheme: in_scheme(tokens, scheme) for scheme in BOTH_SCHEMES}


def _configured(
    colours: Colours, scheme: Scheme, palette: Palette, folder: Folder
) -> Iterator[Token]:
    at, shades = (
        (("colours",), colours) if scheme == "light" else (("colours", "dark"), colours.dark)
    )
    for name, value in palette.items():
        key = name.replace("-", "_")
        if getattr(shades, key, None):
            place = folder.config.document.place((*WHERE, *at, key))
            yield Token(name, value, scheme, *place, folder.config.shown, key)
        else:  # it follows from another, and is seen well if that is
            yield Token(name, value, scheme)


def check_colours(look: Look) -> Iterator[Problem]:
    """Yield a problem for each colour that is not seen well enough, at its place."""
    for scheme, part in look.items():
        readable = {name: each for name, each in part.items() if HEX.fullmatch(each.value)}
        for name, each in part.items():
            if name in _NAMES and name not in readable and each.path:
                why = (
                    f"the colour '{each.called}' is {quote(each.value)}, whose contrast cannot be "
                    'computed; write it as "#0b5d8a"'
                )
                yield Problem(each.path, each.line, each.column, why, ABOUT_COLOURS)
        for name, (ratio, other, needed) in _unseen(readable).items():
            each = readable[name]
            remedy = _remedy(readable, name, other)
            if remedy.startswith("write") and scheme == "dark" and look["light"].get(name) == each:
                remedy = f"in its `:root` for the dark, {remedy}"
            measured = math.floor(ratio * 100) / 100  # never rounded up to what is needed
            why = (
                f"'{each.called}' is {quote(each.value)}: against {_NAMES[other]}, "
                f"{readable[other].value}, in the {scheme}, its contrast is {measured:.2f}:1, and "
                f"it needs {needed:g}:1; {remedy}"
            )
            yield Problem(each.path, each.line, each.column, why, ABOUT_COLOURS)


def _unseen(colours: Mapping[str, Token]) -> Mapping[str, tuple[float, str, float]]:
    """Return each colour that is not seen: its least contrast, with what, and what it needs."""
    worst: dict[str, tuple[float, str, float]] = {}
    for name, ground, needed in PAIRS:
        if name in colours and ground in colours:
            ratio = contrast(colours[name].value, colours[ground].value)
            if ratio < needed and (colours[name].path or colours[ground].path):
                # Of what nobody chose, the ground is to blame that was chosen.
                blamed, other = (name, ground) if colours[name].path else (ground, name)
                found = (ratio, other, needed)
                worst[blamed] = min(worst.get(blamed, found), found)
    return worst


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
