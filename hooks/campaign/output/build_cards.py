"""Makes each page's card, and says where there can be none."""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path
from typing import Any

from campaign.content.pages import DemandPage
from campaign.i18n.formats import Formats
from campaign.look import overrides as own_look
from campaign.output.build import FONTS, Build
from campaign.output.cards import fonts
from campaign.output.cards.card import Card, CardImage, speaker
from campaign.output.cards.colours import read_colours
from campaign.output.cards.store import CardStore
from campaign.site.site import Site, SitePage

CACHE = Path(".cache", "cards")
ROOM_FOR_NAME = 44
"""Characters of the campaign's name on a card."""
SHOWN_MISSING = 8
"""Characters without a glyph that are named; a whole line of them would hide the rest."""


def card_store(build: Build, say: Callable[..., None]) -> CardStore | None:
    """Return what makes this build's cards; None, and a word about it, where there can be none."""
    if not build.site_url:
        return None  # a card's address must be whole
    if not fonts.can_shape():
        say("No cards are made: the installed Pillow cannot set every script (no libraqm).")
        return None
    overrides = build.overrides
    book, refused = fonts.read_fonts(overrides / FONTS)
    for name, why in refused:
        say("overrides/%s%s is not used for cards: %s", FONTS, name, why)
    colours, unread = read_colours(build.style())
    for name in unread:
        say("Cards keep their own colour for --%s: overrides/%s does not set it as #rrggbb.",
            name, own_look.STYLE_SHEET)  # fmt: skip
    return CardStore(build.folder.root / CACHE, book, colours)


def want_card(
    build: Build, site: Site, source: SitePage, demand: Any, say: Callable[..., None]
) -> CardImage | None:
    """Return the image of a page's card, if it has one."""
    if build.cards is None:
        return None
    words: Any = build.environment_of(site).get_template("partials/card.html").module
    fact = html.unescape(str(words.fact(source.front, demand)))
    image, missing = build.cards.want(source.path, card_of(site, source, fact))
    if missing:
        shown = build.folder.shown(build.folder.docs / source.path)
        say(
            "%s: the card of this page cannot show %s%s; put a font that has it into "
            "overrides/%s, with its licence",
            shown,
            ", ".join(f"{c} (U+{ord(c):04X})" for c in missing[:SHOWN_MISSING]),
            " and more" if len(missing) > SHOWN_MISSING else "",
            FONTS,
        )
    return image


def card_of(site: Site, page: SitePage, fact: str) -> Card:
    """Return what the card of a page says; `fact` is the line below its title."""
    front, campaign = page.front, site.campaign
    title = front.ask if isinstance(front, DemandPage) else front.title
    return Card(
        campaign=speaker(campaign.name, campaign.short_name, title, ROOM_FOR_NAME),
        title=title,
        fact=fact,
        language=site.language,
        direction=Formats(site.language).locale.text_direction,
    )


def write_cards(build: Build, site_dir: str) -> None:
    """Write the cards that pages have."""
    for path, data in build.cards.images() if build.cards else ():
        target = Path(site_dir, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
