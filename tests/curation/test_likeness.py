"""Likely duplicates: what is found in labelled pairs, how many are found, and at what cost."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from campaign.curation.likely import BLOCK, Listed, likely_duplicates
from campaign.curation.name_parts import same_site
from campaign.signatories.signatories import Signatory
from tests.golden import cases


def side(case: dict[str, Any], which: str) -> Signatory:
    given_ = case[which] if isinstance(case[which], dict) else {"name": case[which]}
    return Signatory(**({"kind": case.get("kind", "organization")} | given_))


def listed(*signatories: Signatory) -> list[Listed]:
    return [Listed(line, one) for line, one in enumerate(signatories, start=2)]


def organizations(*names: str) -> list[Listed]:
    return listed(*(Signatory(name, "organization") for name in names))


@pytest.mark.parametrize("case", cases("likeness"))
def test_pair(case: dict[str, Any]) -> None:
    a, b = side(case, "a"), side(case, "b")
    pairs = likely_duplicates(listed(a, b)).pairs
    assert bool(pairs) == case.get("found", case["same"]), pairs
    back = likely_duplicates(listed(b, a)).pairs
    assert [(p.score, p.reasons) for p in pairs] == [(p.score, p.reasons) for p in back]
    assert all(1 <= p.score <= 100 and p.reasons and all(p.reasons) for p in pairs)
    assert likely_duplicates(listed(a, b), new=(3,)).pairs == pairs


WORDS = (
    "Northern Norhtern Example Exmaple Alliance Aliance NEA Food Bank Foodbank (NEA) Inc. The & "
    "and Services Service Univ. of"
).split()
GIVEN = ("Bill", "William", "Jane", "J.", "Dr. Jane", "Анна", "Anna")
FAMILY = ("Northington", "Nortihngton", "Sample", "Примерова", "Primerova")
SITES = ("", "https://example.org/", "https://www.example.org", "https://facebook.com/example")
MARKS = ("", "Example College", "Sample Hospital")
SIGNATORIES = st.one_of(
    st.tuples(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join),
        st.sampled_from(SITES),
        st.sampled_from(MARKS),
    ).map(lambda given: Signatory(given[0], "organization", url=given[1], place=given[2])),
    st.tuples(
        st.sampled_from(GIVEN), st.sampled_from(FAMILY), st.booleans(), st.sampled_from(MARKS)
    ).map(
        lambda given: Signatory(
            f"{given[1]}, {given[0]}" if given[2] else f"{given[0]} {given[1]}",
            "individual",
            affiliation=given[3],
        )
    ),
)
FEW = settings(max_examples=3 * settings().max_examples // 5)


def answer(rows: list[Signatory]) -> set[tuple[frozenset[Signatory], int, tuple[str, ...]]]:
    return {
        (frozenset((p.first.signatory, p.second.signatory)), p.score, p.reasons)
        for p in likely_duplicates(listed(*rows)).pairs
    }


@FEW
@given(st.lists(SIGNATORIES, unique=True, max_size=14), st.sets(st.integers(2, 15)), st.randoms())
def test_no_order_no_unrelated_row_and_no_search_for_a_few_changes_the_answer(
    rows: list[Signatory], new: set[int], chance: random.Random
) -> None:
    unrelated = Signatory("Zuzu Quokka", "organization", url="https://quokka.example/")
    shuffled = [*rows, unrelated]
    chance.shuffle(shuffled)
    assert answer(shuffled) == answer(rows)
    everything = likely_duplicates(listed(*rows)).pairs
    wanted = [pair for pair in everything if new & {pair.first.line, pair.second.line}]
    found = likely_duplicates(listed(*rows), new=new).pairs
    assert all(pair.second.line in new for pair in found)
    lines = [{(frozenset((p.first, p.second)), *p[2:]) for p in pairs} for pairs in (found, wanted)]
    assert lines[0] == lines[1]


@FEW
@example(one="", other="\r", kind="organization")  # a name of which folding leaves nothing
@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from(("organization", "individual")))
def test_no_text_is_too_strange(one: str, other: str, kind: Any) -> None:
    rows = listed(Signatory(one or "x", kind), Signatory(other or "y", kind))
    assert likely_duplicates(rows).compared >= 0


def test_one_name_with_two_addresses_is_asked_about_after_one_without() -> None:
    janes = [
        Signatory("Jane Sample", "individual", url=f"https://{host}.example.org/")
        for host in ("one", "two")
    ]
    (asked,) = likely_duplicates(listed(*janes)).pairs
    (likelier,) = likely_duplicates(listed(janes[0], janes[1]._replace(url=""))).pairs
    assert asked.reasons == ("the same name", "two web addresses, which may be two people's")
    assert asked.score < likelier.score


def test_the_likeliest_come_first() -> None:
    found = likely_duplicates(
        organizations(
            "Northern Example Alliance", "Norhtern Example Alliance", "Sample Works, Inc.",
            "Sample Works", "SCER", "Sample Center for Example Rights",
        )
    )  # fmt: skip
    scores = [pair.score for pair in found.pairs]
    assert [pair.first.line for pair in found.pairs] == [4, 2, 6]
    assert scores == sorted(scores, reverse=True)


TOPICS = "Housing Health Water Labor Youth Refugee Climate Tenant Farmer Library".split()
BODIES = "Alliance Coalition Network Center Council Fund League Project Institute Forum".split()
TOWNS = (
    "Northford Eastbrook Southmere Westhaven Midvale Upperton Ashcombe Birchley Claywick Dunmore"
).split()


def test_a_thousand_true_names_are_not_called_duplicates() -> None:
    """Every name differs from many others in one word only."""
    names = [f"{town} {topic} {body}" for town in TOWNS for topic in TOPICS for body in BODIES]
    found = likely_duplicates(organizations(*names))
    assert len(found.pairs) == 0
    chapters = [
        f"Example {topic} {body} of {town}" for town in TOWNS for topic in TOPICS for body in BODIES
    ]
    assert len(likely_duplicates(organizations(*chapters)).pairs) == 0


def spelled(number: int) -> str:
    """Return an invented word of its own for each number, near to many others."""
    return "Abc" + "".join(
        "bdfhkmprtv"[int(digit)] + "aeiou"[int(digit) % 5] for digit in str(number)
    )


HOSTILE = {
    "church of anything": lambda n: Signatory(f"Example Church of {spelled(n)}", "organization"),
    "one address": lambda n: Signatory(
        f"{spelled(n)} {spelled(n * 7)}", "organization", url="https://example.org/"
    ),
    "one name": lambda n: Signatory(
        "Jane Sampleton", "individual", affiliation=f"{spelled(n)} College"
    ),
    "one family": lambda n: Signatory(
        f"J{spelled(n).lower()} Sample", "individual", affiliation="Example College"
    ),
    "long names": lambda n: Signatory(
        " ".join(spelled(n * 40 + m) for m in range(30)), "organization"
    ),
    "one set of initials": lambda n: Signatory(
        "NEC" if not n else f"National E{spelled(n).lower()} Center", "organization"
    ),
}  # fmt: skip


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_the_work_grows_with_the_list_and_not_with_its_square(make: Any) -> None:
    small, large = 150, 600
    few, many = (
        likely_duplicates(listed(*(make(n) for n in range(size)))).compared
        for size in (small, large)
    )
    assert many <= 150 * large  # all with all would be 300 a name
    assert many <= max(few, small) * large / small * 2


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://example.org/", "http://www.Example.org:443", True),
        ("https://example.org/work/", "https://example.org/work#top", True),
        ("https://example.org/?utm_source=letter", "https://example.org/es/", True),
        ("https://example.org/?page=2", "https://example.org/?page=3", False),
        ("https://example.org/Work", "https://example.org/work", False),
        ("https://facebook.com/", "https://facebook.com/", False),
        ("https://facebook.com/Example", "https://www.facebook.com/example/", True),
        ("https://a.example.org/", "https://b.example.org/", False),
    ],
)
def test_addresses(one: str, other: str, same: bool) -> None:
    assert (bool(same_site(one)) and same_site(one) == same_site(other)) is same


def test_an_address_that_many_share_says_nothing() -> None:
    names = "Ahorn Buche Eiche Erle Esche Linde".split()
    rows = [Signatory(f"{n} Sample", "organization", url="https://example.org/") for n in names]
    assert likely_duplicates(listed(*rows[:2])).pairs
    found = likely_duplicates(listed(*rows))
    assert not found.pairs
    assert found.shared_sites == ("example.org",)


def test_who_was_compared_with_the_nearest_only_is_counted() -> None:
    crowd = [
        Signatory("Jane Sample", "individual", place=f"{n}th Example") for n in range(BLOCK + 1)
    ]
    assert likely_duplicates(listed(*crowd)).crowded == BLOCK + 1
    assert likely_duplicates(listed(*crowd[1:])).crowded == 0
