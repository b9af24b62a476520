"""Plans a new campaign's repository: every file that it will hold, with the starters filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
import yaml

from campaign.cli.starting.answers import Answers
from campaign.cli.starting.generator import (
    REQUIREMENTS,
    SITE,
    VENDOR,
    Wheel,
    as_taken_over,
    is_of_github,
    requirements_text,
    running_generator,
)
from campaign.config.folder import repository_of_generator, templates_of_generator
from campaign.config.import_profile import Dumper
from campaign.config.starters import COMMON, DESCRIPTION, HOSTS, STARTERS, read_starter
from campaign.config.validation import Model
from campaign.config.yaml_text import CORE_TAG
from campaign.content.front_matter import read_front_matter, split_page
from campaign.core.files import walk
from campaign.core.folding import fold, foldings
from campaign.i18n.translations import page_hash
from campaign.output.fonts import FONTS, code_points

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


_FORMS = (".github/ISSUE_TEMPLATE/sign.yml", ".github/ISSUE_TEMPLATE/change.yml")
"""Forms that are the campaign's own from the beginning, since they hold its groups."""
CHOOSER = ".github/ISSUE_TEMPLATE/config.yml"
TEXT_FONT = "LibertinusSerif-Regular.otf"
"""The generator's own font with the most letters: those that a PDF is set with."""
GROUP_FIELD = re.compile(r"^  - type: .*\n    id: group\n(?:(?!  - type: ).*\n)*", re.M)
_OPTIONS = re.compile(r"^(      options:\n)(?:        - .*\n)+", re.M)


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
        title = read_starter(code)["demand"]
        called = tuple(demand._replace(title=title) for demand in demands)
        # What is known is known in the main language: in this one, it is still to be written.
        nameless = answers.model_copy(update={"name": None, "short_name": None, "addressee": None})
        for path, text in filled_in(code, nameless, called, (STARTERS / code,)).items():
            if path.startswith(_DOCS) and path in pages:
                target = f"{_DOCS}{code}/{path.removeprefix(_DOCS)}"
                texts[target] = as_translation(text, path, pages[path], code, answers)
    return texts


class _Dumper(Dumper):
    """Writes double quotation marks where a text needs some.

    Whoever replaces it by a text with an apostrophe must not be led out of the marks by that.
    """

    def choose_scalar_style(self) -> str:
        style = str(super().choose_scalar_style())
        return '"' if style == "'" else style


_Dumper.add_representer(
    bool, lambda dumper, value: dumper.represent_scalar(f"{CORE_TAG}bool", "yes" if value else "no")
)


def as_yaml(value: Any) -> str:
    """Return a text as a YAML value on one line, and a part of the answers as lines of YAML."""
    if isinstance(value, Model):
        value = value.model_dump(mode="json", exclude_defaults=True)
    dumped = yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, width=float("inf"), sort_keys=False
    )
    return str(dumped).removesuffix("\n").removesuffix("\n...")


def _started_demands(answers: Answers, starter: Mapping[str, str]) -> tuple[StartedDemand, ...]:
    """Return the demands to begin with: those that are named, else one to be named."""
    if answers.without_demands:
        return ()
    found: list[StartedDemand] = []
    for number, title in enumerate(answers.demands or (starter["demand"],), start=1):
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
        "name": answers.name or words["name"],
        "short_name": answers.short_name or short or words["short_name"],
        "addressee": answers.addressee or words["addressee"],
        "demands": demands,
        "words": words,
        "pledge": answers.shape == "pledge",
        "thing": words["pledge"] if answers.shape == "pledge" else words["letter"],
        # Before a full stop, which a name as "Example Fund, Inc." brings along.
        "recipient": answers.donate.legal_name.rstrip(".") if answers.donate else "",
        "others": {code: read_starter(code) for code in answers.also_in},
    }
    environment = jinja2.Environment(  # what it writes is Markdown and YAML: see the filters
        loader=jinja2.FileSystemLoader(list(folders), encoding="utf-8"),
        autoescape=False,  # noqa: S701
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters.update(yaml=as_yaml, md=_markdown)
    texts: dict[str, str] = {}
    for file in environment.list_templates():
        name = file.removesuffix(TEMPLATE)
        template = environment.get_template(file)
        if name == DEMAND:
            texts |= {f"{_DEMANDS}{d.file}.md": template.render(values, demand=d) for d in demands}
        elif file != DESCRIPTION and _is_wanted(name, answers, demands):
            texts[LETTER if name == PLEDGE else name] = template.render(values)
    return texts


def as_translation(text: str, path: str, source: str, language: str, answers: Answers) -> str:
    """Return a page with the lines that say what it translates, and what the menu calls it."""
    split, _ = split_page(source, path)
    front, problems = read_front_matter(split, path, path.removeprefix(_DOCS))
    if front is None:
        raise ValueError(problems)
    page = path.removeprefix(_DOCS).removesuffix(".md").removesuffix("/index").replace("-", "_")
    called = read_starter(language).get(f"menu_{answers.shape if path == LETTER else page}")
    lines = f"nav_title: {as_yaml(called)}\n" if called else ""
    lines += f"source_hash: {page_hash(front, split.markdown)}\n"
    return TITLE.sub(lambda title: title[0] + lines, text, count=1)


def _is_wanted(path: str, answers: Answers, demands: tuple[StartedDemand, ...]) -> bool:
    if path.startswith(_DEMANDS):
        return bool(demands)
    if path in (LETTER, PLEDGE):
        return (path == PLEDGE) == (answers.shape == "pledge")
    return path != APPEAL or answers.donate is not None


def _markdown(value: str) -> str:
    """Return a text as Markdown that shows it as it is; placeholders stay as they are."""
    return value if value.startswith("[") else MARKDOWN_SIGNS.sub(r"\\\1", value)


def _file_name(title: str, language: str) -> str:
    folded = foldings(title)[-1] if language == "de" else fold(title)  # there, ä is ae
    words = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")
    return words[:LONGEST_FILE_NAME].rstrip("-")


def plan_campaign(answers: Answers, wheels: Sequence[Wheel]) -> dict[str, bytes]:
    """Return every file of a new campaign's repository, with more fonts where it needs some."""
    github = answers.host == "github"
    texts = starter_texts(answers)
    host = HOSTS / answers.host
    for path in walk(host) if host.is_dir() else ():
        texts[path.relative_to(host).as_posix()] = path.read_text(encoding="utf-8")
    form = bool(answers.sign_on and answers.sign_on.github)
    sync = bool(answers.sign_on and answers.sign_on.sync)
    generator = running_generator()
    taken = [*generator.wanted(form=form, sync=sync), *generator.once]
    if form:
        taken.append(CHOOSER)
        for name in _FORMS:
            sheet = (repository_of_generator() / name).read_text(encoding="utf-8")
            texts[name] = with_groups(sheet, [as_yaml(group) for group in answers.groups])
    own = {path: text.encode() for path, text in texts.items()} | taken_over(taken)
    own = {path: data for path, data in own.items() if github or not is_of_github(path)}
    return dict(sorted((own | vendored(texts.values(), wheels)).items()))


def taken_over(paths: Iterable[str]) -> dict[str, bytes]:
    """Return files of the generator's as a campaign has them."""
    root = repository_of_generator()
    return {path: as_taken_over(path, (root / path).read_bytes()) for path in paths}


def vendored(texts: Iterable[str], wheels: Sequence[Wheel]) -> dict[str, bytes]:
    """Return the wheels that a campaign of some texts needs, and the requirements that pin them."""
    kept = [wheel for wheel in wheels if wheel.name == SITE or needs_fonts(texts)]
    pins = (repository_of_generator() / REQUIREMENTS).read_text(encoding="utf-8")
    files = {f"{VENDOR}/{wheel.path.name}": wheel.data for wheel in kept}
    return files | {REQUIREMENTS: requirements_text(pins, kept).encode()}


def needs_fonts(texts: Iterable[str]) -> bool:
    """Whether a letter of some texts is one that only the second wheel has fonts for."""
    has = code_points(str(templates_of_generator() / FONTS / TEXT_FONT))
    return any(letter.isalpha() and ord(letter) not in has for text in texts for letter in text)


def with_groups(text: str, groups: Sequence[str]) -> str:
    """Return a form on GitHub with these groups to choose from; without that field, if none.

    Each group is written as YAML already. A form that has no such field stays as it is.
    """
    lines = "".join(f"        - {group}\n" for group in groups)

    def fitted(field: re.Match[str]) -> str:
        return _OPTIONS.sub(lambda head: head[1] + lines, field[0]) if groups else ""

    return GROUP_FIELD.sub(fitted, text)
