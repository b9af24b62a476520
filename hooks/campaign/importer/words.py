"""What headers and answers say, in each language of words/, and which program wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

import yaml

from campaign.core.files import own_lists
from campaign.core.folding import fold_words
from campaign.importer.choices import TARGETS
from campaign.signatories.signatories import KINDS
from campaign.signatories.signatories_csv import COLUMNS

CHINESE_OR_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Scripts that put no spaces between words: Chinese and Japanese."""
LETTERS = r"\w\u0900-\u0dff"
"""What a word is made of: in India's scripts of vowel signs, too, which \\w leaves out."""
_GROUPS = re.compile(r"^(?:(?:group|grp|section|page)[_\d]\w*/)+(?=\w)", re.IGNORECASE)
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_EMAIL = re.compile(r"\S+@\S+")
_WEB_ADDRESS = re.compile(r"\S*\w\.\w\S*")
SENTENCE_END = re.compile("[.!?:;\u3002\uff01\uff1f]$")
ABBREVIATION = re.compile(r"(?:[A-Z]\w{0,4}|\w+\.\w+)\.$")
PARTICLES = frozenset(
    "a al an and bin by d da das de degli dei del della den der des di do dos du e el et for für "
    "i ibn in la las le les los of on og och the to und v van von y z zu".split()
)
PERSONS = ("person", "first name", "last name")
NAMES = frozenset(("name", "organization", *PERSONS))
"""Targets of which a signatory's name is made."""
EITHER = re.compile(r"(?<!\w)(?:or|o|u|oder|ou|lub|или|або|veya)(?!\w)")  # noqa: RUF001
HOLDS = MappingProxyType(
    {
        "email": "e-mail addresses",
        "phone": "phone numbers",
        "ip": "IP addresses",
        "code": "postal codes",
        "geo": "latitudes and longitudes",
        "birth": "birth dates and ages",
        "identity": "identity numbers",
        "id": "internal ids",
        "address": "postal addresses",
        "notes": "notes",
        "contact": "names of contact persons",
    }
)
"""What a column of personal data holds, in words."""
ORDER = (
    "url", "personal", "first name", "last name", "kind", "title", "group", "demands", "place",
    "organization", "affiliation", "signed", "person", "name",
)  # fmt: skip
"""Where a header has words of several meanings, the first of these counts."""
Answer = Literal["yes", "no", "shown", "hidden", "confirmed", "pending"]
_SHORT_NOTE = 80
"""Letters of a note that is nothing but a wish, at most."""
_UNTICKED = re.compile(r"(?:\[ ?\](?!\()|☐)([^\n]*)")
_EITHER_ANSWER = re.compile(r"(\w+) ?[/|] ?(\w+)")
_NUMBERED = re.compile(r"^(?:\(?(?:\d{1,2}|[A-Za-z])[.):]|\d{1,2} *[-\u2013])\s+(?=\S)")
"""What forms put before an answer: "1. Yes"."""
NAMED: frozenset[Answer] = frozenset(("yes", "shown", "confirmed"))
"""Answers with which somebody is named, where the question asks just that."""


class Asked(NamedTuple):
    """What a question asks about being named, by its words."""

    publish: bool
    """Whether a name may be shown."""
    agree: bool
    """Whether somebody agrees to something."""
    is_negative: bool
    """Whether it asks for the contrary: not to publish, to stay anonymous."""
    is_plain: bool
    """Whether every word of it is known, in one language: nothing limits or turns what it asks."""
    is_twisted: bool
    """Whether it is negative twice, so that only somebody who reads it can tell."""
    confirmed: bool
    """Whether a signature was confirmed or approved."""
    elsewhere: bool
    """Whether it asks for something else, such as a newsletter."""

    @property
    def is_about_names(self) -> bool:
        """Whether the answers may say who may be named."""
        return self.publish or self.agree or self.is_negative or self.confirmed


def folded(header: str) -> str:
    """Return a header as it is compared: asides left out, words apart, no case or accents.

    Without the groups of questions that KoboToolbox puts before it: "group_a/full_name".
    """
    bare = ASIDE.sub(_part_aside, _GROUPS.sub("", header))
    apart = CAMEL.sub(" ", bare if bare.strip() else header).replace("_", " ")
    return "#" if apart.strip() == "#" else fold_words(apart)


def _part_aside(aside: re.Match[str]) -> str:
    """Return what is left of an aside: which part of a name it is, as Gravity's "Name (First)"."""
    words = fold_words(aside[0])
    of_name = f"name {words}"
    is_part = _exact().get(words) in PERSONS[1:] or of_name in _exact()
    return aside[0] if is_part or _pattern_of("parts").fullmatch(of_name) else " "


def target_of(header: str) -> str | None:
    """Return what a column's header says it is: a target, "personal", or None."""
    words = folded(_EMAIL.sub(" ", header))  # the "org" of example.org tells nothing
    if words in _exact():
        return _exact()[words]
    found = [target for target in ORDER if _header(target).search(words)]
    if {"person", "name"} & {*found} and "affiliation" not in found:
        whole = fold_words(header)
        if EITHER.search(whole) and _header("organization").search(whole):
            return "name"  # "Your name or organization": either signs
    if {"first name", "last name"} <= {*found}:
        return "person"  # "First name and last name": the whole of it
    return found[0] if found else None


def is_further_part(header: str) -> bool:
    """Whether a column holds a further part of names: a second family name, a patronymic."""
    return _pattern_of("parts").search(folded(header)) is not None


def is_header_of_names(text: str) -> bool:
    """Whether a text is a known name of a column of names, and nothing more."""
    return _exact().get(folded(text)) in NAMES


def personal_of(header: str) -> str | None:
    """Return what personal data a header says that its column holds, in words; None for none."""
    words = folded(header)
    if words == "#":
        return HOLDS["id"]
    found = (what for what in HOLDS if _pattern_of("personal", what).search(words))
    return next((HOLDS[what] for what in found), None)


@cache
def asked_by(header: str, *, with_asides: bool = True) -> Asked:
    """Return what a header asks about being named; negations count in the language of the rest."""
    text = _EITHER_ANSWER.sub(_without_answers, header if with_asides else ASIDE.sub(" ", header))
    words = fold_words(CAMEL.sub(" ", text).replace("_", " "))
    if _exact().get(words) in NAMES:  # in Hebrew, a first name is a private one
        words = ""
    understood = [not known.sub("", words).strip() for known in _known_words()]
    is_plain = any(understood)
    found: set[str] = set()
    is_negated = False
    for naming, is_of_this in zip(_naming(), understood, strict=True):
        if is_plain and not is_of_this:
            continue  # Portuguese "no" denies nothing
        has = {what for what, pattern in naming.items() if pattern.search(words)}
        found |= has
        is_negated |= "not" in has and not has.isdisjoint(("publish", "agree", "hide"))
    hides = "hide" in found
    asks = not found.isdisjoint(("publish", "agree"))
    return Asked(
        publish="publish" in found,
        agree="agree" in found,
        is_negative=hides or (is_negated and asks),
        is_plain=is_plain,
        is_twisted=hides and is_negated,
        confirmed="confirmed" in found,
        elsewhere="elsewhere" in found,
    )


def _without_answers(pair: re.Match[str]) -> str:
    """Return what is left of "yes/no": it names answers, and denies nothing."""
    return " " if {answer_of(pair[1]), answer_of(pair[2])} == {"yes", "no"} else pair[0]


@cache
def answer_of(answer: str) -> Answer | None:
    """Return what an answer says, where it begins with a word for it and takes nothing back."""
    answer = _NUMBERED.sub("", answer.strip())
    words = fold_words(answer.replace("_", " ")) or answer
    if words in "✓✔☑" and words:
        return "yes"
    by_phrase = _answers()
    if words in by_phrase:
        return by_phrase[words]
    parts = words.split()
    begun = (" ".join(parts[:n]) for n in range(len(parts) - 1, 0, -1))
    found = next((by_phrase[text] for text in begun if text in by_phrase and len(text) > 1), None)
    if found not in ("yes", "no", "hidden", "pending"):
        return None  # "Public library" says nothing about a name
    # Of more than is understood, somebody who reads it must say what it allows.
    is_plain = any(not known.sub("", words).strip() for known in _words_of_consent())
    return None if found == "yes" and not is_plain else found


def withholds(words: str) -> bool:
    """Whether what stands above signatures, or what they are called, keeps them from the list."""
    return asked_by(words).is_negative or answer_of(words) in ("hidden", "pending")


@cache
def allows_name_alone(answer: str) -> bool:
    """Whether an answer allows the name and nothing about the signer, as "Name only" does."""
    words = folded(answer)
    is_limited = _pattern_of("limits").search(words) is not None
    is_of_more = _pattern_of("kinds", "organization").search(words) is not None
    return is_limited and not is_of_more and len(words.split()) <= 5


def kind_of(answer: str) -> str | None:
    """Return the kind that an answer means, where it means only one."""
    words = folded(_WEB_ADDRESS.sub(" ", answer))  # the "org" of example.org tells nothing
    found = [kind for kind in KINDS if _pattern_of("kinds", kind).search(words)]
    return found[0] if len(found) == 1 else None


def asks_to_stay_out(text: str) -> str | None:
    """Return the words of a note by which somebody asks not to be named; None for most.

    They are words that ask just that, a box for the contrary that was left empty, as GitHub's
    forms write it, or a short note of which each word is understood.
    """
    for box in _UNTICKED.finditer(text):
        if asked_by(box[1]).publish:
            return box[0]
    words = fold_words(text)
    if found := _pattern_of("notes").search(words):
        return found[0]
    # Most notes deny nothing, and to take each apart in all languages takes long.
    if len(words) > _SHORT_NOTE or not (
        _pattern_of("naming", "hide").search(words) or _pattern_of("naming", "not").search(words)
    ):
        return None
    asked = asked_by(text)
    return words if asked.is_negative and asked.is_plain and not asked.is_twisted else None


def is_sentence(text: str) -> bool:
    """Whether a text reads as a sentence and not as a name, by its end and its small letters."""
    words = ASIDE.sub("", text).split()
    if not words:
        return False
    if SENTENCE_END.search(words[-1]) and not ABBREVIATION.search(words[-1]):
        return True
    letters = [word for word in words if word[0].isalpha() and word not in PARTICLES]
    small = [word for word in letters if word[0].islower()]
    is_long = len(words) > 16
    return is_long or (len(words) > 2 and len(small) * 2 > len(letters))


@cache
def _languages() -> tuple[Mapping[str, Any], ...]:
    return tuple(
        own_lists(path) for path in sorted(Path(__file__).with_name("words").glob("*.yml"))
    )


def _phrases(*keys: str) -> Iterator[str]:
    """Yield the phrases below some keys, in all languages; those of all keys further down."""
    for language in _languages():
        found: Any = language
        for key in keys:
            found = found.get(key, {})
        for phrases in found.values() if isinstance(found, dict) else (found,):
            yield from phrases


@cache
def _pattern_of(*keys: str) -> re.Pattern[str]:
    return _pattern(_phrases(*keys))


@cache
def _header(target: str) -> re.Pattern[str]:
    if target == "personal":
        return _pattern_of("personal")
    # A short word such as the Turkish "il" is a header only where it stands alone, as in `_exact`.
    phrases = chain(_phrases("headers", target), _phrases("parts", target))
    return _pattern(phrase for phrase in phrases if not _needs_more(phrase))


def _needs_more(phrase: str) -> bool:
    """Whether a phrase means nothing within other words, as "last" in "Last login"."""
    return phrase in ("first", "last") or len(phrase) < (
        2 if CHINESE_OR_JAPANESE.search(phrase) else 3
    )


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the phrases as whole words; * stands for an ending."""
    spaced, unspaced = ["(?!)"], ["(?!)"]
    for phrase in sorted(set(phrases), key=len, reverse=True):
        body = re.escape(fold_words(phrase)) + (f"[{LETTERS}]*" if phrase.endswith("*") else "")
        (unspaced if CHINESE_OR_JAPANESE.search(phrase) else spaced).append(body)
    return re.compile(
        rf"(?<![{LETTERS}])(?:{'|'.join(spaced)})(?![{LETTERS}])|{'|'.join(unspaced)}"
    )


@cache
def _exact() -> Mapping[str, str]:
    """Return what headers mean that consist of one phrase alone: later targets give way."""
    found = {
        fold_words(phrase): target
        for target in reversed(ORDER)
        if target != "personal"
        for phrase in _phrases("headers", target)
    }
    return {target: target for target in TARGETS} | found | {"#": "personal"}


@cache
def _naming() -> tuple[Mapping[str, re.Pattern[str]], ...]:
    return tuple(
        {name: _pattern(phrases) for name, phrases in language["naming"].items()}
        for language in _languages()
    )


@cache
def _known_words() -> tuple[re.Pattern[str], ...]:
    """Return what matches, in each language, a word of a question that is understood."""
    return tuple(
        _pattern(
            phrase
            for what in ("publish", "agree", "hide", "not", "plain")
            for phrase in language["naming"][what]
        )
        for language in _languages()
    )


@cache
def _words_of_consent() -> tuple[re.Pattern[str], ...]:
    """Return what matches, in each language, a word of an answer that allows what was asked."""
    return tuple(
        _pattern(
            chain(
                *(language["naming"][what] for what in ("publish", "agree", "plain")),
                *(language["answers"][what] for what in ("yes", "shown")),
                *(language["headers"][what] for what in ("name", "title", "affiliation")),
            )
        )
        for language in _languages()
    )


@cache
def _answers() -> Mapping[str, Answer]:
    meanings: tuple[Answer, ...] = ("confirmed", "pending", "shown", "hidden", "yes", "no")
    return {
        fold_words(phrase.removesuffix("*")): meaning
        for meaning in meanings
        for phrase in _phrases("answers", meaning)
    }


class Tool(NamedTuple):
    """A program that exports signatures, as tools.yml names it."""

    name: str
    columns: Mapping[str, str] = MappingProxyType(dict(zip(COLUMNS, COLUMNS, strict=True)))
    """What becomes of the tool's own columns, by their words: a target, "personal" or "unused"."""
    has: Sequence[str] = ()
    """Columns by which the tool is known."""
    first: Sequence[str] = ()
    """What it may call its first column, which says when somebody signed."""
    prefix: str = "\n"
    """What columns begin with that hold what the tool itself knows of a person."""
    is_own: bool = False
    """Whether it is this project: the file is a list of signatories itself."""

    def column(self, header: str) -> str | None:
        """Return what becomes of a column; None where the tool does not know it."""
        words = _plain(header)
        if words.startswith(f"{self.prefix} "):
            return "personal"
        return "signed" if words in self.first else self.columns.get(words)

    def wrote(self, words: Sequence[str]) -> bool:
        """Whether the words of a header are this tool's."""
        if self.is_own:
            return {"name", "kind"} <= {*words} <= {*COLUMNS}
        has_prefix = any(word.startswith(f"{self.prefix} ") for word in words)
        has_all = bool(self.has) and {*self.has} <= {*words}
        return has_prefix or has_all or not {*self.first}.isdisjoint(words[:1])


def recognise(header: Sequence[str]) -> Tool | None:
    """Return the tool that wrote a header, if it is a known one."""
    words = [_plain(name) for name in header]
    return next((tool for tool in _tools() if tool.wrote(words)), None)


def _plain(header: str) -> str:
    return header.strip() if header.strip() == "#" else fold_words(header.replace("_", " "))


@cache
def _tools() -> tuple[Tool, ...]:
    text = Path(__file__).with_name("tools.yml").read_text(encoding="utf-8")
    return tuple(Tool(**fields) for fields in yaml.safe_load(text))
