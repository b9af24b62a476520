"""Finds the columns that may say who may be named, and asks wherever that is not certain.

Nothing is guessed here: a column counts only if its header asks whether a name may be published
and every answer is known to mean yes or no. All other columns of few answers are asked about,
in whatever language they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from campaign.config.topics import ABOUT_IMPORTING
from campaign.core.dates import readings
from campaign.core.problems import Problem, counted, quote
from campaign.importer.choices import IGNORED, PERSONAL, UNUSED, Choices, Question
from campaign.importer.table import HEADING, Table
from campaign.importer.tools import Tool
from campaign.importer.words import NAMED, Answer, Asked, answer_of, asked_by, folded

EMPTY, FILLED = "empty", "filled"
"""What --publish calls a cell that holds nothing, and one that holds anything."""
MOST_ANSWERS = 8
"""Different answers of a question that is not free text, at most."""
MOST_LOOKED_AT = 1000
"""Different cells of a column that is surely free text, so that it is not looked at closer."""
LOOKED_AT_DAYS = 20
"""Cells by which a column of days is known."""
FEW = ((2, 3), (3, 6), (6, 12))
"""So many different answers, at most, in so many rows or more: few answers over many rows."""
NOT_ABOUT_NAMES = "if the column has nothing to do with being named, name it by --ignore"


class Rule(NamedTuple):
    """Who may be named by one column."""

    publish: frozenset[str]
    """Answers, as `plain` gives them, with which somebody may be named."""
    held: frozenset[str]
    """The other answers that the file holds."""

    def names(self, cell: str) -> bool:
        """Whether somebody who gave this answer may be named."""
        answer = plain(cell)
        if not answer:
            return EMPTY in self.publish
        return answer in self.publish or FILLED in self.publish


@dataclass
class Naming:
    """What is known of who may be named, and what has to be asked."""

    rules: dict[str, Rule]
    questions: list[Question]
    problems: list[Problem]


@dataclass(frozen=True)
class _Column:
    """A column whose answers are looked at."""

    name: str
    counts: Mapping[str, int]
    """How often each answer is given, on one line; the empty one among them."""
    meanings: Mapping[str, Answer | None]
    """What each answer that is not empty means."""
    asked: Asked

    @property
    def is_known(self) -> bool:
        return bool(self.meanings) and None not in self.meanings.values()

    @property
    def is_certain(self) -> bool:
        """Whether header and answers together leave no doubt who may be named."""
        asked = self.asked
        asks = asked.publish or folded(self.name) == "consent"
        doubt = asked.is_negative or asked.confirmed or asked.elsewhere
        return asks and not doubt and self.is_known

    @property
    def named(self) -> list[str]:
        """Answers with which somebody may be named, as far as the words tell: a proposal."""
        is_negative = self.asked.is_negative
        kinds = ("no", "shown") if is_negative else NAMED
        found = [answer for answer, meaning in self.meanings.items() if meaning in kinds]
        return [EMPTY] if is_negative and not found and "" in self.counts else found


def on_one_line(answer: str) -> str:
    """Return an answer with single spaces, as messages show it."""
    return " ".join(answer.split())


def plain(answer: str) -> str:
    """Return an answer as answers are compared: on one line, in small letters."""
    return on_one_line(answer).casefold()


def settle_naming(
    table: Table, becomes: Mapping[str, str], choices: Choices, tool: Tool | None
) -> Naming:
    """Decide of every column whether it says who may be named; ask where that is in doubt."""
    found = Naming({}, [], [])
    dated: list[Question] = []
    for name in table.header:
        chosen = choices.columns.get(name)
        counts = _counts(table.columns[name])
        if name in choices.publish:
            _take_chosen(table, name, counts, choices, found)
            continue
        is_own = tool is not None and tool.column(name) is not None
        if is_own or name == HEADING or chosen not in (None, "consent"):
            continue
        asked = asked_by(name)
        if chosen is None and _is_free(counts):
            filled = len(table.rows) - counts.get("", 0)
            tells = becomes[name] == UNUSED or _are_days(counts)
            if asked.confirmed and tells and 0 < filled < len(table.rows):
                states = {FILLED: filled, "": counts[""]}
                dated.append(_question(_Column(name, states, {FILLED: "confirmed"}, asked)))
            continue
        column = _Column(name, counts, _meanings(name, counts, choices), asked)
        if column.is_certain or (chosen and column.is_known and not asked.is_negative):
            publish = frozenset(map(plain, column.named))
            found.rules[name] = Rule(publish, frozenset(map(plain, column.meanings)) - publish)
        elif chosen or _may_tell(column, becomes[name]):
            found.questions.append(_question(column))
    told = (*found.rules, *(question.text for question in found.questions))
    if not any(asked_by(name).confirmed for name in told):
        found.questions += dated
    return found


def _counts(cells: Iterable[str]) -> Counter[str]:
    """Count answers on one line, each cell of the same letters once."""
    as_written = Counter(cells)
    if len(as_written) > MOST_LOOKED_AT:
        return as_written
    counts: Counter[str] = Counter()
    for cell, count in as_written.items():
        counts[on_one_line(cell)] += count
    return counts


def _is_free(counts: Mapping[str, int]) -> bool:
    """Whether answers are free text or days, which say nothing of who may be named."""
    answers = [answer for answer in counts if answer]
    if len(answers) > MOST_ANSWERS:
        return True
    are_days = all(any(map(str.isdigit, answer[:4])) for answer in answers)
    return are_days and not any(map(answer_of, answers))


def _are_days(counts: Mapping[str, int]) -> bool:
    """Whether cells hold days, which in a column of an address say when it was confirmed."""
    return all(map(readings, islice(filter(None, counts), LOOKED_AT_DAYS)))


def _meanings(name: str, counts: Mapping[str, int], choices: Choices) -> dict[str, Answer | None]:
    """Return what each answer means; an answer that repeats its question is a tick."""
    said = {plain(text): meaning for text, meaning in choices.values.items()}
    meanings: dict[str, Answer | None] = {}
    for answer in filter(None, counts):
        own = said.get(plain(answer))
        if own in ("yes", "no"):
            meanings[answer] = "yes" if own == "yes" else "no"
        else:
            meanings[answer] = "yes" if plain(answer) == plain(name) else answer_of(answer)
    return meanings


def _may_tell(column: _Column, use: str) -> bool:
    """Whether a column may say who may be named, so that it has to be asked about."""
    asked, meanings = column.asked, column.meanings.values()
    empty = column.counts.get("", 0)
    filled = sum(column.counts.values()) - empty
    different = len(column.meanings)
    known = sum(meaning is not None for meaning in meanings)
    about_names = asked.publish or asked.is_negative or asked.confirmed
    if not filled:
        return False
    if use != UNUSED:
        is_elsewhere = use == PERSONAL and asked.elsewhere
        is_elsewhere &= not asked.publish and not asked.is_negative
        return known > 0 and about_names and not is_elsewhere
    if asked.elsewhere and not asked.publish and not asked.is_negative:
        return False
    holds_back = any(meaning in ("hidden", "pending", "no") for meaning in meanings)
    is_asked = about_names or (asked.agree and different < max(filled, 3))
    if holds_back or known * 2 >= different or is_asked:
        return True
    if different == 1:
        return filled > 1 and empty > 0
    return any(different <= most and filled >= least for most, least in FEW)


def _question(column: _Column) -> Question:
    shown = _answers(column.counts)
    named = column.named
    asked = column.asked
    if asked.confirmed and not asked.publish:
        words = f"the column {quote(column.name)} may say which signatures were confirmed"
    elif asked.is_negative:
        words = f"the column {quote(column.name)} asks in the negative who may be named"
    else:
        words = f"the column {quote(column.name)} may say who may be named"
    words += f"; its answers: {shown}"
    tells = asked.publish or asked.is_negative or asked.confirmed
    if named and tells and column.is_known and not asked.is_twisted and not asked.elsewhere:
        options = " ".join(f'--publish "{column.name}={answer}"' for answer in named)
        others = [answer or EMPTY for answer in column.counts if (answer or EMPTY) not in named]
        held = f" and leaves out {_quoted(others)}" if others else ""
        option = (
            f"write {options}, which names those who answered {_quoted(named)}{held}; if it is the "
            f"other way round, give the other answer there; {NOT_ABOUT_NAMES}"
        )
    else:
        option = (
            f'write --publish "{column.name}=ANSWER" for each answer with which somebody may be '
            f"named; {NOT_ABOUT_NAMES}"
        )
    answers = [answer or EMPTY for answer in column.counts]
    return Question("consent", words, (*answers, IGNORED), option, 1, column.name)


def _take_chosen(
    table: Table, name: str, given: Mapping[str, int], choices: Choices, found: Naming
) -> None:
    """Take what an editor said of a column, and ask about answers that are new since."""
    publish = frozenset(map(plain, choices.publish[name]))
    held = frozenset(map(plain, choices.held.get(name, ())))
    counts: Counter[str] = Counter()
    for answer, count in given.items():
        counts[plain(answer)] += count
    answers = frozenset(filter(None, counts))
    if unknown := sorted(publish - answers - {EMPTY, FILLED}) if not held else []:
        message = (
            f"no cell of the column {quote(name)} holds {quote(unknown[0])}; its answers: "
            f"{_answers(counts)}"
        )
        found.problems.append(Problem(table.file, 0, 0, message, ABOUT_IMPORTING))
    if new := sorted(answers - publish - held) if held and FILLED not in publish else []:
        options = " ".join(f'--publish "{name}={answer}"' for answer in sorted(publish))
        words = (
            f"the column {quote(name)}, which says who may be named, has answers that no import "
            f"had before: {_answers({answer: counts[answer] for answer in new})}"
        )
        option = (
            f"write {options} to leave them out, and --publish with each new answer besides with "
            "which somebody may be named"
        )
        found.questions.append(Question("consent", words, (*new, *publish), option, 1, name))
    # Where any answer will do, none is remembered: they may be free text.
    others = frozenset() if FILLED in publish else (answers | held) - publish
    found.rules[name] = Rule(publish, others)


def _answers(counts: Mapping[str, int]) -> str:
    """Name answers, the most frequent first, with how often each is given."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    rows = ((answer, counted(count, "row")) for answer, count in ordered)
    shown = [f"{_quoted([answer or EMPTY])} ({count})" for answer, count in rows]
    more = f" and {len(shown) - MOST_ANSWERS - 1} more" if len(shown) > MOST_ANSWERS + 1 else ""
    return ", ".join(shown[: MOST_ANSWERS + 1]) + more


def _quoted(answers: Iterable[str]) -> str:
    return ", ".join(answer if answer in (EMPTY, FILLED) else quote(answer) for answer in answers)
