"""A translation belongs to a page, has its events, and is stale when that page has changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.bilingual import bilingual, hash_of, translated
from tests.example import PAGES, told
from tests.sites import ROOT

SOURCE = "https://example.org/a"
ABOUT, MARKDOWN = PAGES["about.md"]
PRESS: dict[str, Any] = {
    **PAGES["press.md"][0],
    "facts": [{"fact": "So it is.", "source": SOURCE, "source_title": "A"}],
    "quotes": [{"text": "Please.", "name": "Ada Sample", "role": "Us", "permission": "Asked."}],
}


def test_what_a_translation_is_of_are_the_words_and_facts_of_a_page() -> None:
    assert hash_of((ABOUT, "## *Us*\n\n[We](index.md).")) == hash_of((ABOUT, MARKDOWN))
    other = PRESS | {"facts": [PRESS["facts"][0] | {"fact": "No."}]}
    assert hash_of((other, "x")) != hash_of((PRESS, "x"))


def test_a_complete_language_lacks_no_word(tmp_path: Path) -> None:
    name = "overrides/own/words/es.po"  # the generator's own are looked at by its tests alone
    text = (ROOT / "overrides/words/es.po").read_text(encoding="utf-8")
    lacking = text.replace('msgid "Share"\nmsgstr "Compartir"', 'msgid "Share"\nmsgstr ""')
    line = lacking.splitlines().index('msgid "Share"') + 1
    assert told(bilingual(tmp_path / "x", files={name: lacking})) == [
        f'{name}:{line}:1: the words "Share" are not translated; write the line below it that '
        "begins with `msgstr`"
    ]


@pytest.mark.parametrize(
    ("recorded", "is_current", "remedy"),
    [
        ((1,), False, "'source_version' is missing; add `source_version: 1`"),
        ((1, 2), True, "by its 'source_hash' this translates the newest; add `source_version: 2`"),
        ((1, 2), False, "add the number of the version that was translated, 1 to 2, as `sou"),
    ],
)
def test_a_translated_letter_says_which_version_it_translates(
    recorded: tuple[int, ...], is_current: bool, remedy: str, tmp_path: Path
) -> None:
    marks = {} if is_current else {"source_hash": "0" * 12}
    root = bilingual(tmp_path / "x", {"es/index.md": translated("index.md", **marks)})
    entries = (
        f"- number: {n}\n  date: 2021-02-1{n}\n  hash: {str(n) * 64}\n"
        f"{'  change: More.' if n > 1 else ''}\n"
        for n in recorded
    )
    (root / "docs/data/versions.yml").write_text("".join(entries), encoding="utf-8")
    (problem,) = [each for each in told(root) if each.startswith("docs/es/index.md:")]
    assert remedy in problem
