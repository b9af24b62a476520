"""Links: every one leads somewhere, none runs a script or diverts a gift."""

from dataclasses import replace
from typing import Any

import pytest

from campaign.content.links import LinkTargets, check_links, places_in, with_addresses
from campaign.content.markdown_html import page_html
from campaign.core.problems import LineIndex
from campaign.safety.html_allowlist import without_html_comments
from campaign.safety.link_policy import LinkPolicy
from tests.golden import cases

FILES = frozenset(
    (
        "index.md",
        "about.md",
        "files/letter.pdf",
        "files/the march.png",
        "es/act.md",
        "demands/index.md",
        "demands/act-now.md",
        "demands/Ünïted page.md",
    )
)
POLICY = LinkPolicy(frozenset(("donate.example.org", "secure.actblue.com")))
MOVED = {"who-we-are.md": "about.md"}
EXTENSIONS: dict[str, dict[str, Any]] = {"footnotes": {}, "abbr": {}, "md_in_html": {}}
TARGETS = LinkTargets(FILES, POLICY, MOVED, frozenset(("es",)))


PAGE = "demands/act-now.md"


def check(markdown: str, targets: LinkTargets = TARGETS, html: str | None = None) -> list[str]:
    html = page_html(markdown, EXTENSIONS).html if html is None else html
    lines = LineIndex(markdown)
    faults = check_links(without_html_comments(html), markdown, PAGE, targets)
    found = {(*lines.place(fault.offset), fault.message) for fault in faults}
    return [f"{line}:{column}: {message}" for line, column, message in sorted(found)]


@pytest.mark.parametrize("case", cases("links"))
def test_links(case: dict[str, Any]) -> None:
    assert check(case["text"], html=case.get("html")) == case["problems"]


def test_no_platform_is_called_wrong_while_the_allowed_hosts_are_unknown() -> None:
    assert check("[x](https://actblue.com/x)", LinkTargets(FILES, None)) == []


PLACES = LinkTargets(
    FILES, POLICY, places={PAGE: frozenset(("one",)), "about.md": frozenset(("two",))}
)


def test_places_within_pages() -> None:
    text = "[a](#one) [b](../about.md#two) [c](../files/letter.pdf#page=2) [d](../index.md#any)"
    assert check(text, PLACES) == []
    made = replace(PLACES, made_places={PAGE: {"history"}}.get)
    assert check("[a](#history)", made) == []
    assert check("[a](x.md)\n\n`[b](#y)` [b](#y) <a href='../about.md#one'>c</a>", PLACES) == [
        '1:5: the link "x.md" leads to no file; correct the address, or add the file',
        '3:15: the link "#y" leads to a place that the page does not have; its places are: #one',
        '3:28: the link "../about.md#one" leads to a place that the page does not have; its places '
        "are: #two",
    ]


def test_the_places_of_a_page() -> None:
    html = "<h2 id=a>x</h2><a name='b'>x</a><p id>x</p><code>&lt;p id=c&gt;</code>"
    assert places_in(html) == {"a", "b"}


def test_addresses_lead_to_what_is_published() -> None:
    html = (
        '<a href="../about.md?a=b&amp;c#d">x</a><IMG alt="src=\'x\'" src=../a.png />'
        "<a title=\"x\" href='../about.md'>y</a><a href='https://example.org/'>z</a>"
        "<a href='#q'>q</a>"
        '<!-- <a href="../about.md"> --><code>&lt;a href="../about.md"&gt;</code>'
    )
    published = {"about.md": "../../about/", "a.png": "../../a.png"}
    assert with_addresses(html, PAGE, published.get) == (
        '<a href="../../about/?a=b&amp;c#d">x</a><IMG alt="src=\'x\'" src="../../a.png" />'
        '<a title="x" href="../../about/">y</a><a href=\'https://example.org/\'>z</a>'
        "<a href='#q'>q</a>"
        '<!-- <a href="../about.md"> --><code>&lt;a href="../about.md"&gt;</code>'
    )
