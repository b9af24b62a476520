"""Citations: every title comes whole through BibTeX and RIS."""

from __future__ import annotations

from typing import Any

import jinja2
from hypothesis import given
from hypothesis import strategies as st

from campaign.config.configuration import Campaign
from campaign.content.pages import Letter
from campaign.content.versions import Version
from campaign.output.citation import BIBTEX_SIGNS, cited
from tests.example import CAMPAIGN
from tests.sites import ROOT

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(str.strip)
ADDRESS = "https://letter.example.org/"
ORIGINAL = {
    "title": "The letter",
    "url": "https://news.example.org/letter",
    "publisher": "Example News",
}


TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(ROOT / "overrides"), undefined=jinja2.StrictUndefined
)


def made(version: Version | None = None, **front: object) -> dict[str, Any]:
    letter = {"type": "letter", "title": "T", "description": "D"} | front
    campaign = Campaign.model_validate(CAMPAIGN | {"unnamed": "2"})
    return cited(campaign, Letter.model_validate(letter), ADDRESS, version)


def bibtex(citation: dict[str, Any]) -> str:
    return TEMPLATES.get_template("partials/citation.bib").render(citation)


def ris(citation: dict[str, Any]) -> list[str]:
    template = TEMPLATES.get_template("partials/citation.ris")
    return template.render(citation | {"language": "en"}).split("\n")


def test_the_page_is_cited_with_its_version() -> None:
    version = Version(number="2", date="2021-03-01", hash="a" * 64, change="x")
    assert bibtex(made(version)) == (
        "@misc{examplealliance2021,\n"
        "  author = {{Example Alliance}},\n"
        "  title = {{A letter to the Example Council}},\n"
        "  year = {2021},\n  month = {2},\n  day = {1},\n"
        "  howpublished = {Open letter},\n  version = {2},\n"
        "  url = {https://letter.example.org/},\n}\n"
    )
    assert ris(made(version)) == [
        "TY  - GEN",
        "AU  - Example Alliance,",
        "TI  - A letter to the Example Council",
        "PY  - 2021",
        "DA  - 2021/02/01/",
        "ET  - 2",
        "LA  - en",
        "UR  - https://letter.example.org/",
        "ER  - ",
        "",
    ]


def test_where_the_signed_text_is_elsewhere_that_is_cited() -> None:
    citation = made(original=[ORIGINAL])
    assert citation["authors"] == []
    assert "publisher = {{Example News}}" in bibtex(citation)
    assert "UR  - https://news.example.org/letter" in ris(citation)


@given(TEXTS, TEXTS)
def test_no_title_breaks_an_entry(title: str, author: str) -> None:
    citation = made() | {"authors": [author], "title": title}
    entry = bibtex(citation)
    assert entry.count("{") == entry.count("}")
    [line] = [part for part in entry.split("\n") if part.startswith("  title = ")]
    inside = line.removeprefix("  title = {{").removesuffix("}},")
    for sign, written in sorted(BIBTEX_SIGNS.items(), key=lambda pair: pair[0] == "\\"):
        inside = inside.replace(written, sign)
    assert inside == " ".join(title.split())
    lines = ris(citation)
    assert all(line[2:6] == "  - " for line in lines[:-1])
    assert f"TI  - {' '.join(title.split())}" in lines
