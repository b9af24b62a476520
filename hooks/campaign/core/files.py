"""Reads files: what cannot be read of editors' becomes a problem; the generator's own are lists."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Collection, Iterator, Mapping
from difflib import unified_diff
from pathlib import Path
from typing import Any

import yaml

from campaign.core.problems import LineIndex, Problem, quote
from campaign.core.topics import ABOUT_ENCODING, ABOUT_FILES

SPREADSHEET_REMEDY = 'save it as "CSV UTF-8 (comma delimited)"'
TEXT_REMEDY = 'save it as UTF-8, which "Save as" lets you choose'
CONFLICT = re.compile(r"^(?:<{7}|>{7}) \S", re.MULTILINE)
"""What git leaves of two changes to the same lines (git-scm.com/docs/git-merge)."""
WITH_LINE_END = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
UNSEEN_END = "\\ No newline at end of file"


def why_not(error: OSError) -> str:
    """Say which file could not be read or written, and why."""
    names = [str(name) for name in (error.filename, error.filename2) if name is not None]
    remedy = "make room on the disk" if error.errno == errno.ENOSPC else "check its rights"
    return f"{' and '.join(names)}: {error.strerror}; {remedy}" if names else str(error)


def read_text(path: Path, shown: str) -> tuple[str | None, list[Problem]]:
    """Return a file's text without its byte order mark, or None and why it cannot be read.

    `shown` is the path that problems name. Line ends stay as they are in the file.
    """
    try:
        return decode_text(path.read_bytes(), shown)
    except FileNotFoundError:
        alike = (each.name for each in path.parent.glob("*") if _is_alike(each, path))
        other = next(alike, None)
        remedy = f"rename {other} to {path.name}" if other else "add it"
        why = f"the file is missing; {remedy}"
    except IsADirectoryError:
        why = "a folder stands where a file is expected; remove the folder and add the file"
    except OSError as error:
        why = f"the file cannot be read ({error.strerror}); check its rights"
    return None, [Problem(shown, 0, 0, why, ABOUT_FILES)]


def _is_alike(path: Path, wanted: Path) -> bool:
    """Whether a file bears the name of another but for capital letters, or .yaml for .yml."""
    return path.name.lower().replace(".yaml", ".yml") == wanted.name


def decode_text(data: bytes, shown: str) -> tuple[str | None, list[Problem]]:
    """Return the text of UTF-8 bytes without a byte order mark, or None and what is wrong."""
    remedy = SPREADSHEET_REMEDY if shown.endswith(".csv") else TEXT_REMEDY
    text, topic = "", ABOUT_ENCODING
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        text = error.object[: error.start].decode("utf-8")
        why, at = f"from here on, the file is not in UTF-8; {remedy}", len(text)
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            why = f"the file is in UTF-16; {remedy}"
    else:
        if "\0" in text:
            why, at = f"the file holds a NUL character and is no text; {remedy}", text.index("\0")
        elif conflict := CONFLICT.search(text):
            topic, at = ABOUT_FILES, conflict.start()
            why = (
                "two changes of the same lines were never brought together; keep the lines that "
                "are right, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"
            )
        else:
            return text, []
    return None, [Problem(shown, *LineIndex(text).place(at), why, topic)]


def write_text(path: Path, text: str) -> None:
    """Replace a file by a text in UTF-8, wholly or, whatever happens, not at all.

    Line ends are written as they stand in the text. The file keeps its rights, and a link to it
    stays a link. Raises `OSError` where the folder cannot be written to.
    """
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> None:
    """Replace a file, as `write_text` does."""
    target = path.resolve()
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        beside.unlink(missing_ok=True)
        with beside.open("xb") as file:  # never through a link that somebody put there
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, beside)
        beside.replace(target)
    except BaseException as error:
        beside.unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = str(path)  # not of the file beside it; a full disk names none
            error.filename2 = None
        raise


def replace_files(files: Mapping[Path, bytes | None]) -> None:
    """Write files, or delete them (None), in this order: all, or none where one cannot be written.

    Raises `OSError`, as `write_text` does.
    """
    before = {path: path.read_bytes() if path.exists() else None for path in files}
    done = []
    try:
        for path, data in files.items():
            _put(path, data)
            done.append(path)
    except OSError:
        for path in done:
            _put(path, before[path])
        raise


def _put(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(path, data)


def wrong_upload_name(
    key: str, name: str, kinds: tuple[str, ...], present: Collection[str]
) -> str | None:
    """Say why a value of `key` names no file of these kinds among those below docs/, if it does."""
    if not name.lower().endswith(kinds):
        *first, last = kinds
        ends = " or ".join(filter(None, (", ".join(first), last)))
        return f"'{key}' is {quote(name)}; name a file that ends in {ends}"
    if name not in present:
        return (
            f"'{key}' is {quote(name)}, but docs/{name} does not exist; add the file to docs/, or "
            "correct its name here"
        )
    return None


def own_lists(path: Path) -> Any:
    """Return what one of the generator's own YAML files lists; each value is a text, "no" too."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)  # noqa: S506 - texts alone


def walk(folder: Path) -> Iterator[Path]:
    """Yield every file, link and broken link below a folder, sorted, following no link."""
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.is_dir() and not path.is_symlink():
            yield from walk(path)
        else:
            yield path


def difference(before: str, after: str, path: str) -> Iterator[str]:
    """Yield the lines of a unified diff, which git can apply; none where nothing changes."""
    old, new = WITH_LINE_END.findall(before), WITH_LINE_END.findall(after)
    for number, line in enumerate(unified_diff(old, new, path, path, lineterm="")):
        bare = line.rstrip("\r\n")
        yield bare
        if number > 1 and bare == line and line[0] in " +-":
            yield UNSEEN_END
