"""Names in HTML: every field of every row is text, whatever it holds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from campaign.signatories.signatories import Signatory
from tests.templates import template_module

NAMES = template_module("partials/names.html")

CHARACTERS = st.characters(categories=("L", "N", "P", "S")) | st.sampled_from("<>&\"'\n{}%")
TEXTS = st.text(CHARACTERS, max_size=8) | st.sampled_from(("<b>", "</li>", "&lt;", '" x="', "a"))
SIGNATORIES = st.lists(
    st.builds(
        Signatory,
        TEXTS.filter(bool),
        st.just("individual"),
        title=TEXTS,
        affiliation=TEXTS,
        place=TEXTS,
        url=st.just("") | TEXTS.map("https://example.org/?{}".format),
        demands=st.lists(st.sampled_from(("act-now", "pay-up")), unique=True).map(tuple),
    ),
    min_size=1,
)


@given(SIGNATORIES, st.booleans())
def test_every_row_says_what_its_fields_hold(
    signatories: list[Signatory], is_filtered: bool
) -> None:
    made = html.fromstring(str(NAMES.names(signatories, is_filtered)))
    assert made.tag == "ul"
    for row, signatory in zip(made, signatories, strict=True):
        fields = (signatory.name, signatory.title, signatory.affiliation, signatory.place)
        shown = [bdi.text_content() for bdi in row.iter("bdi")]
        assert shown == [field for field in fields if field]
        assert row.xpath("string()").strip() == ", ".join(shown).strip()
        assert {element.tag for element in row.iterdescendants()} <= {"bdi", "a", "span"}
        assert row.xpath("bdi/a/@href") == ([signatory.url] if signatory.url else [])
        wanted = {"data-place": signatory.place, "data-demand": " ".join(signatory.demands)}
        assert row.attrib == ({k: v for k, v in wanted.items() if v} if is_filtered else {})
