"""What an editor says of a file's columns and answers, and the questions that are put to them."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple, get_args

from campaign.config.import_profile import Shape, Target
from campaign.core.problems import Problem
from campaign.core.topics import ABOUT_IMPORTING

TARGETS: tuple[Target, ...] = get_args(Target)
UNUSED = "unused"
IGNORED = "ignored"
PERSONAL = "personal"
STRUCK_OUT = "struck"
SHELL = re.compile(r'["$`\\!]')
"""What a shell acts on within double quotation marks."""
BECOMES = (*TARGETS, UNUSED, PERSONAL)
"""What an editor may say a column becomes."""


@dataclass(frozen=True)
class Choices:
    """What an editor said, in options or on a terminal, or what is remembered from before."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """What a column becomes, by its name: a target, `IGNORED` or `PERSONAL`."""
    kind: str = ""
    """What signatories are where no column says it."""
    dates: str = ""
    """The order of day, month and year."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What an answer means: a kind, a group, a demand, "yes", "no" or "none"."""
    publish: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By column: the answers with which somebody may be named."""
    held: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By column, from an import before: the answers with which nobody is named."""
    remembered: bool = False
    """Whether all of it is remembered from an import of the same columns."""

    def with_answer(self, question: Question, answer: str) -> Choices:
        """Return the choices with one more: the answer to a question."""
        if question.about == "kind":
            return replace(self, kind=answer)
        if question.about == "dates":
            return replace(self, dates=answer)
        if question.about in ("name", "header"):
            return replace(self, columns={**self.columns, answer: "name"})
        if question.about == "consent" and answer == IGNORED:
            return replace(self, columns={**self.columns, question.text: IGNORED})
        if question.about == "consent":
            published = (*self.publish.get(question.text, ()), answer)
            held = {c: answers for c, answers in self.held.items() if c != question.text}
            return replace(self, publish={**self.publish, question.text: published}, held=held)
        return replace(self, values={**self.values, question.text: answer})

    def above(self, shape: Shape | None) -> Choices:
        """Return these choices above what is remembered of a file with the same columns."""
        if shape is None:
            return self
        # What nobody said of a column is looked at again: its answers may be others now.
        columns = {c.column: c.becomes for c in shape.columns if c.becomes != UNUSED}
        publish = {c.column: c.publish for c in shape.columns if c.publish or c.held}
        held = {c.column: c.held for c in shape.columns if c.column not in self.publish}
        return Choices(
            columns={**columns, **self.columns},
            kind=self.kind or shape.kind or "",
            dates=self.dates or shape.dates or "",
            values={**{v.text: v.means for v in shape.values}, **self.values},
            publish={
                column: answers
                for column, answers in {**publish, **self.publish}.items()
                if self.columns.get(column, "consent") == "consent"
            },
            held=held,
            remembered=self == Choices(),
        )


def target_word(text: str) -> str | None:
    """Return what a word of --map means; None if it means nothing."""
    word = " ".join(text.split()).casefold().replace("_", " ")
    word = {"firstname": "first name", "lastname": "last name"}.get(word, word)
    return IGNORED if word == UNUSED else word if word in BECOMES else None


def written(option: str, column: str, meaning: str) -> str:
    """Write an option as a shell takes it, whatever a signer put into a cell."""
    text = f"{column}={meaning}"
    return f"{option} {shlex.quote(text)}" if SHELL.search(text) else f'{option} "{text}"'


class Question(NamedTuple):
    """Something that neither the file nor an editor has said."""

    about: str
    """ "name", "header", "consent", "kind", "dates" or "value"."""
    words: str
    """What is unknown, in a sentence."""
    answers: tuple[str, ...]
    """What can be answered."""
    option: str
    """How to answer on the command line."""
    line: int = 0
    text: str = ""
    """The value, or the column, that is asked about or proposed."""

    @property
    def argument(self) -> str:
        """The option that answers it, with words in capitals where the answer belongs."""
        return {
            "kind": "--kind KIND",
            "dates": "--dates ORDER",
            "header": f"--header-row {self.line}",
            "name": written("--map", self.text or "COLUMN", "name"),
            "consent": written("--publish", self.text, "ANSWER"),
            "value": written("--value", self.text, "MEANING"),
        }[self.about]

    def problem(self, file: str) -> Problem:
        """Return the question as a problem of a file."""
        return Problem(file, self.line, 0, f"{self.words}; {self.option}", ABOUT_IMPORTING)
