"""Further reading: docs/data/reading.yml, and the order in which readers see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from pydantic import Field, model_validator

from campaign.config.fields import IsoDate, LanguageCode, SecureAddress, Text, WholeNumber
from campaign.config.validation import Model, read_entries
from campaign.core.problems import Problem, Wrong, repeated
from campaign.core.topics import ABOUT_UPDATES
from campaign.safety.hosts import page_of

ReadingKind = Literal["publication", "post", "coverage"]
READING_KINDS: tuple[ReadingKind, ...] = get_args(ReadingKind)
FIRST = 5
"""Texts that stand among the most read."""


class ReadingItem(Model):
    """A text of others that is worth reading."""

    title: Text = Field(examples=["Open the library on Sundays"])
    """Its title, as it stands there."""
    url: SecureAddress
    """Its address; it begins with https://."""
    kind: ReadingKind
    """`publication` for a report, a paper or a book; `post` for a shorter text; `coverage` for what
    others write about the letter."""
    date: IsoDate
    """The day on which it was published."""
    source: Text = Field(examples=["Example Press"])
    """Who published it."""
    author: Text | None = Field(default=None, examples=["Ada Sample"])
    """Who wrote it, if that is somebody else."""
    language: LanguageCode | None = None
    """The language that it is in, if it is not the site's own: `es`."""
    reads: WholeNumber | None = None
    """How often it was read in all, as its publisher counts; this site counts nobody."""
    reads_before: WholeNumber | None = None
    """What `reads` was before it was last changed: who gained readers stands in a list."""
    counted: IsoDate | None = None
    """The day until which `reads` counts."""

    @model_validator(mode="after")
    def _counts_have_their_day(self) -> ReadingItem:
        if self.reads is not None and self.counted is None:
            raise Wrong(
                "'reads' stands without 'counted'; add the day until which readers were counted, "
                "as in `counted: 2026-03-01`",
                ABOUT_UPDATES,
            )
        for key in ("counted", "reads_before"):
            if getattr(self, key) is not None and self.reads is None:
                message = f"'{key}' stands without 'reads'; add how often the text was read in all"
                raise Wrong(message, ABOUT_UPDATES)
        return self

    @property
    def gain(self) -> int:
        """How many readers it gained since the count before."""
        return 0 if self.reads_before is None else (self.reads or 0) - self.reads_before


def read_reading(text: str, path: str) -> tuple[tuple[ReadingItem, ...], list[Problem]]:
    """Return the texts of a reading.yml in its order, and every problem in it."""
    no_list = "the file must list texts; begin each with a line `- title: …`"
    items, document, problems = read_entries(ReadingItem, text, path, no_list, ABOUT_UPDATES)
    for at, earlier in repeated(range(len(items)), lambda at: page_of(items[at].url)):
        line, _ = document.place((earlier, "url"))
        why = f"'url' leads to the same page as in line {line}; keep one of the two"
        problems.append(document.problem(why, at, "url", topic=ABOUT_UPDATES))
    return (() if problems else items), problems


@dataclass(frozen=True, slots=True)
class Shelf:
    """The texts of one kind, in the orders that readers may want."""

    kind: ReadingKind
    chosen: tuple[ReadingItem, ...]
    """The first ones: most read first where anybody counted, else in the editors' order.

    Empty where the kind has so few texts that choosing among them helps nobody.
    """
    is_counted: bool
    """Whether `chosen` is in the order of counts."""
    trending: tuple[ReadingItem, ...]
    """Those that gained readers since the count before, the most first."""
    recent: tuple[ReadingItem, ...]
    """All of them, newest first."""


def shelves(items: Sequence[ReadingItem], kind: str = "") -> tuple[Shelf, ...]:
    """Return the texts by their kinds, or those of one kind; a kind without a text has none."""
    kinds = [each for each in READING_KINDS if kind in ("", each)]
    by_kind = {each: [item for item in items if item.kind == each] for each in kinds}
    return tuple(_shelf(each, found) for each, found in by_kind.items() if found)


def _shelf(kind: ReadingKind, items: list[ReadingItem]) -> Shelf:
    # To sort keeps the editors' order of those that are equal.
    counted = sorted((item for item in items if item.reads), key=lambda item: -(item.reads or 0))
    growing = sorted((item for item in items if item.gain > 0), key=lambda item: -item.gain)
    is_choice = len(items) > 2
    return Shelf(
        kind=kind,
        chosen=tuple(counted or items)[:FIRST] if is_choice else (),
        is_counted=bool(counted),
        trending=tuple(growing[:FIRST]) if is_choice else (),
        recent=tuple(sorted(items, key=lambda item: item.date, reverse=True)),
    )


def counted_until(items: Iterable[ReadingItem]) -> date | None:
    """Return the latest day until which readers were counted; None where nobody counted."""
    return max((item.counted for item in items if item.counted), default=None)
