"""Opens a campaign's list to change it, and writes what was changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from campaign.config.folder import Folder
from campaign.core import files
from campaign.core.problems import Problem
from campaign.core.topics import ABOUT_FILES
from campaign.curation import list_file
from campaign.curation.list_edits import Draft, problems, read_draft
from campaign.signatories.signatories_csv import Vocabulary
from campaign.site.checking import campaign_folder
from campaign.site.context import read_vocabulary


class Refused(Exception):
    """Nothing may be changed; says why."""

    def __init__(self, found: list[Problem]) -> None:
        super().__init__("\n".join(map(str, found)))
        self.problems = sorted(set(found))


@dataclass(frozen=True)
class Desk:
    """A campaign's list, open to be changed."""

    folder: Folder
    vocabulary: Vocabulary
    before: Draft

    @property
    def shown(self) -> str:
        """The list's path, as problems name it."""
        return self.folder.shown(self.folder.signatories)

    @property
    def shown_distinct(self) -> str:
        """The path of the distinct pairs, as problems name it."""
        return self.folder.shown(self.folder.distinct)

    def check(self, after: Draft) -> None:
        """Raise `Refused` where the list could not be published any more."""
        if found := problems(after, self.shown, self.vocabulary):
            raise Refused(found)

    def difference(self, after: Draft) -> Iterator[str]:
        """Yield the lines of a unified diff over all files, the list's first."""
        had = self.before.texts
        for name, text in reversed(after.changed_since(self.before).items()):
            yield from files.difference(had[name], text, self.folder.shown(self._path(name)))

    def save(self, after: Draft) -> list[str]:
        """Write the files that change, and return their paths.

        All are written or none: raises `OSError` where the folder cannot be written to, and
        `Refused` where somebody else has changed the list since it was read.
        """
        now, _ = list_file.read(self.folder.signatories, self.shown)
        if now != self.before.list.text:
            why = "the file has changed since this command began; run it again"
            raise Refused([Problem(self.shown, 0, 0, why, ABOUT_FILES)])
        changed = after.changed_since(self.before)
        texts = {self._path(name): text for name, text in changed.items()}
        files.write_texts(texts)
        return list(map(self.folder.shown, texts))

    def _path(self, name: str) -> Path:
        return self.folder.signatories.with_name(Path(name).name)


def open_desk(configuration: Path) -> Desk:
    """Open the list of the campaign whose mkdocs.yml is given; raise `Refused` if it is broken."""
    folder = campaign_folder(configuration)
    vocabulary = read_vocabulary(folder)
    draft, found = read_draft(folder, vocabulary)
    if draft is None:
        raise Refused(found)
    return Desk(folder, vocabulary, draft)
