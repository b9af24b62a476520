"""Types of the values that editors write; each says what is wrong and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Annotated, Any
from urllib.parse import quote as percent_encode
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError
from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema

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
from campaign.safety.uploads import check_name

LONGEST_TEXT = 2_000
"""Characters of one value in front matter or mkdocs.yml, and of an address."""
HOST = re.compile(
    r"(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]"
)
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
_POINTLESS = re.compile("[\u00ad\u034f\u17b4\u17b5]")
_POINTLESS_OR_MARK = re.compile(f"{_POINTLESS.pattern}|[\u061c\u200c-\u200f]")
_USES_MARKS = re.compile("[\u0590-\u1dff\u2c00-\U0010ffff]")
"""A letter of a script that is written with joiners or direction marks, or an emoji."""
STACKED = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{6,}")
"""More accents on one letter than any language writes: they cover the lines above and below."""


def text(value: str) -> str:
    """Return the text without outer spaces; raise `Wrong` for characters that may not be shown."""
    is_plain = value.isascii() and value.isprintable()
    if not is_plain and (found := FORBIDDEN.search(value)):
        raise Wrong(f"holds the invisible character {quote(found[0])}; delete it", ABOUT_ENCODING)
    if not is_plain and (found := STACKED.search(value)):
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
    return _POINTLESS if _USES_MARKS.search(value) else _POINTLESS_OR_MARK


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
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise wrong(", which is not an address") from None
    if parts.scheme not in schemes:
        raise wrong()
    if parts.username is not None or not HOST.fullmatch(host):
        raise wrong(", whose host is not a public name in plain letters alone")
    return value


def secure_address(value: str) -> str:
    """Return an address that begins with https://; raise `Wrong` for anything else."""
    return web_address(value, ("https",))


def contact(value: str) -> str:
    """Return an e-mail address or an https address to write to; raise `Wrong` otherwise."""
    value = value.strip()
    if EMAIL.fullmatch(value) and value.isascii():
        return value
    if "@" not in value:
        with suppress(Wrong):
            return secure_address(value)
    raise Wrong(
        f"is {quote(value)}; write one plain e-mail address, as press@example.org, or a whole "
        "address that begins with https://",
        ABOUT_WEB_ADDRESSES,
    )


def contact_link(value: str) -> str:
    """Return what stands in `href` for a contact: `mailto:` for an e-mail address."""
    return f"mailto:{percent_encode(value, safe='@.+-_')}" if "@" in value else value


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


def _written_as(
    form: str, remedy: str, topic: Topic | None = None, read: Callable[[str], Any] = str
) -> Callable[[str], Any]:
    """Make the check of a text that has one form, and of what to write otherwise."""

    def check(value: str) -> Any:
        value = value.strip()
        if not re.fullmatch(form, value):
            raise Wrong(f"is {quote(value)}; write {remedy}", topic)
        return read(value)

    return check


def _six_digits(value: str) -> str:
    digits = value[1:].casefold()
    return f"#{digits}" if len(digits) == 6 else f"#{''.join(digit * 2 for digit in digits)}"


_COLOUR = "#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})"
_PAGE_HASH, _TEXT_HASH = "[0-9a-f]{12}", "[0-9a-f]{64}"
_NUMBER = "[0-9]{1,9}"
_THREE_LETTERS = "[A-Z]{3}"
_YES, _NO = "[Yy][Ee][Ss]|[Tt][Rr][Uu][Ee]", "[Nn][Oo]|[Ff][Aa][Ll][Ss][Ee]"
_YES_OR_NO = f"(?:{_YES}|{_NO})"

host_name = _written_as(
    HOST.pattern, "a host in small letters, as donate.example.org", ABOUT_DONATION_ADDRESS
)
colour = _written_as(
    _COLOUR,
    'red, green and blue in quotation marks, as "#0b5d8a"',
    ABOUT_COLOURS,
    _six_digits,
)
_page_hash = _written_as(_PAGE_HASH, "its 12 digits and letters from a to f", ABOUT_TRANSLATIONS)
_text_hash = _written_as(
    _TEXT_HASH, "the 64 digits and letters from a to f, all of them", ABOUT_VERSIONS
)
_currency = _written_as(_THREE_LETTERS, "its code in three capital letters, as EUR")
whole_number = _written_as(_NUMBER, "a whole number in digits, as 12", read=int)
yes_or_no = _written_as(
    _YES_OR_NO, '"yes" or "no"', read=lambda value: bool(re.fullmatch(_YES, value))
)


def _is_path(value: str) -> bool:
    """Whether a path names a file on every computer, in letters that mean nothing in an address."""
    is_strange = any(
        not part or part.startswith(".") or len(part.encode()) > _LONGEST_NAME
        for part in value.split("/")
    )
    is_strange = is_strange or len(value) > LONGEST_TEXT or bool(re.search(r"[\s^]", value))
    return not is_strange and check_name(value) is None


def old_address(value: str) -> str:
    """Return an address below the site's root, without a slash before it; raise `Wrong` else."""
    found = text(value).removeprefix("/")
    path = f"{found}index.html" if found.endswith("/") else found
    name = path.rpartition("/")[2]
    if not _is_path(path) or ("." in name and not name.endswith(".html")):
        raise Wrong(
            f"is {quote(value)}, which is no address of a page on this site; write what follows "
            "the site's own address, without ? and #, as /old/letter/",
            ABOUT_OLD_ADDRESSES,
        )
    return found


def docs_file(value: str) -> str:
    """Return a file's path below docs/, with slashes; raise `Wrong` for any other path."""
    found = text(value)
    if not _is_path(found) or found.startswith("docs/"):
        raise Wrong(f"is {quote(value)}; write its path below docs/, as files/logo.svg", ABOUT_LOGO)
    return found


class ValueKind:
    """A kind of value, for pydantic: its check, and what an editor's program may say before.

    YAML may have read a plain text as a number or a truth value there (`name: 2021`, `name: No`).
    """

    def __init__(
        self,
        check: Callable[[str], Any],
        title: str = "",
        example: str = "",
        pattern: str = "",
        **form: Any,
    ) -> None:
        """Name the kind; `pattern` and `form` are of its JSON Schema, any text if left out."""
        self._check = check
        self._schema = {"title": title, "type": "string", "pattern": rf"^\s*{pattern}\s*$", **form}
        if not pattern:
            self._schema |= {"type": ["string", "number", "boolean"], "pattern": r"\S"}
        if example:
            self._schema["examples"] = [example]

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(self._validate, handler(source))

    def __get_pydantic_json_schema__(self, *_: Any) -> dict[str, Any]:
        return dict(self._schema)

    def _validate(self, value: Any) -> Any:
        if not isinstance(value, str):
            kind = "empty" if value is None else "a list or a mapping"
            raise Wrong(f"is {kind}; write one value")
        return self._check(value)


_HTTPS = "[Hh][Tt][Tt][Pp][Ss]"
_REST = r"""://[^\s<>"'`\\^{|}]+"""
_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_LANGUAGE = "[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*"

Text = Annotated[str, ValueKind(bounded_text, "text")]
PlainWords = Annotated[str, ValueKind(plain_words, "text")]
IsoDate = Annotated[date, ValueKind(iso_date, "a day", "2021-02-09", _DAY)]
WebAddress = Annotated[
    str, ValueKind(web_address, "a web address", "https://example.org/", f"{_HTTPS}?{_REST}")
]
SecureAddress = Annotated[
    str,
    ValueKind(
        secure_address, "a web address with https", "https://example.org/form", f"{_HTTPS}{_REST}"
    ),
]
HostName = Annotated[
    str, ValueKind(host_name, "a host", "donate.example.org", r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
]
Contact = Annotated[
    str,
    ValueKind(
        contact,
        "an e-mail or https address",
        "letter@example.org",
        f"(?:{_EMAIL}|{_HTTPS}{_REST})",
    ),
]
LanguageCode = Annotated[str, ValueKind(language_code, "a language's code", "es", _LANGUAGE)]
CountryCode = Annotated[str, ValueKind(country_code, "a country's code", "ES", "[A-Z]{2}")]
CurrencyCode = Annotated[str, ValueKind(_currency, "a currency's code", "EUR", _THREE_LETTERS)]
Colour = Annotated[str, ValueKind(colour, "a colour", "#0b5d8a", _COLOUR)]
DocsFile = Annotated[str, ValueKind(docs_file, "a file below `docs/`", "files/logo.svg")]
FormerAddress = Annotated[str, ValueKind(old_address, "an address on this site", "/old/letter/")]
PageHash = Annotated[
    str, ValueKind(_page_hash, "12 digits that the check gives", "1f0c9a3be2d4", _PAGE_HASH)
]
Hash = Annotated[str, ValueKind(_text_hash, "64 digits that a command writes", "", _TEXT_HASH)]
YesOrNo = Annotated[
    bool, ValueKind(yes_or_no, "yes or no", "yes", _YES_OR_NO, type=["boolean", "string"])
]
WholeNumber = Annotated[
    int,
    ValueKind(
        whole_number,
        "a whole number",
        "12",
        _NUMBER,
        type=["integer", "string"],
        minimum=0,
        maximum=999_999_999,
    ),
]
