"""What the answers of a form mean where only a few meanings are known: kinds, groups, demands."""

from __future__ import annotations

from collections.abc import Mapping

from campaign.config.import_profile import NONE
from campaign.core.folding import fold
from campaign.importer.words import NAMED, answer_of, kind_of
from campaign.signatories.signatories import KINDS
from campaign.signatories.signatories_csv import Vocabulary
from campaign.signatories.tidy import means_nothing

Titles = Mapping[str, tuple[str, ...]]
"""By a demand's file name: its title and its sentence, as a form's checkboxes may name it."""
SEPARATORS = (";", "\n", "|", ", ", ",")
"""What stands between the boxes that were ticked: Microsoft's, others', Google's."""
LONGEST_RUN = 12
"""Pieces of a cell that may be one answer, which holds the sign between answers itself."""


class Meanings:
    """Knows what answers mean, by the campaign's own words and by what an editor said."""

    def __init__(self, known: Vocabulary, titles: Titles, said: Mapping[str, str]) -> None:
        """Make the meanings from the groups and demands, the demands' titles, and what was said."""
        self._said = {fold(text): meaning for text, meaning in said.items()}
        self._groups = known.groups or ()
        self._demands = known.demands
        self._by_text = {
            "group": {fold(group): group for group in self._groups},
            "demands": {
                fold(text): slug
                for slug in self._demands
                for text in (*titles.get(slug, ()), slug)
                if text
            },
        }
        self._answers: dict[tuple[str, str], str | None] = {}
        self._cells: dict[tuple[str, str], tuple[str, ...] | None] = {}

    def allowed(self, target: str) -> tuple[str, ...]:
        """Return what an answer in a column of this target can mean."""
        own = {"kind": KINDS, "group": self._groups, "demands": self._demands}
        return own.get(target, ("yes", "no"))

    def of(self, target: str, answer: str) -> str | None:
        """Return what one answer means: "" for nothing, None where that is not known."""
        key = target, answer
        if key not in self._answers:
            self._answers[key] = self._of(target, answer.strip())
        return self._answers[key]

    def _of(self, target: str, answer: str) -> str | None:
        said = self._said.get(fold(answer)) if answer else None
        if said is not None and (said == NONE or said in self.allowed(target)):
            return "" if said == NONE else said
        if target in ("first", "consent"):
            meaning = answer_of(answer) if answer else None
            known = meaning and ("yes" if meaning in NAMED else "no")
            return known or ("" if means_nothing(answer) else None)
        if target == "kind":
            meant = answer if answer in KINDS else kind_of(answer)
        else:
            meant = self._by_text[target].get(fold(answer))
        return meant or ("" if means_nothing(answer) else None)

    def all_of(self, target: str, cell: str) -> tuple[str, ...] | None:
        """Return what a cell's answers mean; None where one of them is not known."""
        key = target, cell
        if key not in self._cells:
            found = [self.of(target, part) for part in self.parts(target, cell)]
            known = [meaning for meaning in found if meaning is not None]
            self._cells[key] = (
                tuple(dict.fromkeys(filter(None, known))) if len(known) == len(found) else None
            )
        return self._cells[key]

    def unknown(self, target: str, cell: str) -> list[str]:
        """Return the answers in a cell whose meaning is not known."""
        return [part for part in self.parts(target, cell) if self.of(target, part) is None]

    def parts(self, target: str, cell: str) -> list[str]:
        """Cut a cell at what stands between its answers; only demands are several.

        An answer may hold the sign that stands between answers, as a sentence holds commas: the
        longest run of pieces that is known counts as one.
        """
        cell = cell.strip()
        if target != "demands" or not cell or self.of(target, cell) is not None:
            return [cell] if cell else []
        if set(cell.split()) <= set(self._demands):
            return cell.split()
        best: list[str] | None = None
        for separator in SEPARATORS:
            if separator not in cell:
                continue
            found = self._joined(target, cell.split(separator), separator)
            if all(self.of(target, part) is not None for part in found):
                return found
            best = best or (found if len(found) > 1 else None)
        return best or [cell.strip(" ;|\n")]

    def _joined(self, target: str, pieces: list[str], separator: str) -> list[str]:
        result: list[str] = []
        at = 0
        while at < len(pieces):
            for end in range(min(len(pieces), at + LONGEST_RUN), at, -1):
                text = separator.join(pieces[at:end]).strip()
                if end == at + 1 or (text and self.of(target, text)):
                    if text:
                        result.append(text)
                    at = end
                    break
        return result
