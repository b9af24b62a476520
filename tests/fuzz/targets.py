"""What is fuzzed: every parser of what strangers or tired people write.

A target takes any bytes. It raises only for a bug: a crash, or a row that got lost.
"""

from __future__ import annotations

import csv
import functools
import io
import os
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import MappingProxyType

from campaign.config.configuration_file import read_config
from campaign.content.component_syntax import KnownWords
from campaign.content.front_matter import read_front_matter, split_page
from campaign.content.links import LinkTargets, with_addresses
from campaign.content.markdown_html import PageHtml, page_html, read_extensions
from campaign.content.markdown_text import UNKNOWN_SECTION, without_code
from campaign.content.page_check import PageDraft, check_page
from campaign.content.reading import read_reading, shelves
from campaign.content.versions import read_versions
from campaign.content.voices import read_voices
from campaign.core.files import decode_text
from campaign.core.problems import Wrong
from campaign.curation import known_different, list_file, suppression_list
from campaign.github.intake.decisions import IntakeDesk, decide_request
from campaign.github.intake.events import NothingToDo, Request, read_event, read_event_json
from campaign.github.intake.handling import load_desk
from campaign.importer.choices import Choices
from campaign.importer.mapping import decide
from campaign.importer.planning import Setting, plan, read_setting
from campaign.importer.reading import KNOWN, read_source
from campaign.importer.table import Unreadable
from campaign.safety.link_policy import LinkPolicy
from campaign.safety.page_limits import too_long, too_open
from campaign.safety.personal_data import NOTHING_PUBLIC
from campaign.signatories.signatories_csv import Vocabulary, read_signatories
from tests.example import example
from tests.github.desk import make_desk
from tests.sites import ROOT

EXTENSIONS = read_extensions(read_config(ROOT / "mkdocs.yml"))
NAMES = Vocabulary(("National", "Local"), ("act-now",), None)


def signatories(data: bytes) -> None:
    """Read a list of signatories; every row is taken, or a problem names its line."""
    decoded, wrong = decode_text(data, "signatories.csv")
    assert (decoded is None) == (len(wrong) == 1)
    for text in (decoded or _text(data), f"name,kind\n{_text(data)}"):
        taken, problems = read_signatories(text, "signatories.csv", NAMES)
        lines = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        assert all(1 <= p.line <= lines and p.column >= 1 for p in problems)
        assert all(one.name == one.name.strip() != "" for one in taken)
        if not problems:
            rows = csv.reader(io.StringIO(text, newline=""), strict=True)
            filled = [row for row in rows if any(map(str.strip, row))]
            assert len(taken) == len(filled) - 1, "a row got lost"


def editing(data: bytes) -> None:
    """Edit a list as text: rows that nobody asked to change keep their bytes."""
    text = _text(data)
    try:
        file = list_file.parse(text)
        assert list_file.removed(file, ()) == text
        new = {"name": "Example of a new row", "kind": "individual"}
        longer = list_file.parse(list_file.inserted(file, [new], "en"))
        assert len(longer.rows) == len(file.rows) + 1, "a row got lost"
        for row in file.rows[:3]:
            assert len(list_file.parse(list_file.removed(file, [row])).rows) == len(file.rows) - 1
    except Wrong:
        return


def page(data: bytes) -> None:
    """Read a page: its front matter, its components, its links and its raw HTML."""
    text = _text(data)
    split, problems = split_page(text, "docs/index.md")
    front, more = read_front_matter(split, "docs/index.md")
    assert front is not None or problems or more, "a page got lost"
    for html in (split.markdown, _html(split.markdown)):
        made = PageHtml(html)
        draft = PageDraft("index.md", "docs/index.md", text, split, made, front, "", "index.md")
        found = check_page(draft, KnownWords(), LinkTargets(frozenset(), LinkPolicy()))[1]
        if not found:  # no page with a problem is published
            with_addresses(html, "index.md", str)
        problems += found
    assert all(problem.line >= 1 for problem in problems)


def records(data: bytes) -> None:
    """Read what commands keep: versions, tombstones and distinct pairs."""
    text = _text(data)
    versions, problems = read_versions(text, "versions.yml")
    assert bool(versions.entries) is not bool(problems)
    suppression_list.read_marks(text, "withdrawn.txt")
    for pairs in (text, f"{known_different.PAIR_HEADER}\n{text}"):
        problems = known_different.wrong_pairs(pairs, "distinct.csv", NOTHING_PUBLIC)
        assert all(problem.line for problem in problems)


def event(data: bytes) -> None:
    """Read an event of GitHub's."""
    try:
        asked = read_event(read_event_json(data, "the event"))
    except (Wrong, NothingToDo):
        return
    assert asked.number > 0


def issue(data: bytes) -> None:
    """Decide about a request whose text is this; only whole lists come out."""
    label, _, body = _text(data).partition("\n")
    wanted = "ready-to-change" if label.startswith("change") else "ready-to-add"
    request = Request(12, wanted, body, date(2021, 2, 8))
    decision = decide_request(request, _desk())
    for name, text in decision.files.items():
        if name.endswith("signatories.csv"):
            assert not read_signatories(text, name, _desk().draft.vocabulary)[1], "a broken list"


def imported(data: bytes) -> None:
    """Import a file of any kind, told by its first byte: each row is taken or accounted for."""
    if not data:
        return
    suffix = KNOWN[data[0] % len(KNOWN)]
    path = _folder() / f"export{suffix}"
    path.write_bytes(data[1:])
    setting = _setting()
    try:
        table = read_source(path, path.name)
    except Unreadable as why:
        if not why.problems:
            raise AssertionError("refused without a reason") from why
        return
    assert len(set(table.header)) == len(table.header)
    assert all(len(row.cells) == len(table.header) for row in table.rows)
    choices = Choices(kind="individual").above(setting.remembered.of(table.header))
    decision = decide(table, choices, setting.draft.vocabulary, setting.titles)
    made, problems = plan(setting, table, decision)
    assert not problems or made.merged["added"]
    apart = {"doubted", "still listed"}  # they are among the refused, or declined
    placed = sum(len(outcomes) for fate, outcomes in made.merged.items() if fate not in apart)
    told = len(made.refused) + len(made.converted.declined)
    assert made.came == told + placed, "a row got lost"


def reading(data: bytes) -> None:
    """Read further reading, and put it in its order; every text that is taken is shown once."""
    items, problems = read_reading(_text(data), "reading.yml")
    assert not (items and problems)
    assert all(problem.line >= 1 and problem.column >= 1 for problem in problems)
    shown = [each for shelf in shelves(items) for each in shelf.recent]
    assert sorted(map(id, shown)) == sorted(map(id, items)), "a text got lost"


def voices(data: bytes) -> None:
    """Read what people say: it is taken whole, or there is a problem at its place."""
    taken, problems = read_voices(_text(data), "voices.yml", ("en", "es"))
    assert bool(taken) is not bool(problems)
    assert all(problem.line >= 1 and problem.column >= 1 for problem in problems)


PARSERS = (signatories, editing, page, records, event, issue, imported, reading, voices)
TARGETS: MappingProxyType[str, Callable[[bytes], None]] = MappingProxyType(
    {target.__name__: target for target in PARSERS}
)
CORPUS = Path(__file__).parent / "corpus"


def _html(markdown: str) -> str:
    """Return what Markdown makes of a page, unless it would take too long or give up."""
    if too_long(markdown) or too_open(without_code(markdown)) or UNKNOWN_SECTION.search(markdown):
        return ""
    try:
        return page_html(markdown, EXTENSIONS).html
    except Wrong:
        return ""


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


@functools.cache
def _folder() -> Path:
    """Return a folder of this process, in memory where the system has that."""
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(dir=memory if os.access(memory, os.W_OK) else None))


@functools.cache
def _desk() -> IntakeDesk:
    return load_desk(make_desk(_folder() / "desk") / "mkdocs.yml")


@functools.cache
def _setting() -> Setting:
    setting, problems = read_setting(example(_folder() / "import") / "mkdocs.yml")
    assert setting is not None, [*problems]
    return setting
