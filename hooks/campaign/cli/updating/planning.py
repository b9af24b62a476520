"""Plans an update of a campaign's repository, without writing anything."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from campaign.cli.starting.generator import Generator, generator_files, read_generator
from campaign.cli.updating.merging import Step, steps
from campaign.cli.updating.news import NAME, news
from campaign.cli.updating.record import RECORD, Record, read_record, record_text
from campaign.cli.updating.settings import Migrated, migrate
from campaign.cli.updating.sources import is_address, version_number
from campaign.core.files import read_text
from campaign.core.problems import Problem
from campaign.core.topics import ABOUT_FILES

CONFIGURATION = "mkdocs.yml"


class Update(NamedTuple):
    """What an update would do."""

    before: str
    """The version that the campaign has."""
    generator: Generator
    """The newer one."""
    steps: tuple[Step, ...]
    settings: Migrated | None
    """The configuration; None where it is missing."""
    record: str
    """The text of the new record."""
    news: str
    """What the change log says of the versions that come."""
    is_older: bool
    """Whether it leads to an older version than the campaign has."""

    @property
    def changes_nothing(self) -> bool:
        """Whether everything is already as it would be."""
        return not self.steps and not (self.settings and self.settings.renamed)


def plan_update(root: Path, newer: Path, source: str) -> tuple[Update | None, list[Problem]]:
    """Return what an update from the project at `newer` does to the campaign at `root`.

    `source` is remembered, if it is an address. Returns None and every problem where the campaign
    has no record, or the project is none.
    """
    record, problems = read_campaign_record(root)
    generator, found = read_generator(newer)
    if record is None or generator is None:
        return None, [*problems, *found]
    new = generator_files(newer, generator)
    paths = {path for path in {*record.hashes, *new} if not path.startswith(generator.own)}
    hashes = {path: value for path, value in record.hashes.items() if path in paths}
    current = {path: (root / path).read_bytes() for path in paths if (root / path).is_file()}
    text, _ = read_text(root / CONFIGURATION, CONFIGURATION)
    settings = None
    if text is not None:
        settings = migrate(text, CONFIGURATION, generator.renamed, record.version)
    kept = source if is_address(source) else record.source
    return Update(
        record.version,
        generator,
        steps(hashes, current, new),
        settings,
        record_text(generator.version, new, kept),
        news(read_text(newer / NAME, NAME)[0] or "", record.version),
        version_number(generator.version) < version_number(record.version),
    ), []


def read_campaign_record(root: Path) -> tuple[Record | None, list[Problem]]:
    """Return a campaign's record, or None and what to do without one."""
    if (root / RECORD).is_file():
        return read_record(root)
    message = (
        "the record is missing, so that nothing tells what you have changed; take the file back "
        "from git, or begin with `campaign new` and move docs/ and mkdocs.yml there"
    )
    return None, [Problem(RECORD, 0, 0, message, ABOUT_FILES)]
