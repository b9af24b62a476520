"""Fills the starters in: what a new campaign's editors begin with, as texts."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
import yaml

from campaign.cli.starting.answers import Answers
from campaign.config.starters import COMMON, DESCRIPTION, STARTERS, Starter, read_starter
from campaign.config.validation import Model
from campaign.config.yaml_text import CORE_TAG
from campaign.content.front_matter import read_front_matter, split_page
from campaign.core.folding import fold, foldings
from campaign.i18n.translations import page_hash

TEMPLATE = ".jinja"
_DOCS = "docs/"
DEMAND = "docs/demands/demand.md"
LETTER, PLEDGE = "docs/index.md", "docs/pledge.md"
"""Of the two, a campaign has the one that fits its shape, as its first page."""
_DEMANDS = "docs/demands/"
APPEAL = "docs/give.md"
LONGEST_SHORT_NAME = 24
"""Characters of a name that needs no shorter one."""
LONGEST_FILE_NAME = 60
MARKDOWN_SIGNS = re.compile(r"([\\`*_\[\]<>&])")
TITLE = re.compile(r"^title: .*\n", re.M)


class StartedDemand(NamedTuple):
    """A demand that a campaign begins with."""

    title: str
    file: str
    """Its file's name, without its ending."""
    order: int


def starter_texts(answers: Answers) -> dict[str, str]:
    """Return what a campaign begins with, besides the generator: texts by their paths."""
    starter = read_starter(answers.language)
    demands = _started_demands(answers, starter)
    texts = filled_in(answers.language, answers, demands, (STARTERS / answers.language, COMMON))
    pages = {path: text for path, text in texts.items() if path.endswith(".md")}
    for code in answers.also_in:
        title = read_starter(code).demand
        called = tuple(demand._replace(title=title) for demand in demands)
        # What is known is known in the main language: in this one, it is still to be written.
        nameless = answers.model_copy(update={"name": None, "short_name": None, "addressee": None})
        for path, text in filled_in(code, nameless, called, (STARTERS / code,)).items():
            if path.startswith(_DOCS) and path in pages:
                target = f"{_DOCS}{code}/{path.removeprefix(_DOCS)}"
                texts[target] = as_translation(
                    text,
                    path,
                    pages[path],
                    menu(code, is_pledge=answers.shape == "pledge").get(path, ""),
                )
    return texts


class _Dumper(yaml.SafeDumper):
    """Writes YAML as editors do, with double quotation marks where a text needs some.

    Whoever replaces it by a text with an apostrophe must not be led out of the marks by that.
    """

    def choose_scalar_style(self) -> str:
        style = str(super().choose_scalar_style())
        return '"' if style == "'" else style

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)


_Dumper.add_representer(
    bool, lambda dumper, value: dumper.represent_scalar(f"{CORE_TAG}bool", "yes" if value else "no")
)


def as_yaml(value: Any) -> str:
    """Return a text as a YAML value on one line, and a mapping as lines of YAML."""
    dumped = yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, width=float("inf"), sort_keys=False
    )
    return str(dumped).removesuffix("\n").removesuffix("\n...")


def _block(model: Model, indent: int) -> str:
    """Return all that a part of the answers says, as lines of YAML."""
    said = model.model_dump(mode="json", exclude_defaults=True)
    return textwrap.indent(as_yaml(said), " " * indent)


def _started_demands(answers: Answers, starter: Starter) -> tuple[StartedDemand, ...]:
    """Return the demands to begin with: those that are named, else one to be named."""
    if answers.without_demands:
        return ()
    found: list[StartedDemand] = []
    for number, title in enumerate(answers.demands or (starter.demand,), start=1):
        file = _file_name(title, answers.language) or f"demand-{number}"
        if file == "index" or file in [each.file for each in found]:
            file = f"{file}-{number}"
        found.append(StartedDemand(title, file, number))
    return tuple(found)


def filled_in(
    language: str, answers: Answers, demands: tuple[StartedDemand, ...], folders: Iterable[Path]
) -> dict[str, str]:
    """Return the texts of some folders of templates, filled in with a language's words."""
    words = read_starter(language)
    short = answers.name if answers.name and len(answers.name) <= LONGEST_SHORT_NAME else ""
    values = {
        "answers": answers,
        "name": answers.name or words.name,
        "short_name": answers.short_name or short or words.short_name,
        "addressee": answers.addressee or words.addressee,
        "demands": demands,
        "words": words,
        "pledge": answers.shape == "pledge",
        "thing": words.pledge if answers.shape == "pledge" else words.letter,
        # Before a full stop, which a name as "Example Fund, Inc." brings along.
        "recipient": answers.donate.legal_name.rstrip(".") if answers.donate else "",
        "others": {code: read_starter(code) for code in answers.also_in},
    }
    texts: dict[str, str] = {}
    environment = _environment(folders)
    for file in environment.list_templates():
        name = file.removesuffix(TEMPLATE)
        template = environment.get_template(file)
        if name == DEMAND:
            texts |= {f"{_DEMANDS}{d.file}.md": template.render(values, demand=d) for d in demands}
        elif file != DESCRIPTION and _is_wanted(name, answers, demands):
            texts[LETTER if name == PLEDGE else name] = template.render(values)
    return texts


def menu(language: str, *, is_pledge: bool = False) -> dict[str, str]:
    """Return what the menu calls each page, in a language's words."""
    words = read_starter(language)
    return {
        f"{_DOCS}index.md": words.menu_pledge if is_pledge else words.menu_letter,
        f"{_DEMANDS}index.md": words.menu_demands,
        f"{_DOCS}signatories.md": words.menu_signatories,
        f"{_DOCS}take-part.md": words.menu_take_part,
        f"{_DOCS}about.md": words.menu_about,
    }


def as_translation(text: str, path: str, source: str, called: str) -> str:
    """Return a page with the lines that say what it translates, and what the menu calls it."""
    split, _ = split_page(source, path)
    front, problems = read_front_matter(split, path, path.removeprefix(_DOCS))
    if front is None:
        raise ValueError("\n".join(map(str, problems)))
    lines = f"source_hash: {page_hash(front, split.markdown)}\n"
    if called:
        lines = f"nav_title: {as_yaml(called)}\n{lines}"
    return TITLE.sub(lambda title: title[0] + lines, text, count=1)


def _is_wanted(path: str, answers: Answers, demands: tuple[StartedDemand, ...]) -> bool:
    if path.startswith(_DEMANDS):
        return bool(demands)
    if path in (LETTER, PLEDGE):
        return (path == PLEDGE) == (answers.shape == "pledge")
    return path != APPEAL or answers.donate is not None


def _environment(folders: Iterable[Path]) -> jinja2.Environment:
    environment = jinja2.Environment(  # what it writes is Markdown and YAML: see the filters
        loader=jinja2.FileSystemLoader(list(folders), encoding="utf-8"),
        autoescape=False,  # noqa: S701
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters.update(yaml=as_yaml, block=_block, md=_markdown)
    return environment


def _markdown(value: str) -> str:
    """Return a text as Markdown that shows it as it is; placeholders stay as they are."""
    return value if value.startswith("[") else MARKDOWN_SIGNS.sub(r"\\\1", value)


def _file_name(title: str, language: str) -> str:
    folded = foldings(title)[-1] if language == "de" else fold(title)  # there, ä is ae
    words = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")
    return words[:LONGEST_FILE_NAME].rstrip("-")
