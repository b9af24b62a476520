"""Versions: what may be recorded, what the letter may then say, and who signed which."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.config.fields import STACKED
from campaign.content.versions import (
    SAMPLE_CHANGE,
    Version,
    Versions,
    advice,
    entry_line,
    read_versions,
    with_entry,
)
from campaign.signatories.signatories import Count, Signatory
from tests.example import refused
from tests.golden import cases

pytestmark = pytest.mark.build

A, B, C = ("a" * 64, "b" * 64, "c" * 64)
ORIGINAL = "7e89d95ecc8f54103ef7ef0aa51c37d6a55fa86acc709acdf9edeb2d8c08111e"
"""The hash of the example's letter; it must never come to be another."""
BEG = hashlib.sha256(b"An open letter The Example Council We beg. Act now. Pay up.").hexdigest()
NOTHING = hashlib.sha256(b"Nothing.").hexdigest()
WORDS = "An open letter\n\nThe Example Council\n\nWe ask.\n\nAct now.\n\nPay up.\n"
BEGGING = "---\ntype: letter\ntitle: An open letter\ndescription: A.\n---\n\nWe beg.\n"
RECORD = f"- number: 1\n  date: 2021-02-01\n  hash: {ORIGINAL}\n"
FROZEN: dict[str, str | bytes | None] = {
    "docs/data/versions.yml": RECORD,
    "docs/data/versions/1.txt": WORDS,
}


def hashes(text: str) -> str:
    named = {"AAA": A, "BBB": B, "CCC": C, "ORIGINAL": ORIGINAL, "BEG": BEG, "NOTHING": NOTHING}
    for name, value in named.items():
        text = text.replace(name, value)
    return text


def version(number: int, day: str, given: str, **more: str) -> Version:
    return Version.model_validate({"number": str(number), "date": day, "hash": given, **more})


@pytest.mark.parametrize("case", cases("versions", "files"))
def test_files(case: dict[str, Any]) -> None:
    read, problems = read_versions(hashes(case["text"]), "v.yml")
    assert [str(problem) for problem in sorted(problems)] == case["problems"]
    assert (not read.entries) == bool(problems)


@pytest.mark.parametrize("case", cases("versions", "sites"))
def test_sites(case: dict[str, Any]) -> None:
    given = {k: hashes(v) if v else v for k, v in case["files"].items()}
    found = refused(files=FROZEN | given)
    expected = [hashes(problem) for problem in case["problems"]]
    assert [line.partition("; people sign")[0] for line in found] == [
        line.partition("; REMEDY")[0] for line in expected
    ]
    for line, wanted in zip(found, expected, strict=True):
        assert wanted.endswith("REMEDY") is ("campaign freeze --change" in line)


def test_the_line_to_paste_mends_what_it_is_told_for() -> None:
    begging = FROZEN | {"docs/index.md": BEGGING}
    (problem,) = refused(files=begging)
    line = problem.partition("with your own sentence: ")[2]
    assert line.startswith("- {number: 2, date: 20")
    assert f"hash: {BEG}, " in line
    record = f"{RECORD}{line}\n"
    (problem,) = refused(files=begging | {"docs/data/versions.yml": record})
    assert "'change' is still the sample; say in one sentence" in problem
    record = record.replace(SAMPLE_CHANGE, "A word.")
    assert refused(files=begging | {"docs/data/versions.yml": record}) == []


def test_a_closed_letter_changes_only_by_a_correction() -> None:
    closed = {"status": "closed", "closed": "2021-02-20"}
    letter = FROZEN | {"docs/index.md": BEGGING}
    assert refused(status="closed", closed="2021-01-01", files=FROZEN) == []  # one may be late
    (problem,) = refused(**closed, files=letter)
    assert "signing is closed, so undo the change or, if it only corrects the text" in problem
    assert "run `campaign freeze --correction --change" in problem
    assert problem.endswith("correction: yes}")
    line = f"- {{number: 2, date: 2021-03-01, hash: {BEG}, change: We beg.}}\n"
    late = (
        "docs/data/versions.yml:4:21: version 2 is of 2021-03-01, but signing closed on "
        "2021-02-20 and nobody can have signed it; if it only corrects the text, add "
        "`correction: yes`"
    )
    for text, expected in (
        (line, [late]),
        (line.replace("}", ", correction: yes}"), []),
        (line.replace("2021-03-01", "2021-02-20"), []),
    ):
        record = {"docs/data/versions.yml": RECORD + text}
        assert refused(**closed, files=letter | record) == expected


THREE = Versions(
    (
        version(1, "2021-02-01", A),
        version(2, "2021-03-01", B, change="Two."),
        version(3, "2021-03-01", A, change="Three."),
    )
)


@pytest.mark.parametrize("case", cases("versions", "signed"))
def test_who_signed_which(case: dict[str, Any]) -> None:
    day, expected = case["day"], case["version"]
    signatory = Signatory("Jane Example", "individual", version=case["names"], signed=day)
    assert THREE.signed_by(signatory) == expected
    assert THREE.counts([signatory] * 3) == {n: 3 * (n == expected) for n in (1, 2, 3)}
    assert Versions(THREE.entries[:1]).counts([signatory]) == {}  # nothing to tell apart


@given(
    st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Cn", "Co"))).filter(
        lambda text: bool(text.strip()) and not STACKED.search(text)
    ),
    st.booleans(),
    st.sampled_from(["\n", "\r\n"]),
)
def test_a_version_is_read_as_it_was_written(change: str, correction: bool, newline: str) -> None:
    record = f"# A comment\n{RECORD}".replace("\n", newline)
    new = version(
        2, "2021-03-03", B, change=change, **({"correction": "yes"} if correction else {})
    )
    text = with_entry(record, new)
    assert text.startswith(record)
    assert with_entry(record.removesuffix(newline), new) in (text, text.replace("\r\n", "\n"))
    assert text.count("\r\n") in (0, text.count("\n"))
    for whole in (text, f"{RECORD}{entry_line(new)}\n"):
        read, problems = read_versions(whole, "v.yml")
        assert problems == []
        assert read.entries[1] == new


UNRECORDED = "i.md:1:1: the letter is open and 3 have signed it, but no version of it is recorded"


@pytest.mark.parametrize(
    ("versions", "is_open", "signed", "expected"),
    [
        (Versions(), True, 3, UNRECORDED),
        (Versions(), True, 0, ""),
        (Versions(), False, 3, ""),
        (THREE, True, 3, "v.yml: the words of version 3 are not kept yet"),
        (Versions(THREE.entries, {3: "x"}), True, 3, ""),
    ],
)
def test_advice(versions: Versions, is_open: bool, signed: int, expected: str) -> None:
    count = Count(signed, 0)
    found = advice(versions, count, is_open=is_open, letter="i.md", record="v.yml")
    assert len(found) == bool(expected)
    assert expected in "".join(map(str, found))


def test_a_letter_that_markdown_gives_up_on_is_told() -> None:
    letter = BEGGING.replace("We beg.", "1. " * 500 + "x")
    assert refused(files=FROZEN | {"docs/index.md": letter}) == [
        "docs/index.md:6:1: the text holds lists or quotations nested too deeply; write them "
        "flatter"
    ]
