"""The feed is valid Atom whatever it holds, and holds nothing that runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from operator import itemgetter
from types import SimpleNamespace
from typing import Any

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import StrictUndefined
from lxml import html

from campaign.config.configuration import Campaign
from campaign.content.updates import Note
from campaign.output.feed import MOST_ENTRIES, atom, harmless_html, plain_text
from tests.atom import ATOM, read_atom
from tests.example import CAMPAIGN
from tests.sites import ROOT

ADDRESS = "https://letter.example.org/"
BASE = f"{ADDRESS}updates/one/"
TITLES = "{% macro title(entry) %}{{ entry.title }}{% endmacro %}"
"""A note's title, without the words of other entries, which need a site's catalogue."""
TEMPLATES = jinja2.Environment(
    loader=jinja2.ChoiceLoader(
        [
            jinja2.DictLoader({"partials/feed.html": TITLES}),
            jinja2.FileSystemLoader(ROOT / "overrides"),
        ]
    ),
    autoescape=True,
    undefined=StrictUndefined,
)
TEMPLATES.filters["main_url"] = lambda path: path.removesuffix(".md") + "/"
TEMPLATES.globals |= {
    "language": "en",
    "campaign": Campaign.model_validate(CAMPAIGN | {"unnamed": "2"}),
    "feed": "feed.xml",
    "updates_page": SimpleNamespace(
        path="updates.md", front=SimpleNamespace(title="Updates", description="News.")
    ),
}


def note(number: int, day: date, **changes: Any) -> Note:
    path = f"updates/{number}.md"
    return replace(Note("note", day, day, f"note-{number}", path, "A title", "News."), **changes)


def made(notes: list[Note], text: str = "<p>Text.</p>") -> str:
    contexts = {each.path: {"page": SimpleNamespace(content=text)} for each in notes}
    return atom(TEMPLATES.get_template("partials/atom.html"), notes, contexts, ADDRESS.__add__)


DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
WORDS = (
    st.text(min_size=1)
    .map(lambda text: f"x{text}")
    .map(lambda text: text.encode("utf-8", "ignore").decode())
)


@given(st.lists(st.tuples(WORDS, DAYS, DAYS), min_size=1, max_size=6), st.text())
def test_any_feed_is_valid(drawn: list[tuple[str, date, date]], text: str) -> None:
    newest_first = sorted(drawn, key=itemgetter(1), reverse=True)
    notes = [
        note(number, day, title=title, updated=max(day, other))
        for number, (title, day, other) in enumerate(newest_first)
    ]
    text = text.encode("utf-8", "ignore").decode()
    feed = made(notes, text)
    assert len(read_atom(feed).findall(f"{ATOM}entry")) == len(notes)
    assert made(notes, text) == feed


def test_only_the_newest_entries_are_kept() -> None:
    notes = [note(n, date.fromordinal(737_000 - n)) for n in range(MOST_ENTRIES + 5)]
    feed = read_atom(made(notes))
    ids = [found.findtext(f"{ATOM}id") for found in feed.findall(f"{ATOM}entry")]
    assert ids == [f"{ADDRESS}updates/{n}/" for n in range(MOST_ENTRIES)]


@pytest.mark.parametrize(
    ("given_html", "kept"),
    [
        ("<p>a <em>b</em></p>", "<p>a <em>b</em></p>"),
        ('<a href="../../about/">x</a>', '<a href="https://letter.example.org/about/">x</a>'),
        ('<a href="#here">x</a>', f'<a href="{BASE}#here">x</a>'),
        ('<a href="javascript:alert(1)">x</a>', "<a>x</a>"),
        ('<a href="java\tscript:alert(1)" onclick="x()">x</a>', "<a>x</a>"),
        ("<script>alert(1)</script><p>a</p>", "<p>a</p>"),
        ('<svg onload="x()"><circle/></svg>a', "a"),
        ('<p class="c" id="i" style="x">a</p>', "<p>a</p>"),
        ('<img src="../p.png" alt="A" onerror="x()">',
         '<img src="https://letter.example.org/updates/p.png" alt="A">'),
        ("<iframe src='https://example.org/'></iframe>a", "a"),
    ],
)  # fmt: skip
def test_what_is_kept_of_html(given_html: str, kept: str) -> None:
    assert harmless_html(given_html, BASE) == kept


@given(st.text() | st.from_regex(r"<[a-z]{1,6}( (href|src|onclick)=[\"']?[^>]{0,20})?>"))
def test_nothing_runs_and_every_address_is_whole(text: str) -> None:
    found = harmless_html(f"<div>{text}</div>", BASE)
    if not found:
        return
    for element in html.fragments_fromstring(f"<div>{found}</div>")[0].iter():
        assert element.tag not in ("script", "style", "iframe", "object", "embed", "form")
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            if name in ("href", "src"):
                assert value.startswith(("https:", "http:", "mailto:", "tel:"))


def test_a_title_is_plain_text() -> None:
    assert plain_text("A &lt;b&gt; &amp;\n <time>x</time>") == "A <b> & x"
