"""Plans an update of a campaign to a newer wheel, without writing anything."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ruamel.yaml.nodes import MappingNode, Node

from campaign.cli.changes import Change, changes_to, same_text
from campaign.cli.console import Unfit
from campaign.cli.starting.generator import Generator, Renamed, is_of_github
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
from campaign.config.folder import TEMPLATES
from campaign.config.yaml_text import compose
from campaign.core.files import read_text, walk
from campaign.core.problems import LineIndex, Problem, Problems
from campaign.core.topics import ABOUT_FILES, ABOUT_VERSIONS

CONFIGURATION = "mkdocs.yml"
CHANGES = "CHANGELOG.md"
_BOTH = (
    "both you and the newer version changed this file; add --replace to take the newer one "
    "(git keeps yours), or take back your change first"
)


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
