"""Structured data: what schema.org has words for, in JSON that no text breaks out of."""

from __future__ import annotations

import json
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.config.donate import donation_link
from campaign.content.versions import Version, Versions
from campaign.output.presentation import page_context
from campaign.output.structured_data import json_ld
from campaign.site.site import Site
from tests.example import CAMPAIGN, DEMAND, EVENT, PAGES, ROWS, example
from tests.schema_org import check
from tests.site.test_site import load
from tests.sites import ROOT

MOST_LISTED = 100
ADDRESS = "https://letter.example.org/x/"
TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(ROOT / "overrides"), undefined=jinja2.StrictUndefined
)
TEMPLATES.filters["from_root"] = str
TEMPLATE = TEMPLATES.get_template("partials/structured_data.json")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    correction = EVENT | {"correction": "It was the chair.", "archive": "https://archive.example/1"}
    many = [
        {"name": f"Sample {n}", "kind": "individual", "affiliation": "Example College"}
        for n in range(150)
    ]
    root = example(
        tmp_path_factory.mktemp("site") / "x",
        campaign=CAMPAIGN
        | {"licence": {"name": "CC BY 4.0", "url": "https://licence.example.org/"}},
        pages={
            "index.md": (
                dict(PAGES["index.md"][0])  # type: ignore[index]
                | {
                    "changes": [{"date": "2021-02-09", "note": "A comma was moved."}],
                    "signed_note": "Others signed on paper.",
                    "original": [
                        {"title": "It", "url": "https://o.example.org/", "publisher": "Example"}
                    ],
                },
                "We ask.",
            ),
            "demands/act-now.md": (DEMAND | {"history": [EVENT, correction]}, "Because."),
        },
        rows=[*ROWS, *many],
    )
    loaded, problems = load(root)
    assert loaded, list(problems)
    return loaded


def written(site: Site, path: str) -> str:
    page = site.pages[path]
    given = {
        "page": SimpleNamespace(canonical_url=ADDRESS),
        "config": SimpleNamespace(site_url="https://letter.example.org/"),
        "card": SimpleNamespace(path="c.png"),
        "language": "en",
        "language_folder": "",
        "campaign": site.campaign,
        "signatories": site.signatories,
        "versions": site.versions,
        "letter_page": site.page_of("letter"),
        "donation_link": donation_link,
    }
    return json_ld(TEMPLATE.render(given | page_context(site, page)))


def data_of(site: Site, path: str) -> list[dict[str, Any]]:
    data = json.loads(written(site, path))
    assert data["@context"] == "https://schema.org"
    return list(data["@graph"])


@pytest.mark.parametrize("path", ["index.md", "demands/act-now.md", "help.md", "signatories.md"])
def test_every_type_and_property_is_in_the_vocabulary_and_none_empty(site: Site, path: str) -> None:
    data = data_of(site, path)
    check(data)
    said = json.dumps(data)
    assert not [empty for empty in ('""', "[]", "{}", "null") if empty in said]
    assert written(site, "about.md") == ""


def test_the_letter_says_who_wrote_it_when_and_what_was_corrected(site: Site) -> None:
    letter, signed, website = data_of(site, "index.md")
    assert letter["author"] == [
        {"@type": "Organization", "name": "Example Alliance", "url": "https://alliance.example.org/"}
    ]  # fmt: skip
    assert (letter["datePublished"], letter["dateModified"]) == ("2021-02-01", "2021-02-09")
    assert letter["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "A comma was moved.",
            "datePublished": "2021-02-09",
        }
    ]
    assert letter["mentions"]["@id"] == signed["@id"]
    assert letter["isPartOf"]["@id"] == website["@id"]
    assert signed["description"] == "Others signed on paper."


def test_versions_are_named_and_only_corrections_are_called_so(site: Site) -> None:
    def version(number: str, **more: object) -> Version:
        day = f"2021-03-0{number}"
        return Version.model_validate({"number": number, "date": day, "hash": "a" * 64} | more)

    entries = (
        version("1"),
        version("2", change="A demand was added."),
        version("3", change="A date was wrong.", correction="yes"),
    )
    node, *_ = data_of(replace(site, versions=Versions(entries)), "index.md")
    assert node["version"] == 3
    corrected = [note["text"] for note in node["correction"]]
    assert corrected == ["A comma was moved.", "A date was wrong."]
    assert node["dateModified"] == "2021-03-03"


def test_the_list_is_bounded_and_the_number_is_true(site: Site) -> None:
    [signed] = data_of(site, "signatories.md")
    assert signed["numberOfItems"] == 156  # three organizations, 151 individuals, two unnamed
    assert len(signed["itemListElement"]) == MOST_LISTED
    assert signed["itemListElement"][0]["@type"] == "Organization"
    person = signed["itemListElement"][-1]
    assert person == {
        "@type": "Person",
        "name": person["name"],
        "affiliation": {"@type": "Organization", "name": "Example College"},
    }
    assert "Gone Example" not in json.dumps(signed)


def test_the_appeal_says_who_receives_and_where(site: Site) -> None:
    [appeal] = data_of(site, "help.md")
    action = appeal["potentialAction"]
    assert action["@type"] == "DonateAction"
    assert action["recipient"]["legalName"] == "Example Fund"
    assert action["target"]["urlTemplate"] == "https://donate.example.org/form?ref=help"


def test_a_demand_has_its_events_with_their_sources(site: Site) -> None:
    [demand] = data_of(site, "demands/act-now.md")
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
