"""Plans an update of a campaign to a newer wheel, without writing anything."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from campaign.cli.changes import Change, changes_to, same_text
from campaign.cli.console import Unfit
from campaign.cli.starting.generator import Generator, is_of_github
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
from campaign.cli.updating.renaming import Migrated, migrate
from campaign.config.configuration_file import read_campaign, read_config
from campaign.config.folder import TEMPLATES
from campaign.core.files import read_text, walk
from campaign.core.problems import Problem, Problems
from campaign.core.topics import ABOUT_FILES

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
