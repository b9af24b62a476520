"""Reads simple YAML by libyaml, fifteen times as fast as PyYAML's own parser.

The two differ in corners: tabs, other line ends, tags, comments behind the head of a block; and
libyaml's binding takes the whole process down where brackets nest in thousands. So only text
without any of these is read here, and whatever libyaml refuses is left to PyYAML, whose messages
are the ones that are explained to editors.
"""

from __future__ import annotations

import re

import yaml

SIGNS = re.compile(
    r"[\n -~\u00a0-\u1fff\u200e\u200f\u2010-\u2027\u2030-\ud7ff\U00010000-\U0010ffff]+"
)
"""No tab and no line end but one; quotation marks and dashes of every language are among them."""
CORNERS = re.compile(
    r"(?:^|[^\w/)*])(?:!|[&*][\w-])|(?:^|\n)%|[|>][^\n]*#|(?:^|\W)\?\s|:\s+[\]},]"
    r"|-(?: +-){9}|\n {99}",
    re.ASCII,
)
"""Tags, anchors, directives; comments behind heads of blocks; bare question marks; values that are
missing within brackets; deep nesting.

Mere texts hold some of them as well, and are then read as they always were.
"""
MOST_BRACKETS = 99


def compose_simple(text: str) -> yaml.Node | None:
    """Return the nodes of a text that is simple and holds something; None for any other."""
    if (
        not yaml.__with_libyaml__
        or not SIGNS.fullmatch(text)
        or CORNERS.search(text)
        or (brackets := text.count("[") + text.count("{")) > MOST_BRACKETS
        or (brackets and "?" in text)
    ):
        return None
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError):
        return None
    return node
