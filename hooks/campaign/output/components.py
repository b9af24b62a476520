"""Puts components into a page's HTML, where Markdown left the comments that place them."""

from __future__ import annotations

import re
from collections.abc import Callable

from campaign.content.component_syntax import PLACED, Placement, is_among_text, parse_placement


def expand(
    content: str,
    render: Callable[[Placement, bool], str],
    *,
    only: Callable[[Placement], bool] = lambda _: True,
    keep_comments: bool = False,
) -> str:
    """Replace every placement in a page's HTML by what `render(placement, is_inline)` returns.

    Code shows its comments escaped, so that no comment found here is an example. Ordinary
    comments are an editor's notes and are not published.
    """

    def replace(match: re.Match[str]) -> str:
        placement = parse_placement(match["among"] if match["alone"] is None else match["alone"])
        if placement is None:
            return match[0] if keep_comments else ""
        if not only(placement):
            return match[0]
        return render(placement, is_among_text(match))

    return PLACED.sub(replace, content)
