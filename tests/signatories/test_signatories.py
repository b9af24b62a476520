"""Signatories under their headings: each once, counted as listed, the withdrawn nowhere."""

import random
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from campaign.signatories.signatories import Count, Signatory, arrange

GROUPS = ("National", "Local")
NAMES = st.text(alphabet=st.sampled_from("abcÄñ1 Яい"), min_size=1, max_size=4).filter(str.strip)
INDIVIDUALS = st.tuples(NAMES, st.booleans(), st.sampled_from((None, None, date(2021, 3, 1)))).map(
    lambda drawn: individual(drawn[0], first=drawn[1], withdrawn=drawn[2])
)
ORGANIZATIONS = st.tuples(NAMES, st.sampled_from(("", *GROUPS)), st.booleans()).map(
    lambda drawn: organization(drawn[0], drawn[1], first=drawn[2])
)
SIGNATORIES = st.lists(
    INDIVIDUALS | ORGANIZATIONS, unique_by=lambda signatory: (signatory.kind, signatory.name)
)


def organization(name: str, group: str = "", **more: object) -> Signatory:
    return Signatory(name, "organization", group, **more)  # type: ignore[arg-type]


def individual(name: str, **more: object) -> Signatory:
    return Signatory(name, "individual", **more)  # type: ignore[arg-type]


@given(SIGNATORIES, st.randoms(use_true_random=False))
def test_everybody_stands_once_in_the_same_order(
    signatories: list[Signatory], chance: random.Random
) -> None:
    signed = arrange(signatories, GROUPS, 3, "en")
    kept = [s for s in signatories if s.withdrawn is None]
    assert sorted(signed.all) == sorted(kept)
    order = [*(("organization", group) for group in (*GROUPS, "")), ("individual", "")]
    stand = {(s.kind, s.group) for s in kept}
    assert [(s.kind, s.group) for s in signed.sections] == [o for o in order if o in stand]
    letters = (letter for section in signed.sections for letter in signed.letters(section))
    in_letters = [s for _, members in letters for s in members]
    assert in_letters == list(signed.all)
    assert signed.count.listed == len(kept)
    assert signed.count.organizations == sum(s.kind == "organization" for s in kept)
    assert signed.count.total == len(kept) + 3
    shuffled = signatories.copy()
    chance.shuffle(shuffled)
    assert arrange(shuffled, GROUPS, 3, "en").sections == signed.sections


@given(SIGNATORIES)
def test_a_selection_counts_what_it_lists(signatories: list[Signatory]) -> None:
    signed = arrange(signatories, GROUPS, 3, "en")
    for kind in ("", "organization", "individual"):
        for group in ("", *GROUPS):
            for first in (False, True):
                chosen = signed.select(kind, group, first=first)
                expected = [
                    s
                    for s in signed.all
                    if (not kind or s.kind == kind)
                    and (not group or s.group == group)
                    and (not first or s.first)
                ]
                assert list(chosen.all) == expected
                assert chosen.count == Count(
                    sum(s.kind == "organization" for s in expected),
                    sum(s.kind == "individual" for s in expected),
                )


def test_first_signatories_are_the_marked_or_else_the_lists_beginning() -> None:
    everybody = [
        organization("Alpha"),
        organization("Beta", first=True),
        individual("Jane", first=True),
    ]
    signed = arrange(everybody, (), 0, "en")
    assert [s.name for s in signed.first(5)] == ["Beta", "Jane"]
    assert [s.name for s in signed.first(1)] == ["Beta"]
    assert signed.has_first
    unmarked = arrange([organization("Beta"), organization("Alpha")], (), 0, "en")
    assert [s.name for s in unmarked.first(1)] == ["Alpha"]
    assert not unmarked.has_first
    assert unmarked.first(0) == ()


def test_counts_by_what_a_component_asks_for() -> None:
    count = Count(2, 3, 4)
    asked = ("organization", "individual", "unnamed", "listed", "all")
    assert [count.of(kind) for kind in asked] == [2, 3, 4, 5, 9]
