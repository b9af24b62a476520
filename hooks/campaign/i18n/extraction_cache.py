"""Keeps which words the templates hold, from one run to the next: reading all takes half a second.

What is kept decides only which words a catalogue lacks. Nothing that a translation says is shown
because of it, so that a file that somebody put there can do no harm.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from campaign.core.files import write_text
from campaign.i18n.catalogues import Word, extract, template_files

KEPT = Path(".cache", "words.json")
"""From the project's root."""


def words_of(templates: Path, root: Path) -> tuple[Word, ...]:
    """Return what `extract` returns, read anew only if a template has changed since."""
    digest = _digest(template_files(templates), templates)
    return _kept(root / KEPT, digest) or _keep(root / KEPT, digest, extract(templates))


def _digest(files: Iterable[Path], templates: Path) -> str:
    found = hashlib.blake2b(digest_size=20)
    for path in files:
        name, text = path.relative_to(templates).as_posix().encode(), path.read_bytes()
        found.update(b"%d %d " % (len(name), len(text)) + name + text)
    return found.hexdigest()


def _kept(path: Path, digest: str) -> tuple[Word, ...]:
    with suppress(OSError, ValueError, TypeError, KeyError):
        kept = json.loads(path.read_text(encoding="utf-8"))
        if kept["digest"] == digest:
            return tuple(
                Word((one, many) if many is not None else one, tuple(map(str, places)))
                for one, many, places in kept["words"]
            )
    return ()


def _keep(path: Path, digest: str, words: tuple[Word, ...]) -> tuple[Word, ...]:
    rows = [(*(key if isinstance(key, tuple) else (key, None)), places) for key, places in words]
    # A folder that nobody may write to costs time, and nothing else.
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        write_text(path, json.dumps({"digest": digest, "words": rows}))
    return words
