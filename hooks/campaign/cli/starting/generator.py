"""What the generator is: its version, and what a campaign's repository takes over from it."""

from __future__ import annotations

import re

import yaml
from pydantic import BaseModel

from campaign.config.folder import PACKAGE, PACKAGED

NAME = "generator.yml"
EXPLAINED = "PROBLEMS.md"
INSTALLS = ".github/install.sh"
GUIDE_LINK = re.compile(r"\[([^\]]+)\]\(guide/([\w-]+)\.md(?:#[\w-]+)?\)")


class Renamed(BaseModel):
    """A key of mkdocs.yml that bears another name since a version."""

    since: str
    """The version."""
    old: str
    """The keys that led to it, with dots between them: `extra.campaign.old`."""
    new: str
    """Those that lead to it now; of one parent with the old ones."""


class Generator(BaseModel):
    """A version of the generator."""

    version: str
    """Its version, as 2.0.0."""
    files: tuple[str, ...]
    """What every campaign's repository holds, and an update replaces."""
    with_form: tuple[str, ...] = ()
    """The same, where people sign by a form on GitHub."""
    with_sync: tuple[str, ...] = ()
    """The same, where the list is kept in step with a form."""
    once: tuple[str, ...] = ()
    """What a campaign begins with, and then owns."""
    renamed: tuple[Renamed, ...] = ()
    """Keys that were renamed, the oldest first."""

    def wanted(self, *, form: bool, sync: bool, github: bool = True) -> list[str]:
        """Return what a campaign takes over that has a form on GitHub, or is kept in step.

        Of one that lies elsewhere, all that GitHub alone reads is left out.
        """
        more = (self.with_form if form else ()) + (self.with_sync if sync else ())
        return [path for path in self.files + more if github or not is_of_github(path)]


def parse_generator(data: bytes) -> Generator:
    """Return what a generator.yml says."""
    return Generator.model_validate(yaml.safe_load(data))


def is_of_github(path: str) -> bool:
    """Whether GitHub alone reads a file of a campaign's repository."""
    return path.startswith(".github/") and path != INSTALLS


def running_generator() -> Generator:
    """Return the generator that runs."""
    return parse_generator((PACKAGE / NAME).read_bytes())


def is_installed() -> bool:
    """Whether the program was installed from a wheel, and does not lie in its own repository."""
    return (PACKAGE / PACKAGED).is_dir()


def as_taken_over(path: str, data: bytes) -> bytes:
    """Return a file of the generator's as a campaign has it: without links to what stays behind."""
    if path != EXPLAINED:
        return data
    return GUIDE_LINK.sub(r"\1 (`campaign guide \2`)", data.decode()).encode()
