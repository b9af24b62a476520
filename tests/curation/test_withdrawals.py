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
    was_corrected,
    withdrawn,
)
from campaign.signatories.identity import Identity
from tests.golden import cases

NAMES = st.text(min_size=1, max_size=12)
KINDS = st.sampled_from(["organization", "individual"])


@pytest.mark.parametrize("case", cases("withdrawals"))
def test_who_may_have_withdrawn(case: dict[str, Any]) -> None:
    gone = withdrawn(NOBODY, signatory(case["gone"]))
    assert [who for who in case["back"] if not comes_back(gone, signatory(who))] == []
    assert [who for who in case["free"] if comes_back(gone, signatory(who))] == []
    assert not restored(gone, signatory(case["gone"])).marks
    assert not comes_back(NOBODY, signatory(case["gone"]))


def signatory(given: str | dict[str, str]) -> Identity:
    told = {"name": given} if isinstance(given, str) else given
    return Identity(**({"kind": "individual"} | told))


SALT = "0" * 32


def hashed(mark: str) -> str:
    """Return what a file keeps of a name, and of a name with a detail."""
    return blake2b(mark.encode(), key=SALT.encode(), digest_size=16).hexdigest()


def test_a_mark_that_was_made_before_plain_letters_counted_still_holds() -> None:
    name = "individual\0łukasz nowak"
    where = (f"{name}\0affiliation\0łodz college", f"{name}\0place\0łodz")
    for details, marks in (((), (name,)), (("Łódź College", "Łódź"), (name, *where))):
        gone = Withdrawals(SALT, frozenset([Mark("", *map(hashed, marks))]))
        assert comes_back(gone, Identity("Łukasz Nowak", "individual", *details))
        assert not comes_back(gone, Identity("Anna Nowak", "individual", *details))
        assert not restored(gone, Identity("Łukasz Nowak", "individual", *details)).marks


def test_a_mark_of_letters_that_are_folded_otherwise_since_still_holds() -> None:
    name = "individual\0كريم مثال"
    for place, there in (("", "-"), ("ليدي", hashed(f"{name}\0place\0ليدي"))):
        who = Identity("كريم مثال", "individual", "", place)
        mark = Mark("", hashed(name), "-", there)
        gone = Withdrawals(SALT, frozenset([mark]))
        assert comes_back(gone, who)
        assert comes_back(gone, who._replace(name="مثال كريم"))
        assert not restored(gone, who).marks
        assert was_corrected(Withdrawals(SALT, frozenset([mark._replace(word="was")])), who)


def test_a_namesake_of_somebody_withdrawn_can_be_let_in() -> None:
    ann = Identity("Ann Example", "individual")
    there, here = ann._replace(place="Southford"), ann._replace(place="Northford")
    gone = withdrawn(NOBODY, ann)
    other = namesake(gone, there)
    assert not comes_back(other, there)
    assert comes_back(other, here)
    assert comes_back(withdrawn(other, there), there)
    assert comes_back(withdrawn(other, ann), there)
    turned = namesake(gone, there._replace(name="Example Ann"))
    assert not comes_back(turned, there._replace(name="Example Ann"))
    assert comes_back(turned, here._replace(name="Example Ann"))
    with pytest.raises(Wrong, match="give an affiliation or a place"):
        namesake(gone, ann._replace(place=" "))


def test_the_file_holds_no_name_and_names_the_line_that_is_broken(tmp_path: Path) -> None:
    path = tmp_path / "withdrawn.txt"
    assert check_withdrawals(path, "w.txt") == (NOBODY, [])
    gone = withdrawn(NOBODY, Identity("Ann Example", "individual", "Example University"))
    path.write_text(marks_text(gone), encoding="utf-8")
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
    one, two = (withdrawn(NOBODY, Identity("Ann Example", "individual")) for _ in range(2))
    assert one.marks != two.marks


@given(KINDS, NAMES, NAMES | st.just(""), NAMES | st.just(""))
def test_what_is_withdrawn_is_out_and_what_is_restored_is_in(
    kind: str, name: str, affiliation: str, place: str
) -> None:
    before = withdrawn(NOBODY, Identity("Somebody Else", kind))
    who = Identity(name, kind, affiliation, place)
    gone = withdrawn(before, who)
    assert comes_back(gone, who)
    assert comes_back(gone, Identity(name, kind))
    assert restored(gone, who) == before
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
