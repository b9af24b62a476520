"""Remembers in docs/data/import.yml what became of a file's columns, for the next of its shape."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import Field

from campaign.config.fields import Text
from campaign.config.validation import Model, validate
from campaign.config.yaml_text import read_yaml
from campaign.core import files
from campaign.core.dates import Order
from campaign.core.problems import Problem, quote
from campaign.core.topics import ABOUT_KEYS

PREAMBLE = (
    "# What becomes of the columns of imported files. `campaign import` writes this file when an\n"
    "# import is confirmed, and reads it when a file with the same columns comes again. To be\n"
    "# asked anew, delete the entry of that shape. The file is never published.\n"
)
Target = Literal[
    "name", "kind", "group", "title", "affiliation", "place", "url", "signed", "sort", "first",
    "demands", "version", "withdrawn", "source", "logo",
    "organization", "person", "first name", "last name", "consent",
]  # fmt: skip
"""What a column can become: a column of the list, or a part of how a name is found.

`organization`: the name of an organization that signs, the affiliation of an individual;
`person`, `first name` and `last name`: the name of an individual who signs, the contact person of
an organization, which is dropped; `consent`: whether the name may be published.
"""
Becomes = Literal[Target, "unused", "ignored", "personal", "struck"]
NONE = "none"
"""What an editor says of an answer that means nothing for the list."""


class RememberedValue(Model):
    """What an answer of a form means."""

    text: Text = Field(examples=["We have waited long enough."])
    """The answer."""
    means: Text = Field(examples=["organization"])
    """A kind, a group, a demand, "yes", "no", or "none"."""


class Column(Model):
    """What becomes of a column."""

    column: Text = Field(examples=["Your organization"])
    """Its name in the file."""
    becomes: Becomes
    """A column of the list, a part of a name, or `personal` for what is dropped.

    `unused` means nothing yet: the column is looked at again. `ignored` is what an editor said of
    a column that tells nothing about who may be named.
    """
    publish: tuple[Text, ...] = Field(default=(), examples=["Yes"])
    """Of a column that says who may be named: the answers with which somebody may."""
    held: tuple[Text, ...] = Field(default=(), examples=["No"])
    """Its other answers, with which nobody is named. One that stands in neither is asked about."""


class Shape(Model):
    """The columns of a kind of file, as one form exports it."""

    name: Text | None = Field(default=None, examples=["Our form"])
    """What `sign_on.sync` in mkdocs.yml calls it; needed for nothing else."""
    tool: Text | None = Field(default=None, examples=["Google Forms"])
    """The program that wrote it, where it is known."""
    kind: Literal["organization", "individual"] | None = None
    """What signatories are where no column says it."""
    dates: Order | None = None
    """The order in which its dates are read."""
    columns: Annotated[tuple[Column, ...], Field(min_length=1)]
    """Every column of the file, in its order."""
    values: tuple[RememberedValue, ...] = ()
    """What answers mean that the campaign's own words do not tell."""

    @property
    def header(self) -> frozenset[str]:
        """The names of the columns: a shape is known by them, in any order."""
        return frozenset(column.column for column in self.columns)


class Remembered(Model):
    """All shapes of files that were imported."""

    shapes: tuple[Shape, ...] = ()
    """One entry for each form or spreadsheet that signatories come from."""

    def of(self, header: Iterable[str]) -> Shape | None:
        """Return the shape of a file with these columns; None for a new one."""
        wanted = frozenset(header)
        return next((shape for shape in self.shapes if shape.header == wanted), None)

    def with_shape(self, shape: Shape) -> Remembered:
        """Return the shapes with one more, or with one of the same columns changed."""
        if (before := self.of(shape.header)) is None:
            return Remembered(shapes=(*self.shapes, shape))
        return Remembered(shapes=tuple(shape if s is before else s for s in self.shapes))


def read_remembered(
    path: Path, shown: str, groups: Iterable[str] | None, demands: Iterable[str]
) -> tuple[Remembered, list[Problem]]:
    """Return the shapes in the file (none where there is no file), and every problem in it.

    `groups` (None: not known) and `demands` are what its values may mean.
    """
    if path.is_symlink() or not path.exists():  # a link is told of elsewhere, and never followed
        return Remembered(), []
    text, problems = files.read_text(path, shown)
    if text is None:
        return Remembered(), problems
    document, problems = read_yaml(text, shown)
    if problems or document.data is None:
        return Remembered(), problems
    remembered, problems = validate(Remembered, document)
    if remembered is None or groups is None:  # mkdocs.yml has a problem of its own
        return remembered or Remembered(), problems
    allowed = {"organization", "individual", "yes", "no", NONE, *groups, *demands}
    problems = [
        document.problem(
            f"'means' is {quote(value.means)}, which is no kind, group or demand of this campaign; "
            'write one of them, "yes", "no" or "none", or delete the entry',
            *("shapes", at, "values", number, "means"),
            topic=ABOUT_KEYS,
        )
        for at, shape in enumerate(remembered.shapes)
        for number, value in enumerate(shape.values)
        if value.means not in allowed
    ]
    return remembered, problems


def profile_text(remembered: Remembered) -> str:
    """Return the text of the file; the same shapes give the same text."""
    body = yaml.dump(
        remembered.model_dump(mode="json", exclude_defaults=True),
        Dumper=Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=100_000,
    )
    return PREAMBLE + body


class Dumper(yaml.SafeDumper):
    """Writes YAML, each list indented below its key, as editors do."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Begin a block; a list below a key is one too."""
        super().increase_indent(flow, False)
