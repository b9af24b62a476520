"""OPTIONS.md: everything that editors can set, made from the models.

For each key: whether it is needed, what it holds in plain words, what holds without it, what it
means, and an example.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from campaign.cli.model_help import help_of
from campaign.config import fields
from campaign.config.configuration import Campaign
from campaign.config.import_profile import Remembered
from campaign.config.validation import Model
from campaign.content.pages import MODELS, PAGE_TYPES, Page
from campaign.content.reading import ReadingItem
from campaign.content.versions import Version
from campaign.signatories.signatories_csv import COLUMNS, REQUIRED

FILE = Path("OPTIONS.md")
"""From the project's root."""


class Kind(NamedTuple):
    """A type of value, in an editor's words."""

    of: Any
    words: str
    example: str


KINDS: tuple[Kind, ...] = (
    Kind(fields.Text, "text", ""),
    Kind(fields.IsoDate, "a day", "2021-02-09"),
    Kind(fields.WebAddress, "a web address", "https://example.org/"),
    Kind(fields.SecureAddress, "a web address with https", "https://example.org/form"),
    Kind(fields.HostName, "a host", "donate.example.org"),
    Kind(fields.Contact, "an e-mail or https address", "letter@example.org"),
    Kind(fields.YesOrNo, "yes or no", "yes"),
    Kind(fields.LanguageCode, "a language's code", "es"),
    Kind(fields.CountryCode, "a country's code", "ES"),
    Kind(fields.Colour, "a colour", '"#0b5d8a"'),
    Kind(fields.DocsFile, "a file below `docs/`", "files/logo.svg"),
    Kind(fields.OldAddress, "an address on this site", "/old/letter/"),
    Kind(fields.PageHash, "12 digits that the check gives", "1f0c9a3be2d4"),
    Kind(fields.Hash, "64 digits that a command writes", ""),
    Kind(fields.WholeNumber, "a whole number", "12"),
)
EXAMPLES: Mapping[str, str] = {
    "addressed_to": "The chair of the council",
    "addressee": "The Example Council",
    "affiliation": "Example College, for identification only",
    "amount_parameter": "amount",
    "archive": "https://web.archive.org/web/2021/https://example.org/",
    "alt": "Example Alliance",
    "ask": "Open the library on Sundays.",
    "author": "Ada Sample",
    "boilerplate": "Example Alliance speaks for 40 groups of readers.",
    "change": "The second paragraph names the new date.",
    "closing": "Respectfully,",
    "column": "Your organization",
    "correction": "The entry of March 1 named the wrong office.",
    "currency": "EUR",
    "demands": "open-on-sundays plant-trees",
    "description": "What readers find here, in one sentence.",
    "donate_label": "Donar al fondo",
    "fact": "The council voted on March 1, 2026.",
    "first": "yes",
    "group": "National",
    "groups": "National",
    "kind": "organization",
    "label": "Give to the fund",
    "legal_name": "Example Fund",
    "logo_alt": "Alianza Ejemplo",
    "may_be_published": '"+1 202 555 0100"',
    "means": "organization",
    "met_when": "The library opens on Sundays.",
    "name": "Example Alliance",
    "nav_title": "La carta",
    "nav_titles": "Noticias",
    "note": "This is a restatement of the letter.",
    "path": "files/photograph.webp",
    "pays_for": "An hour of legal advice",
    "pdf": "files/letter.pdf",
    "permission": "By e-mail to the editors, March 2, 2026",
    "place": "Northford",
    "publisher": "Example Press",
    "purpose": "Your gift pays for legal advice.",
    "role": "Director, Example Alliance",
    "salutation": "Dear members of the council:",
    "share_text": "Read the letter to the Example Council.",
    "short_name": "The library letter",
    "sign_label": "Firmar la carta",
    "signed": "2021-02-09",
    "signed_note": "The printed letter bears more names.",
    "sort": "Example, Ada",
    "source": "Example Press",
    "source_parameter": "refcode",
    "source_title": "The council's minutes",
    "subject": "The library's hours",
    "summary": "The council promised to open the library.",
    "tax_note": "Gifts are deductible as the law allows.",
    "tax_status": "A registered charity",
    "text": "We have waited long enough.",
    "title": "Open the library on Sundays",
    "tool": "Google Forms",
    "translator": "The editors of this site",
    "url": "https://example.org/",
    "version": "2",
    "withdrawn": "2021-03-01",
}
"""What may stand for a text, by its key."""
HEAD = """\
# Everything that can be set

Made by `./campaign schemas` from the program itself: do not change it by hand. \
The [guide](guide/README.md) says how to do what is most often done, and \
[PROBLEMS.md](PROBLEMS.md) what to do about a problem.

A key that is not *needed* may be left out. Then holds what stands below *without it*. \
A list has one entry a line, each with `- ` before it.
"""


def reference() -> str:
    """Return the text of OPTIONS.md."""
    return "\n".join((HEAD, *_campaign(), *_pages(), *_data()))


def _campaign() -> Iterator[str]:
    yield "## The campaign\n"
    yield "Below `extra:` and `campaign:` in `mkdocs.yml`.\n"
    yield from _model(Campaign, "", 3)


def _pages() -> Iterator[str]:
    yield "## Pages\n"
    yield "The front matter of a page in `docs/`, between two lines of `---`.\n"
    yield "### Every page\n"
    yield "`type` says what kind of page it is; without it, it is a `page`.\n"
    yield from _model(Page, "", 4, without=("type",))
    common = set(Page.model_fields)
    for kind in PAGE_TYPES:
        model = MODELS[kind]
        if kind == "page":
            continue
        yield f"### `type: {kind}`\n"
        yield f"{_summary(model)}\n"
        if set(model.model_fields) - common:
            yield from _model(model, "", 4, without=common)
        else:
            yield "It has no keys of its own.\n"


def _data() -> Iterator[str]:
    from campaign.cli.schemas import COLUMN_HELP

    yield "## Data\n"
    yield "### Signatories\n"
    yield "The columns of `docs/data/signatories.csv`, in any order.\n"
    yield "| column | needed | meaning | example |"
    yield "| --- | --- | --- | --- |"
    for column in COLUMNS:
        needed = "yes" if column in REQUIRED else ""
        example = EXAMPLES[column] if column != "source" else "https://example.org/signed"
        yield f"| `{column}` | {needed} | {_cell(COLUMN_HELP[column])} | `{example}` |"
    yield ""
    for heading, name, model, who in (
        ("Further reading", "reading.yml", ReadingItem, "An entry for each text of others."),
        ("Versions of the letter", "versions.yml", Version, "`./campaign freeze` writes it."),
        ("Imported files", "import.yml", Remembered, "`./campaign import` writes it."),
    ):
        yield f"### {heading}\n"
        yield f"`docs/data/{name}`. {who}\n"
        yield from _model(model, "", 4)
    yield "### What commands keep\n"
    yield "| file | what it holds | command |"
    yield "| --- | --- | --- |"
    yield "| `docs/data/versions/` | the words of each version | `freeze` |"
    yield "| `docs/data/distinct.csv` | pairs that look like one signatory | `duplicates` |"
    yield "| `docs/data/withdrawn.txt` | hashes of those who withdrew | `withdraw --forget` |"
    yield ""


def _model(model: type[Model], path: str, level: int, without: Any = ()) -> Iterator[str]:
    """Yield a model's keys as a table, then each of the models below it."""
    yield "| key | needed | what it holds | without it | meaning | example |"
    yield "| --- | --- | --- | --- | --- | --- |"
    types = get_type_hints(model, include_extras=True)
    below: list[tuple[str, type[Model]]] = []
    for key, field in model.model_fields.items():
        if key in without:
            continue
        of = types[key]
        words, example = _in_words(of, key)
        needed = "yes" if field.is_required() else ""
        default = (
            "" if field.is_required() else _default(field.get_default(call_default_factory=True))
        )
        shown = f"`{example}`" if example else ""
        meaning = _cell(help_of(model, key) or "")
        yield f"| `{key}` | {needed} | {words} | {default} | {meaning} | {shown} |"
        if (nested := _nested(of)) is not None:
            below.append((f"{path}{key}", nested))
    yield ""
    for name, nested in below:
        yield f"{'#' * level} `{name}`\n"
        yield f"{_summary(nested)}\n"
        yield from _model(nested, f"{name}.", level)


def _in_words(of: Any, key: str) -> tuple[str, str]:
    """Return what a value of a type is, in plain words, and an example; raise for no known type."""
    for kind in KINDS:
        if of == kind.of:
            return kind.words, kind.example or EXAMPLES.get(key, "")
    origin = get_origin(of)
    if origin is Annotated:
        words, example = _in_words(get_args(of)[0], key)
        return f"{words}, at least one", example
    if origin in (Union, UnionType):
        return _in_words(next(part for part in get_args(of) if part is not type(None)), key)
    if origin is Literal:
        choices = get_args(of)
        return " or ".join(f"`{choice}`" for choice in choices), str(choices[0])
    if origin is tuple:
        words, example = _in_words(get_args(of)[0], key)
        if _nested(of):
            return "a list, each entry with keys of its own, below", ""
        return f"a list: {words}", f"- {example}" if example else ""
    if isinstance(of, type) and issubclass(of, Model):
        return "keys of its own, below", ""
    return _mapping(of, key)


def _mapping(of: Any, key: str) -> tuple[str, str]:
    if get_origin(of) is not None and len(get_args(of)) == 2:
        words, _ = _in_words(get_args(of)[1], key)
        return f"keys that a command writes, each with {words}", ""
    if of is str or of is bool or of is int:
        return {str: "text", bool: "yes or no", int: "a whole number"}[of], ""
    raise TypeError(f"{key}: {of} has no name among KINDS")


def _nested(of: Any) -> type[Model] | None:
    if isinstance(of, type) and issubclass(of, Model):
        return of
    return next((found for part in get_args(of) if (found := _nested(part))), None)


def _default(value: Any) -> str:
    if value is None or value == () or isinstance(value, Model | dict):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"`{value}`"


def _summary(model: type[Model]) -> str:
    return " ".join((model.__doc__ or "").partition("\n\n")[0].split())


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
