"""Tombstones: who withdrew stays out, a namesake comes in, and no name is kept."""

from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.core.problems import Wrong
from campaign.curation.suppression_list import (
    EXPLANATION,
    MARK,
    NOBODY,
    Mark,
    Withdrawals,
    check_withdrawals,
    comes_back,
    marks_text,
    namesake,
    read_marks,
    restored,
    withdrawn,
    write_withdrawals,
)
from tests.golden import cases

NAMES = st.text(min_size=1, max_size=12)
KINDS = st.sampled_from(["organization", "individual"])


@pytest.mark.parametrize("case", cases("withdrawals"))
def test_who_may_have_withdrawn(case: dict[str, Any]) -> None:
    gone = withdrawn(NOBODY, **signatory(case["gone"]))
    assert [who for who in case["back"] if not comes_back(gone, **signatory(who))] == []
    assert [who for who in case["free"] if comes_back(gone, **signatory(who))] == []
    assert not restored(gone, **signatory(case["gone"])).marks
    assert not comes_back(NOBODY, **signatory(case["gone"]))


def signatory(given: str | dict[str, str]) -> dict[str, str]:
    return {"kind": "individual"} | ({"name": given} if isinstance(given, str) else given)


def test_a_mark_that_was_made_before_plain_letters_counted_still_holds() -> None:
    salt = "0" * 32
    for details in ((), ("Łódź College", "Łódź")):
        marks = [f"individual\0łukasz nowak{detail}" for detail in (
            "", *(f"\0{what}\0{value}" for what, value in zip(
                ("affiliation", "place"), ("łodz college", "łodz"), strict=True)))]  # fmt: skip
        hashes = [
            blake2b(mark.encode(), key=salt.encode(), digest_size=16).hexdigest() for mark in marks
        ]
        gone = Withdrawals(salt, frozenset([Mark("", *(hashes if details else hashes[:1]))]))
        assert comes_back(gone, "individual", "Łukasz Nowak", *details)
        assert not comes_back(gone, "individual", "Anna Nowak", *details)
        assert not restored(gone, "individual", "Łukasz Nowak", *details).marks


def test_a_namesake_in_another_order_can_be_let_in() -> None:
    other = namesake(withdrawn(NOBODY, "individual", "Ann Example"), "individual", "Example Ann",
                     "", "Southford")  # fmt: skip
    assert not comes_back(other, "individual", "Example Ann", "", "Southford")
    assert comes_back(other, "individual", "Example Ann", "", "Northford")


def test_a_namesake_of_somebody_withdrawn_can_be_let_in() -> None:
    gone = withdrawn(NOBODY, "individual", "Ann Example")
    other = namesake(gone, "individual", "Ann Example", "", "Southford")
    assert not comes_back(other, "individual", "Ann Example", "", "Southford")
    assert comes_back(other, "individual", "Ann Example", "", "Northford")
    again = withdrawn(other, "individual", "Ann Example", "", "Southford")
    assert comes_back(again, "individual", "Ann Example", "", "Southford")
    everybody = withdrawn(other, "individual", "Ann Example")
    assert comes_back(everybody, "individual", "Ann Example", "", "Southford")
    with pytest.raises(Wrong, match="give an affiliation or a place"):
        namesake(gone, "individual", "Ann Example", "", " ")


def test_the_file_holds_no_name_and_names_the_line_that_is_broken(tmp_path: Path) -> None:
    path = tmp_path / "withdrawn.txt"
    assert check_withdrawals(path, "w.txt") == (NOBODY, [])
    gone = withdrawn(NOBODY, "individual", "Ann Example", "Example University")
    write_withdrawals(path, gone)
    text = path.read_text(encoding="utf-8")
    assert text.splitlines()[0] == f"salt: {gone.salt}"
    assert "ann" not in text.casefold()
    assert check_withdrawals(path, "w.txt") == (gone, [])
    broken = text.replace("\n#", "\n<<<<<<< HEAD\n#", 1)
    assert [str(problem)[:6] for problem in read_marks(broken, "w.txt")[1]] == ["w.txt:"]
    path.write_text(broken, encoding="utf-8")
    (problem,) = check_withdrawals(path, "w.txt")[1]
    assert str(problem).startswith("w.txt:2:1: two changes of the same lines")
    path.write_text("", encoding="utf-8")
    (problem,) = check_withdrawals(path, "w.txt")[1]
    assert str(problem).startswith("w.txt:1:1: the line must read `salt: `")


def test_salts_differ_so_that_two_lists_cannot_be_compared() -> None:
    one, two = (withdrawn(NOBODY, "individual", "Ann Example") for _ in range(2))
    assert one.marks != two.marks


@given(KINDS, NAMES, NAMES | st.just(""), NAMES | st.just(""))
def test_what_is_withdrawn_is_out_and_what_is_restored_is_in(
    kind: str, name: str, affiliation: str, place: str
) -> None:
    before = withdrawn(NOBODY, kind, "Somebody Else")
    gone = withdrawn(before, kind, name, affiliation, place)
    assert comes_back(gone, kind, name, affiliation, place)
    assert comes_back(gone, kind, name)
    assert restored(gone, kind, name, affiliation, place) == before
    assert read_marks(marks_text(gone), "w") == (gone, [])


@given(st.text())
def test_any_text_is_tombstones_or_problems(text: str) -> None:
    withdrawals, problems = read_marks(text, "w")
    assert isinstance(withdrawals, Withdrawals)
    assert all(1 <= problem.line <= len(text.splitlines()) + 1 for problem in problems)
    _, problems = read_marks(f"salt: {'0' * 32}\n{text}", "w")
    lines = [line.strip() for line in text.splitlines()]
    said = [line for line in lines if line and line not in EXPLANATION.splitlines()]
    assert len(problems) == sum(MARK.fullmatch(line) is None for line in said)
