"""Many fields escaped at once are escaped as each by itself."""

from __future__ import annotations

import html

from hypothesis import given
from hypothesis import strategies as st

from campaign.escaping import escaped
from campaign.signatories import Signatory

TEXTS = st.text(st.characters() | st.sampled_from("<>&\"'\n"))
SIGNATORIES = st.lists(
    st.builds(Signatory, TEXTS, st.just("individual"), TEXTS, TEXTS, TEXTS, TEXTS, TEXTS)
)


@given(SIGNATORIES)
def test_every_text_is_ready_for_html(signatories: list[Signatory]) -> None:
    expected = [
        tuple(html.escape(field) if isinstance(field, str) else field for field in signatory)
        for signatory in signatories
    ]
    assert list(escaped(signatories)) == expected
