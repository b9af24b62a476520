"""Finds the columns that may say who may be named, and asks wherever that is not certain.

Nothing is guessed here: a column counts only if its header asks whether a name may be published
and every answer is known to mean yes or no. All other columns of few answers are asked about,
in whatever language they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from campaign.core.dates import readings
from campaign.core.folding import fold_words
from campaign.core.problems import counted, quote
from campaign.importer.choices import IGNORED, PERSONAL, UNUSED, Choices, Question, written
from campaign.importer.columns import (
    EMPTY_ANSWER,
    FILLED,
    MOST_ANSWERS,
    MOST_LOOKED_AT,
    OTHER,
    Columns,
    Rule,
    TableColumn,
    plain_answer,
)
from campaign.importer.table import HEADING
from campaign.importer.words import (
    HOLDS,
    NAMED,
    NAMES,
    Answer,
    answer_of,
    asked_by,
    asks_to_stay_out,
    folded,
    kind_of,
    withholds,
)

FEW = ((2, 3), (3, 6), (6, 12))
"""So many different answers, at most, in so many rows or more: few answers over many rows."""
BETWEEN = re.compile(r"[;,|\n]\s*")
"""What stands between the boxes that were ticked."""
_NUMBER = re.compile(r"[\W_]*\d[\d\W]*")
"""A number, a range, a sum or a time."""
_BRACKETED = re.compile("[(\\[\uff08](.{4,}?)[)\\]\uff09]")
"""What stands in brackets behind a name; the last of each pair are those of East Asia."""
_BEHIND = re.compile("(?:[,;\uff0c\u3001]|--|\\s[-\u2013\u2014/|]\\s)\\s*(.{2,})$", re.DOTALL)
"""What stands behind the first comma or dash."""
_BESIDE_NAMES = ("affiliation", "title", "place")
"""Texts about a signer, in which a wish to stay out may stand too."""
NOT_ABOUT_NAMES = "if the column has nothing to do with being named, name it by --ignore"
Meant = Mapping[str, Answer | None]
"""What each answer of a column means."""
Told = dict[str, Rule | Question]
"""By column: who may be named, or what has to be asked about it."""


def naming(columns: Columns, choices: Choices) -> Told:
    """Decide of every column whether it says who may be named; ask where that is in doubt."""
    found: Told = {}
    for column in columns:
        is_said = column.chosen or column.name in choices.publish
        is_again = not is_said and any(_repeats(column, other) for other in columns)
        if not is_again and (told := _told(column, choices)):
            found[column.name] = told
    rules = [(each, found.get(each.name)) for each in columns if each.asked.publish]
    said = {tuple(map(r.names, each.cells)) for each, r in rules if isinstance(r, Rule)}
    for column, rule in rules if len(said) > 1 else ():  # as for a name, and for where one works
        if isinstance(rule, Rule) and not (column.chosen or column.name in choices.publish):
            found[column.name] = _question(column, _meant(column, choices))
    return found


def _repeats(column: TableColumn, other: TableColumn) -> bool:
    """Whether a column says again who ticked one box of another, as Tally's "Question (Box)"."""
    if not (column.name.startswith(f"{other.name} (") and column.name.endswith(")")):
        return False
    box = plain_answer(column.name.removeprefix(other.name)[2:-1])
    return all(
        (answer_of(own) == "yes") == (box in map(plain_answer, (cell, *BETWEEN.split(cell))))
        for own, cell in zip(column.cells, other.cells, strict=True)
    )


def _told(column: TableColumn, choices: Choices) -> Rule | Question | None:
    if column.name in choices.publish:
        return _chosen(column, choices)
    if column.is_of_tool or column.chosen not in (None, "consent"):
        return None
    if column.name == HEADING and not any(map(withholds, column.answers)):
        return None
    if column.chosen is None and _is_free(column):
        if not _tells_by_days(column):
            return None
        empty = column.counts[""]
        states = Counter({FILLED: len(column.cells) - empty, "": empty})
        return _question(replace(column, counts=states), {FILLED: "confirmed"})
    meant = _meant(column, choices)
    is_known = bool(meant) and None not in meant.values()
    if is_known and (_is_certain(column) or (column.chosen and not column.asked.is_negative)):
        publish = frozenset(map(plain_answer, _named(column, meant)))
        if not publish and column.counts[""]:  # one "no" among many who said nothing
            return _question(column, meant)
        return Rule(publish, frozenset(map(plain_answer, meant)) - publish)
    return _question(column, meant) if column.chosen or _may_tell(column, meant) else None


def _is_free(column: TableColumn) -> bool:
    """Whether answers are free text, numbers or days, which say nothing of who may be named.

    A question that asks to show something is answered by text and numbers, too.
    """
    asked, answers = column.asked, column.answers
    asks = column.becomes == UNUSED and (asked.publish or asked.is_negative)
    if asks and not all(map(readings, answers[:20])):
        return False
    looked_at = answers[:MOST_LOOKED_AT]
    are_numbers = bool(answers) and all(_NUMBER.fullmatch(a) or readings(a) for a in looked_at)
    if len(answers) > MOST_ANSWERS:
        return are_numbers or not (_is_mostly_few(column) or _ticks_boxes(column))
    return are_numbers and not any(map(answer_of, answers))


def _is_mostly_few(column: TableColumn) -> bool:
    """Whether most rows give one of few answers, and the rest something else, as "Other" lets."""
    common = [(a, n) for a, n in column.counts.most_common(MOST_ANSWERS + 1) if a][:MOST_ANSWERS]
    rows = len(column.cells) - column.counts[""]
    known = sum(count for answer, count in common if answer_of(answer))
    is_few = column.becomes == UNUSED and sum(count for _, count in common[:3]) * 5 >= rows * 4
    return is_few or known * 2 >= rows


def _ticks_boxes(column: TableColumn) -> bool:
    """Whether cells hold several of few boxes, one of which is about being named."""
    cells = column.answers if column.becomes == UNUSED else ()
    boxes = Counter(
        box.strip()
        for cell in cells[:MOST_LOOKED_AT]
        # Names of choices, as KoboToolbox exports them, stand behind spaces.
        for box in (cell.split() if "_" in cell else BETWEEN.split(cell))
    )
    is_choice = len(boxes) <= MOST_ANSWERS and max(boxes.values(), default=0) > 1
    asked = [asked_by(box) for box in boxes] if is_choice else []
    return any(each.publish or each.is_negative for each in asked)


def _tells_by_days(column: TableColumn) -> bool:
    """Whether a column says on which day something became of a signature, and of others nothing.

    It was confirmed, published, withdrawn, or somebody agreed.
    """
    are_days = all(map(readings, column.answers[:20]))
    is_partly_filled = column.counts[""] > 0
    may_be_told = column.becomes == UNUSED or are_days
    return column.asked.is_about_names and is_partly_filled and may_be_told


def _meant(column: TableColumn, choices: Choices) -> Meant:
    """Return what each answer means; an answer that repeats its question is a tick."""
    said = {plain_answer(text): meaning for text, meaning in choices.values.items()}
    meant: dict[str, Answer | None] = {}
    for answer in column.answers:
        plain, asked = plain_answer(answer), plain_answer(column.name)
        own, is_repeated = said.get(plain), asked == plain or asked.endswith(f" ({plain})")
        is_ticked = own == "yes" or (own != "no" and is_repeated)
        # Beside another answer, a cross may be for no.
        is_cross = plain == "x" and len(column.answers) > 1
        read = None if is_cross else answer_of(answer)
        meant[answer] = "yes" if is_ticked else "no" if own == "no" else read
    return meant


def _is_certain(column: TableColumn) -> bool:
    """Whether a header asks for nothing but whether a name may be published."""
    asked = column.asked
    asks = asked.publish or folded(column.name) == "consent"
    is_other = asked.is_negative or asked.confirmed or asked.elsewhere
    return asks and asked.is_plain and not is_other


def _named(column: TableColumn, meant: Meant) -> list[str]:
    """Return answers with which somebody may be named, as far as the words tell: a proposal."""
    is_negative = column.asked.is_negative
    kinds = ("no", "shown") if is_negative else NAMED
    found = [answer for answer, meaning in meant.items() if meaning in kinds]
    return [EMPTY_ANSWER] if is_negative and not found and "" in column.counts else found


def _may_tell(column: TableColumn, meant: Meant) -> bool:
    """Whether a column may say who may be named, so that it has to be asked about."""
    asked, different, empty = column.asked, len(meant), column.counts[""]
    filled = len(column.cells) - empty
    known = sum(meaning is not None for meaning in meant.values())
    about_names = asked.publish or asked.is_negative or asked.confirmed
    is_elsewhere = asked.elsewhere and not asked.publish and not asked.is_negative
    if is_elsewhere and column.becomes in (UNUSED, PERSONAL):
        return False
    is_ticked = different == 1 and filled > 1 and empty > 0
    is_few = different > 1 and any(different <= most and filled >= least for most, least in FEW)
    if column.becomes != UNUSED:
        # Of a column that holds the contact that its name speaks of, no two answers are the same.
        is_answered = column.becomes == PERSONAL and (is_ticked or is_few)
        return about_names and (known > 0 or is_answered)
    holds_back = column.name == HEADING or any(
        meaning in ("hidden", "pending", "no") for meaning in meant.values()
    )
    is_asked = about_names or (asked.agree and different < max(filled, 3))
    is_few |= different > MOST_ANSWERS
    said = map(asked_by, meant) if different < filled else ()  # "List me", to "Your choice"
    is_spoken_of = any(each.publish or each.is_negative for each in said)
    is_asked |= is_ticked or is_few or is_spoken_of or _ticks_boxes(column)
    return holds_back or 0 < different <= known * 2 or is_asked


def _question(column: TableColumn, meant: Meant) -> Question:
    asked, named = column.asked, _named(column, meant)
    if asked.confirmed and not asked.publish:
        what = "may say which signatures were confirmed"
    elif asked.is_negative and asked.is_plain:
        what = "asks in the negative who may be named"
    else:
        what = "may say who may be named"
    words = f"the column {quote(column.name)} {what}; its answers: {_counted(column.counts)}"
    answers = [answer or EMPTY_ANSWER for answer in column.counts]
    tells = asked.publish or asked.is_negative or asked.confirmed
    is_doubtful = asked.is_twisted or asked.elsewhere or not (asked.is_plain or asked.confirmed)
    is_clear = bool(meant) and None not in meant.values() and not is_doubtful
    if named and tells and is_clear:
        others = [answer for answer in answers if answer not in named]
        held = f" and leaves out {_quoted(others)}" if others else ""
        option = (
            f"write {_options(column.name, named)}, which names those who answered "
            f"{_quoted(named)}{held}; if it is the other way round, give the other answer there; "
            f"{NOT_ABOUT_NAMES}"
        )
    else:
        option = (
            f"write {_options(column.name, ['ANSWER'])} for each answer with which somebody may be "
            f"named; {NOT_ABOUT_NAMES}"
        )
    return Question("consent", words, (*answers, IGNORED), option, 1, column.name)


def _chosen(column: TableColumn, choices: Choices) -> Rule | Question:
    """Return what an editor said of a column, and ask about answers that are new since."""
    name = column.name
    publish = frozenset(map(plain_answer, choices.publish[name]))
    held = frozenset(map(plain_answer, choices.held.get(name, ())))
    counts: Counter[str] = Counter()
    for answer, count in column.counts.items():
        counts[plain_answer(answer)] += count
    answers = frozenset(filter(None, counts))
    if held and FILLED not in publish and (new := sorted(answers - publish - held)):
        words = (
            f"the column {quote(name)}, which says who may be named, has answers that no import "
            f"had before: {_counted({answer: counts[answer] for answer in new})}"
        )
        option = (
            f"write {_options(name, sorted(publish))} to leave them out, and --publish with each "
            "new answer besides with which somebody may be named"
        )
        return Question("consent", words, (*new, *publish), option, 1, name)
    # Where any answer will do, none is remembered: they may be free text.
    return Rule(publish, frozenset() if FILLED in publish else (answers | held) - publish)


def wrong_answer(column: TableColumn, choices: Choices) -> str:
    """Say which answer of --publish no cell of a column holds; empty for none."""
    if column.name not in choices.publish or choices.held.get(column.name):
        return ""
    answers = {*map(plain_answer, column.counts), EMPTY_ANSWER, FILLED}
    unknown = sorted({*map(plain_answer, choices.publish[column.name])} - answers)
    what = f"no cell of the column {quote(column.name)} holds {quote(''.join(unknown[:1]))}"
    return f"{what}; its answers: {_counted(column.counts)}" if unknown else ""


def wishes(column: TableColumn) -> dict[str, str]:
    """Return the cells of a column that ask not to name somebody, with the words that do.

    Who leaves a column out has seen a question's few answers, and no free text.
    """
    is_name, is_beside = column.becomes in NAMES, column.becomes in _BESIDE_NAMES
    is_note, is_kind = column.holds == HOLDS["notes"], column.becomes == "kind"
    is_text = len(column.answers) * 2 > len(column.cells) - column.counts[""]
    is_left_out = is_text and (column.becomes == IGNORED or column.holds == OTHER)
    is_unused = not column.is_of_tool and (column.becomes == UNUSED or is_left_out)
    if not (is_name or is_beside or is_note or is_kind or is_unused):
        return {}
    found = {}
    for cell in set(column.cells):
        if is_name or is_beside:
            found[cell] = _asked_aside(cell) or (is_beside and _asked_within(cell))
        else:
            found[cell] = _asked(cell)
    # A private person is a kind, and asks for nothing by that.
    return {cell: w for cell, w in found.items() if w and not (is_kind and kind_of(w))}


def _asked(text: str) -> str | None:
    """Return the words that ask to stay out; no number and no address does."""
    return None if text[:1].isdigit() or "@" in text[:60] else asks_to_stay_out(text)


def _asked_aside(cell: str) -> str | None:
    """Return the words that ask it in brackets, or behind the first comma or dash."""
    aside = _BRACKETED.findall(cell)
    if aside and (words := _asked(" ".join(aside))):
        return words
    if not (behind := _BEHIND.search(cell)):
        return None
    words = _asked(behind[1])
    return words if words and fold_words(behind[1]).startswith(words) else _asked_within(behind[1])


def _asked_within(text: str) -> str | None:
    """Return the words that ask it; one with a capital may be a name's: Alcoholics Anonymous."""
    words = _asked(text)
    return words if words and (" " in words or words in text) else None


def _options(name: str, answers: Iterable[str]) -> str:
    return " ".join(written("--publish", name, answer) for answer in answers)


def _counted(counts: Mapping[str, int]) -> str:
    """Name answers, the most frequent first, with how often each is given."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    shown = [f"{_quoted([a or EMPTY_ANSWER])} ({counted(count, 'row')})" for a, count in ordered]
    more = f" and {len(shown) - MOST_ANSWERS - 1} more" if len(shown) > MOST_ANSWERS + 1 else ""
    return ", ".join(shown[: MOST_ANSWERS + 1]) + more


def _quoted(answers: Iterable[str]) -> str:
    return ", ".join(
        answer if answer in (EMPTY_ANSWER, FILLED) else quote(answer) for answer in answers
    )
