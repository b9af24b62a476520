"""Personal data in what is published: e-mail addresses, telephone numbers, addresses and ids.

What is found is refused, unless the campaign states it as its own contact or names it in
`may_be_published`. Forms are taken from: E.164 and the North American plan (telephone), US Postal
Service Publication 28 (addresses), SSA and USCIS (numbers), ISO 13616 (IBAN), ISO/IEC 7812 (cards).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from hashlib import sha256
from html import unescape
from operator import itemgetter
from typing import NamedTuple

from campaign.core.problems import LineIndex, Problem, quote

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(
    r"(?<![\w/.-])(?:\+\d(?:[ ().\-/]*\d){7,14}|\(?\d{3}\)?[ .\-/]\d{3}[ .\-/]\d{4})(?![\w/-])"
)
_STREETS = (
    "Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Terrace|"
    "Parkway|Pkwy|Highway|Hwy|Circle|Cir"
)
STREET = re.compile(
    rf"(?<![\w.,-])\d{{1,6}}[A-Za-z]?(?: (?:[NSEW]|[NS][EW])\.?)?(?: [A-Z0-9][\w'’.-]*){{1,4}} "
    rf"(?:{_STREETS})\b\.?(?: (?:[NSEW]|[NS][EW])\b\.?)?"
    r"(?=\s*(?:$|[.,;\r\n]|(?i:apt|apartment|suite|ste|unit|floor|fl)\b|#|\d))",
    re.MULTILINE,
)
POST_BOX = re.compile(r"\bP\.?\s?O\.? Box \d+", re.IGNORECASE)
STATE_AND_ZIP = re.compile(
    r"\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|"
    r"S[CD]|T[NX]|UT|V[AT]|W[AIVY]),? \d{5}(?:-\d{4})?(?![\w-])"
)
SOCIAL_SECURITY = re.compile(r"(?<![\w-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])")
ALIEN_NUMBER = re.compile(r"(?<![\w-])A[- #]{0,2}\d{3}[- ]?\d{3}[- ]?\d{2,3}(?![\w-])")
CARD = re.compile(r"(?<![\w.-])\d(?:[ -]?\d){12,18}(?![\w-])")
IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")
WALLET = re.compile(
    r"(?<![\w/])(?:bc1[ac-hj-np-z02-9]{25,87}|0x[0-9a-fA-F]{40}|[13][1-9A-HJ-NP-Za-km-z]{25,34})(?!\w)"
)
IP_ADDRESS = re.compile(
    r"(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w.]\d|\w)"
)
COORDINATES = re.compile(r"(?<![\w.])-?\d{1,2}\.\d{4,}\s*[,;]\s*-?\d{1,3}\.\d{4,}(?!\w)")
ADDRESS = re.compile(r"\bhttps?://[^\s<>\"'`]+", re.IGNORECASE)
HANDLE = re.compile(r"@[\w.+-]+@[\w.-]+")
"""A name in the fediverse: public, and no e-mail address."""


class Found(NamedTuple):
    """Something that looks like personal data: where it begins, what it is, and its text."""

    offset: int
    what: str
    text: str


def _is_card(text: str) -> bool:
    """Whether the digits end in the check digit of ISO/IEC 7812 (Luhn)."""
    digits = [int(c) for c in text if c.isdigit()]
    if len(set(digits)) == 1:
        return False
    total = sum(digits[-1::-2]) + sum(sum(divmod(2 * d, 10)) for d in digits[-2::-2])
    return total % 10 == 0


BASE_58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def _is_wallet(text: str) -> bool:
    """Whether a Bitcoin address of the old form ends in its check digits; others have a mark."""
    if text[0] not in "13":
        return True
    number = 0
    for letter in text:
        number = number * 58 + BASE_58.index(letter)
    if number >= 1 << 200:
        return False
    data = number.to_bytes(25, "big")
    return sha256(sha256(data[:-4]).digest()).digest()[:4] == data[-4:]


def _is_iban(text: str) -> bool:
    """Whether the check digits of ISO 13616 are right."""
    plain = text.replace(" ", "")
    return int("".join(str(int(c, 36)) for c in plain[4:] + plain[:4])) % 97 == 1


KINDS: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    ("an e-mail address", EMAIL, lambda _: True),
    ("a Social Security number", SOCIAL_SECURITY, lambda _: True),
    ("a card number", CARD, _is_card),
    ("a bank account", IBAN, _is_iban),
    ("an address for gifts of crypto-currency", WALLET, _is_wallet),
    ("a phone number", PHONE, lambda _: True),
    ("an alien registration number", ALIEN_NUMBER, lambda _: True),
    ("a postal address", STREET, lambda _: True),
    ("a postal address", POST_BOX, lambda _: True),
    ("a postal address", STATE_AND_ZIP, lambda _: True),
    ("an IP address", IP_ADDRESS, lambda text: not text.startswith(("127.", "0."))),
    ("coordinates of a place", COORDINATES, lambda _: True),
)


def personal(text: str, allowed: frozenset[str] = frozenset()) -> Iterator[Found]:
    """Yield what looks like personal data in a text, the first first; addresses of pages do not."""
    if "@" not in text and not any(map(str.isdigit, text)):
        return
    blank = _blank(ADDRESS, _blank(HANDLE, text)) if "@" in text or "//" in text else text
    found: list[Found] = []
    for what, pattern, is_one in KINDS:
        for match in pattern.finditer(blank):
            if plain_detail(match[0]) not in allowed and is_one(match[0]):
                found.append(Found(match.start(), what, match[0]))
                blank = blank[: match.start()] + "\0" * len(match[0]) + blank[match.end() :]
    yield from sorted(found)


def check_text(
    text: str, shown: str, allowed: frozenset[str], first_line: int = 1
) -> list[Problem]:
    r"""Return a problem for each thing in a text that looks like personal data.

    Markdown's and HTML's ways to write a sign (`&#64;`, `\@`) hide nothing.
    """
    lines = LineIndex(text)
    problems = []
    bare, shorter = _bare(text)
    for offset, what, found in personal(bare, allowed):
        by = shorter[bisect_right(shorter, offset, key=itemgetter(0)) - 1][1]
        line, column = lines.place(offset + by)
        problems.append(Problem(shown, line + first_line - 1, column, message(what, found)))
    return problems


def message(what: str, found: str) -> str:
    """Say what to do about something personal."""
    return (
        f"{quote(found)} looks like {what}, which must not be published; delete it, or, if an "
        "office makes it public itself, add it to `may_be_published` in mkdocs.yml"
    )


WRITTEN = re.compile(r"\\([@.+_-])|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")
"""A sign that Markdown or HTML writes in another way."""
LOOKS_LIKE_AT = str.maketrans("＠﹫．", "@@.")  # noqa: RUF001


def _bare(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the text with each sign as a reader sees it, and where it became shorter.

    The second holds, for each sign, its offset in the new text and how much longer the old is.
    """
    text = text.translate(LOOKS_LIKE_AT)
    pieces: list[str] = []
    shorter: list[tuple[int, int]] = [(0, 0)]
    at = length = 0
    for match in WRITTEN.finditer(text):
        meant = match[1] or unescape(match[0])
        pieces += (text[at : match.start()], meant)
        length += match.start() - at + len(meant)
        at = match.end()
        shorter.append((length, at - length))
    return "".join([*pieces, text[at:]]), shorter


def plain_detail(text: str) -> str:
    """Return what two writings of one detail share: telephone numbers their digits."""
    folded = " ".join(text.casefold().split())
    if re.fullmatch(r"[+\d ().\-/]+", folded):
        return re.sub(r"\D", "", folded)
    return folded


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: "\0" * len(match[0]), text)
