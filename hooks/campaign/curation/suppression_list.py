"""Withdrawals: who asked to be removed, remembered by hashes so that no import brings them back.

So are those whose name was corrected, by the hash of what the list said before: a form's export
still says it, and must not add them once more.

The hashes are salted, so that one list's cannot be looked up in another's. Since the salt stands
beside them, somebody who already has a name can still test whether it was withdrawn; what the
file keeps from everybody is the list of names.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from campaign.core import files
from campaign.core.folding import UNSPACED, fold, fold_as_once, fold_before, foldings
from campaign.core.problems import Problem, Wrong
from campaign.core.topics import ABOUT_WITHDRAWN
from campaign.curation.name_words import ARTICLES, DEGREES, HONORIFICS, LEGAL
from campaign.safety.hosts import in_latin
from campaign.signatories.identity import Who
from campaign.signatories.signatories import KINDS

FIRST_LINE = re.compile(r"salt: ([0-9a-f]{32})")
MARK = re.compile(r"(?:not |was )?[0-9a-f]{32}(?: (?:[0-9a-f]{32}|-) (?:[0-9a-f]{32}|-))?")
ANY, OUT, NOT, WAS = "-", "", "not", "was"
DIGIT = re.compile(r"[01](?=[A-Za-z])|(?<=[A-Za-z])[01]")
"""A digit within a word, that may stand for a letter."""
_UNSPACED = re.compile(f"[{UNSPACED} ]+")
MOST_TURNED = 5
"""Words of a name that is looked for with its last words first."""
EXPLANATION = (
    "# Who asked to be removed, as hashes that hold no name. `campaign withdraw` and\n"
    "# `campaign restore` write this file; it is never published.\n"
    "# A line with `was` is what the list said of somebody before it was corrected.\n"
)
TAKE_BACK = "take the file's last good version back, and withdraw again whom it lacks"


class Mark(NamedTuple):
    """A line of the file: a word, and the hashes of a name, an affiliation and a place.

    Without a word it keeps out whoever bears the name, `-` standing for any affiliation and any
    place. `not` is a namesake who may sign, and `was` what the list said before a correction; in
    these, `-` stands for none.
    """

    word: str
    who: str
    affiliation: str = ANY
    place: str = ANY


@dataclass(frozen=True)
class Withdrawals:
    """The tombstones of those who withdrew."""

    salt: str
    """32 hexadecimal digits; empty as long as nobody withdrew."""
    marks: frozenset[Mark]

    def __bool__(self) -> bool:
        """Whether anybody withdrew or was corrected."""
        return bool(self.marks)

    @cached_property
    def by_name(self) -> Mapping[str, tuple[Mark, ...]]:
        """The marks of each hash of kind and name."""
        found: dict[str, tuple[Mark, ...]] = {}
        for mark in self.marks:
            found[mark.who] = (*found.get(mark.who, ()), mark)
        return found


NOBODY = Withdrawals("", frozenset())


def check_withdrawals(path: Path, shown: str) -> tuple[Withdrawals, list[Problem]]:
    """Return the tombstones in a file, and what is wrong in it; `shown` is the path to name."""
    if path.is_symlink() or not path.exists():  # a link is told of elsewhere, and never followed
        return NOBODY, []
    text, problems = files.read_text(path, shown)
    return read_marks(text, shown) if text is not None else (NOBODY, problems)


def read_marks(text: str, shown: str) -> tuple[Withdrawals, list[Problem]]:
    """Return the tombstones that a text holds, and a problem for each line that is broken."""
    lines = text.splitlines()
    first = FIRST_LINE.fullmatch(lines[0].strip()) if lines else None
    if not first:
        why = f"the line must read `salt: ` and 32 digits or letters from a to f; {TAKE_BACK}"
        return NOBODY, [Problem(shown, 1, 1, why, ABOUT_WITHDRAWN)]
    marks, problems = set(), []
    for number, line in enumerate(lines[1:], start=2):
        mark = line.strip()
        if MARK.fullmatch(mark):
            words = mark.split()
            marks.add(Mark(*words) if words[0] in (NOT, WAS) else Mark(OUT, *words))
        elif mark.startswith("#") and mark not in EXPLANATION.splitlines():
            why = "the file holds no words but its own, so that it names nobody; delete the line"
            problems.append(Problem(shown, number, 1, why, ABOUT_WITHDRAWN))
        elif mark and not mark.startswith("#"):
            problems.append(
                Problem(shown, number, 1, f"the line is no tombstone; {TAKE_BACK}", ABOUT_WITHDRAWN)
            )
    return Withdrawals(first[1], frozenset(marks)), problems


def marks_text(withdrawals: Withdrawals) -> str:
    """Return the text of the file: sorted, so that removals made side by side merge."""
    lines = (" ".join(filter(None, mark)).removesuffix(" - -") for mark in withdrawals.marks)
    marks = "".join(f"{line}\n" for line in sorted(lines))
    return f"salt: {withdrawals.salt}\n{EXPLANATION}{marks}"


def comes_back(withdrawals: Withdrawals, who: Who, *, in_any_order: bool = True) -> bool:
    """Say whether a signatory may be one who withdrew.

    The last words of the name may now stand first, a title or an article may stand before it, a
    degree or a legal form behind, its letters may only look like those of the list, and a person
    may come back as an organization. A namesake is let in only where it cannot be the same: where
    the tombstone and the signatory both have an affiliation and these differ, or both have a place
    and these differ; or where a note says that it is another.

    `in_any_order`: the words may be turned where no comma says so. Of those who are listed that
    is not asked: "Thomas James" and "James Thomas" may both have signed.
    """
    if not withdrawals:
        return False
    is_back = False
    for kind, writing in _writings(who, is_turned=in_any_order or "," in who.name):
        marks = withdrawals.by_name.get(_hash(withdrawals.salt, f"{kind}\0{writing}"))
        if not marks:  # as nearly all
            continue
        hashed = _hashed(withdrawals.salt, who, writing, kind)
        if any(hashed.is_the(mark) for mark in marks if mark.word == NOT):
            if (kind, writing) == (who.kind.strip(), fold(who.name)):
                return False
        else:
            is_back |= any(hashed.may_be(mark) for mark in marks if mark.word == OUT)
    return is_back


def withdrawn(withdrawals: Withdrawals, who: Who) -> Withdrawals:
    """Return the tombstones with one more, or two for a name that can be spelt in two ways.

    Give affiliation and place only where the list holds a namesake: a tombstone without them
    keeps out everybody of the name, so that the signatory stays out if they are written in
    another way the next time; notes of namesakes end with it.
    """
    salt = withdrawals.salt or secrets.token_hex(16)
    marks = set(withdrawals.marks)
    for folded in _kept(who.name):
        stone = _hashed(salt, who, folded).mark(OUT)
        for other in withdrawals.by_name.get(stone.who, ()):
            if other.word == NOT and stone[2:] in (other[2:], (ANY, ANY)):
                marks.discard(other)
        marks.add(stone)
    return Withdrawals(salt, frozenset(marks))


def with_people(withdrawals: Withdrawals, people: Iterable[Who]) -> Withdrawals:
    """Return the tombstones with those of more people; notes of namesakes go on to hold."""
    salt = withdrawals.salt or secrets.token_hex(16)
    stones = {_hashed(salt, who, folded).mark(OUT) for who in people for folded in _kept(who.name)}
    return Withdrawals(salt, withdrawals.marks | stones)


def restored(withdrawals: Withdrawals, who: Who) -> Withdrawals:
    """Return the tombstones without those that keep this signatory out."""
    lifted = {
        mark
        for writing in (*_kept(who.name), *_formerly(who.name))
        for hashed in [_hashed(withdrawals.salt, who, writing)]
        for mark in withdrawals.by_name.get(hashed.name, ())
        if mark.word == OUT and hashed.may_be(mark)
    }
    return replace(withdrawals, marks=withdrawals.marks - lifted)


def namesake(withdrawals: Withdrawals, who: Who) -> Withdrawals:
    """Return the tombstones with a note that this is another signatory of a withdrawn name.

    Raises `Wrong` where neither affiliation nor place tells the two apart.
    """
    mark = _hashed(withdrawals.salt, who, fold(who.name)).mark(NOT)
    if mark[2:] == (ANY, ANY):
        raise Wrong("nothing tells the two apart; give an affiliation or a place")
    return replace(withdrawals, marks=withdrawals.marks | {mark})


def corrected(withdrawals: Withdrawals, who: Who) -> Withdrawals:
    """Return the tombstones with a note of what the list said of somebody until now."""
    salt = withdrawals.salt or secrets.token_hex(16)
    mark = _hashed(salt, who, fold(who.name)).mark(WAS)
    return Withdrawals(salt, withdrawals.marks | {mark})


def was_corrected(withdrawals: Withdrawals, who: Who) -> bool:
    """Say whether the list said this of somebody before it was corrected.

    Where the list had neither affiliation nor place, the name alone tells it.
    """
    if not withdrawals:
        return False
    return any(
        mark.word == WAS and (mark[2:] == (ANY, ANY) or hashed.is_the(mark))
        for folded in dict.fromkeys((fold(who.name), fold_before(who.name)))
        for hashed in [_hashed(withdrawals.salt, who, folded)]
        for mark in withdrawals.by_name.get(hashed.name, ())
    )


class _Hashed(NamedTuple):
    """Hashes of a signatory; of affiliation and place in each way that they were ever folded."""

    name: str
    details: tuple[tuple[str, ...], tuple[str, ...]]

    def mark(self, word: str) -> Mark:
        """Return the mark of the signatory, with `-` for what it does not have."""
        return Mark(word, self.name, *(hashes[0] for hashes in self.details))

    def may_be(self, mark: Mark) -> bool:
        """Whether affiliation and place leave it open that the signatory is the marked one."""
        return all(
            known in hashes or ANY in (known, hashes[0])
            for known, hashes in zip(mark[2:], self.details, strict=True)
        )

    def is_the(self, mark: Mark) -> bool:
        """Whether affiliation and place are the marked one's."""
        return all(known in hashes for known, hashes in zip(mark[2:], self.details, strict=True))


def _hashed(salt: str, who: Who, writing: str, kind: str = "") -> _Hashed:
    """Return the hashes of a signatory whose name is folded already, maybe of another kind."""
    name = f"{(kind or who.kind).strip()}\0{writing}"

    def hashes(what: str, value: str) -> tuple[str, ...]:
        folded = dict.fromkeys((fold(value), *_formerly(value)))
        made = tuple(_hash(salt, f"{name}\0{what}\0{each}") for each in folded)
        return made if fold(value) else (ANY,)

    details = hashes("affiliation", who.affiliation), hashes("place", who.place)
    return _Hashed(_hash(salt, name), details)


def _hash(salt: str, value: str) -> str:
    data = value.encode("utf-8", "surrogatepass")
    return blake2b(data, key=salt.encode("ascii"), digest_size=16).hexdigest()


def _kept(name: str) -> tuple[str, ...]:
    """Return the writings of a name that a tombstone is made of."""
    return tuple(dict.fromkeys((*foldings(name), _unspaced(fold(name)))))


def _formerly(text: str) -> tuple[str, str]:
    """Return a text as it was folded when tombstones were made before."""
    return fold_before(text), fold_as_once(text)


def _unspaced(folded: str) -> str:
    """Return a name without spaces, where it is of letters that need none between words."""
    return folded.replace(" ", "") if _UNSPACED.fullmatch(folded) else folded


def _writings(who: Who, *, is_turned: bool) -> Iterator[tuple[str, str]]:
    """Yield each kind and folded name under which a signatory may have stood."""
    name = who.name
    # Letters of other scripts, and digits, may only look like Latin ones.
    plain = DIGIT.sub(lambda match: "o" if match[0] == "0" else "l", in_latin(name))
    names = dict.fromkeys((*_kept(name), *_formerly(name), fold(plain)))
    for each in dict.fromkeys((fold(name), fold_before(name), fold(plain))):
        words = _stripped(each.split(), HONORIFICS, DEGREES)
        names[" ".join(words)] = names[" ".join(_stripped(words, ARTICLES, LEGAL))] = None
        if is_turned and 1 < len(words) <= MOST_TURNED:
            turned = [" ".join(words[at:] + words[:at]) for at in range(1, len(words))]
            names.update((writing, None) for one in turned for writing in (one, _unspaced(one)))
    for kind in dict.fromkeys((who.kind.strip(), *KINDS)):
        yield from ((kind, each) for each in names)


def plain_words(name: str) -> Iterator[tuple[str, ...]]:
    """Yield the words that tell a name, in no order, in each way in which its letters are spelt."""
    for folded in foldings(name):
        words = _stripped(_unspaced(folded).split(), HONORIFICS, DEGREES)
        yield tuple(sorted(_stripped(words, ARTICLES, LEGAL)))


def _stripped(words: list[str], before: frozenset[str], behind: frozenset[str]) -> list[str]:
    """Return the words of a name without those before and behind it that are no part of it."""
    while len(words) > 2 and words[0] in before:
        words = words[1:]
    while len(words) > 2 and words[-1] in behind:
        words = words[:-1]
    return words
