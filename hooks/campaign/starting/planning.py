"""Plans a new campaign's repository: every file that it will hold, in memory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import jinja2
import yaml

from ..fields import fold
from ..files import walk
from ..updating.record import RECORD, record_text
from .answers import Answers
from .forms import with_groups
from .generator import Generator, GeneratorFile, generator_files
from .starters import COMMON, DESCRIPTION, FOLDER, Starter, read_starter

FORMS = (".github/ISSUE_TEMPLATE/sign.yml", ".github/ISSUE_TEMPLATE/change.yml")
"""Forms that are the campaign's own from the beginning, since they hold its groups."""
TEMPLATE = ".jinja"
DEMAND = "docs/demands/demand.md"
DEMANDS = "docs/demands/"
APPEAL = "docs/give.md"
LONGEST_SHORT_NAME = 24
"""Characters of a name that needs no shorter one."""
LONGEST_FILE_NAME = 60
MARKDOWN_SIGNS = re.compile(r"([\\`*_\[\]<>&])")

Plan = Mapping[str, GeneratorFile]
"""The files of a campaign's repository, by their paths."""


class StartedDemand(NamedTuple):
    """A demand that a campaign begins with."""

    title: str
    file: str
    """Its file's name, without its ending."""
    order: int


def plan_campaign(root: Path, generator: Generator, answers: Answers) -> dict[str, GeneratorFile]:
    """Return every file of a new campaign's repository.

    `root` is the folder of the project whose generator the campaign gets.
    """
    owned = generator_files(root, generator)
    own = {path: GeneratorFile(text.encode()) for path, text in starter_texts(answers).items()}
    groups = [_yaml(group) for group in answers.groups]
    for path in FORMS:
        if (root / path).is_file():
            form = (root / path).read_text(encoding="utf-8")
            own[path] = GeneratorFile(with_groups(form, groups).encode())
    record = GeneratorFile(record_text(generator.version, owned).encode())
    return dict(sorted({**owned, **own, RECORD: record}.items()))


def started_demands(answers: Answers, starter: Starter) -> tuple[StartedDemand, ...]:
    """Return the demands to begin with: those that are named, else one to be named."""
    if answers.without_demands:
        return ()
    if not answers.demands:
        return (StartedDemand(starter.defaults.demand, starter.defaults.demand_file, 1),)
    files: list[str] = []
    for number, title in enumerate(answers.demands, start=1):
        name = _file_name(title) or f"demand-{number}"
        files.append(f"{name}-{number}" if name in files or name == "index" else name)
    return tuple(
        StartedDemand(title, file, number)
        for number, (title, file) in enumerate(zip(answers.demands, files, strict=True), start=1)
    )


def starter_texts(answers: Answers) -> dict[str, str]:
    """Return what a campaign begins with, besides the generator: texts by their paths."""
    starter = read_starter(answers.language)
    demands = started_demands(answers, starter)
    name = answers.name or starter.defaults.name
    values = {
        "answers": answers,
        "name": name,
        "short_name": answers.short_name
        or _short_name(answers.name)
        or starter.defaults.short_name,
        "addressee": answers.addressee or starter.defaults.addressee,
        "demands": demands,
        "words": starter.defaults,
    }
    texts: dict[str, str] = {}
    folders = (FOLDER / answers.language, COMMON)
    environment = _environment(folders)
    for path, file in _files(folders):
        name_here = file.removesuffix(TEMPLATE)
        if file == DESCRIPTION or not _is_wanted(name_here, answers, demands):
            continue
        if name_here == DEMAND:
            for demand in demands:
                text = environment.get_template(file).render(values, demand=demand)
                texts[f"{DEMANDS}{demand.file}.md"] = text
        elif file.endswith(TEMPLATE):
            texts[name_here] = environment.get_template(file).render(values)
        else:
            texts[name_here] = path.read_text(encoding="utf-8")
    return texts


def _files(folders: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Yield every file of some folders, and its path within its own."""
    for folder in folders:
        for path in walk(folder):
            yield path, path.relative_to(folder).as_posix()


def _short_name(name: str | None) -> str:
    """Return a name that needs no shorter one; empty for any other."""
    return name if name and len(name) <= LONGEST_SHORT_NAME else ""


def _is_wanted(path: str, answers: Answers, demands: tuple[StartedDemand, ...]) -> bool:
    if path.startswith(DEMANDS):
        return bool(demands)
    return path != APPEAL or answers.donate is not None


def _environment(folders: Iterable[Path]) -> jinja2.Environment:
    environment = jinja2.Environment(  # what it writes is Markdown and YAML: see the filters
        loader=jinja2.FileSystemLoader(list(folders), encoding="utf-8"),
        autoescape=False,  # noqa: S701
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters.update(yaml=_yaml, md=_markdown)
    return environment


def _yaml(value: str) -> str:
    """Return a text as a YAML value on one line."""
    dumped = yaml.safe_dump(str(value), allow_unicode=True, width=float("inf"))
    return str(dumped).removesuffix("\n").removesuffix("\n...")


def _markdown(value: str) -> str:
    """Return a text as Markdown that shows it as it is; placeholders stay as they are."""
    return value if value.startswith("[") else MARKDOWN_SIGNS.sub(r"\\\1", value)


def _file_name(title: str) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")
    return words[:LONGEST_FILE_NAME].rstrip("-")
