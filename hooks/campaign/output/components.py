"""Puts components into a page's HTML, where Markdown left the comments that place them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from campaign.content.component_syntax import Placement, parse
from campaign.core.problems import LineIndex, Problem
from campaign.site.site import SitePage

# A component that stands alone in its paragraph replaces the paragraph.
COMMENT = re.compile(
    r"<p>\s*<!--(?P<alone>(?:(?!-->).)*)-->\s*</p>|<!--(?P<among>.*?)-->", re.DOTALL
)


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
        alone = match["alone"] is not None
        placement = parse(match["alone"] if alone else match["among"])
        if placement is None:
            return match[0] if keep_comments else ""
        if not only(placement):
            return match[0]
        return render(placement, not alone and _is_among_text(match))

    return COMMENT.sub(replace, content)


def misread(content: str, page: SitePage, shown: str) -> Iterator[Problem]:
    """Yield a problem for every component that only the page's HTML or only the checks have seen.

    An odd backtick or an unclosed fence can make the two disagree; nothing is to slip through.
    """
    inside = (match["alone"] or match["among"] for match in COMMENT.finditer(content))
    published = [placement for comment in inside if (placement := parse(comment))]
    lines = LineIndex(page.markdown)
    for ours, theirs in ((published, page.placements), (page.placements, published)):
        rest = list(theirs)
        for placement in ours:
            if placement in rest:
                rest.remove(placement)
                continue
            found = re.search(rf"<!--\s*@{re.escape(placement.name)}", page.markdown)
            line, column = lines.place(found.start() if found else 0)
            yield Problem(
                shown,
                line + page.markdown_line - 1,
                column,
                f"it is unclear whether @{placement.name} stands in code here; look for a ` or ``` "
                "without its counterpart, and put the component on a line of its own",
            )


def _is_among_text(match: re.Match[str]) -> bool:
    """Whether text stands on the comment's line, so that an inline form is called for."""
    before = match.string[: match.start()].rpartition("\n")[2]
    after = match.string[match.end() :].partition("\n")[0]
    return bool(
        re.sub(r"<(?:li|dd|td|div|section|blockquote)\b[^>]*>", "", before).strip()
    ) or bool(re.sub(r"</(?:li|dd|td|div|section|blockquote)>", "", after).strip())
