"""Links: every one leads somewhere, none runs a script or diverts a gift."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.content.links import LinkTargets, check_built_links, check_links, place_of_link
from campaign.content.markdown_text import without_code
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
HOSTS = frozenset(("donate.example.org", "secure.actblue.com"))
MOVED = {"who-we-are.md": "about.md"}
TARGETS = LinkTargets(FILES, HOSTS, MOVED, frozenset(("es",)))


def check(text: str, targets: LinkTargets = TARGETS) -> list[str]:
    problems = check_links(without_code(text), "demands/act-now.md", "x.md", 1, targets)
    return [str(problem).removeprefix("x.md:") for problem in sorted(problems)]


@pytest.mark.parametrize("case", cases("links"))
def test_links(case: dict[str, Any]) -> None:
    assert check(case["text"]) == case["problems"]


def test_no_platform_is_called_wrong_while_the_allowed_hosts_are_unknown() -> None:
    assert check("[x](https://actblue.com/x)", LinkTargets(FILES, None)) == []


def test_the_place_of_a_link() -> None:
    text = "[a](x.md)\n\n`[b](#y)` [b](#y)"
    assert place_of_link(without_code(text), "#y", 5) == (7, 15)


@given(st.text(alphabet=st.sampled_from("[](){}<>:/#?@&;%.ab \n\\`\"'!-")))
def test_no_text_raises(text: str) -> None:
    check(text)


@pytest.mark.parametrize("case", cases("built_links"))
def test_links_as_a_browser_sees_them(case: dict[str, Any]) -> None:
    problems = check_built_links(case["html"], case["markdown"], "x.md", 5, TARGETS)
    assert [str(p).removeprefix("x.md:") for p in sorted(problems)] == case["problems"]
