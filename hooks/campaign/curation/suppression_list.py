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

from campaign.core import files
from campaign.core.folding import fold, fold_as_once, foldings
from campaign.core.problems import Problem, Wrong
from campaign.curation.name_words import ARTICLES, DEGREES, HONORIFICS, LEGAL
from campaign.safety.hosts import in_latin
from campaign.safety.topics import ABOUT_WITHDRAWN
from campaign.signatories.signatories import KINDS

FIRST_LINE = re.compile(r"salt: ([0-9a-f]{32})")
MARK = re.compile(r"(?:not |was )?[0-9a-f]{32}(?: (?:[0-9a-f]{32}|-) (?:[0-9a-f]{32}|-))?")
ANY = "-"
WAS = "was"
DIGIT = re.compile(r"[01](?=[A-Za-z])|(?<=[A-Za-z])[01]")
"""A digit within a word, that may stand for a letter."""
BEFORE, BEHIND = HONORIFICS | ARTICLES, DEGREES | LEGAL
"""Words before and behind a name that are no part of it."""
MOST_WORDS = 5
"""Of a name that is looked for with its last words first."""
EXPLANATION = (
    "# Who asked to be removed, as hashes that hold no name. `campaign withdraw` and\n"
    "# `campaign restore` write this file; it is never published.\n"
    "# A line with `was` is what the list said of somebody before it was corrected.\n"
)
REMEDY = "take the file's last good version back, and withdraw again whom it lacks"


@dataclass(frozen=True)
class Withdrawals:
    """The tombstones of those who withdrew.

    A mark is the hash of kind and folded name alone, which keeps out everybody of that name;
    or the same and the hashes of affiliation and place (`-` where there was none), which keeps
    out whoever may be the same; or `not` and such three hashes: a namesake who may sign; or `was`
    and such three hashes: what the list said of somebody before it was corrected.
    """

    salt: str
    """32 hexadecimal digits; empty as long as nobody withdrew."""
    marks: frozenset[str]

    def __bool__(self) -> bool:
        """Whether anybody withdrew or was corrected."""
        return bool(self.marks)

    @cached_property
    def by_name(self) -> Mapping[str, tuple[str, ...]]:
        """The marks of each hash of kind and name."""
        found: dict[str, tuple[str, ...]] = {}
        for mark in self.marks:
            who = mark.removeprefix("not ").partition(" ")[0]
            found[who] = (*found.get(who, ()), mark)
        return found


NOBODY = Withdrawals("", frozenset())


def check_withdrawals(path: Path, shown: str) -> tuple[Withdrawals, list[Problem]]:
    """Return the tombstones in a file, and what is wrong in it; `shown` is the path to name."""
    if path.is_symlink() or not path.exists():  # a link is told of elsewhere, and never followed
        return NOBODY, []
    text, problems = files.read_text(path, shown)
    return parse(text, shown) if text is not None else (NOBODY, problems)


def write_withdrawals(path: Path, withdrawals: Withdrawals) -> None:
    """Replace the file of the tombstones."""
    files.write_text(path, written(withdrawals))


def parse(text: str, shown: str) -> tuple[Withdrawals, list[Problem]]:
    """Return the tombstones that a text holds, and a problem for each line that is broken."""
    lines = text.splitlines()
    first = FIRST_LINE.fullmatch(lines[0].strip()) if lines else None
    if not first:
        why = f"the line must read `salt: ` and 32 digits or letters from a to f; {REMEDY}"
        return NOBODY, [Problem(shown, 1, 1, why, ABOUT_WITHDRAWN)]
    marks, problems = set(), []
    for number, line in enumerate(lines[1:], start=2):
        mark = line.strip()
        if MARK.fullmatch(mark):
            marks.add(mark)
        elif mark.startswith("#") and mark not in EXPLANATION.splitlines():
            why = "the file holds no words but its own, so that it names nobody; delete the line"
            problems.append(Problem(shown, number, 1, why, ABOUT_WITHDRAWN))
        elif mark and not mark.startswith("#"):
            problems.append(
                Problem(shown, number, 1, f"the line is no tombstone; {REMEDY}", ABOUT_WITHDRAWN)
            )
    return Withdrawals(first[1], frozenset(marks)), problems


def written(withdrawals: Withdrawals) -> str:
    """Return the text of the file: sorted, so that removals made side by side merge."""
    marks = "".join(f"{mark}\n" for mark in sorted(withdrawals.marks))
    return f"salt: {withdrawals.salt}\n{EXPLANATION}{marks}"


def is_withdrawn(
    withdrawals: Withdrawals, kind: str, name: str, affiliation: str = "", place: str = ""
) -> bool:
    """Say whether a signatory may be one who withdrew.

    A namesake is let in only where it cannot be the same: where the tombstone and the signatory
    both have an affiliation and these differ, or both have a place and these differ.
    """
    if not withdrawals:
        return False
    readings = _readings(withdrawals.salt, kind, name, affiliation, place)
    return not _is_namesake(withdrawals, readings) and any(
        _may_be(mark, details)
        for who, *details in readings
        for mark in withdrawals.by_name.get(who, ())
    )


def comes_back(
    withdrawals: Withdrawals,
    kind: str,
    name: str,
    affiliation: str = "",
    place: str = "",
    *,
    in_any_order: bool = True,
) -> bool:
    """Say whether a signatory who is to be added may be one who withdrew.

    As `is_withdrawn`; besides, the last words of the name may now stand first, a title or an
    article may stand before it, a degree or a legal form behind, its letters may only look like
    those of the list, and a person may come back as an organization.

    `in_any_order`: the words may be turned where no comma says so. Of those who are listed that
    is not asked: "Thomas James" and "James Thomas" may both have signed.
    """
    if not withdrawals:
        return False
    given = (affiliation, place)
    salt, known = withdrawals.salt, withdrawals.by_name
    if not any(
        _hash(salt, f"{other_kind}\0{other}") in known
        and is_withdrawn(withdrawals, other_kind, other, *given)
        for other_kind, other in _writings(kind, name, is_turned=in_any_order or "," in name)
    ):
        return False
    return not _is_namesake(withdrawals, _readings(salt, kind, name, *given))


def withdrawn(
    withdrawals: Withdrawals, kind: str, name: str, affiliation: str = "", place: str = ""
) -> Withdrawals:
    """Return the tombstones with one more, or two for a name that can be spelt in two ways.

    Give affiliation and place only where the list holds a namesake: a tombstone without them
    keeps out everybody of the name, so that the signatory stays out if they are written in
    another way the next time; notes of namesakes end with it.
    """
    salt = withdrawals.salt or secrets.token_hex(16)
    marks = set(withdrawals.marks)
    for folded in foldings(name):
        who, *details = _hashes(salt, kind, folded, fold(affiliation), fold(place))
        mark = who if details == [ANY, ANY] else " ".join([who, *details])
        for other in withdrawals.by_name.get(who, ()):
            if other.startswith("not ") and mark in (who, other.removeprefix("not ")):
                marks.discard(other)
        marks.add(mark)
    return Withdrawals(salt, frozenset(marks))


def restored(
    withdrawals: Withdrawals, kind: str, name: str, affiliation: str = "", place: str = ""
) -> Withdrawals:
    """Return the tombstones without those that keep this signatory out."""
    if not withdrawals:
        return withdrawals
    lifted = {
        mark
        for who, *details in _readings(
            withdrawals.salt, kind, name, affiliation, place, names=foldings(name)
        )
        for mark in withdrawals.by_name.get(who, ())
        if _may_be(mark, details)
    }
    return replace(withdrawals, marks=withdrawals.marks - lifted)


def namesake(
    withdrawals: Withdrawals, kind: str, name: str, affiliation: str, place: str
) -> Withdrawals:
    """Return the tombstones with a note that this is another signatory of a withdrawn name.

    Raises `Wrong` where neither affiliation nor place tells the two apart.
    """
    (who, *details), *_ = _readings(withdrawals.salt, kind, name, affiliation, place)
    if details == [ANY, ANY]:
        raise Wrong("nothing tells the two apart; give an affiliation or a place")
    mark = " ".join(["not", who, *details])
    return replace(withdrawals, marks=withdrawals.marks | {mark})


def corrected(
    withdrawals: Withdrawals, kind: str, name: str, affiliation: str, place: str
) -> Withdrawals:
    """Return the tombstones with a note of what the list said of somebody until now."""
    salt = withdrawals.salt or secrets.token_hex(16)
    first, *_ = _readings(salt, kind, name, affiliation, place)
    mark = " ".join([WAS, *first])
    return Withdrawals(salt, withdrawals.marks | {mark})


def was_corrected(
    withdrawals: Withdrawals, kind: str, name: str, affiliation: str = "", place: str = ""
) -> bool:
    """Say whether the list said this of somebody before it was corrected.

    Where the list had neither affiliation nor place, the name alone tells it.
    """
    if not withdrawals:
        return False
    return any(
        " ".join([WAS, who, *known]) in withdrawals.marks
        for who, *details in _readings(withdrawals.salt, kind, name, affiliation, place)
        for known in (details, [ANY, ANY])
    )


def _may_be(mark: str, details: list[str]) -> bool:
    """Say whether affiliation and place leave it open that the signatory is the withdrawn one."""
    if mark.startswith("not "):
        return False
    known = mark.split()[1:] or [ANY, ANY]
    return all(a == b or ANY in (a, b) for a, b in zip(known, details, strict=True))


def _writings(kind: str, name: str, *, is_turned: bool) -> Iterator[tuple[str, str]]:
    """Yield each kind and folded name under which a signatory may have stood."""
    folded = fold(name)
    names = [*foldings(name), fold_as_once(name)]
    plain = folded if name.isascii() and not DIGIT.search(name) else fold(_plain(name))
    first, last = folded.split(" ", 1)[0], folded.rsplit(" ", 1)[-1]
    if not (is_turned or plain != folded or first in BEFORE or last in BEHIND):  # as nearly all
        yield from ((own, each) for own in KINDS for each in dict.fromkeys(names))
        return
    for each in dict.fromkeys((folded, plain)):
        words = _without_titles(each.split())
        names += [" ".join(words), " ".join(_without_form(words))]
        if is_turned and 1 < len(words) <= MOST_WORDS:
            names += [" ".join(words[at:] + words[:at]) for at in range(1, len(words))]
    for own in dict.fromkeys((kind.strip(), *KINDS)):
        yield from ((own, each) for each in dict.fromkeys(names))


def _plain(name: str) -> str:
    """Return a name in Latin letters where others, or digits, only look like them."""
    latin = in_latin(name)
    return DIGIT.sub(lambda match: "o" if match[0] == "0" else "l", latin)


def _without_titles(words: list[str]) -> list[str]:
    while len(words) > 2 and words[0] in HONORIFICS:
        words = words[1:]
    while len(words) > 2 and words[-1] in DEGREES:
        words = words[:-1]
    return words


def _without_form(words: list[str]) -> list[str]:
    """Return an organization's name without its article and its legal form."""
    if len(words) > 2 and words[0] in ARTICLES:
        words = words[1:]
    if len(words) > 2 and words[-1] in LEGAL:
        words = words[:-1]
    return words


def _is_namesake(withdrawals: Withdrawals, readings: list[list[str]]) -> bool:
    return any(" ".join(["not", *reading]) in withdrawals.marks for reading in readings)


def _readings(
    salt: str, kind: str, name: str, affiliation: str, place: str, names: Iterable[str] = ()
) -> list[list[str]]:
    """Return the hashes of name, affiliation and place, as they are made now and as once.

    `names`: other writings of the name, folded.
    """
    folded = {(fold(each), fold(affiliation), fold(place)): None for each in (name, *names)}
    folded[fold_as_once(name), fold_as_once(affiliation), fold_as_once(place)] = None
    return [_hashes(salt, kind, *values) for values in folded]


def _hashes(salt: str, kind: str, name: str, affiliation: str, place: str) -> list[str]:
    """Return the hashes of folded values; `-` for an affiliation or a place that there is not."""
    who = f"{kind.strip()}\0{name}"
    return [
        _hash(salt, who),
        *(
            _hash(salt, f"{who}\0{what}\0{value}") if value else ANY
            for what, value in (("affiliation", affiliation), ("place", place))
        ),
    ]


def _hash(salt: str, value: str) -> str:
    data = value.encode("utf-8", "surrogatepass")
    return blake2b(data, key=salt.encode("ascii"), digest_size=16).hexdigest()
