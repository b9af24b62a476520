"""PROBLEMS.md: every problem that an editor can meet is explained, by samples that are checked."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from campaign.cli.problems_guide import GROUPS
from campaign.core.explanations import TOPICS, explained_by, pointers, topic_of
from campaign.core.problems import PROBLEMS_FILE, Problem, Topic, quote
from campaign.site.checking import check_campaign
from tests.dressed import named
from tests.example import CAMPAIGN, example
from tests.golden import CASES
from tests.hostile.attacks import attacks
from tests.sites import ROOT

TEXT = (ROOT / PROBLEMS_FILE).read_text(encoding="utf-8")
FENCE = re.compile(r"^```.*?^```$", re.M | re.S)
SECTION = re.compile(r"^## (.+)\n((?:(?!## ).*\n?)*)", re.M)
# A heading in a sample begins no section.
SECTIONS = dict(
    SECTION.findall(FENCE.sub(lambda block: block[0].replace("\n## ", "\n\\## "), TEXT))
)
SAMPLE = re.compile(r"^(Wrong|Right):\n\n```(\w+)\n(.*?)^```$", re.M | re.S)
PLACE = re.compile(r"^(?:[\w./-]+:)?(?:\d+:){0,2} ?")
SAMPLES = [
    pytest.param(heading, what, kind, text.replace("\\## ", "## "), id=f"{heading}: {what}")
    for heading, body in SECTIONS.items()
    for what, kind, text in SAMPLE.findall(body)
]


def messages(found: Any) -> list[str]:
    """Return every message in golden cases, wherever it stands in them."""
    if isinstance(found, list):
        return [message for each in found for message in messages(each)]
    if not isinstance(found, dict):
        return []
    own = [found.get(key) or [] for key in ("problem", "problems", "warnings")]
    said = [m for each in own for m in ([each] if isinstance(each, str) else each)]
    below = [message for value in found.values() for message in messages(value)]
    return [PLACE.sub("", message) for message in said if isinstance(message, str)] + below


ATTACKED = [PLACE.sub("", told) for attack in attacks() for told in attack.get("refused", ())]
BUILT = [
    told
    for case in yaml.safe_load((CASES / "built_files.yml").read_text(encoding="utf-8"))
    for told in case["told"]
]
GOLDEN = {
    message
    for path in CASES.glob("*.yml")
    for message in messages(yaml.safe_load(path.read_text(encoding="utf-8")))
}


def test_every_message_of_the_golden_cases_is_explained() -> None:
    assert len(GOLDEN) > 200
    assert [message for message in sorted(GOLDEN) if topic_of(message) is None] == []


def test_guesses_and_sections_are_the_same() -> None:
    guide = [topic for _, topics in GROUPS for topic in topics]
    assert {guess.topic for guess in TOPICS} == set(guide)
    assert len({topic.anchor for topic in guide}) == len(TOPICS) == len(guide)
    assert [topic.heading for topic in guide] == list(SECTIONS)


def test_every_topic_is_met() -> None:
    met = {topic for message in (*GOLDEN, *ATTACKED, *BUILT) if (topic := topic_of(message))}
    sampled = {param.values[0] for param in SAMPLES}
    assert {t.topic.heading for t in TOPICS} - {t.heading for t in met} - sampled == {
        "Importing a file"
    }


def found_in(root: Path, kind: str, text: str) -> list[Problem]:
    if kind == "csv":
        example(root, files={"docs/data/signatories.csv": text})
    elif kind == "yaml":
        given = yaml.safe_load(text)
        example(root, campaign=CAMPAIGN | given, files=named(given))
    else:
        front = "" if text.startswith("---\n") else "---\ntitle: A\ndescription: A.\n---\n"
        example(root, files={"docs/sample.md": front + text})
    checked = check_campaign(root / "mkdocs.yml", {"SOURCE_DATE_EPOCH": "1800000000"})
    found = [*checked.problems, *checked.warnings]
    # Forms and versions are no part of what a sample shows.
    return [
        p for p in found if not p.path.startswith(".github/") and "`campaign f" not in p.message
    ]


@pytest.mark.parametrize(("heading", "what", "kind", "text"), SAMPLES)
def test_samples(heading: str, what: str, kind: str, text: str, tmp_path: Path) -> None:
    found = found_in(tmp_path, kind, text)
    if what == "Right":
        assert [str(problem) for problem in found] == []
    else:
        topics = {topic.heading for problem in found if (topic := explained_by(problem))}
        assert heading in topics, [str(problem) for problem in found]


def test_what_is_wrong_has_its_right_beside_it() -> None:
    pairs: dict[str, list[str]] = {}
    for param in SAMPLES:
        pairs.setdefault(str(param.values[0]), []).append(str(param.values[1]))
    assert set(map(tuple, pairs.values())) == {("Wrong", "Right")}
    assert len(pairs) >= 15


@given(st.text())
def test_an_editors_own_text_decides_nothing(text: str) -> None:
    said = f"'kind' is {quote(text.replace(chr(34), ''))}; write"
    topic = topic_of(said)
    assert topic
    assert topic.heading == "Names and cells"


def test_what_is_not_explained_gets_no_link() -> None:
    assert topic_of("something else") is None
    assert pointers([Problem("x", 1, 1, "something else")], {}) == []
    assert pointers([], {}) == []


def test_a_problem_says_its_own_topic() -> None:
    problem = Problem("x.md", 1, 1, "something else", Topic("Links"))
    assert pointers([problem], {})[1:] == ["  PROBLEMS.md#links"]
    assert problem == Problem("x.md", 1, 1, "something else")


def test_each_topic_is_said_once() -> None:
    dates = [
        Problem("x.csv", n, 1, "'signed' is 1, which is no date in the form year-month-day; write")
        for n in (2, 3)
    ]
    links = Problem("x.md", 1, 1, 'the link "a" leads to no file; correct it')
    assert pointers([*dates, links], {}) == [
        "What this means, with examples:",
        "  PROBLEMS.md#dates",
        "  PROBLEMS.md#links",
    ]


def test_on_github_a_link_can_be_followed() -> None:
    topic = Topic("Colons, quotation marks")
    environment = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "example/letter"}
    assert topic.address(environment) == (
        "https://github.com/example/letter/blob/HEAD/PROBLEMS.md#colons-quotation-marks"
    )
    assert topic.address({}) == "PROBLEMS.md#colons-quotation-marks"
