"""Structured data: what schema.org has words for, in JSON that no text breaks out of."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.output.presentation import json_ld
from tests.build.campaigns import changed
from tests.build.reading import linked_data
from tests.content.test_versions import BEG, FROZEN, RECORD
from tests.example import DEMAND, EVENT, campaign
from tests.schema_org import check
from tests.sites import Built

CORRECTED = f"- {{number: 2, date: 2021-02-08, hash: {BEG}, change: A day., correction: yes}}\n"


@pytest.fixture(scope="module")
def built() -> Built:
    correction = EVENT | {"correction": "It was the chair.", "archive": "https://archive.example/1"}
    letter = changed(
        "index.md",
        "We beg.",
        changes=[{"date": "2021-02-09", "note": "A comma was moved."}],
        signed_note="Others signed on paper.",
        original=[{"title": "It", "url": "https://o.example.org/", "publisher": "Example"}],
    )
    demand = (DEMAND | {"history": [EVENT, correction]}, "Because.")
    return campaign(
        licence={"name": "CC BY 4.0", "url": "https://licence.example.org/"},
        pages=letter | {"demands/act-now.md": demand},
        files=FROZEN | {"docs/data/versions.yml": RECORD + CORRECTED},
    )


@pytest.mark.parametrize("page", ["", "demands/act-now", "help", "signatories"])
def test_every_type_and_property_is_in_the_vocabulary_and_none_empty(
    built: Built, page: str
) -> None:
    data = linked_data(built, page)
    assert data
    check(data)
    said = json.dumps(data)
    assert not [empty for empty in ('""', "[]", "{}", "null") if empty in said]
    assert linked_data(built, "about") == []


def test_the_letter_says_who_wrote_it_when_and_what_was_corrected(built: Built) -> None:
    letter, signed, website = linked_data(built)
    assert letter["author"] == [
        {"@type": "Organization", "name": "Example Alliance", "url": "https://alliance.example.org/"}
    ]  # fmt: skip
    assert (letter["datePublished"], letter["dateModified"]) == ("2021-02-01", "2021-02-09")
    assert letter["version"] == 2
    assert letter["correction"] == [
        {"@type": "CorrectionComment", "text": "A day.", "datePublished": "2021-02-08"},
        {"@type": "CorrectionComment", "text": "A comma was moved.", "datePublished": "2021-02-09"},
    ]
    assert letter["mentions"]["@id"] == signed["@id"]
    assert letter["isPartOf"]["@id"] == website["@id"]
    assert signed["description"] == "Others signed on paper."


def test_the_list_has_who_is_named_and_the_number_of_all(built: Built) -> None:
    [signed] = linked_data(built, "signatories")
    assert signed["numberOfItems"] == 6  # three organizations, an individual, two unnamed
    assert signed["itemListElement"] == [
        *(
            {"@type": "Organization", "name": name}
            for name in ("Example Alliance", "The Beta Group", "Gamma Fund")
        ),
        {
            "@type": "Person",
            "name": "Jane Example",
            "affiliation": {"@type": "Organization", "name": "Example College"},
        },
    ]


def test_the_appeal_says_who_receives_and_where(built: Built) -> None:
    [appeal] = linked_data(built, "help")
    action = appeal["potentialAction"]
    assert action["@type"] == "DonateAction"
    assert action["recipient"]["legalName"] == "Example Fund"
    assert action["target"]["urlTemplate"] == "https://donate.example.org/form?ref=help"


def test_a_demand_has_its_events_with_their_sources(built: Built) -> None:
    [demand] = linked_data(built, "demands/act-now")
    first, second = demand["about"]
    assert first["startDate"] == "2021-02-03"
    assert first["subjectOf"]["url"] == "https://news.example.org/promise"
    assert second["subjectOf"]["archivedAt"] == "https://archive.example/1"
    assert demand["correction"][0]["text"] == "It was the chair."


FILLED = st.recursive(
    st.text(min_size=1),
    lambda part: st.lists(part, min_size=1) | st.dictionaries(st.text(), part, min_size=1),
)


@given(FILLED)
def test_no_text_leaves_the_script_element(value: Any) -> None:
    given = {"@graph": [{"x": value}]}
    text = json_ld(json.dumps(given))
    assert json.loads(text) == given
    assert not set("<>&'\u2028\u2029") & set(text)
