"""Personal data in what is published: e-mail addresses, telephone numbers, addresses, numbers.

Each kind is one rule. What the campaign, or the page that shows it, states as public is not looked
at. Free numbers (0800) are offices' own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from importlib import import_module
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import unquote

from stdnum import iban, luhn

from campaign.core.folding import UNSPACED
from campaign.core.problems import LineIndex, Problem, quote
from campaign.core.topics import ABOUT_PERSONAL_DATA
from campaign.safety.hosts import SUFFIXES
from campaign.safety.link_policy import WEB_ADDRESS
from campaign.safety.postal_addresses import STREET_AND_TOWN, UNSPACED_ADDRESS
from campaign.safety.seen_text import both_readings
from campaign.safety.telephones import PLAIN_SIGNS, SEVEN_DIGITS, telephones

EMAIL = re.compile(
    # A name with one letter is nobody's host, and ends a word as Latin@s; git@host:path is git's.
    r"(?<![\w.+-])(?<!ssh://)[\w.+-]{1,64}@(?!\w\.[\w-]+(?!\.?\w))(?![\d.]+(?![\w.-]))"
    r"(?!\S+\.(?:avif|gif|jpe?g|png|svg|webp)\b)"  # as of logo@2x.png
    r"[\w-]+(?:\.[\w-]+)++(?!:[^\s:]*(?:/|\.git\b))"
)
HANDLE = re.compile(r"@[\w.+-]+@[\w.-]+")
"""A name in the fediverse: public, and no e-mail address."""
SHORTEST_IBAN = 15  # Norway's
_CODE = re.compile(r"(?m)^(```+|~~~+)[^\n]*\n(?s:.*?)^\1|(`+)[^`\n]+\2")
"""Markdown's code, in which nobody is written to."""
_ENCODED_MAIL = re.compile(r"mailto:([^\"'<>\s)]*[%&][^\"'<>\s)]*)", re.IGNORECASE)
"""What a mail link leads to, where signs of it are written otherwise."""


class PersonalDetail(NamedTuple):
    """Something that looks like personal data: where it begins, what it is, and its text."""

    offset: int
    what: str
    text: str


def _of(kind: str) -> Callable[[str], bool]:
    """Return the check of one of stdnum's kinds, read when a number first needs it."""
    return lambda text: bool(import_module(f"stdnum.{kind}").is_valid(text))


def _is_card(text: str) -> bool:
    """Whether the digits end in their check digit (ISO/IEC 7812), and differ."""
    digits = re.sub(r"\D", "", text)
    return len(set(digits)) > 1 and bool(luhn.is_valid(digits))


def _is_iban(text: str) -> bool:
    """Whether an account begins a text in capitals, behind which its bank's code may stand."""
    return any(iban.is_valid(text[:end]) for end in range(SHORTEST_IBAN, len(text) + 1))


def _is_ip(text: str) -> bool:
    """Whether it is one, and a part has three digits: shorter ones are versions and clauses."""
    try:
        return max(map(len, re.split("[.:]", str(ip_address(text))))) > 2
    except ValueError:
        return False


def _is_dni(text: str) -> bool:
    return _of("es.dni")(text.replace(".", ""))


def _is_ric(text: str) -> bool:
    """Whether a number is a Chinese citizen's; the library breaks at counties that it lacks."""
    try:
        return _of("cn.ric")(text)
    except KeyError:
        return False


def _is_place(text: str) -> bool:
    """Whether a latitude and a longitude are no two shares: one has tens, or none is below 1."""
    degrees = [each.strip(" -") for each in re.split("[,;]", text)]
    return any(each[1] != "." for each in degrees) or all(each[0] != "0" for each in degrees)


E_MAIL, TELEPHONE = "an e-mail address", "a phone number"
POSTAL = "a postal address"
IDENTITY = "an identity number"
CRYPTO = "an address for gifts of crypto-currency"
_NUMBERS: tuple[tuple[str, str, Callable[[str], bool]], ...] = (
    ("a card number", r"(?:[3-6]\d|2[2-7])\d\d(?:[ .-]{0,2}\d){10,15}", _is_card),
    ("a bank account", r"[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,30}", _is_iban),
    ("a bank account", r"[a-z]{2}\d{2}(?:[a-z0-9]{11,30}|(?: ?\d){11,30})", iban.is_valid),
    (CRYPTO, r"(?:bc1[a-z0-9]{25,87}|[13][1-9A-HJ-NP-Za-km-z]{25,34})", _of("bitcoin")),
    (CRYPTO, r"0x[0-9a-fA-F]{40}", bool),
    ("a Social Security number", r"\d{3}-\d{2}-\d{4}", _of("us.ssn")),
    (IDENTITY, r"9\d\d-\d{2}-\d{4}", _of("us.itin")),
    (IDENTITY, r"\d{3}-\d{3}-\d{3}", _of("ca.sin")),
    (IDENTITY, r"\d{3}\.?\d{3}\.?\d{3}-?\d{2}", _of("br.cpf")),
    (IDENTITY, r"756\.\d{4}\.\d{4}\.\d{2}", _of("ch.ssn")),
    (IDENTITY, r"\d{2} \d{3} \d{3} \d{3}", _of("de.idnr")),
    (IDENTITY, r"\d\d(?:\d{6}|\.\d{3}\.\d{3})-?[A-Z]", _is_dni),
    (IDENTITY, r"[XYZ]-?\d{7}-?[A-Z]", _of("es.nie")),
    (IDENTITY, r"[12] ?\d\d ?\d\d ?\d[\dAB] ?\d{3} ?\d{3} ?\d\d", _of("fr.nir")),
    (IDENTITY, r"[A-Z]{3} ?[A-Z]{3} ?\d\d[A-Z]\d\d ?[A-Z]\d{3}[A-Z]", _of("it.codicefiscale")),
    (IDENTITY, r"[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z0-9]\d", _of("mx.curp")),
    (IDENTITY, r"\d{11}", _of("pl.pesel")),
    (IDENTITY, r"\d{11}", _of("tr.tckimlik")),
    (IDENTITY, r"\d{6} ?\d{5}", _of("no.fodselsnummer")),
    (IDENTITY, r"\d{13}", _of("ro.cnp")),
    (IDENTITY, r"\d{17}[\dX]", _is_ric),
    (IDENTITY, r"\d{6}/(?!(?:19|20)\d\d)\d{3,4}", _of("cz.rc")),
    (IDENTITY, r"\d\d\.\d\d\.\d\d-\d{3}[. ]\d\d", _of("be.nn")),
    (IDENTITY, r"[1-4]?\d\.\d{3}\.\d{3}-[\dK]", _of("cl.rut")),  # above are companies'
    (IDENTITY, r"\d{6}[-+A]\d{3}[0-9A-Y]", _of("fi.hetu")),
    (IDENTITY, r"\d{6}-\d{7}", _of("kr.rrn")),
    (IDENTITY, r"(?:19|20)?\d{6}[-+]\d{4}", _of("se.personnummer")),
)
"""What each is, how it is written where it is no part of a longer number, and its check digits."""
_UNSPACED_MAIL = re.compile(rf"[\w.+-]{{1,64}}@(?=\S*[{UNSPACED}])[\w-]+(?:\.[\w-]+)+")
_KINDS: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    (E_MAIL, EMAIL, bool),
    *(
        (what, re.compile(rf"(?<![\w.,-]){form}(?![\w-]|[.,]\d)"), is_one)
        for what, form, is_one in _NUMBERS
    ),
    (
        "an alien registration number",
        re.compile(
            r"(?<![\w-])A(?:[ -]Number:?|[- ]?#)? ?(?:-?\d{3}-\d{3}-\d{2,3}"
            r"|\d{3} \d{3} (?!000)\d{2,3}|(?<=[#:r]) ?\d{8,9})(?![\w-])"
        ),
        bool,
    ),
    (POSTAL, STREET_AND_TOWN, bool),
    (
        "an IP address",
        re.compile(
            r"(?<![\w.:])(?!0\.|10\.|127\.|192\.168\.)"
            r"(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{1,4}(?::[\da-f]{0,4}){2,7})(?![\w.:]\d|\w)",
            re.IGNORECASE,
        ),
        _is_ip,
    ),
    (
        "coordinates of a place",
        re.compile(
            r"(?<![\w.])-?\d{1,2}\.\d{4,}(?:°? ?[NS])?\s*[,;]"
            r"\s*-?\d{1,3}\.\d{4,}(?:°? ?[EW])?(?!\w)"
        ),
        _is_place,
    ),
    # 。 ends a sentence as well, so that it counts how the host ends (publicsuffix.org).
    (E_MAIL, _UNSPACED_MAIL, lambda mail: bool(SUFFIXES.publicsuffix(mail, accept_unknown=False))),
    (POSTAL, UNSPACED_ADDRESS, bool),
)
_LONG = re.compile(r"\d(?:(?:[ ./+-]{0,2}[\dA-Z]){6}|\w{12})")
"""What every number of these kinds holds, and few texts."""
_HELD: Mapping[str, re.Pattern[str]] = {
    E_MAIL: re.compile("@"),
    TELEPHONE: SEVEN_DIGITS,
    POSTAL: re.compile(r"\d"),
    "an IP address": re.compile(r"\d\.\d|:\w{0,4}:"),
    "coordinates of a place": re.compile(r"\.\d{4}"),
}
"""The same for those of other kinds: one look spares most lines all others."""


@dataclass(frozen=True)
class PublicDetails:
    """What a campaign publishes of its own accord, and the countries whose telephones it knows."""

    texts: frozenset[str] = frozenset()
    countries: tuple[str, ...] = ()
    """Those whose numbers are known without a 0 or + before them; ISO 3166 codes."""

    def __contains__(self, text: str) -> bool:
        return bool(self._pattern and self._pattern.fullmatch(text.strip()))

    def and_these(self, texts: Iterable[str]) -> PublicDetails:
        """Return these details with those that a page states as well."""
        return PublicDetails(self.texts.union(texts), self.countries)

    def blanked(self, text: str) -> str:
        """Return a text without them, at equal offsets."""
        return _blank(self._pattern, text) if self._pattern else text

    @cached_property
    def telephones(self) -> frozenset[str]:
        """The keys of the numbers among them, however they are written."""
        found = (telephones(text, self.countries) for text in self.texts)
        return frozenset(each.key for numbers in found for each in numbers)

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        each = (r"\s+".join(map(re.escape, text.split())) for text in sorted(self.texts) if text)
        any_of = "|".join(sorted(each, key=len, reverse=True))
        letter = rf"[^\W{UNSPACED}]"
        whole = rf"(?<!{letter})(?:{any_of})(?!{letter})"
        return re.compile(whole, re.IGNORECASE) if any_of else None


NOTHING_PUBLIC = PublicDetails()
_BESIDE = re.compile(f"[{UNSPACED}]")
_TELLING = re.compile(r"[\d@\uff20\ufe6b]")
_TELLING_LINES = re.compile(r"^(?:(?:[^\d@\n]*\n)?[^\d@\n]*[\d@].*\n?)+.*", re.MULTILINE)
"""Lines that hold a digit or an @, with those beside and between them, as an address' town."""
LOOKS_LIKE_AT = str.maketrans("＠﹫．。", "@@..")  # noqa: RUF001


def personal(text: str, public: PublicDetails = NOTHING_PUBLIC) -> Iterator[PersonalDetail]:
    """Yield what looks like personal data in a text, the first first; addresses of pages do not."""
    if not _TELLING.search(text):
        return
    text = text.translate(LOOKS_LIKE_AT)
    blank = _blank(WEB_ADDRESS, _blank(HANDLE, text)) if "@" in text or "//" in text else text
    whole = public.blanked(blank).translate(PLAIN_SIGNS)
    blank = _blank(_BESIDE, whole)
    found: list[PersonalDetail] = []
    for lines in [match.span() for match in _TELLING_LINES.finditer(blank)]:
        held = {pattern for pattern in (_LONG, *_HELD.values()) if pattern.search(blank, *lines)}
        for what, form, is_one in (kind for kind in _KINDS if _HELD.get(kind[0], _LONG) in held):
            is_unspaced = form in (_UNSPACED_MAIL, UNSPACED_ADDRESS)
            for match in form.finditer(whole if is_unspaced else blank, *lines):
                start, end = match.span()
                if is_one(match[0]):
                    found.append(PersonalDetail(start, what, text[start:end]))
                    nothing = "\0" * (end - start)
                    blank, whole = (t[:start] + nothing + t[end:] for t in (blank, whole))
        part = blank[slice(*lines)] if _HELD[TELEPHONE] in held else ""
        for number in telephones(part, public.countries):
            if number.key not in public.telephones:
                at = lines[0] + number.offset
                found.append(PersonalDetail(at, TELEPHONE, text[at : at + len(number.text)]))
    yield from sorted(found)


def check_text(text: str, shown: str, public: PublicDetails, first_line: int = 1) -> list[Problem]:
    r"""Return a problem for each thing in a text of Markdown that looks like personal data.

    It is read as readers see it, so that ways to write a sign (`&#64;`, `\@`) and letters that
    nobody sees hide nothing, and as it is written.
    """
    lines = LineIndex(text)
    code = [match.span() for match in _CODE.finditer(text)] if "@" in text else []
    problems = []
    told: set[tuple[int, str]] = set()
    readings: list[tuple[str, Sequence[int]]] = [*both_readings(text)]
    for match in _ENCODED_MAIL.finditer(text):
        readings.append((plain := unquote(unescape(match[1])), [match.start(1)] * len(plain)))
    for reading, offsets in readings:
        before = frozenset(told)
        for at, what, said in personal(reading, public):
            line, column = lines.place(offsets[at])
            is_code = what == E_MAIL and any(start < offsets[at] < end for start, end in code)
            if is_code or (line, what) in before:
                continue
            told.add((line, what))
            why = personal_problem(what, said)
            place = (line + first_line - 1, column)
            problems.append(Problem(shown, *place, why, ABOUT_PERSONAL_DATA))
    return sorted(problems)


def personal_problem(what: str, found: str) -> str:
    """Say what to do about something personal."""
    return (
        f"{quote(found)} looks like {what}, which must not be published; delete it, or, if an "
        "office makes it public itself, add it to `may_be_published` in mkdocs.yml, or in the "
        "front matter of the page that shows it"
    )


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: "\0" * len(match[0]), text)
