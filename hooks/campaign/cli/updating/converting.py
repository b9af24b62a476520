"""Makes a small campaign of one that holds a copy of the generator, as `campaign new` once did."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from campaign.cli.changes import Change, changes_to, read_bytes
from campaign.cli.console import Unfit
from campaign.cli.starting.generator import Generator
from campaign.cli.starting.planning import taken_over, vendored
from campaign.cli.starting.wheels import REQUIREMENTS, VENDOR, Wheel, pinned
from campaign.config.folder import OWN, TEMPLATES
from campaign.config.starters import COMMON
from campaign.core.files import read_text, walk
from campaign.core.git import ask_git
from campaign.core.problems import Problem
from campaign.core.topics import ABOUT_FILES
from campaign.look.overrides import ORIGINALS

ENGINE = "hooks/campaign/"
LISTED = f"{ENGINE}generator.yml"
RECORD = ".generator.json"
_OWNERS = ".github/CODEOWNERS"
_FORMS = ".github/ISSUE_TEMPLATE/"
_OWN_TEMPLATES = f"{TEMPLATES}/{OWN}/"
ALWAYS_OWN = ("docs/", "mkdocs.yml", "README.md", _OWNERS, _FORMS, _OWN_TEMPLATES)
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
    tracked = ask_git(root, "ls-files", "-z")
    if tracked is None:
        raise Unfit(f"git does not know {root}; commit the campaign first, so that nothing is lost")
    if ask_git(root, "status", "--porcelain", "-z"):
        raise Unfit("this folder holds changes that git does not; commit them, or take them back")
    names = yaml.safe_load(listed)
    gone = {*_among(tracked, [*names["files"], *names.get("left_out", [])]), RECORD}
    after = _written(root, generator, wheels)
    for path in tracked:
        if path.startswith(_OWN_TEMPLATES):
            name = path.removeprefix(_OWN_TEMPLATES)
            gone.add(path)
            after[f"{TEMPLATES}/{name}"] = (root / path).read_bytes()
            # What it was taken from, so that it is known what has changed since.
            if (original := read_bytes(root / TEMPLATES / name)) is not None:
                after[f"{TEMPLATES}/{ORIGINALS}/{name}"] = original
    changes = changes_to(root, dict.fromkeys(gone) | after)
    return Conversion(tuple(changes), tuple(_changed(root)))


def _written(root: Path, generator: Generator, wheels: Sequence[Wheel]) -> dict[str, bytes]:
    """Return what the campaign holds afterwards and did not before, or not so."""
    after = taken_over(generator.wanted(form=(root / _FORMS).is_dir(), sync=False))
    for path in walk(COMMON):
        name = path.relative_to(COMMON).as_posix()
        data = path.read_bytes()
        if not any(sign in data for sign in (b"{{", b"{%")):  # it says the same in each campaign
            after[name.removesuffix(".jinja")] = data
    written = [path for path in walk(root / "docs") if path.suffix in (".md", ".csv")]
    texts = (path.read_text(encoding="utf-8") for path in (root / "mkdocs.yml", *written))
    after |= vendored(texts, wheels)
    owners = read_text(root / _OWNERS, _OWNERS)[0]
    if owners and "/vendor/" not in owners:
        after[_OWNERS] = GUARDED.sub(r"/hooks/\1\n/vendor/\1", owners).encode()
    return after


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
        data = read_bytes(root / path)
        if data is None or hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest() == digest:
            continue
        why = (
            "you changed this file of the generator; move what you need into overrides/own/ and "
            "take the original back, or add --replace to let it go (git keeps it)"
        )
        yield Problem(path, 0, 0, why, ABOUT_FILES)
