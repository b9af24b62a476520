"""Reads a folder that holds a campaign: all that can be read of it, whatever is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from pydantic import ValidationError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from campaign.config.folder import SIGNATORIES, WITHDRAWN
from campaign.config.yaml_text import CORE_TAG, NULLS, YAML_ALIAS, compose, read_yaml
from campaign.content.front_matter import split_page
from campaign.content.pages import Event, Status, order_of_events
from campaign.content.versions import VERSIONS, Version, read_versions
from campaign.core.files import decode_text, walk
from campaign.core.git import ask_git
from campaign.core.problems import Problem
from campaign.curation.suppression_list import Withdrawals, read_marks
from campaign.signatories.csv_rows import csv_records, csv_rows
from campaign.signatories.signatories import Signatory
from campaign.site.checking import campaign_folder, load_campaign

CHECKED_OUT_CONFIGURATION = "mkdocs.yml"
DOCS = "docs/"
NOT_KEPT = (".git", ".venv", ".cache", "site")
"""Folders at the top that no campaign keeps, left out where git cannot say which files it keeps."""

SettingKey = tuple[str, ...]
"""Where a setting stands: `("extra", "campaign", "name")`; a list's entry is `[1]`, from 1."""
SettingValue = tuple[str, ...]
"""The texts of a setting: one, or those of a list; none for a setting that is left empty."""
WrittenSettings = Mapping[SettingKey, SettingValue]

CAMPAIGN: SettingKey = ("extra", "campaign")
ComparedRow = Mapping[str, str]
"""A row of the signatories as it is written, valid or not: every column has a cell."""


class Stored(NamedTuple):
    """What lies at a path: a `file`, a `program` or a `link`, and what it holds."""

    kind: str
    digest: bytes


class CheckedOutPage(NamedTuple):
    """A page as far as it can be read."""

    path: str
    """From docs/, with slashes."""
    front: Mapping[str, Any]
    """The front matter as plain text; empty where it cannot be read."""
    markdown: str

    @property
    def title(self) -> str:
        """The page's title, or its file's name where it has none."""
        return str(self.front.get("title") or PurePosixPath(self.path).stem)

    @property
    def events(self) -> tuple[Event, ...]:
        """A demand's events that are valid, oldest first."""
        history, found = self.front.get("history"), list[Event]()
        for entry in history if isinstance(history, list) else ():
            with suppress(ValidationError):  # a problem, which is said with the others
                found.append(Event.model_validate(entry))
        return order_of_events(found)

    @property
    def status(self) -> Status:
        """The status that a demand's latest event led to; `unmet` before the first."""
        return self.events[-1].status if self.events else "unmet"


@dataclass(frozen=True, slots=True)
class Checkout:
    """A campaign's folder, read whole; None stands for what cannot be read."""

    stored: Mapping[str, Stored]
    """Every file by its path from the root, with slashes."""
    settings: WrittenSettings | None
    """What mkdocs.yml says."""
    pages: Mapping[str, CheckedOutPage]
    """Every page by its path from docs/."""
    rows: tuple[ComparedRow, ...] | None
    """The signatories."""
    withdrawals: Withdrawals
    """Who withdrew, as far as it can be read."""
    versions: tuple[Version, ...] | None
    """The letter's recorded versions."""
    problems: tuple[Problem, ...]
    """All that `campaign check` says."""
    has_site: bool
    """Whether a campaign lies here at all."""


def read_checkout(root: Path) -> Checkout:
    """Read everything in a folder that git would keep; follows no link."""
    stored: dict[str, Stored] = {}
    texts: dict[str, str | None] = {}
    for name in _names(root):
        path = root / name
        if path.is_symlink():
            stored[name] = Stored("link", os.fsencode(path.readlink()))
            continue
        try:
            data = path.read_bytes()
        except OSError:  # a folder: another repository within this one
            stored[name] = Stored("unreadable", b"")
            continue
        kind = "program" if os.access(path, os.X_OK) else "file"
        stored[name] = Stored(kind, sha256(data).digest())
        if name == CHECKED_OUT_CONFIGURATION or name.startswith(DOCS):
            texts[name] = decode_text(data, name)[0]
    versions, _ = read_versions(texts.get(DOCS + VERSIONS) or "", VERSIONS)
    pages = {}
    for name in texts:
        if name.endswith(".md"):
            below = name.removeprefix(DOCS)
            split, _ = split_page(texts[name] or "", below)
            front = read_yaml(split.yaml or "", below)[0].data
            written = front if isinstance(front, dict) else {}
            pages[below] = CheckedOutPage(below, written, split.markdown)
    has_site = CHECKED_OUT_CONFIGURATION in stored or bool(pages)
    settings = texts.get(CHECKED_OUT_CONFIGURATION, "")
    configuration = root / CHECKED_OUT_CONFIGURATION
    return Checkout(
        stored,
        None if settings is None else read_settings(settings),
        pages,
        read_rows(texts[DOCS + SIGNATORIES] or "") if DOCS + SIGNATORIES in texts else (),
        read_marks(texts.get(DOCS + WITHDRAWN) or "", WITHDRAWN)[0],
        (versions.entries or None) if DOCS + VERSIONS in texts else (),
        tuple(load_campaign(campaign_folder(configuration)).problems) if has_site else (),
        has_site,
    )


def _names(root: Path) -> list[str]:
    """Return the paths of all files that git keeps or would keep, sorted."""
    if (root / ".git").exists():
        kept = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"]
        if (names := ask_git(root, *kept)) is not None:
            return sorted(name for name in names if os.path.lexists(root / name))
    paths = (path.relative_to(root) for path in walk(root))
    return sorted(path.as_posix() for path in paths if path.parts[0] not in NOT_KEPT)


def read_rows(text: str) -> tuple[ComparedRow, ...] | None:
    """Return the rows of a CSV in the file's order; None where no header can be read.

    A row that cannot be read is passed over, as the build passes over it: it is a problem.
    """
    header = next(csv_rows(text), None)
    if not header or "name" not in map(str.strip, header.cells):
        return None
    rows = (row.cells for row in csv_records(text))
    found = ({column: cells.get(column, "") for column in Signatory._fields} for cells in rows)
    return tuple(cells for cells in found if any(cells.values()))


def read_settings(text: str) -> WrittenSettings | None:
    """Return every setting of a mkdocs.yml by its place, or None where YAML cannot read it.

    A key that stands twice has the values of both, so that no writing can hide one.
    """
    node, problems = compose(text, "")
    if node is None:
        return None if problems else {}
    settings: dict[SettingKey, SettingValue] = {}
    for key, value in _walk_settings(node, ()):
        settings[key] = settings.get(key, ()) + value
    return settings


def _walk_settings(node: Node, at: SettingKey) -> Iterator[tuple[SettingKey, SettingValue]]:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            name = key.value if isinstance(key, ScalarNode) else str([*_walk_settings(key, ())])
            yield from _walk_settings(value, (*at, name))
    elif isinstance(node, SequenceNode):
        if all(isinstance(entry, ScalarNode) for entry in node.value):
            yield at, tuple(text for entry in node.value for text in _text(entry))
            return
        for number, entry in enumerate(node.value, start=1):
            yield from _walk_settings(entry, (*at, f"[{number}]"))
    elif isinstance(node, ScalarNode):
        yield at, _text(node)


def _text(node: ScalarNode) -> SettingValue:
    """Return a scalar's text; none where it is empty, and with its tag where it has one."""
    tag = str(node.tag)
    if tag == YAML_ALIAS:
        return (f"*{node.value}",)
    if not tag.startswith(CORE_TAG) or "/" in tag:
        return (f"{tag} {node.value}",)
    return () if not node.style and node.value in NULLS else (node.value,)
