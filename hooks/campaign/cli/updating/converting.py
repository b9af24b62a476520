"""Makes a small campaign of one that holds a copy of the generator, as `campaign new` once did."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from campaign.cli.starting.generator import Generator, as_taken_over
from campaign.cli.starting.planning import needs_fonts
from campaign.cli.starting.wheels import (
    REQUIREMENTS,
    SITE,
    VENDOR,
    Unfit,
    Wheel,
    pinned,
    requirements_text,
)
from campaign.cli.updating.changes import Change, git_lines
from campaign.config.folder import OWN, TEMPLATES, repository_of_generator
from campaign.config.starters import COMMON
from campaign.core.files import read_text, walk
from campaign.core.problems import Problem
from campaign.core.topics import ABOUT_FILES
from campaign.look.overrides import ORIGINALS

ENGINE = "hooks/campaign/"
LISTED = f"{ENGINE}generator.yml"
RECORD = ".generator.json"
_OWNERS = ".github/CODEOWNERS"
_FORMS = ".github/ISSUE_TEMPLATE/"
ALWAYS_OWN = ("docs/", "mkdocs.yml", "README.md", _OWNERS, _FORMS, f"{TEMPLATES}/{OWN}/")
"""What is the campaign's own, whatever a list of the generator's files says."""
GUARDED = re.compile(r"^/hooks/(\s.*)$", re.M)


class Conversion(NamedTuple):
    """What a conversion would do."""

    changes: tuple[Change, ...]
    changed: tuple[Problem, ...]
    """Files of the generator that the campaign has changed, which would be lost."""


def plan_conversion(root: Path, generator: Generator, wheels: Sequence[Wheel]) -> Conversion:
    """Return what becomes of a campaign that holds a copy of the generator.

    Raises `Unfit` where the folder holds none, or changes that git does not.
    """
    if pinned(read_text(root / REQUIREMENTS, REQUIREMENTS)[0] or ""):
        raise Unfit(f"the campaign in {root} has its generator in {VENDOR}/ already; nothing to do")
    listed = read_text(root / LISTED, LISTED)[0]
    if listed is None or not (root / "mkdocs.yml").is_file():
        raise Unfit(f"no campaign with a copy of the generator lies in {root}; go to its folder")
    tracked, dirty = (
        git_lines(root, "ls-files", "-z"),
        git_lines(root, "status", "--porcelain", "-z"),
    )
    if tracked is None:
        raise Unfit(f"git does not know {root}; commit the campaign first, so that nothing is lost")
    if dirty:
        raise Unfit("this folder holds changes that git does not; commit them, or take them back")
    names = yaml.safe_load(listed)
    engine = [*_among(tracked, [*names["files"], *names.get("left_out", [])]), RECORD]
    after = _written(root, generator, wheels)
    moved = {
        path: f"{TEMPLATES}/{path.removeprefix(f'{TEMPLATES}/{OWN}/')}"
        for path in tracked
        if path.startswith(f"{TEMPLATES}/{OWN}/")
    }
    after |= {to: (root / path).read_bytes() for path, to in moved.items()}
    after |= dict(_originals(root, moved.values()))
    gone = {*engine, *moved} - set(after)
    changes = [Change(path, _read(root / path), data) for path, data in after.items()]
    changes += [Change(path, _read(root / path), None) for path in gone if (root / path).is_file()]
    return Conversion(
        tuple(sorted(each for each in changes if each.before != each.after)),
        tuple(_changed(root)),
    )


def _written(root: Path, generator: Generator, wheels: Sequence[Wheel]) -> dict[str, bytes]:
    """Return what the campaign holds afterwards and did not before, or not so."""
    source = repository_of_generator()
    taken = generator.wanted(form=(root / _FORMS).is_dir(), sync=False)
    after = {path: as_taken_over(path, (source / path).read_bytes()) for path in taken}
    for path in walk(COMMON):
        name = path.relative_to(COMMON).as_posix()
        data = path.read_bytes()
        if not any(sign in data for sign in (b"{{", b"{%")):  # it says the same in each campaign
            after[name.removesuffix(".jinja")] = data
    texts = (path.read_text(encoding="utf-8") for path in _texts(root))
    kept = [wheel for wheel in wheels if wheel.name == SITE or needs_fonts(texts)]
    after |= {f"{VENDOR}/{wheel.path.name}": wheel.data for wheel in kept}
    pins = (source / REQUIREMENTS).read_text(encoding="utf-8")
    after[REQUIREMENTS] = requirements_text(pins, kept).encode()
    owners = read_text(root / _OWNERS, _OWNERS)[0]
    if owners and "/vendor/" not in owners:
        after[_OWNERS] = GUARDED.sub(r"/hooks/\1\n/vendor/\1", owners).encode()
    return after


def _originals(root: Path, own: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield what own templates were taken from, so that it is known what has changed since."""
    for path in own:
        if (original := _read(root / path)) is not None:
            yield f"{TEMPLATES}/{ORIGINALS}/{path.removeprefix(f'{TEMPLATES}/')}", original


def _texts(root: Path) -> Iterator[Path]:
    yield root / "mkdocs.yml"
    for path in walk(root / "docs"):
        if path.suffix in (".md", ".csv"):
            yield path


def _among(paths: Iterable[str], listed: Iterable[str]) -> Iterator[str]:
    """Yield the paths that a list names, or that lie in a folder which it names."""
    whole = tuple(name for name in listed if name.endswith("/"))
    for path in paths:
        if (path in listed or path.startswith(whole)) and not path.startswith(ALWAYS_OWN):
            yield path


def _changed(root: Path) -> Iterator[Problem]:
    """Yield a problem for each file that is not as it was installed, where a record tells it."""
    text = read_text(root / RECORD, RECORD)[0] if (root / RECORD).is_file() else None
    record: dict[str, Any] = json.loads(text) if text else {"files": {}}
    for path, digest in sorted(record["files"].items()):
        data = _read(root / path)
        if data is None or hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest() == digest:
            continue
        why = (
            "you changed this file of the generator; move what you need into overrides/own/ and "
            "take the original back, or add --replace to let it go (git keeps it)"
        )
        yield Problem(path, 0, 0, why, ABOUT_FILES)


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
