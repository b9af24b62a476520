"""Interface words: one catalogue a language, `overrides/words/<code>.po`, read by Babel.

The words themselves stand in the templates, in English. A catalogue is read at each build, so that
nothing that is made stands beside what a translator wrote.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from gettext import c2py
from io import BytesIO, StringIO
from pathlib import Path

from babel.messages import Catalog, Message, plurals
from babel.messages.extract import extract as read_template
from babel.messages.pofile import PoFileError, read_po, write_po
from babel.plural import to_gettext

from campaign.config.fields import FORBIDDEN, language_code
from campaign.config.folder import OWN, Templates
from campaign.core.files import read_text
from campaign.core.problems import Problem, Problems, Wrong, quote
from campaign.core.topics import ABOUT_TRANSLATIONS
from campaign.i18n.formats import locale_of
from campaign.i18n.languages import own_name, without_region

CATALOGUES_FOLDER = "words"
"""Below the templates' own folder."""
SOURCE_LANGUAGE = "en"
"""The language in which the templates are written."""
FILLED_IN = re.compile(r"%\(\w+\)s|\{\w+\}")
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
RULE = re.compile(r"nplurals\s*=\s*(\d)\s*;\s*plural\s*=\s*([-+n\s\d()?:%=!<>&|]{1,300})")
"""How a header names a rule for numbers (GNU gettext, 11.2.6)."""
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
_REVIEWED = "# Reviewed by a native reader: "
"""The beginning of the line in a catalogue's head that says who reviewed it, or `no`."""
SHOWN = 60
"""Characters of a word or sentence that a message quotes."""
Word = str | tuple[str, ...]
"""A word, or a word for one and a word for many."""
TemplateWords = Mapping[Word, Sequence[str]]
"""Words and sentences of the interface, each with the templates that hold it."""


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


def extract(templates: Path) -> TemplateWords:
    """Return every word of the templates below a folder, in the order of their files.

    The campaign's own templates are left out: their words may be in one language.
    """
    found: dict[Word, list[str]] = {}
    for path in sorted((*templates.rglob("*.html"), *templates.rglob("*.xml"))):
        name = path.relative_to(templates)
        for key in _keys(path.read_bytes()) if name.parts[0] != OWN else ():
            places = found.setdefault(key, [])
            if name.as_posix() not in places:
                places.append(name.as_posix())
    return found


@lru_cache(maxsize=512)
def _keys(template: bytes) -> tuple[Word, ...]:
    """Return the words of one template. Each is read once: reading all takes longer than a page."""
    keywords = {"_": None, "gettext": None, "ngettext": (1, 2)}
    options = {"silent": "false", "newstyle_gettext": "true", "encoding": "utf-8"}
    found = read_template("jinja2.ext:babel_extract", BytesIO(template), keywords, options=options)
    return tuple(key for _, key, _, _ in found)


def read_catalogue(path: Path, shown: str) -> tuple[Catalog | None, list[Problem]]:
    """Return the catalogue of the language that its file's name tells, or why it cannot be read."""
    text, problems = read_text(path, shown)
    if text is None:
        return None, problems

    def refused(why: str, line: int = 1) -> tuple[None, list[Problem]]:
        return None, [Problem(shown, line, 1, why, ABOUT_TRANSLATIONS)]

    try:
        wanted = _plural_forms(language_code(path.stem))
    except Wrong as wrong:
        return refused(f"the language of the file's name {wrong}")
    lines = enumerate(text.casefold().split("\n"), start=1)
    line = next((number for number, line in lines if "plural-forms" in line), 1)
    other_rule = (
        "`Plural-Forms` in the catalogue's header is not the language's rule for numbers; write "
        f"`Plural-Forms: {wanted}`"
    )
    # Babel makes room for as many forms as any header names, before they can be looked at.
    joined = re.sub(r'\\|"\s*\n\s*"', "", text)
    if joined.casefold().count("nplurals") != 1 or _forms_by(joined) != _forms_by(wanted):
        return refused(other_rule, line)
    try:
        catalogue = read_po(StringIO(text), path.stem.replace("-", "_"), abort_invalid=True)
    except PoFileError as error:
        why = "this is no line of a catalogue; write `msgid` or `msgstr`, and the words in quotes"
        return refused(why, error.lineno + 1)  # Babel counts lines from 0
    except ValueError as error:
        return refused(f"the catalogue cannot be read: {error}")
    catalogue.charset = "utf-8"  # whatever the header says: so it was read
    is_rule = _forms_by(catalogue.plural_forms) == _forms_by(wanted)
    return (catalogue, []) if is_rule else refused(other_rule, line)


@lru_cache(maxsize=64)
def _forms_by(header: str) -> tuple[int, ...]:
    """Return how many forms a rule names, and which each number gets; empty for what is no rule.

    Translators' programs write one rule in several ways, as with or without parentheses.
    """
    if not (found := RULE.search(header)):
        return ()
    try:
        return int(found[1]), *map(c2py(found[2]), range(1001))
    except (ValueError, ArithmeticError):
        return ()


def _plural_forms(code: str) -> str:
    """Return the rule by which a number gets its form in a language."""
    locale = locale_of(code)
    ours, cldr = PLURALS.get(code), to_gettext(locale.plural_form)
    # Babel's list lacks languages, and says of each of those that it has two forms.
    is_listed = locale.language in plurals.PLURALS or cldr.startswith("nplurals=2;")
    return ours or (str(plurals.get_plural(locale).plural_forms) if is_listed else cldr)


def check_catalogue(
    catalogue: Catalog, words: TemplateWords, shown: str, shown_templates: str
) -> list[Problem]:
    """Return what is wrong with a catalogue that is to hold these words.

    A translation that would end the build, or lose what stands in the sentence, is a problem also
    of words that no template holds any more.
    """
    problems = [
        Problem(
            shown,
            said.lineno or 0,
            1,
            f"the translation of {_quoted(said.id)} {why}",
            ABOUT_TRANSLATIONS,
        )
        for said in catalogue
        if said.id and not said.fuzzy and (why := _wrong(said))
    ]
    for key, templates in words.items():
        message = catalogue.get(key)
        line = column = 0
        if message is None or not message.id:
            fault = (
                f"of {shown_templates}/{templates[0]} are not in the catalogue; run "
                "`campaign words`, and translate them"
            )
        elif not lacks_translation(message, catalogue.num_plurals):
            continue
        else:
            line, column = message.lineno or 0, 1
            wanted = "the line below it that begins with `msgstr`"
            if message.pluralizable:
                last = catalogue.num_plurals - 1
                wanted = f"all the lines below it from `msgstr[0]` to `msgstr[{last}]`"
            fault = (
                "are marked as fuzzy; correct the translation, and delete the word `fuzzy`"
                if message.fuzzy
                else f"are not translated; write {wanted}"
            )
        why = f"the words {_quoted(key)} {fault}"
        problems.append(Problem(shown, line, column, why, ABOUT_TRANSLATIONS))
    return problems


def _wrong(message: Message) -> str | None:
    """Say what a translation holds that it may not, or lacks.

    Jinja takes words as safe HTML. So they hold nothing that could begin a tag or an entity, or
    end an attribute.
    """
    sources = forms_of(message.id)
    known = {place for source in sources for place in FILLED_IN.findall(source)}
    most = LONGER * max(map(len, sources)) + ROOM
    for text in filter(None, forms_of(message.string)):
        if len(text) > most:
            return f"has {len(text)} characters; write at most {most}"
        if hidden := FORBIDDEN.search(text):
            return f"holds the invisible character {quote(hidden[0])}; delete it"
        for address in _ADDRESS.findall(text):
            if not any(address in source for source in sources):
                return f"names {quote(address)}, which the words do not; leave the address out"
        if found := MARKUP.search(text):
            return f"holds {found[0]}, which is a sign of HTML; write {_INSTEAD[found[0]]}"
        present = set(FILLED_IN.findall(text))
        if unknown := sorted(present - known):
            only = ", ".join(sorted(known)) or "words"
            return f"holds {unknown[0]}, which the words do not; write only {only}"
        # A form for one or two things may say the number in words.
        if not message.pluralizable and (lost := sorted(known - present)):
            return f"lacks {lost[0]}; write it where it belongs in the sentence"
        # Jinja fills in every text, so that a percent sign of its own ends a build.
        if "%" in FILLED_IN.sub("", text).replace("%%", ""):
            return "holds a percent sign of its own; write %%"
    return None


def lacks_translation(message: Message, forms: int) -> bool:
    """Whether a message has no translation that may be shown."""
    given = forms_of(message.string)
    wanted = forms if message.pluralizable else 1
    return message.fuzzy or len(given) != wanted or not all(given)


def untranslated(catalogue: Catalog | None, words: TemplateWords) -> int:
    """Return how many words a language shows in English."""
    return sum(
        catalogue is None
        or (message := catalogue.get(word)) is None
        or lacks_translation(message, catalogue.num_plurals)
        for word in words
    )


def load_catalogues(
    templates: Templates, languages: Mapping[str, bool], shown: Callable[[Path], str]
) -> tuple[dict[str, Catalog], Problems]:
    """Return the catalogue of each language (its code, and whether it is complete) that has one.

    English needs none. A language without a catalogue shows English words, and one may lack some:
    that is a problem if the language is complete.
    """
    problems, catalogues = Problems(), dict[str, Catalog]()
    for code, complete in languages.items():
        path = used_catalogue(templates, code)
        name = shown(path)
        if speaks_source(code) or not (complete or path.exists()):
            continue
        if not path.exists():
            message = f"the file is missing; run `campaign words --add {code}`, and translate it"
            problems.add(name, (0, 0), message, ABOUT_TRANSLATIONS)
        elif (catalogue := problems.take(read_catalogue(path, name))) is not None:
            # Those of the generator have every word, as its tests hold.
            is_own = path.is_relative_to(templates.own)
            words = extract(templates.generator) if complete and is_own else {}
            problems.extend(check_catalogue(catalogue, words, name, shown(templates.generator)))
            catalogues[code] = catalogue
    return catalogues, problems


def empty_catalogue(code: str) -> Catalog:
    """Return a catalogue for a new language."""
    comment = f"# The interface's words in {own_name(code)}. `campaign words` keeps them current."
    catalogue = Catalog(code.replace("-", "_"), header_comment=comment, fuzzy=False)
    catalogue.mime_headers = [("Plural-Forms", _plural_forms(code))]
    return catalogue


def update(catalogue: Catalog, words: TemplateWords) -> None:
    """Let a catalogue hold exactly these words, keeping the translations that it has.

    Words that the templates no longer hold are left out. A new word is never guessed at.
    """
    template = Catalog()
    for word, names in words.items():
        template.add(word, locations=[(name, 0) for name in names])
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    if _REVIEWED not in catalogue.header_comment:
        catalogue.header_comment += f"\n{_REVIEWED}no"


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


def _quoted(word: Word | Sequence[str]) -> str:
    text = forms_of(word)[0]
    return quote(text if len(text) <= SHOWN else f"{text[:SHOWN]}…")
