"""PROBLEMS.md: every problem that an editor can meet is explained, by samples that are checked."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from campaign.core import topics
from campaign.core.problems import PROBLEMS_FILE, Problem, Topic, pointers
from campaign.github.intake.form_files import ISSUE_FORMS
from campaign.site.checking import RULES, check_campaign
from tests.samples import write_sample
from tests.sites import ROOT

TEXT = (ROOT / PROBLEMS_FILE).read_text(encoding="utf-8")
FENCE = re.compile(r"^```.*?^```$", re.M | re.S)
SECTION = re.compile(r"^## (.+)\n((?:(?!## ).*\n?)*)", re.M)
# A heading in a sample begins no section.
SECTIONS = dict(
    SECTION.findall(FENCE.sub(lambda block: block[0].replace("\n## ", "\n\\## "), TEXT))
)
SAMPLE = re.compile(r"^(Wrong|Right):\n\n```(\w+)\n(.*?)^```$", re.M | re.S)
SAMPLES = [
    pytest.param(heading, what, kind, text.replace("\\## ", "## "), id=f"{heading}: {what}")
    for heading, body in SECTIONS.items()
    for what, kind, text in SAMPLE.findall(body)
]


MUST_HOLD = re.compile(r"^What must hold:\n\n((?:- .+\n)+)", re.M)
GUIDE = [topic for topic in vars(topics).values() if isinstance(topic, Topic)]


def test_each_topic_has_its_section_in_the_guide() -> None:
    assert [topic.heading for topic in GUIDE] == list(SECTIONS)
    contents = re.findall(r"\]\(#(.+?)\)", TEXT.partition("\n## ")[0])
    assert contents == [topic.anchor for topic in GUIDE]
    assert len(set(contents)) == len(GUIDE)


def test_each_rule_says_what_must_hold() -> None:
    rules: dict[str, list[str]] = {}
    for rule in (*RULES, ISSUE_FORMS):
        rules.setdefault(rule.topic.heading, []).append(f"- {rule.check.__doc__}")
    said = {heading: MUST_HOLD.findall(text) for heading, text in SECTIONS.items()}
    assert rules == {heading: found[0].splitlines() for heading, found in said.items() if found}


def calls(path: Path) -> Iterator[tuple[int, bool]]:
    """Yield the line of each problem that a module makes, and whether it says its topic."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if name != "Problem" and ast.unparse(node.func) != "problems.add":
                continue
            said = [*node.args, *(keyword.value for keyword in node.keywords)]
            yield node.lineno, any(re.search("topic|ABOUT_", ast.unparse(each)) for each in said)


def test_every_problem_says_what_explains_it() -> None:
    made = [
        (f"{path.relative_to(ROOT)}:{line}", is_explained)
        for path in sorted((ROOT / "hooks/campaign").rglob("*.py"))
        if not path.name.startswith("rules_")  # each rule has its topic in `RULES`
        for line, is_explained in calls(path)
    ]
    assert len(made) > 50
    assert [place for place, is_explained in made if not is_explained] == []


def found_in(root: Path, kind: str, text: str) -> list[Problem]:
    write_sample(root, kind, text)
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
        topics = {topic.heading for problem in found if (topic := problem.topic)}
        assert heading in topics, [str(problem) for problem in found]


def test_what_is_wrong_has_its_right_beside_it() -> None:
    pairs: dict[str, list[str]] = {}
    for param in SAMPLES:
        pairs.setdefault(str(param.values[0]), []).append(str(param.values[1]))
    assert set(map(tuple, pairs.values())) == {("Wrong", "Right")}
    assert len(pairs) >= 15


def test_each_topic_is_said_once() -> None:
    dates, links = Topic("Dates"), Topic("Links")
    found = [
        Problem("x.csv", n, 1, "wrong", topic) for n, topic in enumerate((dates, links, dates))
    ]
    assert pointers(found, {}) == [
        "What this means, with examples:",
        "  PROBLEMS.md#dates",
        "  PROBLEMS.md#links",
    ]
    assert pointers([Problem("x", 1, 1, "something else")], {}) == []
    assert found[0] == Problem("x.csv", 0, 1, "wrong")  # whatever explains it


def test_on_github_a_link_can_be_followed() -> None:
    topic = Topic("Colons, quotation marks")
    environment = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "example/letter"}
    assert topic.address(environment) == (
        "https://github.com/example/letter/blob/HEAD/PROBLEMS.md#colons-quotation-marks"
    )
    assert topic.address({}) == "PROBLEMS.md#colons-quotation-marks"
