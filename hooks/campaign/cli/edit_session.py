"""Opens a campaign's list to change it, and writes what was changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from campaign.config.folder import Folder
from campaign.core import files
from campaign.core.files import difference
from campaign.core.problems import Problem, Wrong
from campaign.core.topics import ABOUT_FILES, ABOUT_ROWS
from campaign.curation import list_file
from campaign.curation.known_different import check_distinct, read_distinct_text
from campaign.curation.list_edits import Draft, problems
from campaign.curation.suppression_list import check_withdrawals, marks_text, write_withdrawals
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
    language: str
    vocabulary: Vocabulary
    before: Draft

    @property
    def shown(self) -> str:
        """The list's path, as problems name it."""
        return self.folder.shown(self.folder.signatories)

    @property
    def shown_withdrawn(self) -> str:
        """The path of the tombstones, as problems name it."""
        return self.folder.shown(self.folder.withdrawn)

    @property
    def shown_distinct(self) -> str:
        """The path of the distinct pairs, as problems name it."""
        return self.folder.shown(self.folder.distinct)

    def check(self, after: Draft) -> None:
        """Raise `Refused` where the list could not be published any more."""
        if found := problems(after, self.shown, self.vocabulary):
            raise Refused(found)

    def difference(self, after: Draft) -> Iterator[str]:
        """Yield the lines of a unified diff over all files."""
        yield from difference(self.before.list.text, after.list.text, self.shown)
        yield from difference(self.before.distinct, after.distinct, self.shown_distinct)
        if after.withdrawals != self.before.withdrawals:
            had = self.before.withdrawals
            old = marks_text(had) if self.folder.withdrawn.exists() else ""
            yield from difference(old, marks_text(after.withdrawals), self.shown_withdrawn)

    def save(self, after: Draft) -> list[str]:
        """Write the files that change, and return their paths.

        All are written or none: raises `OSError` where the folder cannot be written to, and
        `Refused` where somebody else has changed the list since it was read. The tombstones go
        first: if the machine stops between the two, the next build says who is still listed.
        """
        now, _ = list_file.read(self.folder.signatories, self.shown)
        if now != self.before.list.text:
            why = "the file has changed since this command began; run it again"
            raise Refused([Problem(self.shown, 0, 0, why, ABOUT_FILES)])
        saved: list[str] = []
        try:
            if after.withdrawals != self.before.withdrawals:
                write_withdrawals(self.folder.withdrawn, after.withdrawals)
                saved.append(self.shown_withdrawn)
            if after.distinct != self.before.distinct:
                files.write_text(self.folder.distinct, after.distinct)
                saved.append(self.shown_distinct)
            if after.list.text != self.before.list.text:
                files.write_text(self.folder.signatories, after.list.text)
                saved.append(self.shown)
        except OSError:
            self._take_back(saved)
            raise
        return saved

    def _take_back(self, saved: list[str]) -> None:
        """Put what was written beside the list back as it was."""
        if self.shown_distinct in saved:
            if self.before.distinct:
                files.write_text(self.folder.distinct, self.before.distinct)
            else:
                self.folder.distinct.unlink()
        if self.shown_withdrawn in saved:
            if self.before.withdrawals.salt:
                write_withdrawals(self.folder.withdrawn, self.before.withdrawals)
            else:
                self.folder.withdrawn.unlink()


def open_desk(configuration: Path) -> Desk:
    """Open the list of the campaign whose mkdocs.yml is given; raise `Refused` if it is broken."""
    folder = campaign_folder(configuration)
    shown = folder.shown(folder.signatories)
    text, found = list_file.read(folder.signatories, shown)
    withdrawals, more = check_withdrawals(folder.withdrawn, folder.shown(folder.withdrawn))
    found = [*found, *more, *check_distinct(folder.distinct, folder.shown(folder.distinct))[1]]
    if text is None or found:
        raise Refused(found)
    vocabulary = read_vocabulary(folder)
    try:
        file = list_file.parse(text)
    except Wrong as wrong:
        raise Refused([Problem(shown, 0, 0, str(wrong), wrong.topic or ABOUT_ROWS)]) from None
    draft = Draft(file, withdrawals, read_distinct_text(folder))
    return Desk(folder, folder.config.language, vocabulary, draft)
