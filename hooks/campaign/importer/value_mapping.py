"""What the answers of a form mean where only a few meanings are known: kinds, groups, demands."""

from __future__ import annotations

from collections.abc import Mapping

from campaign.core.folding import fold
from campaign.importer.header_synonyms import NOTHING, kind_of, yes_or_no
from campaign.signatories.signatories import KINDS
from campaign.signatories.signatories_csv import Vocabulary

Titles = Mapping[str, tuple[str, ...]]
"""By a demand's file name: its title and its sentence, as a form's checkboxes may name it."""
NONE = "none"
"""What an editor says of an answer that means nothing for the list."""
SEPARATORS = (";", "\n", "|", ", ", ",")
"""What stands between the boxes that were ticked: Microsoft's, others', Google's."""


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
        self._remembered: dict[tuple[str, str], tuple[str, ...]] = {}
        self._answers: dict[tuple[str, str], str | None] = {}

    def allowed(self, target: str) -> tuple[str, ...]:
        """Return what an answer in a column of this target can mean."""
        return {
            "kind": KINDS,
            "group": self._groups,
            "demands": self._demands,
        }.get(target, ("yes", "no"))

    def of(self, target: str, answer: str) -> str | None:
        """Return what one answer means: "" for nothing, None where that is not known."""
        try:
            return self._answers[target, answer]
        except KeyError:
            return self._answers.setdefault((target, answer), self._of(target, answer))

    def _of(self, target: str, answer: str) -> str | None:
        answer = answer.strip()
        if not answer or answer.casefold() in NOTHING:
            return ""
        said = self._said.get(fold(answer))
        if said is not None and (said == NONE or said in self.allowed(target)):
            return "" if said == NONE else said
        if target == "kind":
            return answer if answer in KINDS else kind_of(answer)
        if target in ("first", "consent"):
            return yes_or_no(answer)
        return self._by_text[target].get(fold(answer))

    def all_of(self, target: str, cell: str) -> tuple[str, ...] | None:
        """Return what a cell's answers mean; None where one of them is not known."""
        if not cell:
            return ()
        known = self._remembered.get((target, cell))
        if known is None:
            if self.unknown(target, cell):
                return None
            known = tuple(
                dict.fromkeys(
                    meaning
                    for part in self.parts(target, cell)
                    if (meaning := self.of(target, part))
                )
            )
            self._remembered[target, cell] = known
        return known

    def unknown(self, target: str, cell: str) -> list[str]:
        """Return the answers in a cell whose meaning is not known."""
        if (target, cell) in self._remembered:
            return []
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
            for end in range(min(len(pieces), at + 12), at, -1):
                text = separator.join(pieces[at:end]).strip()
                if end == at + 1 or (text and self.of(target, text)):
                    if text:
                        result.append(text)
                    at = end
                    break
        return result
