"""Where a campaign's files lie, and which of them are read and published."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from campaign.config.configuration_file import ConfigFile, read_config

FIRST_PAGE = "index.md"
"""Where the letter stands, which the site opens with."""
DEMANDS = "demands/"
TEMPLATES = "overrides"
"""Where templates lie: the generator's, and below a campaign's root its own."""
OWN = "own"
"""Where in overrides/ a campaign's own lie, if its repository holds the generator."""
PACKAGE = Path(__file__).resolve().parents[1]
PACKAGED = "repository"
"""Where in the installed package the files lie that campaigns take over."""
SIGNATORIES = "data/signatories.csv"
WITHDRAWN = "data/withdrawn.txt"
DISTINCT = "data/distinct.csv"
IMPORTS = "data/import.yml"
READING = "data/reading.yml"
VOICES = "data/voices.yml"
READ = (SIGNATORIES, WITHDRAWN, DISTINCT, IMPORTS, READING, VOICES)
"""What may lie below docs/data/, besides the letter's versions."""
NOT_PUBLISHED = ("data/",)


class Templates(NamedTuple):
    """Where a build finds templates, style and fonts: a campaign's own win over the generator's."""

    generator: Path
    own: Path

    def winner(self, name: str) -> Path:
        """Return the file or folder of a name: the campaign's own, if it has one."""
        own = self.own / name
        return own if own.exists() else self.generator / name


def find_templates(root: Path) -> Templates:
    """Return where the templates of the campaign with this root lie.

    A repository that holds the generator is built with the templates beside it, any other with
    those of the installed package.
    """
    beside = root / TEMPLATES
    if (root / "hooks" / PACKAGE.name / "__init__.py").is_file():
        return Templates(beside, beside / OWN)
    return Templates(templates_of_generator(), beside)


def templates_of_generator() -> Path:
    """Return the folder of the generator's templates: in the package, or beside its source."""
    packaged = PACKAGE / TEMPLATES
    return packaged if packaged.is_dir() else PACKAGE.parents[1] / TEMPLATES


def repository_of_generator() -> Path:
    """Return the folder of what campaigns take over: in the package, or where its source lies."""
    packaged = PACKAGE / PACKAGED
    return packaged if packaged.is_dir() else PACKAGE.parents[1]


@dataclass(frozen=True)
class Folder:
    """Where a campaign's files lie."""

    root: Path
    configuration: Path
    docs: Path
    signatories: Path

    @cached_property
    def config(self) -> ConfigFile:
        """The mkdocs.yml, read once."""
        return read_config(self.configuration, self.shown(self.configuration))

    @property
    def withdrawn(self) -> Path:
        """Where the tombstones lie: beside the list that they belong to."""
        return self.signatories.with_name(PurePosixPath(WITHDRAWN).name)

    @property
    def imports(self) -> Path:
        """Where it is remembered what became of the columns of imported files."""
        return self.docs / IMPORTS

    @property
    def distinct(self) -> Path:
        """Where the pairs lie that look like one signatory and are two."""
        return self.signatories.with_name(PurePosixPath(DISTINCT).name)

    @cached_property
    def templates(self) -> Templates:
        """Where the templates lie, and the catalogues of their words."""
        return find_templates(self.root)

    @property
    def shown_list(self) -> str:
        """The list's path, as problems name it."""
        return self.shown(self.signatories)

    def shown(self, path: Path) -> str:
        """Return a path as problems show it: from the project's root, with slashes."""
        for start in (self.root, PACKAGE.parent):
            if path.is_relative_to(start):
                return path.relative_to(start).as_posix()
        return path.as_posix()
