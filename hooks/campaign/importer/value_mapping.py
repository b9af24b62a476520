"""What the answers of a form mean: kinds, groups, demands, and the order of its dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from campaign.config.import_profile import NONE
from campaign.core.dates import ORDERS, Order, readings
from campaign.core.folding import fold
from campaign.importer.words import NAMED, answer_of, kind_of
from campaign.signatories.signatories import KINDS
from campaign.signatories.signatories_csv import Vocabulary
from campaign.signatories.tidy import means_nothing

Titles = Mapping[str, tuple[str, ...]]
"""By a demand's file name: its title and its sentence, as a form's checkboxes may name it."""


DAY_AND_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})(?: \d{2}:\d{2}:\d{2})?", re.ASCII)
"""The form in which Excel's dates and most databases come."""


class Meanings:
    """Knows what answers mean, by the campaign's own words and by what an editor said."""

    def __init__(self, known: Vocabulary, titles: Titles, said: Mapping[str, str]) -> None:
        """Make the meanings from the groups and demands, the demands' titles, and what was said."""
        self._said = {fold(text): meaning for text, meaning in said.items()}
        self._groups = known.groups or ()
        self._demands = known.demands
        written = {
            text: slug for slug in self._demands for text in (*titles.get(slug, ()), slug) if text
        }
        self._by_text = {
            "group": {fold(group): group for group in self._groups},
            "demands": {fold(text): slug for text, slug in written.items()},
        }
        # A demand may hold a comma itself, which Google's forms put between answers as well.
        whole = "|".join(map(re.escape, sorted((*written, *said), key=len, reverse=True)))
        known_or_piece = r"\s*(?:{0})(?=\s*(?:[{1}]|$))|[^{1}]+"
        self._by_comma, self._by_others = (
            re.compile(known_or_piece.format(whole or "(?!)", signs), re.IGNORECASE)
            for signs in (",", r";|\n")
        )
        self._meanings: dict[tuple[str, str], str | None] = {}
        self._cells: dict[tuple[str, str], dict[str, str | None]] = {}

    def allowed(self, target: str) -> tuple[str, ...]:
        """Return what an answer in a column of this target can mean."""
        own = {"kind": KINDS, "group": self._groups, "demands": self._demands}
        return own.get(target, ("yes", "no"))

    def of(self, target: str, answer: str) -> str | None:
        """Return what one answer means: "" for nothing, None where that is not known."""
        key = target, answer
        if key not in self._meanings:
            self._meanings[key] = self._of(target, answer.strip())
        return self._meanings[key]

    def _of(self, target: str, answer: str) -> str | None:
        said = self._said.get(fold(answer)) if answer else None
        if said == NONE or (said is not None and said in self.allowed(target)):
            return "" if said == NONE else said
        meant: str | None
        if target == "first":
            meaning = answer_of(answer)
            meant = meaning and ("yes" if meaning in NAMED else "no")
        elif target == "kind":
            meant = answer if answer in KINDS else kind_of(answer)
        else:
            meant = self._by_text[target].get(fold(answer))
        return meant or ("" if means_nothing(answer) else None)

    def answers(self, target: str, cell: str) -> Mapping[str, str | None]:
        """Return a cell's answers, with what each means, as `of` says; only demands are several."""
        key = target, cell
        if key not in self._cells:
            self._cells[key] = {part: self.of(target, part) for part in self._parts(target, cell)}
        return self._cells[key]

    def _parts(self, target: str, cell: str) -> list[str]:
        cell = cell.strip()
        if not cell or target != "demands" or self.of(target, cell) is not None:
            return [cell] if cell else []
        if set(cell.split()) <= set(self._demands):
            return cell.split()
        signs = self._by_others if set(cell) & {";", "|", "\n"} else self._by_comma
        return list(filter(None, map(str.strip, signs.findall(cell))))


class Orders(NamedTuple):
    """In which orders dates can be read."""

    possible: tuple[Order, ...]
    """Orders that read every date; none where no one order does."""
    telling: tuple[str, ...]
    """The date that allows only one order, that is doubtful, or those that no one order reads."""

    @property
    def order(self) -> Order | None:
        """The only order, or any where all read the same; None where one has to be chosen."""
        is_clear = len(self.possible) == 1 or not self.telling
        return self.possible[0] if is_clear else None


def possible_orders(texts: Iterable[str]) -> Orders:
    """Find the orders in which all dates can be read; what is no date is left out."""
    days: dict[str, str] = {}
    for text in texts:
        has_time = DAY_AND_TIME.fullmatch(text)
        days.setdefault(has_time[1] if has_time else text, text)
    dated = [(text, found) for day, text in days.items() if (found := readings(day))]
    possible = tuple(order for order in ORDERS if all(order in found for _, found in dated))
    if len(possible) > 1:
        doubtful = (text for text, found in dated if len({found[order] for order in possible}) > 1)
        return Orders(possible, tuple(doubtful)[:1])
    if possible:
        return Orders(possible, (min(dated, key=lambda each: len(each[1]))[0],))
    ways = {tuple(found): text for text, found in reversed(dated) if len(found) < len(ORDERS)}
    return Orders((), tuple(reversed(ways.values())))
