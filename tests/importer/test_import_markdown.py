"""A Markdown list of names: what is taken, what is refused, and which lines are none of it."""

from __future__ import annotations

import pytest

from campaign.core.explanations import topic_of
from campaign.importer.encodings import Decoded
from campaign.importer.markdown_list import read_markdown
from campaign.importer.table import Table


def read(text: str) -> Table:
    return read_markdown(Decoded(text, "UTF-8"), "list.md")


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (
            "~~Gone Example~~",
            "the entry is struck through; leave it out, or write the name without",
        ),
        ("[~~Gone Example~~](https://example.org/)", "the entry is struck through;"),
        ("[ ] Ada Sample", "the entry begins with a box to tick; write the name alone"),
        ("[x] Ada Sample", "the entry begins with a box to tick; write the name alone"),
        ("Ada Sample <b>x</b>", "the entry holds HTML;"),
    ],
)
def test_an_entry_that_may_mean_something_else_is_refused(entry: str, why: str) -> None:
    table = read(f"- Bo Example\n- {entry}\n")
    ((problem,),) = table.refused
    assert str(problem).startswith(f"list.md:2: {why}")
    assert topic_of(problem.message)
    assert len(table.rows) == 1


def test_a_name_may_hold_the_same_signs() -> None:
    table = read("- \\~~Bo~~ Example\n- [x](https://example.org/)\n- Ada ~ Sample\n")
    assert table.refused == ()
    assert [row.cells[1] for row in table.rows] == ["~~Bo~~ Example", "x", "Ada ~ Sample"]


def test_lines_that_are_no_entry_are_named() -> None:
    text = "# All\n\nWe all signed.\n\n- Bo Example\n\n| Name |\n| --- |\n| Ada Sample |\n"
    assert read(text).notes == ("Lines that are no entry of a list, not read: 3, 7–9.",)
    prose = "".join(f"Sentence {n}.\n\n" for n in range(14)) + "- Bo Example\n"
    (note,) = read(prose).notes
    assert note.endswith(" not read: 1, 3, 5, 7, 9, 11, 13, 15, 17, 19 and 4 more places.")
    assert read("- Bo Example\n").notes == ()
