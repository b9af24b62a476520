"""Interface words: one catalogue a language, `overrides/words/<code>.po`, read by Babel.

The words themselves stand in the templates, in English. A catalogue is read at each build, so that
nothing that is made stands beside what a translator wrote.
"""

from __future__ import annotations

import functools
import gettext
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO, StringIO
from pathlib import Path
from typing import NamedTuple

from babel import Locale
from babel.messages import Catalog, Message
from babel.messages.plurals import get_plural
from babel.messages.pofile import PoFileError, read_po, write_po

from campaign.config.fields import FORBIDDEN
from campaign.config.folder import OWN, Templates
from campaign.core.files import read_text
from campaign.core.problems import Problem, Problems, quote
from campaign.core.topics import ABOUT_TRANSLATIONS
from campaign.i18n.languages import own_name, without_region

CATALOGUES_FOLDER = "words"
"""Below the templates' own folder."""
_TEMPLATES = ("*.html", "*.xml")
SOURCE_LANGUAGE = "en"
"""The language in which the templates are written."""
FUNCTIONS = ("_", "gettext", "ngettext")
PLACES = re.compile(r"%\(\w+\)s|\{\w+\}")
"""Where something is filled in, by a template or by a script."""
MARKUP = re.compile(r"[<>&\"]")
_ADDRESS = re.compile(
    r"(?:https?:|www\.)\S+|(?<![\w.%(-])[a-z0-9-]{3,}(?:\.[a-z0-9-]+)*\.[a-z]{2,}\b(?:/\S*)?"
)
"""A web address, with or without its beginning."""
_INSTEAD = {
    "<": "words alone",
    ">": "words alone",
    "&": "a word for it",
    '"': "the language's own quotation marks",
}
"""What to write for each sign of HTML."""
LONGER, ROOM = 6, 200
"""A translation has at most so many times the characters of the English words, and so many more."""
MOST_PLURALS, LONGEST_RULE = 6, 300
"""Forms that any language has for its numbers, as Arabic; and characters of the rule for them."""
PLURALS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
    "n%100>=11 ? 4 : 5);",
    "fa": "nplurals=2; plural=(n > 1);",
    "he": "nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);",
    "hi": "nplurals=2; plural=(n > 1);",
    "pt": "nplurals=2; plural=(n > 1);",
    "tr": "nplurals=2; plural=(n != 1);",
}
"""Unicode CLDR's rules for whole numbers, where Babel's list for catalogues has others.

Its last two Arabic forms stand in another order than everywhere. The form of CLDR for whole
millions, as in French, is none: catalogues elsewhere do not have it either.
"""
TRIED = range(1001)
"""Numbers for which the rule has to give a form."""
UTF_8 = ("utf-8", "utf8")
_REVIEWED = "# Reviewed by a native reader: "
"""The beginning of the line in a catalogue's head that says who reviewed it, or `no`."""
SHOWN = 60
"""Characters of a word or sentence that a message quotes."""
Key = str | tuple[str, str]
"""A word, or a word for one and a word for many."""


class Word(NamedTuple):
    """A word or sentence of the interface, and the templates that hold it."""

    key: Key
    templates: tuple[str, ...]


def catalogue_path(templates: Templates, code: str) -> Path:
    """Return where the catalogue of a language lies, or where a new one belongs."""
    name = f"{CATALOGUES_FOLDER}/{code}.po"
    found = templates.winner(name)
    # The generator's folder is the campaign's to write in only where its repository holds it.
    is_of_package = templates.generator != templates.own.parent
    return templates.own / name if is_of_package and not found.exists() else found


def used_catalogue(templates: Templates, code: str) -> Path:
    """Return the catalogue whose words a language shows: its own, or else the language's alone.

    So `de-AT` has the words of `de`, and `pt-BR` those of `pt`, but `zh-Hant` not those of `zh`.
    """
    own = catalogue_path(templates, code)
    alone = catalogue_path(templates, without_region(code))
    return alone if alone.exists() and not own.exists() else own


def speaks_source(code: str) -> bool:
    """Whether a language is that of the templates, as `en-GB` too: it needs no catalogue."""
    return without_region(code) == SOURCE_LANGUAGE


def template_files(templates: Path) -> list[Path]:
    """Return the files below a folder that hold words of the interface, in order.

    The campaign's own are left out: their words may be in one language.
    """
    return [
        path
        for path in sorted(path for pattern in _TEMPLATES for path in templates.rglob(pattern))
        if path.relative_to(templates).parts[0] != OWN
    ]


def extract(templates: Path) -> tuple[Word, ...]:
    """Return every word of the templates below a folder, in the order of their files."""
    found: dict[Key, list[str]] = {}
    for path in template_files(templates):
        name = path.relative_to(templates).as_posix()
        for key in _keys(path.read_bytes()):
            places = found.setdefault(key, [])
            if name not in places:
                places.append(name)
    return tuple(Word(key, tuple(places)) for key, places in found.items())


@functools.lru_cache(maxsize=512)
def _keys(template: bytes) -> tuple[Key, ...]:
    """Return the words of one template. Each is read once: reading all takes longer than a page."""
    from jinja2.ext import babel_extract  # costs more than a check of which the words are kept

    options = {"silent": "false", "newstyle_gettext": "true", "encoding": "utf-8"}
    keys: list[Key] = []
    for _, function, said, _ in babel_extract(BytesIO(template), FUNCTIONS, (), options):
        one, many = said[:2] if isinstance(said, tuple) else (said, None)
        keys.append((str(one), str(many)) if function == "ngettext" else str(one))
    return tuple(keys)


def read_catalogue(path: Path, shown: str, code: str) -> tuple[Catalog | None, list[Problem]]:
    """Return a language's catalogue, or None and why it cannot be read."""
    text, problems = read_text(path, shown)
    if text is None:
        return None, problems

    def refused(why: str, line: int = 1) -> tuple[None, list[Problem]]:
        return None, [Problem(shown, line, 1, why, ABOUT_TRANSLATIONS)]

    def wrong_plurals(fault: str) -> tuple[None, list[Problem]]:
        remedy = f"write `Plural-Forms: {_known_plurals(code)}`"
        why = f"`Plural-Forms` in the catalogue's header {fault}; {remedy}"
        return refused(why, _line_of(text, "Plural-Forms"))

    # Babel makes room for as many forms as the header names, before anything can be checked.
    if too_many := [n for n in _plurals_named(text) if n > MOST_PLURALS]:
        return wrong_plurals(f"names {min(too_many)} forms")
    catalogue = None
    try:
        catalogue = read_po(StringIO(text), locale=code.replace("-", "_"), abort_invalid=True)
    except PoFileError as error:
        why = "this is no line of a catalogue; write `msgid` or `msgstr`, and the words in quotes"
        return refused(why, error.lineno + 1)  # Babel counts lines from 0
    except ValueError as error:
        return refused(f"the catalogue cannot be read: {error}")
    except LookupError:  # there is no such charset
        pass
    # By another one, the words would be read anew after they were looked at.
    if catalogue is None or str(catalogue.charset).casefold() not in UTF_8:
        why = "the catalogue's charset is not UTF-8; write `charset=utf-8` in its header"
        return refused(why, _line_of(text, "charset"))
    if fault := _fault_of_plurals(catalogue):
        return wrong_plurals(fault)
    return catalogue, []


def _plurals_named(text: str) -> list[int]:
    """Return every number of forms that a catalogue's text could name, in whatever writing."""
    joined = re.sub(r'\\|"\s*\n\s*"', "", text)
    return [int(number[:9]) for number in re.findall(r"nplurals\s*=\s*(\d+)", joined)]


def _fault_of_plurals(catalogue: Catalog) -> str | None:
    """Say what is wrong with the rule by which a number gets its form, if something is."""
    forms, rule = catalogue.num_plurals, str(catalogue.plural_expr)
    if not 1 <= forms <= MOST_PLURALS:
        return f"names {forms} forms"
    if len(rule) > LONGEST_RULE:
        return f"has a rule of {len(rule)} characters"
    try:
        form_of = gettext.c2py(rule)  # what its readers use
        chosen = {form_of(number) for number in TRIED}
    except (ValueError, ArithmeticError, RecursionError, SyntaxError, MemoryError):
        return "has a rule that cannot be read"
    return None if chosen <= set(range(forms)) else "has a rule that gives a form it does not name"


def _known_plurals(code: str) -> str:
    return PLURALS.get(code) or str(get_plural(code.replace("-", "_")).plural_forms)


def _line_of(text: str, word: str) -> int:
    lines = text.casefold().split("\n")
    return next((n for n, line in enumerate(lines, start=1) if word.casefold() in line), 1)


def check_catalogue(
    catalogue: Catalog, words: Iterable[Word], shown: str, shown_templates: str, *, complete: bool
) -> list[Problem]:
    """Return what is wrong with a catalogue.

    A word that lacks its translation is a problem for a complete language only; a translation
    that would end the build, or lose what stands in the sentence, always is, also of words that
    no template holds any more.
    """
    problems = []
    for said in catalogue:
        if not said.id or said.fuzzy:
            continue
        if why := _wrong_length(said) or _wrong_signs(said) or _wrong_placeholders(said):
            text = f"the translation of {_quoted(forms_of(said.id)[0])} {why}"
            problems.append(Problem(shown, said.lineno or 0, 1, text, ABOUT_TRANSLATIONS))
    if not complete:
        return problems
    for word in words:
        message = catalogue.get(word.key)
        if message is None or not message.id:
            where = f"{shown_templates}/{word.templates[0]}"
            text = (
                f"the words {_quoted(word.key)} of {where} are not in the catalogue; run "
                "`campaign words`, and translate them"
            )
            problems.append(Problem(shown, 0, 0, text, ABOUT_TRANSLATIONS))
        elif lacks_translation(message, catalogue.num_plurals):
            fault = (
                "are marked as fuzzy; correct the translation, and delete the word `fuzzy`"
                if message.fuzzy
                else f"are not translated; write {_forms(message, catalogue)}"
            )
            text = f"the words {_quoted(word.key)} {fault}"
            problems.append(Problem(shown, message.lineno or 0, 1, text, ABOUT_TRANSLATIONS))
    return problems


def lacks_translation(message: Message, plurals: int) -> bool:
    """Whether a message has no translation that may be shown."""
    if message.fuzzy:
        return True
    given = forms_of(message.string)
    wanted = plurals if message.pluralizable else 1
    return len(given) != wanted or not all(given)


def untranslated(catalogue: Catalog | None, words: Iterable[Word]) -> int:
    """Return how many words a language shows in English."""
    return sum(
        catalogue is None
        or (message := catalogue.get(word.key)) is None
        or lacks_translation(message, catalogue.num_plurals)
        for word in words
    )


def load_catalogues(
    templates: Templates,
    languages: Mapping[str, bool],
    shown: Callable[[Path], str],
) -> tuple[dict[str, Catalog], Problems]:
    """Return the catalogue of each language (its code, and whether it is complete) that has one.

    English needs none. A language without a catalogue shows English words; that is a problem if
    it is complete.
    """
    problems, catalogues = Problems(), dict[str, Catalog]()
    for code, complete in languages.items():
        path = used_catalogue(templates, code)
        name = shown(path)
        if speaks_source(code) or (not complete and not path.exists()):
            continue
        if not path.exists():
            message = f"the file is missing; run `campaign words --add {code}`, and translate it"
            problems.add(name, (0, 0), message, ABOUT_TRANSLATIONS)
            continue
        catalogue, found = read_catalogue(path, name, code)
        problems.extend(found)
        if catalogue is None:
            continue
        words = extract(templates.generator) if complete else ()
        problems.extend(
            check_catalogue(catalogue, words, name, shown(templates.generator), complete=complete)
        )
        catalogues[code] = catalogue
    return catalogues, problems


def empty_catalogue(code: str) -> Catalog:
    """Return a catalogue for a new language."""
    comment = f"# The interface's words in {own_name(code)}. `campaign words` keeps them current."
    return _catalogue(code.replace("-", "_"), f"{comment}\n{_REVIEWED}no", _known_plurals(code))


def _catalogue(locale: Locale | str | None, comment: str, plurals: str) -> Catalog:
    catalogue = Catalog(locale=locale, header_comment=comment, fuzzy=False)
    catalogue.mime_headers = [("Plural-Forms", plurals)]
    return catalogue


def updated(catalogue: Catalog, words: Iterable[Word]) -> Catalog:
    """Return a catalogue with exactly these words, keeping the translations that it has.

    Words that the templates no longer hold are left out. A new word is never guessed at.
    """
    comment = catalogue.header_comment
    if _REVIEWED not in comment:
        comment = f"{comment}\n{_REVIEWED}no"
    new = _catalogue(catalogue.locale, comment, catalogue.plural_forms)
    for word in words:
        old = catalogue.get(word.key)
        places = [(name, 0) for name in word.templates]
        if old is not None and old.id in (word.key, list(word.key)):
            flags, comments = old.flags, old.user_comments
            new.add(word.key, old.string, places, flags=flags, user_comments=comments)
        else:
            new.add(word.key, locations=places)
    return new


def reviewed(catalogue: Catalog) -> str:
    """Return what a catalogue says of its review by a native reader: who, and when, or `no`."""
    said = catalogue.header_comment.partition(_REVIEWED)[2].partition("\n")[0]
    return said.strip() or "no"


def as_text(catalogue: Catalog) -> str:
    """Return a catalogue as its file has it, without what changes at each writing."""
    written = BytesIO()
    write_po(written, catalogue, width=100, omit_header=True, include_lineno=False)
    header = (
        f"Language: {str(catalogue.locale).replace('_', '-')}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {catalogue.plural_forms}",
    )
    lines = [catalogue.header_comment, 'msgid ""', 'msgstr ""', *(f'"{h}\\n"' for h in header)]
    return "\n".join([*lines, "", written.getvalue().decode("utf-8").strip(), ""])


def forms_of(said: str | Sequence[str] | None) -> Sequence[str]:
    """Return the forms of a word or of its translation; one where it has no plural."""
    return said if isinstance(said, tuple | list) else (str(said or ""),)


def _wrong_length(message: Message) -> str | None:
    sources = forms_of(message.id)
    given = forms_of(message.string)
    most = LONGER * max(map(len, sources)) + ROOM
    longest = max((len(text) for text in given if text), default=0)
    return f"has {longest} characters; write at most {most}" if longest > most else None


def _wrong_signs(message: Message) -> str | None:
    """Say which sign a translation may not hold, if it holds one.

    Jinja takes words as safe HTML. So they hold nothing that could begin a tag or an entity, or
    end an attribute.
    """
    given = forms_of(message.string)
    for text in filter(None, given):
        if hidden := FORBIDDEN.search(text):
            return f"holds the invisible character {quote(hidden[0])}; delete it"
        foreign = (match[0] for match in _ADDRESS.finditer(text))
        if address := next((each for each in foreign if not _says(message, each)), None):
            return f"names {quote(address)}, which the words do not; leave the address out"
        if found := MARKUP.search(text):
            return f"holds {found[0]}, which is a sign of HTML; write {_INSTEAD[found[0]]}"
    return None


def _says(message: Message, part: str) -> bool:
    return any(part in source for source in forms_of(message.id))


def _wrong_placeholders(message: Message) -> str | None:
    """Say what a translation makes of the places that are filled in, if it is not right."""
    sources = forms_of(message.id)
    given = forms_of(message.string)
    known = {name for source in sources for name in PLACES.findall(source)}
    for text in filter(None, given):
        present = set(PLACES.findall(text))
        if unknown := sorted(present - known):
            only = ", ".join(sorted(known)) or "words"
            return f"holds {unknown[0]}, which the words do not; write only {only}"
        # A form for one or two things may say the number in words.
        if not message.pluralizable and (lost := sorted(known - present)):
            return f"lacks {lost[0]}; write it where it belongs in the sentence"
        # Jinja fills in every text, so that a percent sign of its own ends a build.
        if "%" in PLACES.sub("", text).replace("%%", ""):
            return "holds a percent sign of its own; write %%"
    return None


def _quoted(key: Key) -> str:
    text = key[0] if isinstance(key, tuple) else key
    return quote(text if len(text) <= SHOWN else f"{text[:SHOWN]}…")


def _forms(message: Message, catalogue: Catalog) -> str:
    if not message.pluralizable:
        return "the line below it that begins with `msgstr`"
    last = catalogue.num_plurals - 1
    return f"all the lines below it from `msgstr[0]` to `msgstr[{last}]`"
