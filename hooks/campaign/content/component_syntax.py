"""Placing components: `<!-- @signatories kind=organization -->` in an editor's Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import get_args

from campaign.content.markdown_text import PageFault, without_code
from campaign.content.pages import Status
from campaign.content.reading import READING_KINDS
from campaign.core.problems import did_you_mean, quote
from campaign.core.topics import ABOUT_COMPONENTS
from campaign.signatories.signatories import KINDS

# A component that stands alone in its paragraph replaces the paragraph.
PLACED = re.compile(
    r"<p>\s*<!--(?P<alone>(?:(?!-->).)*)-->\s*</p>|<!--(?P<among>.*?)-->", re.DOTALL
)
AROUND = re.compile(r"</?(?:li|dd|td|div|section|blockquote)\b[^>]*>")
PLACEMENT = re.compile(r"\s*@(?P<name>[^\s=]*)(?P<options>.*)", re.DOTALL)
OPTION = re.compile(r"""\s+(?P<key>[^\s="']+)(?:=(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s"']+)))?""")
FORGOTTEN = re.compile(r"\s*(?P<name>[A-Za-z][\w-]*)(?:\s+[\w-]+\s*=\s*\S.*)?\s*", re.DOTALL)
TYPOGRAPHIC = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Component:
    """A component that an editor may place: its options, and whether it fits into a sentence."""

    name: str
    options: Mapping[str, tuple[str, ...] | None]
    """Each option's allowed values; None where the campaign's own data decides."""
    inline: bool = False


COMPONENTS: Mapping[str, Component] = {
    component.name: component
    for component in (
        Component("signatories", {"kind": KINDS, "group": None, "first": ("yes",), "demand": None}),
        Component("donate", {}, inline=True),
        Component("demands", {"status": get_args(Status)}),
        Component("sign", {}, inline=True),
        Component(
            "count",
            {"kind": (*KINDS, "unnamed", "listed", "all"), "words": ("yes", "no")},
            inline=True,
        ),
        Component("history", {"demand": None}),
        Component("goal", {}),
        Component("voices", {"first": ("yes",)}),
        Component("figures", {}),
        Component("ways", {}),
        Component("tracker", {}),
        Component("reading", {"kind": READING_KINDS}),
    )
}


@dataclass(frozen=True, slots=True)
class Placement:
    """A component placed on a page."""

    name: str
    options: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class KnownWords:
    """The campaign's own words that options may name."""

    groups: tuple[str, ...] = ()
    demands: tuple[str, ...] = ()
    refused: Mapping[str, str] = field(default_factory=dict)
    """Components that cannot stand here, and why."""


def parse_placement(comment: str) -> Placement | None:
    """Return the placement in the inside of a valid comment; None for an ordinary comment."""
    match = PLACEMENT.fullmatch(comment)
    return Placement(match["name"], dict(_options(match["options"])[0])) if match else None


def _options(written: str) -> tuple[list[tuple[str, str]], str]:
    """Return each option's key and value, and what is no option."""
    plain = written.translate(TYPOGRAPHIC)
    found = [
        (each["key"], each["plain"] or "" if each["quoted"] is None else each["quoted"])
        for each in OPTION.finditer(plain)
    ]
    return found, OPTION.sub("", plain).strip()


def is_among_text(match: re.Match[str]) -> bool:
    """Whether text stands on the line of a match of `PLACED`, so that an inline form is needed."""
    if match["alone"] is not None:
        return False
    before = match.string[: match.start()].rpartition("\n")[2]
    after = match.string[match.end() :].partition("\n")[0]
    return any(AROUND.sub("", beside).strip() for beside in (before, after))


def find_placements(
    html: str, markdown: str, known: KnownWords, *, on_demand: bool
) -> tuple[list[Placement], list[PageFault]]:
    """Return the components placed in a page, and all that is wrong with them.

    What Markdown left as a comment in `html` will be replaced, so that it decides; where each
    stands in `markdown` is looked for.
    """
    visible = without_code(markdown)
    placements: list[Placement] = []
    faults: list[PageFault] = []
    offset = -1
    for match in PLACED.finditer(html):
        text = match["among"] if match["alone"] is None else match["alone"]
        opening = "<!--" + text.partition("\n")[0]
        offset = visible.find(opening, offset + 1)
        if offset < 0:  # as of a footnote, or below a fence that nothing closes
            offset = max(markdown.find(opening), 0)
        placement = parse_placement(text)
        component = COMPONENTS.get(placement.name) if placement else None
        wrong = []
        if placement is None:
            forgotten = FORGOTTEN.fullmatch(text)
            if forgotten and (name := forgotten["name"].lower()) in COMPONENTS:
                wrong = [
                    f"the component {quote(name)} lacks its @ and stays hidden; write "
                    f"`<!-- @{name} … -->`"
                ]
        elif component is None:
            remedy = did_you_mean(placement.name, COMPONENTS).replace('"', "")
            wrong = [f"the component {quote('@' + placement.name)} is not known; {remedy}"]
        else:
            wrong = [*_wrong(component, text, known, on_demand=on_demand)]
            if not component.inline and is_among_text(match):
                wrong.append(
                    f"@{component.name} does not fit into a sentence; put it on a line of its "
                    "own, with an empty line before and after"
                )
        faults += [PageFault(offset, message, ABOUT_COMPONENTS) for message in wrong]
        if placement and not wrong:
            placements.append(placement)
    return placements, faults


def _wrong(
    component: Component, comment: str, known: KnownWords, *, on_demand: bool
) -> Iterator[str]:
    name = component.name
    if why := known.refused.get(name):
        yield why
    pairs, rest = _options(comment.partition(f"@{name}")[2])
    options = dict(pairs)
    if rest:
        yield (
            f"{quote(rest)} cannot be read as an option of @{name}; "
            'write `option=value` or `option="two words"`'
        )
        return
    for key, count in Counter(key for key, _ in pairs).items():
        if count > 1:
            yield f"the option '{key}' of @{name} stands twice; keep one"
    own_words = {"group": known.groups, "demand": known.demands}
    for key, value in options.items():
        if key not in component.options:
            remedy = "it has none; delete it"
            if component.options:
                remedy = did_you_mean(key, component.options)
            yield f"the option {quote(key)} of @{name} is not known; {remedy}"
            continue
        allowed = component.options[key]
        allowed = own_words[key] if allowed is None else allowed
        if value not in allowed:
            remedy = did_you_mean(value, allowed)
            yield f"the option '{key}' of @{name} is {quote(value)}; {remedy}"
    if name == "history" and not on_demand and "demand" not in options:
        yield (
            "@history stands on a page that is no demand; name the demand, as "
            f"`@history demand={known.demands[0] if known.demands else 'its-file-name'}`"
        )
    if "group" in options and options.get("kind", "organization") != "organization":
        yield "only organizations stand under groups; leave out `kind` or `group`"
