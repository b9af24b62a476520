"""Types of the values that editors write; each says what is wrong and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any
from urllib.parse import quote as percent_encode
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError
from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from campaign.config.validation import EMPTY_VALUE
from campaign.core.dates import iso_date
from campaign.core.problems import Topic, Wrong, quote
from campaign.core.topics import (
    ABOUT_COLOURS,
    ABOUT_DONATION_ADDRESS,
    ABOUT_ENCODING,
    ABOUT_KEYS,
    ABOUT_LOGO,
    ABOUT_OLD_ADDRESSES,
    ABOUT_TRANSLATIONS,
    ABOUT_VERSIONS,
    ABOUT_WEB_ADDRESSES,
)
from campaign.safety.personal_data import EMAIL

LONGEST_TEXT = 2_000
"""Characters of one value in front matter or mkdocs.yml, and of an address."""
HOST = re.compile(
    r"(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]"
)
COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})")
_NO_ADDRESS = re.compile(r"""[\\<>"'`|*:%&{}^\s]""")
"""What may not stand in the name of a file on every computer, or means more in an address."""
NAME_OF_FILE = re.compile(
    r"\.(?:atom|bib|css|csv|gz|ics|js|json|md|pdf|png|ris|rss|svg|txt|webmanifest|xml)$", re.I
)
"""What data, pictures and styles end in that a build makes."""
_LONGEST_NAME = 200
"""Bytes of one part of an address: no computer knows a file whose name has 256."""
# Joiners (U+200C, U+200D) and direction marks (U+200E, U+200F) are part of correct
# Persian, Indic, Hebrew and Arabic writing; overrides and isolates can disguise a text.
# Letters without a form, and the sign for a place in Braille without a point, pass for spaces.
_HIDDEN = (
    "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u115f\\u1160\\u180e\\u2028-\\u202e"
    "\\u2060-\\u2069\\u2800\\u3164\\ud800-\\udfff\\ufeff\\uffa0\\ufff9-\\ufffb\\ufffe\\uffff"
)
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Thai, Lao, Burmese and Khmer letters, between which U+200B parts words."""
_TAGS = "\\U000e0000-\\U000e007f"
FORBIDDEN = re.compile(
    f"[{_HIDDEN}]|(?<![{_UNSPACED}])\u200b|(?<![\U0001f3f4{_TAGS}])[{_TAGS}]"
)  # a flag may have tags
_POINTLESS = "\u00ad\u034f\u17b4\u17b5"
_MARKS = "\u061c\u200c-\u200f"
_USES_MARKS = re.compile("[\u0590-\u1dff\u2c00-\U0010ffff]")
"""A letter of a script that is written with joiners or direction marks, or an emoji."""
STACKED = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{6,}")
"""More accents on one letter than any language writes: they cover the lines above and below."""
SUSPICIOUS = (
    f"{_HIDDEN}{_TAGS}{_POINTLESS}{_MARKS}\u200b"
    "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
)
"""Ranges of characters, of which `text` may have something to say about each."""


def text(value: str) -> str:
    """Return the text without outer spaces; raise `Wrong` for characters that may not be shown."""
    if found := FORBIDDEN.search(value):
        raise Wrong(f"holds the invisible character {quote(found[0])}; delete it", ABOUT_ENCODING)
    if found := STACKED.search(value):
        raise Wrong(
            f"has a letter with {len(found[0])} accents, which cover other lines; delete them",
            ABOUT_ENCODING,
        )
    value = value.strip()
    if not value:
        raise Wrong(EMPTY_VALUE, ABOUT_KEYS)
    return value


def plain_words(value: str) -> str:
    """Return a text that no Markdown is made of; raise `Wrong` for signs that readers would see."""
    value = bounded_text(value)
    if found := re.search(
        r"\*\*|</?(?:b|i|u|em|strong|br|span|sup|sub)\b[^<>]*>|&#?\w+;|\]\(", value
    ):
        raise Wrong(f"holds {quote(found[0])}, which readers would see; write plain words")
    return value


def pointless_in(value: str) -> re.Pattern[str]:
    """Return what matches the signs in a text that nobody sees, and that it does without.

    They are soft hyphens, and marks of joining and of direction where no letter needs them.
    """
    return re.compile(f"[{_POINTLESS}{'' if _USES_MARKS.search(value) else _MARKS}]")


def bounded_text(value: str) -> str:
    """Return the text as `text` does; raise `Wrong` for one that is longer than any should be."""
    if len(value) > LONGEST_TEXT:
        raise Wrong(f"is {len(value)} characters long; write at most {LONGEST_TEXT}")
    return text(value)


def web_address(value: str, schemes: tuple[str, ...] = ("https", "http")) -> str:
    """Return an absolute web address that is safe in `href`; raise `Wrong` for anything else."""
    value = bounded_text(value)

    def wrong(why: str = "") -> Wrong:
        remedy = f"write a whole address that begins with {schemes[0]}://"
        return Wrong(f"is {quote(value)}{why}; {remedy}", ABOUT_WEB_ADDRESSES)

    if re.search(r"[\s<>\"'`\\^{|}“”„‟‘’«»]", value):
        raise wrong(", which holds a character no address may have")
    try:
        parts = urlsplit(value)
        host, user, _ = parts.hostname, parts.username, parts.port
    except ValueError:
        raise wrong(", which is not an address") from None
    if parts.scheme not in schemes:
        raise wrong()
    if user is not None or not host:
        raise wrong(", which names no plain host")
    if not HOST.fullmatch(host):
        raise wrong(f", whose host {quote(host)} is not a public name in plain letters")
    return value


def secure_address(value: str) -> str:
    """Return an address that begins with https://; raise `Wrong` for anything else."""
    return web_address(value, ("https",))


def _written_as(form: str, remedy: str, topic: Topic) -> Callable[[str], str]:
    """Make the check of a text that has one form, and of what to write otherwise."""

    def check(value: str) -> str:
        value = value.strip()
        if not re.fullmatch(form, value):
            raise Wrong(f"is {quote(value)}; write {remedy}", topic)
        return value

    return check


host_name = _written_as(
    HOST.pattern, "a host in small letters, as donate.example.org", ABOUT_DONATION_ADDRESS
)


def contact(value: str) -> str:
    """Return an e-mail address or an https address to write to; raise `Wrong` otherwise."""
    value = value.strip()
    if EMAIL.fullmatch(value) and value.isascii():
        return value
    if "@" in value:
        raise Wrong(
            f"is {quote(value)}; write one plain e-mail address, as press@example.org",
            ABOUT_WEB_ADDRESSES,
        )
    try:
        return secure_address(value)
    except Wrong:
        raise Wrong(
            f"is {quote(value)}; write an e-mail address, as press@example.org, or a whole address "
            "that begins with https://",
            ABOUT_WEB_ADDRESSES,
        ) from None


def contact_link(value: str) -> str:
    """Return what stands in `href` for a contact: `mailto:` for an e-mail address."""
    return f"mailto:{percent_encode(value, safe='@.+-_')}" if "@" in value else value


def yes_or_no(value: str) -> bool:
    """Return whether an editor wrote yes or true; raise `Wrong` for anything but these and no."""
    answers = {"yes": True, "true": True, "no": False, "false": False}
    try:
        return answers[value.strip().casefold()]
    except KeyError:
        raise Wrong(f'is {quote(value)}; write "yes" or "no"') from None


def whole_number(value: str) -> int:
    """Return a number from 0, written in digits; raise `Wrong` for anything else."""
    digits = value.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):
        raise Wrong(f"is {quote(value)}; write a whole number in digits, as 12", ABOUT_KEYS)
    return int(digits)


def language_code(value: str) -> str:
    """Return a language's code such as `es` or `pt-BR` (BCP 47); raise `Wrong` for any other."""
    value = value.strip()
    remedy = "write a code as es, ar or pt-BR"
    try:
        locale = Locale.parse(value, sep="-")
    except (ValueError, UnknownLocaleError):
        raise Wrong(
            f"is {quote(value)}, which is no language that is known; {remedy}", ABOUT_TRANSLATIONS
        ) from None
    if (form := str(locale).replace("_", "-")) != value:
        raise Wrong(f"is {quote(value)}; write {quote(form)}", ABOUT_TRANSLATIONS)
    return value


def country_code(value: str) -> str:
    """Return a country's code such as `DE` (ISO 3166); raise `Wrong` for any other text."""
    value = value.strip()
    if value not in Locale("en").territories or not value.isalpha():
        raise Wrong(
            f"is {quote(value)}, which is no country that is known; write a code as US or DE"
        )
    return value


def colour(value: str) -> str:
    """Return a colour as `#0b5d8a`, from that or `#rgb`; raise `Wrong` for anything else."""
    found = value.strip().casefold()
    if not COLOUR.fullmatch(found):
        raise Wrong(
            f'is {quote(value)}; write red, green and blue in quotation marks, as "#0b5d8a"',
            ABOUT_COLOURS,
        )
    return found if len(found) == 7 else f"#{''.join(digit * 2 for digit in found[1:])}"


def old_address(value: str) -> str:
    """Return an address below the site's root, without a slash before it; raise `Wrong` else."""
    found = text(value).removeprefix("/")

    def wrong(why: str) -> Wrong:
        remedy = "write what follows the site's own address, as /old/letter/"
        return Wrong(f"is {quote(value)}, {why}; {remedy}", ABOUT_OLD_ADDRESSES)

    if "://" in found or found.startswith("/"):
        raise wrong("which names a whole address")
    if "?" in found or "#" in found:
        raise wrong("and what follows ? or # cannot be told apart without a server")
    if len(found) > LONGEST_TEXT or _NO_ADDRESS.search(found):
        raise wrong("which holds a character that none may have")
    parts = found.removesuffix("/").split("/")
    if any(not part or part.startswith(".") for part in parts):
        raise wrong("which is no address of a page")
    if "." in parts[-1] and not found.endswith((".html", "/")):
        raise wrong("a file that is no page")
    folders = parts if found.endswith("/") else parts[:-1]
    if file := next((part for part in folders if NAME_OF_FILE.search(part)), None):
        raise wrong(f"where {quote(file)} may be a file of the site")
    if any(len(part.encode()) > _LONGEST_NAME for part in parts):
        raise wrong("a part of which is longer than a file's name may be")
    return found


def docs_file(value: str) -> str:
    """Return a file's path below docs/, with slashes; raise `Wrong` for any other path."""
    found = text(value)
    remedy = "write its path below docs/, as files/logo.svg"
    parts = found.split("/")
    if _NO_ADDRESS.search(found) or len(found) > LONGEST_TEXT or "?" in found or "#" in found:
        raise Wrong(f"is {quote(value)}, which is no name of a file; {remedy}", ABOUT_LOGO)
    if any(not part or part.startswith(".") for part in parts) or parts[0] == "docs":
        raise Wrong(f"is {quote(value)}; {remedy}", ABOUT_LOGO)
    return found


def _field(check: Any) -> BeforeValidator:
    """Make a pydantic validator of a check, so that its words reach the editor."""

    def validate(value: Any) -> Any:
        if not isinstance(value, str):
            kind = "empty" if value is None else "a list or a mapping"
            raise PydanticCustomError("wrong", "{why}", {"why": f"is {kind}; write one value"})
        try:
            return check(value)
        except Wrong as wrong:
            raise PydanticCustomError(
                "wrong", "{why}", {"why": str(wrong), "topic": wrong.topic}
            ) from None

    return BeforeValidator(validate)


# What an editor's program may say of each type, before the checks above say it better. YAML may
# have read a plain text as a number or a truth value already (`name: 2021`, `name: No`).
_ANY_CASE_HTTPS = "[Hh][Tt][Tt][Pp][Ss]"
_ADDRESS_REST = r"""://[^\s<>"'`\\^{|}]+"""


def _text(title: str, *examples: str, pattern: str = "") -> WithJsonSchema:
    """Say a text's form in JSON Schema: its name, examples, and a pattern with spaces around it."""
    form: dict[str, Any] = {"type": "string", "pattern": rf"^\s*{pattern}\s*$"}
    if not pattern:
        form = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
    return WithJsonSchema(
        {"title": title, **form, **({"examples": [*examples]} if examples else {})}
    )


Text = Annotated[str, _field(bounded_text), _text("text")]
PlainWords = Annotated[str, _field(plain_words), _text("text")]
IsoDate = Annotated[
    date,
    _field(iso_date),
    _text("a day", "2021-02-09", pattern="[0-9]{4}-[0-9]{2}-[0-9]{2}"),
]
WebAddress = Annotated[
    str,
    _field(web_address),
    _text("a web address", "https://example.org/", pattern=f"{_ANY_CASE_HTTPS}?{_ADDRESS_REST}"),
]
SecureAddress = Annotated[
    str,
    _field(secure_address),
    _text(
        "a web address with https",
        "https://example.org/form",
        pattern=f"{_ANY_CASE_HTTPS}{_ADDRESS_REST}",
    ),
]
HostName = Annotated[
    str,
    _field(host_name),
    _text("a host", "donate.example.org", pattern=r"[a-z0-9-]+(?:\.[a-z0-9-]+)+"),
]
Contact = Annotated[
    str,
    _field(contact),
    _text(
        "an e-mail or https address",
        "letter@example.org",
        pattern=rf"(?:[\w.+-]+@[\w-]+(?:\.[\w-]+)+|{_ANY_CASE_HTTPS}{_ADDRESS_REST})",
    ),
]
LanguageCode = Annotated[
    str,
    _field(language_code),
    _text("a language's code", "es", pattern="[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*"),
]
CountryCode = Annotated[
    str, _field(country_code), _text("a country's code", "ES", pattern="[A-Z]{2}")
]
Colour = Annotated[
    str,
    _field(colour),
    _text("a colour", "#0b5d8a", pattern="#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})"),
]
DocsFile = Annotated[str, _field(docs_file), _text("a file below `docs/`", "files/logo.svg")]
FormerAddress = Annotated[
    str, _field(old_address), _text("an address on this site", "/old/letter/")
]
PageHash = Annotated[
    str,
    _field(
        _written_as("[0-9a-f]{12}", "its 12 digits and letters from a to f", ABOUT_TRANSLATIONS)
    ),
    _text("12 digits that the check gives", "1f0c9a3be2d4", pattern="[0-9a-f]{12}"),
]
Hash = Annotated[
    str,
    _field(
        _written_as(
            "[0-9a-f]{64}", "the 64 digits and letters from a to f, all of them", ABOUT_VERSIONS
        )
    ),
    _text("64 digits that a command writes", pattern="[0-9a-f]{64}"),
]
YesOrNo = Annotated[
    bool,
    _field(yes_or_no),
    WithJsonSchema(
        {
            "title": "yes or no",
            "type": ["boolean", "string"],
            "pattern": r"^\s*(?:[Yy][Ee][Ss]|[Nn][Oo]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])\s*$",
            "examples": ["yes"],
        }
    ),
]
WholeNumber = Annotated[
    int,
    _field(whole_number),
    WithJsonSchema(
        {
            "title": "a whole number",
            "type": ["integer", "string"],
            "minimum": 0,
            "maximum": 999_999_999,
            "pattern": r"^\s*[0-9]{1,9}\s*$",
            "examples": ["12"],
        }
    ),
]
