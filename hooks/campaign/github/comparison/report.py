"""Tells a difference in Markdown, for the summary of a pull request's check."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup

from campaign.core.problems import POINTERS_TITLE, topics_of
from campaign.github.comparison.comparing import SiteDifference
from campaign.github.comparison.markdown import environment

EMPTY_LINES = re.compile(r"\n{3,}")
MOST = 50
"""Entries of a list that are shown; the rest is a number."""
MOST_LINKS = 400
"""Links to where people give or sign that are shown: none is to be hidden behind others."""
_MOST_PROBLEMS = 2_000
LONGEST_REPORT = 900_000
"""Bytes of a report. GitHub refuses a step's summary of more than 1 MiB (1,048,576)."""


def report(difference: SiteDifference, variables: Mapping[str, str]) -> str:
    """Return the report: Markdown of at most `LONGEST` bytes in UTF-8, the gravest first.

    The environment's `variables` tell where problems are explained: on GitHub, if it runs there.
    """
    explained = [
        Markup(f"[{topic.heading}]({topic.address(variables)})")  # noqa: S704 - our own words
        for topic in topics_of(difference.after.problems)
    ]
    text = (
        environment()
        .get_template("report.md.jinja")
        .render(
            difference=difference,
            most=MOST,
            most_links=MOST_LINKS,
            most_problems=_MOST_PROBLEMS,
            explained=explained,
            explained_title=Markup(POINTERS_TITLE),  # noqa: S704 - our own words
        )
    )
    return _within(EMPTY_LINES.sub("\n\n", text), LONGEST_REPORT)


def _within(text: str, longest: int) -> str:
    """Return the whole lines of a text that fit, and say so where some do not."""
    if len(text.encode()) <= longest:
        return text
    size = 0
    kept = []
    for line in text.splitlines(keepends=True):
        size += len(line.encode())
        if size > longest:
            break
        kept.append(line)
    return "".join(kept) + "\n\n**The report is too long for one page; it ends here.**\n"
