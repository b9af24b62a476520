"""The record of the generator's files as they were installed: `.generator.json`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from campaign.cli.starting.generator import GeneratorFile
from campaign.core.files import read_text
from campaign.core.problems import Problem
from campaign.core.topics import ABOUT_FILES

RECORD = ".generator.json"
NOTE = (
    "The generator's files as they were installed; `campaign update` sees by it which of them the "
    "campaign has changed. Made by a command: do not edit it."
)


class Record(NamedTuple):
    """A version of the generator, and the SHA-256 of each of its files."""

    version: str
    hashes: Mapping[str, str]
    source: str = ""
    """The address that the last update came from; empty where none is known."""


def sha256(data: bytes) -> str:
    """Return the hash of a file, the same whether its lines end in LF or, on Windows, in CRLF."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def record_text(version: str, files: Mapping[str, GeneratorFile], source: str = "") -> str:
    """Return the record's own text."""
    hashes = {path: sha256(file.data) for path, file in sorted(files.items())}
    record = {"note": NOTE, "version": version, "source": source, "files": hashes}
    return json.dumps(record, indent=1, ensure_ascii=False) + "\n"


def read_record(root: Path) -> tuple[Record | None, list[Problem]]:
    """Return a campaign's record, or None and why there is none."""
    text, problems = read_text(root / RECORD, RECORD)
    if text is None:
        return None, problems
    try:
        found = json.loads(text)
        hashes = {str(path): str(value) for path, value in found["files"].items()}
        return Record(str(found["version"]), hashes, str(found.get("source", ""))), []
    except (ValueError, KeyError, TypeError, AttributeError):
        remedy = "the record cannot be read; take back the file's last version from git"
        return None, [Problem(RECORD, 1, 1, remedy, ABOUT_FILES)]
