"""Many rows made at once are what each would be by itself."""

from __future__ import annotations

import html
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from campaign.signatories.rows_html import SHOWN, rows
from campaign.signatories.signatories import Signatory

TEXTS = st.text(st.characters() | st.sampled_from("<>&\"'\n{}%\0")) | st.just("")
DEMANDS = st.lists(st.sampled_from(("act-now", "pay-up")), unique=True).map(tuple)
SIGNATORIES = st.lists(
    st.builds(
        Signatory, TEXTS, st.just("individual"), TEXTS, TEXTS, TEXTS, TEXTS, TEXTS,
        signed=st.sampled_from((None, date(2021, 2, 9))), demands=DEMANDS,
    )
)  # fmt: skip


def row(*fields: str) -> str:
    """Return a row that shows which fields it has, with signs that a form may stumble over."""
    return "".join(f"<{at} {{0}} %s>{field}" for at, field in enumerate(fields) if field)


@given(SIGNATORIES)
def test_every_row_is_what_its_form_makes_of_escaped_fields(signatories: list[Signatory]) -> None:
    expected = []
    for signatory in signatories:
        fields = [getattr(signatory, name) for name in SHOWN]
        texts = [" ".join(field) if isinstance(field, tuple) else field for field in fields]
        expected.append(row(*map(html.escape, texts)))
        if not signatory.name:  # a name is always there, so that its place is kept
            expected[-1] = "<0 {0} %s>" + expected[-1]
    assert rows(signatories, row) == "".join(expected)
