"""What the generator is: its version, and what a campaign's repository takes over from it."""

from __future__ import annotations

import re

from campaign.config.fields import Text
from campaign.config.folder import PACKAGE, PACKAGED
from campaign.config.validation import Model, validate
from campaign.config.yaml_text import read_yaml
from campaign.core.problems import Problem

NAME = "generator.yml"
EXPLAINED = "PROBLEMS.md"
INSTALLS = ".github/install.sh"
GUIDE_LINK = re.compile(r"\[([^\]]+)\]\(guide/([\w-]+)\.md(?:#[\w-]+)?\)")


class Renamed(Model):
    """A key of mkdocs.yml that bears another name since a version."""

    since: Text
    """The version."""
    old: Text
    """The keys that led to it, with dots between them: `extra.campaign.old`."""
    new: Text
    """Those that lead to it now; of one parent with the old ones."""


class Generator(Model):
    """A version of the generator."""

    version: Text
    """Its version, as 2.0.0."""
    files: tuple[Text, ...]
    """What every campaign's repository holds, and an update replaces."""
    with_form: tuple[Text, ...] = ()
    """The same, where people sign by a form on GitHub."""
    with_sync: tuple[Text, ...] = ()
    """The same, where the list is kept in step with a form."""
    once: tuple[Text, ...] = ()
    """What a campaign begins with, and then owns."""
    renamed: tuple[Renamed, ...] = ()
    """Keys that were renamed, the oldest first."""

    def wanted(self, *, form: bool, sync: bool, github: bool = True) -> list[str]:
        """Return what a campaign takes over that has a form on GitHub, or is kept in step.

        Of one that lies elsewhere, all that GitHub alone reads is left out.
        """
        files = [
            *self.files,
            *(self.with_form if form else ()),
            *(self.with_sync if sync else ()),
        ]
        return [path for path in files if github or not is_of_github(path)]


def parse_generator(text: str, shown: str = NAME) -> tuple[Generator | None, list[Problem]]:
    """Return what a generator.yml says, or None and why it cannot be read."""
    document, problems = read_yaml(text, shown)
    if problems:
        return None, problems
    return validate(Generator, document, shown)


def is_of_github(path: str) -> bool:
    """Whether GitHub alone reads a file of a campaign's repository."""
    return path.startswith(".github/") and path != INSTALLS


def running_generator() -> Generator:
    """Return the generator that runs."""
    generator, problems = parse_generator((PACKAGE / NAME).read_text(encoding="utf-8"))
    if generator is None:
        raise ValueError("\n".join(map(str, problems)))
    return generator


def is_installed() -> bool:
    """Whether the program was installed from a wheel, and does not lie in its own repository."""
    return (PACKAGE / PACKAGED).is_dir()


def as_taken_over(path: str, data: bytes) -> bytes:
    """Return a file of the generator's as a campaign has it: without links to what stays behind."""
    if path != EXPLAINED:
        return data
    return GUIDE_LINK.sub(r"\1 (`campaign guide \2`)", data.decode()).encode()
