"""A translation belongs to a page, has its events, and is stale when that page has changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from campaign.site.checking import check_campaign
from tests.bilingual import BILINGUAL, LANGUAGES, bilingual, event, hash_of, translated
from tests.example import PAGES, Page
from tests.sites import ROOT

DEMAND, NOTE = "demands/act-now.md", "updates/first-hearing.md"
SOURCE = "https://example.org/a"
ABOUT, MARKDOWN = PAGES["about.md"]
PRESS: dict[str, Any] = {
    **PAGES["press.md"][0],
    "facts": [{"fact": "So it is.", "source": SOURCE, "source_title": "A"}],
    "quotes": [{"text": "Please.", "name": "Ada Sample", "role": "Us", "permission": "Asked."}],
}
MATCH = {"text": "The Trust doubles each gift up to $10,000, in 2031."}
MATCH |= {"source": SOURCE, "until": "2031-12-31"}
FIGURE = {"number": "14%", "label": "had a lawyer", "source": SOURCE, "source_title": "A"}


def found(root: Path) -> tuple[list[str], list[str]]:
    checked = check_campaign(root / "mkdocs.yml", {"SOURCE_DATE_EPOCH": "1613000000"})
    for problem in checked.problems:
        assert problem.topic, problem
    warnings = [str(w) for w in checked.warnings if "campaign freeze" not in w.message]
    return [str(p) for p in checked.problems], warnings


def changed(path: str, **front: Any) -> Page:
    return {**PAGES[path][0], **front}, PAGES[path][1]


def with_event(**changes: str) -> dict[str, Page]:
    return {f"es/{DEMAND}": translated(DEMAND, history=[event(**changes)])}


def of_press(**changes: Any) -> dict[str, Page]:
    _, markdown = PAGES["press.md"]
    marks = {"source_hash": hash_of((PRESS, markdown))}
    return {"press.md": (PRESS, markdown), "es/press.md": (PRESS | marks | changes, markdown)}


def with_promise(**changes: str | None) -> dict[str, Page]:
    own = {} if None in changes.values() else {"match": MATCH | changes}
    return {"help.md": changed("help.md", match=MATCH), "es/help.md": translated("help.md", **own)}


def with_figure(number: str) -> dict[str, Page]:
    text = "We.\n\n<!-- @figures -->"
    page = ABOUT | {"figures": [FIGURE]}, text
    marks = {"figures": [FIGURE | {"number": number}], "source_hash": hash_of(page)}
    return {"about.md": page, "es/about.md": (translated("about.md", **marks)[0], text)}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, []),
        ({"ar/index.md": None}, ["ar/index.md: a language needs at least the letter; translate"]),
        (
            {"es/about.md": changed("about.md")},
            [
                "es/about.md:2:1: 'source_hash' is missing, so that nobody can tell which text was "
                "translated; if this translates docs/about.md as it is now, add `source_hash: "
                f"{hash_of(PAGES['about.md'])}`, or run `campaign translated docs/es/about.md`"
            ],
        ),
        (
            {"about.md": changed("about.md", nav_title="Us")},
            ["about.md:4:1: 'nav_title' belongs to a translation, and this page is in the main"],
        ),
        (
            {"es/help.md": (translated("about.md")[0], "x")},
            ["es/help.md:2:1: 'type' is page, but docs/help.md has appeal; write that"],
        ),
        (
            {"ar/index.md": translated("index.md", source_version=1)},
            ["ar/index.md:6:1: no version of the letter is recorded; delete 'source_version'"],
        ),
        (with_event(), []),
        (
            with_event(
                date="2021-02-04", source=SOURCE, source_kind="court", status="met", correction="No"
            ),
            [
                f"es/{DEMAND}:12:9: 'date' of event 1 differs from docs/{DEMAND}; write 2021-02-03",
                f"es/{DEMAND}:13:11: 'source' of event 1 differs from docs/{DEMAND}; write https",
                f"es/{DEMAND}:14:16: 'source_kind' of event 1 differs from docs/{DEMAND}; write",
                f"es/{DEMAND}:16:11: 'status' of event 1 differs from docs/{DEMAND}; write",
                f"es/{DEMAND}:18:15: 'correction' of event 1 differs from docs/{DEMAND}; delete",
            ],
        ),
        (
            {f"es/{DEMAND}": translated(DEMAND, history=[], reviewed="2021-02-06")},
            [
                f"es/{DEMAND}:9:11: 'reviewed' is 2021-02-06, but docs/{DEMAND} has 2021-02-05",
                f"es/{DEMAND}:11:1: 'history' has 0 events, but docs/{DEMAND} has 1; write each",
            ],
        ),
        (
            {f"es/{NOTE}": translated(NOTE, date="2021-02-05", updated="2021-02-06")},
            [
                f"es/{NOTE}:5:7: 'date' is 2021-02-05, but docs/{NOTE} has 2021-02-04; write that",
                f"es/{NOTE}:7:10: 'updated' is 2021-02-06, but docs/{NOTE} has none; delete the",
            ],
        ),
        (
            {NOTE: changed(NOTE, updated="2021-02-06")},
            [
                f"es/{NOTE}:2:1: 'updated' is missing, but docs/{NOTE} has it; add "
                "`updated: 2021-02-06`"
            ],
        ),
        (
            {f"ar/{NOTE}": (translated(NOTE)[0], "x")},
            [
                f"ar/{NOTE}:1:1: no page lists the notes, so that nobody would find this one; add "
                "docs/ar/updates/index.md with"
            ],
        ),
        (of_press(), []),
        (
            of_press(
                facts=[PRESS["facts"][0] | {"source": "https://example.org/b"}],
                quotes=[*PRESS["quotes"], dict(PRESS["quotes"][0])],
            ),
            [
                f"es/press.md:7:11: 'source' of fact 1 differs from docs/press.md; write {SOURCE}",
                "es/press.md:9:1: 'quotes' has 2 quotes, but docs/press.md has 1; write each of",
            ],
        ),
        (with_promise(), []),
        (with_promise(text="La Fundación dobla hasta 10 000 dólares, en 2031."), []),
        (with_promise(text="تضاعف المؤسسة كل هبة حتى ١٠٬٠٠٠ دولار في ٢٠٣١."), []),
        (
            with_promise(text="Hasta 100.000 dólares, en 2031."),
            ["es/help.md:8:9: 'text' of promise 1 differs from docs/help.md; write its numbers: "],
        ),
        (
            with_promise(text="10.000.", until="2032-01-01", source="https://example.org/b"),
            [
                "es/help.md:8:9: 'text' of promise 1 differs from docs/help.md; write its numbers: "
                "2031, 10000",
                f"es/help.md:9:11: 'source' of promise 1 differs from docs/help.md; write {SOURCE}",
                "es/help.md:10:10: 'until' of promise 1 differs from docs/help.md; write 2031-12",
            ],
        ),
        (
            with_promise(match=None),
            ["es/help.md:2:1: 'match' has 0 promises, but docs/help.md"],
        ),
        (with_figure("14 %"), []),
        (with_figure("٪١٤"), []),
        (with_figure("41%"), ["es/about.md:6:11: 'number' of figure 1 differs from docs/about.md"]),
        (with_figure("1,4 %"), ["es/about.md:6:11: 'number' of figure 1 differs from docs/about"]),
    ],
)
def test_what_a_translation_must_say(
    changes: dict[str, Page | None], told: list[str], tmp_path: Path
) -> None:
    problems, warnings = found(bilingual(tmp_path / "x", changes))
    assert (len(problems), warnings) == (len(told), []), problems
    for problem, begin in zip(problems, told, strict=True):
        assert problem.startswith(f"docs/{begin}")


def test_a_changed_source_makes_a_translation_stale(tmp_path: Path) -> None:
    page = ABOUT, f"{MARKDOWN} And more."
    problems, (warning,) = found(bilingual(tmp_path / "x", {"about.md": page}))
    assert problems == []
    assert warning.startswith("docs/es/about.md:4:14: docs/about.md has changed since")
    assert f"write `source_hash: {hash_of(page)}`, or run `campaign" in warning
    assert hash_of((ABOUT, "## *Us*\n\n[We](index.md).")) == hash_of((ABOUT, MARKDOWN))
    other = PRESS | {"facts": [PRESS["facts"][0] | {"fact": "No."}]}
    assert hash_of((other, "x")) != hash_of((PRESS, "x"))


def test_a_complete_language_lacks_no_word(tmp_path: Path) -> None:
    name = "overrides/own/words/es.po"  # the generator's own are looked at by its tests alone
    text = (ROOT / "overrides/words/es.po").read_text(encoding="utf-8")
    lacking = text.replace('msgid "Share"\nmsgstr "Compartir"', 'msgid "Share"\nmsgstr ""')
    line = lacking.splitlines().index('msgid "Share"') + 1
    problems, _ = found(bilingual(tmp_path / "x", files={name: lacking}))
    assert problems == [
        f'{name}:{line}:1: the words "Share" are not translated; write the line below it that '
        "begins with `msgstr`"
    ]


def test_problems_in_the_configuration_beget_no_others(tmp_path: Path) -> None:
    languages = [*LANGUAGES[:1], {"code": "en"}, {"code": "ar", "colour": "red"}]
    root = bilingual(tmp_path / "x", campaign=BILINGUAL | {"languages": languages})
    (problem,), _ = found(root)
    assert "the key 'colour' is not known" in problem


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
    (problem,) = [each for each in found(root)[0] if each.startswith("docs/es/index.md:")]
    assert remedy in problem
