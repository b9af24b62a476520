"""Tells a difference in Markdown, for the summary of a pull request's check."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup

from campaign.core.problems import POINTERS_TITLE, topics_of
from campaign.github.comparison.comparing import SiteDifference, differing
from campaign.github.markdown import code_span

EMPTY_LINES = re.compile(r"\n{3,}")
MOST = 50
"""Entries of a list that are shown; the rest is a number."""
MOST_LINKS = 400
"""Links to where people give or sign that are shown: none is to be hidden behind others."""
_MOST_PROBLEMS = 2_000
_LONGEST = 300
"""Characters of a value that are shown, as many as a cell of the signatories may have."""
_WHOLE = 2_000
"""Characters of a value that must be seen whole, as an address; browsers know no longer ones."""
LONGEST_REPORT = 900_000
"""Bytes of a report. GitHub refuses a step's summary of more than 1 MiB (1,048,576)."""


def report(difference: SiteDifference, variables: Mapping[str, str]) -> str:
    """Return the report: Markdown of at most `LONGEST_REPORT` bytes in UTF-8, the gravest first.

    The environment's `variables` tell where problems are explained: on GitHub, if it runs there.
    """
    topics = topics_of(difference.after.problems)
    text = (
        _environment()
        .get_template("report.md.jinja")
        .render(
            difference=difference,
            most=MOST,
            most_links=MOST_LINKS,
            most_problems=_MOST_PROBLEMS,
            explained=[f"[{each.heading}]({each.address(variables)})" for each in topics],
            explained_title=POINTERS_TITLE,
        )
    )
    return _within(EMPTY_LINES.sub("\n\n", text), LONGEST_REPORT)


def _within(text: str, longest: int) -> str:
    """Return the whole lines of a text that fit, and say so where some do not."""
    if len(text.encode()) <= longest:
        return text
    kept = text.encode()[:longest].decode(errors="ignore").rpartition("\n")[0]
    return f"{kept}\n\n\n**The report is too long for one page; it ends here.**\n"


@cache
def _environment() -> jinja2.Environment:
    """Return an environment for templates of Markdown, which makes code of every value.

    Only what a template itself says, and what its macros put out, is Markdown.
    """
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,  # with it, a macro's result is told from a plain text
        finalize=_finalize,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["whole"] = lambda value: Markup(code_span(str(value), _WHOLE))  # noqa: S704
    templates.filters["host"] = _host
    # Words of our own, and never what an editor wrote.
    templates.globals.update(words=Markup, differing=differing)
    return templates


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _finalize(value: Any) -> Any:
    """Turn what a template puts out into Markdown: numbers as such, everything else as code."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Markup(f"{value:,}")  # noqa: S704 - digits and commas
    text = "" if value is None else str(value)
    return Markup(code_span(text, _LONGEST))  # noqa: S704 - code holds it
