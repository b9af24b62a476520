"""Plans, without writing, an update to a newer wheel, and the conversion of a copied campaign."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from ruamel.yaml.nodes import MappingNode, Node

from campaign.cli.changes import Change, changes_to, read_bytes, same_text
from campaign.cli.console import Unfit
from campaign.cli.starting.generator import Generator, Renamed, is_of_github
from campaign.cli.starting.rendering import taken_over, vendored
from campaign.cli.starting.wheels import (
    REQUIREMENTS,
    SITE,
    VENDOR,
    Pinned,
    Wheel,
    pinned,
    requirements_text,
    version_number,
)
from campaign.config.configuration_file import read_campaign, read_config
from campaign.config.folder import OWN, TEMPLATES
from campaign.config.starters import COMMON
from campaign.config.yaml_text import compose
from campaign.core.files import read_text, walk
from campaign.core.git import ask_git
from campaign.core.problems import LineIndex, Problem, Problems
from campaign.core.topics import ABOUT_FILES, ABOUT_VERSIONS
from campaign.look.overrides import ORIGINALS

CONFIGURATION = "mkdocs.yml"
CHANGES = "CHANGELOG.md"
_BOTH = (
    "both you and the newer version changed this file; add --replace to take the newer one "
    "(git keeps yours), or take back your change first"
)


ENGINE = "hooks/campaign/"
LISTED = f"{ENGINE}generator.yml"
RECORD = ".generator.json"
_OWNERS = ".github/CODEOWNERS"
_FORMS = ".github/ISSUE_TEMPLATE/"
_OWN_TEMPLATES = f"{TEMPLATES}/{OWN}/"
ALWAYS_OWN = ("docs/", "mkdocs.yml", "README.md", _OWNERS, _FORMS, _OWN_TEMPLATES)
"""What is the campaign's own, whatever a list of the generator's files says."""
GUARDED = re.compile(r"^/hooks/(\s.*)$", re.M)


class UpdatePlan(NamedTuple):
    """What an update would do."""

    before: str
    """The version that the campaign has."""
    after: str
    changes: tuple[Change, ...]
    settings: Migrated
    """The configuration."""
    kept: tuple[str, ...]
    """Files that the campaign has changed, and the newer version has not."""
    conflicts: tuple[Problem, ...]
    """Files that both have changed."""
    originals: tuple[Change, ...]
    """What becomes of the generator's templates of which the campaign has its own."""
    news: str
    """What the list of changes says of the versions in between, and of the newer one."""


def plan_update(root: Path, given: Sequence[Wheel], *, replace: bool) -> UpdatePlan:
    """Return what an update to these wheels does to the campaign at `root`.

    `replace` takes over what both have changed. Raises `Unfit` where the folder is no campaign,
    its own wheel is not the one that it pins, or a given one is older.
    """
    requirements = read_text(root / REQUIREMENTS, REQUIREMENTS)[0] or ""
    vendored = {pin.name: _vendored(root, pin) for pin in pinned(requirements)}
    if SITE not in vendored:
        raise Unfit(
            f"no campaign with a generator in {VENDOR}/ lies in {root}; go to its folder, or run "
            "`campaign convert` on one that holds a copy"
        )
    current = vendored[SITE]
    # Fonts only where the campaign has some, or where they alone are given.
    is_alone = len({wheel.name for wheel in given}) == 1
    wheels = vendored | {w.name: w for w in given if w.name in vendored or is_alone}
    newer = wheels[SITE]
    if version_number(newer.version) < version_number(current.version):
        raise Unfit(
            f"the file {newer.path.name} is older than the campaign's version {current.version}; "
            "take a newer one, or take back an update with git"
        )
    changes, kept, conflicts = list[Change](), list[str](), list[Problem]()
    for change in changes_to(root, _taken_over(root, current.generator, newer)):
        was = current.taken_over(change.path)
        is_own = change.before is not None and not same_text(change.before, was)
        if is_own and same_text(was, change.after):
            kept.append(change.path)
        elif is_own and not replace:
            conflicts.append(Problem(change.path, 0, 0, _BOTH, ABOUT_FILES))
        else:
            changes.append(change)
    pins = (newer.taken_over(REQUIREMENTS) or b"").decode()
    text = requirements_text(pins, wheels.values())
    wanted: dict[str, bytes | None] = {REQUIREMENTS: text.encode()}
    for wheel in vendored.values():
        wanted[f"{VENDOR}/{wheel.path.name}"] = None
    for wheel in wheels.values():
        wanted[f"{VENDOR}/{wheel.path.name}"] = wheel.data
    config = read_text(root / CONFIGURATION, CONFIGURATION)[0]
    settings = migrate(config or "", CONFIGURATION, newer.generator.renamed, current.version)
    if settings.renamed:
        wanted[CONFIGURATION] = settings.text.encode()
    changes += changes_to(root, wanted)
    return UpdatePlan(
        current.version,
        newer.version,
        tuple(changes),
        settings,
        tuple(kept),
        tuple(conflicts),
        tuple(_changed_originals(root, current, newer)),
        newer_sections((newer.taken_over(CHANGES) or b"").decode(), current.version),
    )


def newer_sections(log: str, since: str) -> str:
    """Return the sections of a list of changes whose version is newer than this one."""
    _, *sections = log.split("\n## ")
    known = version_number(since)
    newer = (text for text in sections if version_number(text.splitlines()[0]) > known)
    return "\n".join(f"## {text.rstrip()}\n" for text in newer)


def _vendored(root: Path, pin: Pinned) -> Wheel:
    path = root / VENDOR / pin.file_name
    if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != pin.digest:
        raise Unfit(
            f"the file {VENDOR}/{pin.file_name} is not the one whose hash {REQUIREMENTS} names; "
            "take both back from git"
        )
    return Wheel(path)


def _taken_over(root: Path, old: Generator, newer: Wheel) -> dict[str, bytes | None]:
    """Return every file that the newer version takes over, or lets go: None."""
    campaign = read_campaign(read_config(root / CONFIGURATION), Problems())[0]
    wanted = newer.generator.wanted(
        form=any((root / path).is_file() for path in old.with_form),
        sync=bool(campaign and campaign.sign_on and campaign.sign_on.sync),
        github=any((root / path).is_file() for path in old.files if is_of_github(path)),
    )
    gone = dict.fromkeys(old.wanted(form=True, sync=True))
    return dict(sorted((gone | {path: newer.taken_over(path) for path in wanted}).items()))


def _changed_originals(root: Path, current: Wheel, newer: Wheel) -> Iterator[Change]:
    own = root / TEMPLATES
    for path in walk(own) if own.is_dir() else ():
        name = path.relative_to(own).as_posix()
        was, now = current.template(name), newer.template(name)
        if was is not None and was != now:
            yield Change(name, was, now)


class Migrated(NamedTuple):
    """A configuration as the newer generator reads it."""

    text: str
    renamed: tuple[Problem, ...]
    """What was renamed, at its place in the text before."""
    left: tuple[Problem, ...]
    """What an editor has to do by hand, with the remedy."""


def migrate(text: str, shown: str, table: Iterable[Renamed], since: str) -> Migrated:
    """Rename in a mkdocs.yml the keys that were renamed after the version `since`.

    A text that is no YAML stays as it is: the check says what is wrong with it.
    """
    renamed: list[Problem] = []
    left: list[Problem] = []
    for entry in table:
        if version_number(entry.since) <= version_number(since):
            continue
        old, new = entry.old.split("."), entry.new.split(".")
        node, _ = compose(text, shown)
        for key in _keys(node, old):
            place = LineIndex(text).place(key.start_mark.index)
            same_parent = old[:-1] == new[:-1]
            if same_parent and not list(_keys(node, new)):
                start, end = key.start_mark.index, key.end_mark.index
                text = f"{text[:start]}{new[-1]}{text[end:]}"
                message = f"'{old[-1]}' is called '{new[-1]}' since version {entry.since}"
                renamed.append(Problem(shown, *place, message, ABOUT_VERSIONS))
            else:
                remedy = f"write what it says as `{entry.new}`, and delete this key"
                message = f"'{entry.old}' has not been read since version {entry.since}; {remedy}"
                left.append(Problem(shown, *place, message, ABOUT_VERSIONS))
            break  # what stands twice is a problem of its own
    return Migrated(text, tuple(renamed), tuple(left))


def _keys(node: Node | None, path: list[str]) -> Iterable[Node]:
    """Yield the keys that stand at the end of a path of keys."""
    if not isinstance(node, MappingNode):
        return
    for key, value in node.value:
        if key.value != path[0]:
            continue
        if len(path) == 1:
            yield key
        else:
            yield from _keys(value, path[1:])


class Conversion(NamedTuple):
    """What a conversion would do."""

    changes: tuple[Change, ...]
    changed: tuple[Problem, ...]
    """Files of the generator that the campaign has changed, which would be lost."""
    news: str
    """What the list of changes says of the versions after those that were copied."""


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
    log = next(wheel for wheel in wheels if wheel.name == SITE).taken_over(CHANGES) or b""
    news = newer_sections(log.decode(), "1.0.0")  # the last version that was copied
    return Conversion(tuple(changes), tuple(_changed(root)), news)


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
