"""What a column is and what its answers mean, by name and cells; and what looks personal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from campaign.config.import_profile import NONE
from campaign.core.dates import ORDERS, Order, readings
from campaign.core.folding import fold
from campaign.importer.choices import IGNORED, PERSONAL, STRUCK_OUT, TARGETS, UNUSED, Choices
from campaign.importer.table import HEADING, STRUCK, Table
from campaign.importer.words import (
    HOLDS,
    NAMED,
    NAMES,
    PERSONS,
    Asked,
    Tool,
    answer_of,
    asked_by,
    asks_to_stay_out,
    folded,
    is_sentence,
    kind_of,
    personal_of,
    target_of,
)
from campaign.safety.personal_data import NOTHING_PUBLIC, PublicDetails, personal
from campaign.safety.telephones import AMERICAN
from campaign.signatories.signatories import KINDS
from campaign.signatories.signatories_csv import Vocabulary
from campaign.signatories.tidy import is_anonymous, means_nothing

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
        self.versions = frozenset(known.versions or ())
        """Those of the letter that are recorded."""
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
        self._cells: dict[tuple[str, str], dict[str, str | None]] = {}

    def allowed(self, target: str) -> tuple[str, ...]:
        """Return what an answer in a column of this target can mean."""
        own = {"kind": KINDS, "group": self._groups, "demands": self._demands}
        return own.get(target, ("yes", "no"))

    def of(self, target: str, answer: str) -> str | None:
        """Return what one answer means: "" for nothing, None where that is not known."""
        answer = answer.strip()
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


def possible_orders(texts: Iterable[str]) -> tuple[tuple[Order, ...], tuple[str, ...]]:
    """Return the orders in which every date can be read, and the dates that tell it.

    These are the one that allows only one order, the first that is doubtful, or those that no one
    order reads; none where all orders read alike. What is no date is left out.
    """
    days: dict[str, str] = {}
    for text in texts:
        has_time = DAY_AND_TIME.fullmatch(text)
        days.setdefault(has_time[1] if has_time else text, text)
    dated = [(text, found) for day, text in days.items() if (found := readings(day))]
    possible = tuple(order for order in ORDERS if all(order in found for _, found in dated))
    if len(possible) > 1:
        doubtful = (text for text, found in dated if len({found[order] for order in possible}) > 1)
        return possible, tuple(doubtful)[:1]
    if possible:
        return possible, (min(dated, key=lambda each: len(each[1]))[0],)
    ways = {tuple(found): text for text, found in reversed(dated) if len(found) < len(ORDERS)}
    return (), tuple(reversed(ways.values()))


LIKE_NAMES = NAMES | {"affiliation"}
"""What a column may be taken for whose answers are no names."""
TEXTS_OF_SIGNERS = LIKE_NAMES | {"place", "title", "url", "signed", "sort", "source"}
"""What a column may be taken for that is no question, and so has no yes and no for answers."""
NAME_PARTS = ("first name", "last name")
MOST_ASKED = 200
"""Different answers of one column that are asked about, at most: it holds free text beyond."""
MOST_ANSWERS = 8
"""Different answers of a question that is not free text, at most."""
ASKED_ABOUT = ("place", "title")
"""What a question about being named may be taken for by its words."""
EMPTY_ANSWER, FILLED = "empty", "filled"
"""What --publish calls a cell that holds nothing, and one that holds anything."""
LOOKED_AT = 500
"""Cells by which a column is judged."""
MOST_LOOKED_AT = 1000
"""Different cells of a column that is surely free text, so that it is not looked at closer."""
NO_NAME = re.compile(r"[@#=<>{}?_]|\d{3}|https?:|www\.")


CONTACT_NAMES: Final = HOLDS["contact"]
CONTACT_TITLES: Final = "titles of contact persons"
OTHER: Final = "other personal data"
_AMERICAN = re.compile(rf"(?<!\d)(?:{AMERICAN.pattern})(?!\d)")
MUST_NOT = "which the list must never hold"
# What the guard of all pages lets pass, and what a cell of an export may hold by a slip.
CELLS = (
    ("an e-mail address", re.compile(
        r".*(?:\w\s*[\[({<]\s*(?:at|arroba|@)\s*[\])}>]\s*\w|\w\s+at\s+\w[\w-]*\s+dot\s+\w).*", re.I
    )),
    ("an IP address", re.compile(
        r"(?:\d{1,3}\.){3}\d{1,3}|(?:[0-9a-f]{1,4}:){3,7}:?[0-9a-f]{1,4}", re.IGNORECASE
    )),
    ("a latitude or longitude", re.compile(
        r"[-+]?\d{1,3}\.\d{3,}(?:\s*,\s*[-+]?\d{1,3}\.\d{3,})?°?"
    )),
    ("an identity number", re.compile(r"\d{3}-\d{2}-\d{4}")),
    ("a phone number", re.compile(
        r".*(?<![\d\w])\d{3}[ .\-]\d{4}(?![\d\w]).*|\+?\(?\d[\d\s().+\-/]{6,}"
    )),
    ("a postal address", re.compile(
        r"p\.? ?o\.? box \d+.*|(?:calle|avenida|c/) .{2,40} \d{1,5}", re.IGNORECASE
    )),
    ("an internal id", re.compile(
        r"[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}|(?=\S*\d)[0-9a-f]{10,}", re.IGNORECASE
    )),
    ("a bare number, as a postal code or an id", re.compile(r"[#\d][\d\s.,\-]{3,}")),
)  # fmt: skip
MAYBE = re.compile(r"[@\d]|\bat\b|arroba", re.IGNORECASE)
"""What every value that looks like personal data holds: most names do not."""
COLUMN_HOLDS = {
    "an e-mail address": HOLDS["email"],
    "a phone number": HOLDS["phone"],
    "an IP address": HOLDS["ip"],
    "a latitude or longitude": HOLDS["geo"],
    "coordinates of a place": HOLDS["geo"],
    "a postal address": HOLDS["address"],
    "an identity number": HOLDS["identity"],
    "a Social Security number": HOLDS["identity"],
    "an internal id": HOLDS["id"],
}


@lru_cache(maxsize=4096)  # one answer stands in many rows
def plain_answer(answer: str) -> str:
    """Return an answer as answers are compared: on one line, in small letters."""
    return " ".join(answer.split()).casefold()


class Rule(NamedTuple):
    """Who may be named by one column."""

    publish: frozenset[str]
    """Answers, as `plain_answer` gives them, with which somebody may be named."""
    held: frozenset[str]
    """The other answers that the file holds."""

    def names(self, cell: str) -> bool:
        """Whether somebody who gave this answer may be named."""
        answer = plain_answer(cell)
        return (answer or EMPTY_ANSWER) in self.publish or (bool(answer) and FILLED in self.publish)


@dataclass(frozen=True)
class TableColumn:
    """A column, and what becomes of it."""

    name: str
    """As the file writes it."""
    at: int
    """Its place in the header, from 0."""
    cells: tuple[str, ...]
    counts: Counter[str]
    """How often each answer is given, on one line; the empty one among them."""
    asked: Asked
    """What its name asks about being named."""
    chosen: str | None
    """What an editor said that it becomes."""
    is_of_tool: bool
    """Whether the program that wrote the file is known to add it."""
    becomes: str
    """What is proposed: a target, `UNUSED`, `IGNORED`, `PERSONAL`, `STRUCK_OUT`, "account"."""
    rule: Rule | None = None
    """Who may be named by it, where it says that."""

    @cached_property
    def answers(self) -> tuple[str, ...]:
        """Its different answers, without the empty one."""
        return tuple(filter(None, self.counts))

    @cached_property
    def holds_names(self) -> bool:
        """Whether most of its cells may be names of people or organizations."""
        filled = [cell.strip() for cell in self.cells if cell.strip()][:LOOKED_AT]
        good = [cell for cell in filled if may_be_name(cell)]
        return bool(good) and len(good) * 3 >= len(filled) * 2 and len(set(good)) * 2 > len(good)

    @cached_property
    def holds(self) -> str:
        """What personal data it holds, in words; empty for none, and for what is published."""
        if self.becomes in (*TARGETS, IGNORED, STRUCK_OUT):
            return ""
        found = personal_of(self.name) or held_by_values(self.cells[:LOOKED_AT])
        return found or (OTHER if self.becomes == PERSONAL else "")

    @cached_property
    def example(self) -> str:
        """Its first cell that says something, on one line; empty where it is not published."""
        if self.becomes not in TARGETS:
            return ""
        found = (cell for cell in self.cells if not (means_nothing(cell) or is_anonymous(cell)))
        return " ".join(next(found, "").split())

    def holds_those_of(self, other: TableColumn) -> bool:
        """Whether most of its cells hold those of another column, as whole names do their parts."""
        pairs = [
            (whole.casefold(), part.strip().casefold())
            for whole, part in zip(self.cells, other.cells, strict=True)
            if whole.strip() and part.strip()
        ][:LOOKED_AT]
        return bool(pairs) and sum(part in whole for whole, part in pairs) * 2 > len(pairs)


Columns = tuple[TableColumn, ...]


def columns_of(table: Table, choices: Choices, tool: Tool | None, meanings: Meanings) -> Columns:
    """Return a file's columns with what each becomes by itself.

    What an editor said comes first, then the program that wrote the file, then the column's name,
    then its answers.
    """
    found: list[TableColumn] = []
    has_kind = "kind" in (*choices.columns.values(), *map(target_of, table.header))
    for at, name in enumerate(table.header):
        chosen, own = choices.columns.get(name), tool.column(name) if tool else None
        counts, asked = _counts(table.columns[name]), asked_by(name)
        becomes = chosen or own or _by_name(name, meanings)
        if chosen in TARGETS and chosen != "consent" and is_beyond_doubt(name):
            becomes = PERSONAL
        elif not (chosen or own):
            becomes = _by_answers(name, becomes, counts, meanings, has_kind=has_kind)
            aloud = asked_by(name, with_asides=False)
            if becomes in TEXTS_OF_SIGNERS and asked.is_negative and not aloud.is_negative:
                becomes, asked = PERSONAL, aloud  # "Town (will not be published)"
        has_kind |= becomes == "kind"
        cells = table.columns[name]
        found.append(TableColumn(name, at, cells, counts, asked, chosen, own is not None, becomes))
    return tuple(
        replace(column, becomes=UNUSED) if _is_asked_instead(column, found) else column
        for column in found
    )


def _is_asked_instead(column: TableColumn, columns: Iterable[TableColumn]) -> bool:
    """Whether a column that was taken for something by its words asks who may be named.

    "May your name appear?" holds no names: they stand in another column. What is said aside, as in
    "Town (will be public)", asks nothing.
    """
    asked = asked_by(column.name, with_asides=False)
    is_free = column.chosen is not None or column.is_of_tool
    if is_free or not (asked.publish or asked.is_negative):
        return False
    is_few = len(column.answers) <= (MOST_ANSWERS if asked.is_negative else 3)
    if column.becomes not in LIKE_NAMES or (asked.is_negative and is_few):
        return is_few and column.becomes in (*LIKE_NAMES, *ASKED_ABOUT)
    same = ("name", *PERSONS) if column.becomes in ("name", *PERSONS) else (column.becomes,)
    others = [other.becomes for other in columns if other is not column and other.becomes in same]
    are_names = column.holds_names and len(column.answers) == sum(map(bool, column.cells))
    are_parts = are_names and column.becomes in NAME_PARTS
    return any(not are_parts or other not in NAME_PARTS for other in others)


def _counts(cells: Iterable[str]) -> Counter[str]:
    """Count answers on one line, each cell of the same letters once."""
    counts: Counter[str] = Counter()
    for cell, count in Counter(cells).items():
        counts[" ".join(cell.split())] += count
    return counts


def _by_name(name: str, meanings: Meanings) -> str:
    if name in (STRUCK, HEADING):
        return STRUCK_OUT if name == STRUCK else UNUSED
    target = target_of(name)
    is_unknown = target == "consent" or (target == "group" and not meanings.allowed("group"))
    return UNUSED if is_unknown or target is None else target


def _by_answers(
    name: str, becomes: str, counts: Mapping[str, int], meanings: Meanings, *, has_kind: bool
) -> str:
    """Let answers tell what a question's words do not: kinds, or the campaign's groups."""
    answers = [answer for answer in counts if answer.strip()]
    if not 0 < len(answers) <= MOST_ASKED:
        return becomes
    is_no_address = becomes == "url" and not any("." in answer for answer in answers)
    # "At what time may we call?" is answered by several words, none of which is a day.
    is_no_day = becomes == "signed" and len(answers) > 1 and not any(map(readings, answers))
    is_no_version = becomes == "version" and not meanings.versions.issuperset(answers)
    # A place or a title is hardly ever called like an answer, but a name may be.
    least = len(answers) if becomes in LIKE_NAMES else len(answers) / 2
    are_answers = becomes in TEXTS_OF_SIGNERS and sum(map(bool, map(answer_of, answers))) >= least
    if is_no_address or is_no_day or is_no_version or are_answers:
        return UNUSED
    if becomes == "kind" and any(map(_is_of_names, answers)):
        return UNUSED  # "Type of signature": public, or private
    groups = [answer for answer in answers if meanings.of("group", answer)]
    if len(groups) == len(answers) or (
        becomes == UNUSED and len(groups) > 1 and len(groups) * 2 > len(answers)
    ):
        return "group"
    # "List my group" and "Don't list me personally" say more than who signs.
    is_kind = all(meanings.of("kind", answer) in KINDS for answer in answers) and not any(
        asked_by(answer).publish or asks_to_stay_out(answer) for answer in answers
    )
    is_free = becomes == UNUSED or personal_of(name) == CONTACT_NAMES  # CiviCRM's "Contact Type"
    return "kind" if is_free and is_kind and not has_kind else becomes


def _is_of_names(answer: str) -> bool:
    asked = asked_by(answer)
    return kind_of(answer) is None and (asked.publish or asked.is_negative)


def may_be_name(cell: str) -> bool:
    """Whether a text may be a name of somebody: no address, answer or sentence.

    What is of small letters alone may be one, and as well the value of a form's choice.
    """
    return (
        sum(map(str.isalpha, cell)) > 1
        and len(cell) <= 120
        and not (cell.islower() or NO_NAME.search(cell))
        and answer_of(cell) is None
        and not (means_nothing(cell) or is_anonymous(cell) or is_sentence(cell))
    )


def is_beyond_doubt(header: str) -> bool:
    """Whether a column cannot be used, whoever asks for it: its name says personal data alone."""
    if target_of(header) != "personal" or len(folded(header).split()) > 3:
        return False
    return personal_of(header) not in (None, CONTACT_NAMES)


def held_by_values(values: Iterable[str]) -> str | None:
    """Return what a column's values look like, where any does; None for others."""
    return next((COLUMN_HOLDS.get(what) for what in map(looks_like, values) if what), None)


def looks_like(value: str, public: PublicDetails = NOTHING_PUBLIC) -> str | None:
    """Return what personal data a value looks like, as "a phone number"; None for most."""
    if not MAYBE.search(value) or value in public:
        return None
    value = public.blanked(value.strip())
    if readings(value):
        return "a date"
    # What is written as numbers are in North America is told, or is a free one, by `personal`.
    rest = _AMERICAN.sub("", value) if any(map(str.isalpha, value)) else value
    found = next((what for what, pattern in CELLS if pattern.fullmatch(rest)), None)
    return found or next((each.what for each in personal(value, public)), None)
