"""Plans, without writing, an update to a newer wheel, and the conversion of a copied campaign."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml
from ruamel.yaml.nodes import MappingNode

from campaign.cli.changes import Change, changes_to, read_bytes, same_text
from campaign.cli.starting.another_language import value_below
from campaign.cli.starting.generator import (
    REQUIREMENTS,
    SITE,
    VENDOR,
    Generator,
    Pinned,
    Renamed,
    Wheel,
    is_of_github,
    pinned,
    requirements_text,
    running_generator,
    version_number,
)
from campaign.cli.starting.rendering import taken_over, vendored
from campaign.config.configuration_file import read_campaign, read_config
from campaign.config.folder import OWN, TEMPLATES
from campaign.config.starters import COMMON
from campaign.config.yaml_text import compose
from campaign.core.files import read_text, walk
from campaign.core.git import ask_git
from campaign.core.problems import Problem, Problems, Wrong
from campaign.core.topics import ABOUT_FILES
from campaign.look.overrides import ORIGINALS

CONFIGURATION = "mkdocs.yml"
CHANGES = "CHANGELOG.md"
LISTED = "hooks/campaign/generator.yml"
RECORD = ".generator.json"
LAST_COPIED = "1.0.0"
"""The last version that campaigns hold a copy of."""
_OWNERS = ".github/CODEOWNERS"
_FORMS = ".github/ISSUE_TEMPLATE/"
_OWN_TEMPLATES = f"{TEMPLATES}/{OWN}/"
ALWAYS_OWN = ("docs/", CONFIGURATION, "README.md", _OWNERS, _FORMS, _OWN_TEMPLATES)
"""What is the campaign's own, whatever a list of the generator's files says."""
GUARDED = re.compile(r"^/hooks/(\s.*)$", re.M)


class UpdatePlan(NamedTuple):
    """What an update would do, or a conversion."""

    before: str
    """The version that the campaign has."""
    after: str
    changes: list[Change]
    conflicts: list[Problem]
    """Files that the campaign has changed, and that would be lost."""
    notes: list[str]
    """What else is said of files: of those that are kept, and of own templates' originals."""
    news: str
    """What the list of changes says of the versions in between, and of the newer one."""


def plan_update(root: Path, given: Sequence[Wheel], *, replace: bool) -> UpdatePlan:
    """Return what an update to these wheels does to the campaign at `root`.

    `replace` takes over what both have changed. Raises `Wrong` where the folder is no campaign,
    its own wheel is not the one that it pins, or a given one is older.
    """
    requirements = read_text(root / REQUIREMENTS, REQUIREMENTS)[0] or ""
    had = {pin.name: _vendored(root, pin) for pin in pinned(requirements)}
    if SITE not in had:
        raise Wrong(
            f"no campaign with a generator in {VENDOR}/ lies in {root}; go to its folder, or run "
            "`campaign convert` on one that holds a copy"
        )
    # Fonts only where the campaign has some, or where they alone are given.
    wheels = had | {w.name: w for w in given if w.name in had or len(given) == 1}
    current, newer = had[SITE], wheels[SITE]
    if version_number(newer.version) < version_number(current.version):
        raise Wrong(
            f"the file {newer.path.name} is older than the campaign's version {current.version}; "
            "take a newer one, or take back an update with git"
        )
    changes, conflicts, notes = list[Change](), list[Problem](), list[str]()
    for change in changes_to(root, _taken_over(root, current.generator(), newer)):
        was = current.taken_over(change.path)
        is_own = change.before is not None and not same_text(change.before, was)
        if is_own and same_text(was, change.after):
            notes.append(f"{change.path}: yours is kept; the newer version did not change it")
        elif is_own and not replace:
            why = (
                "both you and the newer version changed this file; add --replace to take the newer "
                "one (git keeps yours), or take back your change first"
            )
            conflicts.append(Problem(change.path, 0, 0, why, ABOUT_FILES))
        else:
            changes.append(change)
    own = (p.relative_to(root / TEMPLATES).as_posix() for p in (root / TEMPLATES).rglob("*.*"))
    notes += (
        f"{name}: its original has changed; `campaign overrides` will show you how"
        for name in sorted(own)
        if current.template(name) != newer.template(name)
    )
    pins = (newer.taken_over(REQUIREMENTS) or b"").decode()
    wanted: dict[str, bytes | None] = {
        REQUIREMENTS: requirements_text(pins, wheels.values()).encode()
    }
    wanted |= {f"{VENDOR}/{wheel.path.name}": None for wheel in had.values()}
    wanted |= {f"{VENDOR}/{wheel.path.name}": wheel.data for wheel in wheels.values()}
    config = read_text(root / CONFIGURATION, CONFIGURATION)[0] or ""
    text = renamed(config, newer.generator().renamed, current.version)
    if text != config:
        wanted[CONFIGURATION] = text.encode()
    changes += changes_to(root, wanted)
    news = _newer_sections(newer, current.version)
    return UpdatePlan(current.version, newer.version, sorted(changes), conflicts, notes, news)


def _newer_sections(wheel: Wheel, since: str) -> str:
    """Return the sections of a wheel's list of changes whose version is newer than this one."""
    _, *sections = (wheel.taken_over(CHANGES) or b"").decode().split("\n## ")
    known = version_number(since)
    newer = (text for text in sections if version_number(text.splitlines()[0]) > known)
    return "\n".join(f"## {text.rstrip()}\n" for text in newer)


def _vendored(root: Path, pin: Pinned) -> Wheel:
    path = root / VENDOR / pin.file_name
    if hashlib.sha256(read_bytes(path) or b"").hexdigest() != pin.digest:
        raise Wrong(
            f"the file {VENDOR}/{pin.file_name} is not the one whose hash {REQUIREMENTS} names; "
            "take both back from git"
        )
    return Wheel(path)


def _taken_over(root: Path, old: Generator, newer: Wheel) -> dict[str, bytes | None]:
    """Return every file that the newer version takes over, or lets go: None."""
    campaign = read_campaign(read_config(root / CONFIGURATION), Problems())[0]
    wanted = newer.generator().wanted(
        form=any((root / path).is_file() for path in old.with_form),
        sync=bool(campaign and campaign.sign_on and campaign.sign_on.sync),
        github=any((root / path).is_file() for path in old.files if is_of_github(path)),
    )
    gone = dict.fromkeys(old.wanted(form=True, sync=True))
    return gone | {path: newer.taken_over(path) for path in wanted}


def renamed(text: str, table: Iterable[Renamed], since: str) -> str:
    """Return a mkdocs.yml with each key under the name that it bears after the version `since`.

    Where both names stand, and in a text that is no YAML, the check says what is wrong.
    """
    for entry in table:
        if version_number(entry.since) <= version_number(since):
            continue
        *above, old = entry.old.split(".")
        node, _ = compose(text, CONFIGURATION)
        for name in above:
            node = value_below(node, name)
        new = entry.new.rpartition(".")[2]
        keys = [key for key, _ in node.value] if isinstance(node, MappingNode) else []
        if [key.value for key in keys if key.value in (old, new)] == [old]:
            key = next(key for key in keys if key.value == old)
            text = text[: key.start_mark.index] + new + text[key.end_mark.index :]
    return text


def plan_conversion(root: Path, wheels: Sequence[Wheel]) -> UpdatePlan:
    """Return what becomes of a campaign that holds a copy of the generator.

    Raises `Wrong` where the folder holds none, or changes that git does not.
    """
    if pinned(read_text(root / REQUIREMENTS, REQUIREMENTS)[0] or ""):
        raise Wrong(f"the campaign in {root} has its generator in {VENDOR}/ already; nothing to do")
    listed = read_text(root / LISTED, LISTED)[0]
    if listed is None or not (root / CONFIGURATION).is_file():
        raise Wrong(f"no campaign with a copy of the generator lies in {root}; go to its folder")
    tracked = ask_git(root, "ls-files", "-z")
    if tracked is None:
        raise Wrong(f"git does not know {root}; commit the campaign first, so that nothing is lost")
    if ask_git(root, "status", "--porcelain", "-z"):
        raise Wrong("this folder holds changes that git does not; commit them, or take them back")
    names = yaml.safe_load(listed)
    paths = (*names["files"], *names.get("left_out", ()))
    whole = tuple(path for path in paths if path.endswith("/"))
    wanted: dict[str, bytes | None] = {RECORD: None}
    for path in tracked:
        if (path in paths or path.startswith(whole)) and not path.startswith(ALWAYS_OWN):
            wanted[path] = None
    wanted |= _written(root, wheels)
    for path in tracked:
        if path.startswith(_OWN_TEMPLATES):
            name = path.removeprefix(_OWN_TEMPLATES)
            wanted |= {path: None, f"{TEMPLATES}/{name}": (root / path).read_bytes()}
            # What it was taken from, so that it is known what has changed since.
            if (original := read_bytes(root / TEMPLATES / name)) is not None:
                wanted[f"{TEMPLATES}/{ORIGINALS}/{name}"] = original
    site = next(wheel for wheel in wheels if wheel.name == SITE)
    changes, news = sorted(changes_to(root, wanted)), _newer_sections(site, LAST_COPIED)
    return UpdatePlan(LAST_COPIED, site.version, changes, [*_changed(root)], [], news)


def _written(root: Path, wheels: Sequence[Wheel]) -> dict[str, bytes]:
    """Return what the campaign holds afterwards and did not before, or not so."""
    wanted = running_generator().wanted(form=(root / _FORMS).is_dir(), sync=False)
    after = taken_over(wanted)
    for path in walk(COMMON):
        data = path.read_bytes()
        if not any(sign in data for sign in (b"{{", b"{%")):  # it says the same in each campaign
            after[path.relative_to(COMMON).as_posix().removesuffix(".jinja")] = data
    texts = [path for path in walk(root / "docs") if path.suffix in (".md", ".csv")]
    shown = (path.read_text(encoding="utf-8") for path in (root / CONFIGURATION, *texts))
    after |= vendored(shown, wheels)
    owners = read_text(root / _OWNERS, _OWNERS)[0]
    if owners and "/vendor/" not in owners:
        after[_OWNERS] = GUARDED.sub(r"/hooks/\1\n/vendor/\1", owners).encode()
    return after


def _changed(root: Path) -> Iterator[Problem]:
    """Yield a problem for each file that is not as it was installed, where a record tells it."""
    record = json.loads(read_bytes(root / RECORD) or b'{"files": {}}')
    for path, digest in sorted(record["files"].items()):
        data = read_bytes(root / path)
        if data is None or hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest() == digest:
            continue
        why = (
            "you changed this file of the generator; move what you need into overrides/own/ and "
            "take the original back, or add --replace to let it go (git keeps it)"
        )
        yield Problem(path, 0, 0, why, ABOUT_FILES)
