"""What the generator is: its version and its files, as generator.yml lists them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from campaign.config.fields import Text
from campaign.config.validation import Model, validate
from campaign.config.yaml_text import read_yaml
from campaign.core.files import read_text, walk
from campaign.core.problems import Problem

ROOT = Path(__file__).resolve().parents[4]
"""The folder of the project that this program lies in."""
NAME = "hooks/campaign/generator.yml"
LEFT_BEHIND = ("__pycache__", ".DS_Store", "Thumbs.db")
"""Names of files and folders that programs leave behind."""


class Renamed(Model):
    """A key of mkdocs.yml that bears another name since a version."""

    since: Text
    """The version."""
    old: Text
    """The keys that led to it, with dots between them: `extra.campaign.old`."""
    new: Text
    """Those that lead to it now; of one parent with the old ones."""


class Generator(Model):
    """A version of the generator."""

    version: Text
    """Its version, as 1.0.0."""
    files: tuple[Text, ...]
    """Its files, and its folders with a slash at their end."""
    left_out: tuple[Text, ...] = ()
    """What its own repository holds besides, in the same form."""
    own: tuple[Text, ...] = ()
    """What is the campaign's own, although it lies in one of the folders."""
    renamed: tuple[Renamed, ...] = ()
    """Keys that were renamed, the oldest first."""

    def holds(self, path: str) -> bool:
        """Whether the file of this path, from the root and with slashes, is the generator's."""
        return not path.startswith(self.own) and _is_among(path, self.files)

    def leaves_out(self, path: str) -> bool:
        """Whether the file belongs to the generator's own repository, and to no campaign's."""
        return _is_among(path, self.left_out)


class GeneratorFile(NamedTuple):
    """One file: what it holds, and whether it is a program."""

    data: bytes
    is_program: bool = False


def read_generator(root: Path) -> tuple[Generator | None, list[Problem]]:
    """Return the generator whose project has this root, or None and why there is none."""
    text, problems = read_text(root / NAME, NAME)
    if text is None:
        return None, problems
    document, problems = read_yaml(text, NAME)
    if problems:
        return None, problems
    return validate(Generator, document, NAME)


def generator_files(root: Path, generator: Generator) -> dict[str, GeneratorFile]:
    """Return every file of the generator, by its path from the root, with slashes."""
    return {
        name: GeneratorFile(path.read_bytes(), bool(path.stat().st_mode & 0o100))
        for name, path in sorted(_candidates(root, generator))
        if generator.holds(name)
    }


def _candidates(root: Path, generator: Generator) -> Iterator[tuple[str, Path]]:
    for one in generator.files:
        start = root / one
        if not one.endswith("/"):
            if start.is_file():
                yield one, start
        elif start.is_dir():
            for path in walk(start):
                if path.is_file() and not path.is_symlink():
                    yield path.relative_to(root).as_posix(), path


def _is_among(path: str, listed: Iterable[str]) -> bool:
    if any(part in LEFT_BEHIND for part in path.split("/")):
        return False
    return any(path == one or (one.endswith("/") and path.startswith(one)) for one in listed)
