"""English words in a page of another language are marked as English, and nothing else is."""

from __future__ import annotations

import pytest

from campaign.i18n.catalogues import Word
from campaign.i18n.english_words import english_marker

WORDS: frozenset[Word] = frozenset(
    (
        "Share",
        "Signing closes on %(day)s.",
        ("%(n)s signatory", "%(n)s signatories"),
        "%(before)s → %(after)s",
    )
)


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("<p> Share\n</p>", '<p> <span lang="en" dir="ltr">Share</span>\n</p>'),
        (
            "<p>Signing closes on <time>1 Machi 2026</time>.</p>",
            '<p><span lang="en" dir="ltr">Signing closes on</span> <time>1 Machi 2026</time>.</p>',
        ),
        ("<b>48 signatories</b>", '<b><span lang="en" dir="ltr">48 signatories</span></b>'),
        ("<b>1 signatory</b>", '<b><span lang="en" dir="ltr">1 signatory</span></b>'),
        ("<p>Share ·<a>", '<p><span lang="en" dir="ltr">Share</span> ·<a>'),
        ("<p>Barua → Share barua</p>", None),
        ('<p title="Share">Shiriki</p>', None),
        ("<title>Share</title><script>Share</script><!-- > Share -->", None),
        ("<select><option>Share</option></select>", None),
    ],
)
def test_words_are_marked_where_they_are_text(html: str, marked: str | None) -> None:
    assert english_marker(WORDS)(html) == (marked or html)


def test_a_language_that_lacks_no_word_has_its_pages_as_they_are() -> None:
    assert english_marker(frozenset())("<p>Share</p>") == "<p>Share</p>"
