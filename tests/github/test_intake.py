"""`campaign intake`, run on GitHub's events as the workflow runs it, hostile ones among them."""

from __future__ import annotations

import copy
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from campaign.curation.suppression_list import NOBODY, comes_back, marks_text, read_marks, withdrawn
from campaign.signatories.identity import Identity, identity
from tests.example import CAMPAIGN
from tests.github.desk import (
    BOT,
    LIST,
    MERGED,
    Run,
    body,
    form_text,
    intake,
    labeled,
    make_desk,
    merged_into,
    pull,
    spans,
)
from tests.golden import cases, replaced
from tests.office import Office

pytestmark = pytest.mark.build

LONG = {
    "NAME×300": "Ä" * 300,
    "NAME×301": "Ä" * 301,
    "LONG×60000": "evil " * 12_000,
    "HEADINGS×6000": "### Name\n\n" * 6_000,
    "TICKS×60000": "`" * 60_000,
    "SURROGATE": "\ud800",
}
DATA = ("distinct.csv", "signatories.csv", "withdrawn.txt")
TOMBSTONE = marks_text(withdrawn(NOBODY, Identity("Buried Example", "individual")))
GOOD = {"kind": "An individual", "name": "Ana Sample"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_desk(tmp_path_factory.mktemp("open") / "a letter")
    _bury(root)
    return root


@pytest.fixture(scope="module")
def closed_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    campaign = CAMPAIGN | {"status": "closed", "closed": "2021-03-01"}
    root = make_desk(tmp_path_factory.mktemp("closed") / "a letter", campaign=campaign)
    _bury(root)
    return root


def _bury(root: Path) -> None:
    (root / "docs/data/withdrawn.txt").write_text(TOMBSTONE, encoding="utf-8")


def _long(text: str) -> str:
    for short, whole in LONG.items():
        text = text.replace(short, whole)
    return text


def _event(case: dict[str, Any]) -> dict[str, Any]:
    form = case.get("form", "sign")
    if "whole" in case:
        return dict(case["whole"])
    if "merged" in case:
        return merged_into(MERGED, case["merged"])
    if "body" in case:
        text = case["body"] and _long(case["body"])
    else:
        answers = {k: _long(v) if isinstance(v, str) else v for k, v in case["answers"].items()}
        text = replaced(body(f"{form}.yml", answers), case)
    label = case.get("label", "ready-to-add" if form == "sign" else "ready-to-change")
    return merged_into(labeled(text, label), case.get("event", {}))


def _now(event: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return dict(copy.deepcopy(event["issue"])) | changes


def check_harmless(run: Run) -> None:
    """Whatever an issue holds is in a code span, and nowhere near a shell."""
    assert "Traceback" not in run.output
    assert "evil" not in run.output.lower()
    assert not any("evil" in part.lower() for kind, part in spans(run.message) if kind == "text")
    assert "evil" not in json.dumps(run.result).lower()
    assert set(run.outputs) == {"action", "issue", "branch", "title", "pull", "label"}
    assert re.fullmatch(r"(intake/issue-\d+)?", run.outputs["branch"])
    assert re.fullmatch(
        r"((Add the signatory of|(Correct|Remove) an entry, as asked in) #\d+)?",
        run.outputs["title"],
    )
    # Two blank lines in the list would be a row that somebody else's text had broken in two.
    assert "\n\n\n" not in run.message.replace("\r", "")


@pytest.mark.parametrize("case", cases("intake"))
def test_issue(case: dict[str, Any], request: pytest.FixtureRequest, tmp_path: Path) -> None:
    root: Path = request.getfixturevalue("closed_desk" if case.get("closed") else "desk")
    before = (root / "docs/data/signatories.csv").read_bytes()
    event = _event(case)
    now = {"issue": _now(event, **case["now"])} if "now" in case else {}
    run = intake(root, event, tmp_path / "run", **now)
    if case["reason"] == "unreadable":
        assert run.code == 2
        assert "evil" not in run.output
        assert not run.folder.exists()
        return
    assert run.code == 0, run.output
    check_harmless(run)
    changes = bool({"adds", "drops"} & case.keys())
    assert run.result["reason"] == case["reason"]
    assert run.result["action"] == case.get("action", "pull-request" if changes else "comment")
    for said in case.get("says", ()):
        assert said in run.message
    for unsaid in case.get("silent", ()):
        assert unsaid not in run.message
    assert (root / "docs/data/signatories.csv").read_bytes() == before
    if not changes:
        assert run.result["files"] == []
        assert not (run.folder / "docs").exists()
        return
    old, new = before.decode(), run.signatories
    assert sorted((Counter(_rows(new)) - Counter(_rows(old))).elements()) == sorted(
        _long(line).rstrip(",") for line in case.get("adds", ())
    )
    assert sorted((Counter(_rows(old)) - Counter(_rows(new))).elements()) == sorted(
        line.rstrip(",") for line in case.get("drops", ())
    )
    assert run.message.rstrip().endswith("Closes #12")


def _rows(text: str) -> list[str]:
    """Return the list's lines below the header, whatever columns it had or was given."""
    return [line.rstrip(",") for line in text.splitlines()[1:]]


def test_every_hostile_letter_of_the_alphabet(desk: Path, tmp_path: Path) -> None:
    """One event with every character below U+3000 that JSON can carry, as one name each."""
    for number, characters in enumerate((range(0x20), range(0x7F, 0xA0), range(0x2000, 0x2070))):
        name = "".join(map(chr, characters)) + " evil"
        run = intake(desk, labeled(body("sign.yml", GOOD | {"name": name})), tmp_path / str(number))
        assert run.code == 0, run.output
        check_harmless(run)
        assert run.result["reason"] == "faults"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "event.json is not JSON in UTF-8."),
        (b"\xff\xfe{}", "event.json is not JSON in UTF-8."),
        (b"[" * 100_000, "event.json is not JSON in UTF-8."),
        (b'{"action": ' + b"1" * 10_000 + b"}", "event.json is not JSON in UTF-8."),
        (b"[]", "the event is not a JSON object."),
        (b'"evil"', "the event is not a JSON object."),
    ],
    ids=["empty", "UTF-16", "deep", "a huge number", "a list", "a text"],
)
def test_a_file_that_is_no_event(data: bytes, why: str, desk: Path, tmp_path: Path) -> None:
    run = intake(desk, data, tmp_path / "run")
    assert run.code == 2
    assert run.output.splitlines()[-1] == f"Error: {why}"
    assert "Traceback" not in run.output


def _comment(text: str, login: str = BOT) -> dict[str, Any]:
    return {"id": 1, "user": {"login": login, "id": 2}, "body": text}


def test_a_removal_leaves_a_tombstone_without_a_name(tmp_path: Path) -> None:
    pairs = (
        "name,kind,affiliation,place,other_name,other_kind,other_affiliation,other_place\n"
        "Beta Alliance,organization,,,Example Alliance,organization,,\n"
        "Jane Example,individual,,,Sam Sample,individual,,\n"
    )
    root = make_desk(tmp_path / "a desk", files={"docs/data/distinct.csv": pairs})
    _bury(root)
    answers = {"action": "Remove the name", "kind": "An individual", "name": "Jane Example"}
    run = intake(root, labeled(body("change.yml", answers), "ready-to-change"), tmp_path / "run")
    written = {name: (run.folder / "docs/data" / name).read_text("utf-8") for name in DATA}
    assert run.result["files"] == [f"docs/data/{name}" for name in DATA]
    assert "Jane" not in json.dumps(run.result) + "".join(written.values())
    assert written["distinct.csv"] == "".join(pairs.splitlines(keepends=True)[:2])
    marks, problems = read_marks(written["withdrawn.txt"], "withdrawn.txt")
    assert problems == []
    assert comes_back(marks, identity({"kind": "individual", "name": "jane example"}))
    assert comes_back(marks, identity({"kind": "individual", "name": "Buried Example"}))


def test_the_reviewer_is_told_of_likely_duplicates(tmp_path: Path) -> None:
    rows = [*LIST, {"name": "Exmaple `*@evil*` Fund", "kind": "organization"}]
    root = make_desk(tmp_path / "a desk", rows=rows)
    answers = {"kind": "An organization", "name": "Example `*@evil*` Fund"}
    run = intake(root, labeled(body("sign.yml", answers)), tmp_path / "run")
    assert run.result["reason"] == "sign"
    (told,) = (line for line in run.message.splitlines() if "may be the same" in line)
    assert "Exmaple" in told
    check_harmless(run)


def test_the_version_in_force_is_written_where_the_list_has_the_column(tmp_path: Path) -> None:
    rows = [row | {"version": ""} for row in LIST]
    root = make_desk(tmp_path / "a desk", rows=rows)
    event = labeled(body("sign.yml", GOOD | {"name": "Helga Sample"}))
    assert ",1" not in _row_of("Helga", intake(root, event, tmp_path / "x").signatories)
    Office(root).done("freeze")
    assert ",1" in _row_of("Helga", intake(root, event, tmp_path / "y").signatories)


def _row_of(name: str, text: str) -> str:
    return next(line for line in text.splitlines() if line.startswith(name))


# What has changed since the label was set


def test_an_issue_that_reads_as_it_did(desk: Path, tmp_path: Path) -> None:
    event = labeled(body("sign.yml", GOOD))
    text = event["issue"]["body"].replace("\n", "\r\n")
    run = intake(desk, event, tmp_path / "run", issue=_now(event, body=text))
    assert run.outputs["action"] == "pull-request"


def test_only_the_repository_s_own_pull_request_is_brought_up_to_date(
    desk: Path, tmp_path: Path
) -> None:
    event = labeled(body("sign.yml", GOOD))
    other = {"ref": "intake/issue-1", "repo": {"full_name": "example/letter"}}
    pulls = [
        pull(1, "evil/letter"),
        pull(2, head=other),
        pull(3, state="closed"),
        pull(4, head=other | {"ref": "intake/issue-12", "repo": None}),
    ]
    assert intake(desk, event, tmp_path / "a", pulls=pulls).outputs["pull"] == ""
    pulls.append(pull(5))
    assert intake(desk, event, tmp_path / "b", pulls=pulls).outputs["pull"] == "5"


def test_nothing_is_said_twice(desk: Path, tmp_path: Path) -> None:
    event = labeled(body("sign.yml", GOOD | {"consent": False}))
    first = intake(desk, event, tmp_path / "first")
    said = _comment(first.message.replace("\n", "\r\n"))
    again = intake(desk, event, tmp_path / "again", comments=[[_comment("Hello")], [said]])
    assert again.outputs["action"] == "take-off-label"
    assert again.outputs["label"] == "ready-to-add"
    forged = [[_comment(first.message, "sample-signer")]]
    assert intake(desk, event, tmp_path / "f", comments=forged).outputs["action"] == "comment"
    later = [[said, _comment("Something else")]]
    assert intake(desk, event, tmp_path / "l", comments=later).outputs["action"] == "comment"


# The campaign's own files


SIGN_FORM = ".github/ISSUE_TEMPLATE/sign.yml"
LIST_FILE = "docs/data/signatories.csv"


@pytest.mark.parametrize(
    ("file", "text", "problem"),
    [
        (LIST_FILE, "name,kind\nA,person\n", f"{LIST_FILE}:2:3: 'kind' is \"person\""),
        (SIGN_FORM, None, f"{SIGN_FORM}: the file is missing"),
        (SIGN_FORM, form_text("sign.yml", ["Local"]), "the options are not the campaign's groups"),
        ("docs/data/withdrawn.txt", "salt\n", "docs/data/withdrawn.txt:1:1: "),
    ],
)
def test_a_fault_of_ours_is_not_told_to_the_signer(
    file: str, text: str | None, problem: str, tmp_path: Path
) -> None:
    root = make_desk(tmp_path / "x", files={file: text})
    run = intake(root, labeled(body("sign.yml", GOOD)), tmp_path / "run")
    assert run.code == 1
    assert problem in run.output
    assert "Traceback" not in run.output
    assert not run.folder.exists()


def test_a_dry_run_writes_nothing(desk: Path, tmp_path: Path) -> None:
    run = intake(desk, labeled(body("sign.yml", GOOD)), tmp_path / "run", "--dry-run")
    assert (run.code, run.outputs) == (0, {})
    assert run.output == "Issue 12: a change of the list is ready to be looked at (sign).\n"
    assert not run.folder.exists()


def test_the_bytes_of_other_rows_stay(tmp_path: Path) -> None:
    text = '\ufeffname,kind\r\n"Aardvark",organization\r\nZoo ,"organization"\r\n'
    root = make_desk(tmp_path / "x", files={"docs/data/signatories.csv": text})
    run = intake(root, labeled(body("sign.yml", GOOD)), tmp_path / "run")
    assert run.signatories == text.replace("Zoo", "Ana Sample,individual\r\nZoo")
