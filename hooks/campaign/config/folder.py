"""Where a campaign's files lie, and which of them are read and published."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from campaign.config.configuration_file import ConfigFile, read_config

DEMANDS = "demands/"
TEMPLATES = "overrides"
SIGNATORIES = "data/signatories.csv"
WITHDRAWN = "data/withdrawn.txt"
DISTINCT = "data/distinct.csv"
IMPORTS = "data/import.yml"
READING = "data/reading.yml"
VOICES = "data/voices.yml"
READ = (SIGNATORIES, WITHDRAWN, DISTINCT, IMPORTS, READING, VOICES)
"""What may lie below docs/data/, besides the letter's versions."""
NOT_PUBLISHED = ("data/",)


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

    @property
    def templates(self) -> Path:
        """Where the templates lie, and the catalogues of their words."""
        return self.root / TEMPLATES

    def shown(self, path: Path) -> str:
        """Return a path as problems show it: from the project's root, with slashes."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()
