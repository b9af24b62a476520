"""The files below docs/: which may lie there, and what they are whatever their names say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from campaign.config.configuration_file import WHERE
from campaign.config.fields import language_code
from campaign.config.folder import FIRST_PAGE, NOT_PUBLISHED, READ, SIGNATORIES, Folder
from campaign.content.versions import VERSION_TEXT, VERSIONS
from campaign.core import files
from campaign.core.files import wrong_upload_name
from campaign.core.problems import Problem, Problems, Topic, Wrong
from campaign.core.topics import ABOUT_FILES, ABOUT_PICTURES, ABOUT_TRANSLATIONS
from campaign.look.logo import wrong_logo_in_row
from campaign.signatories.cells import LOGO_KINDS
from campaign.signatories.csv_rows import CsvRow, cell_place, csv_records

if TYPE_CHECKING:
    from campaign.site.context import Context

PUBLISHED = (".md", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".pdf")
"""Kinds of files that may lie below docs/: none of them can run in a reader's browser."""
_BY_SUFFIX = re.compile(r"(.+)\.([a-zA-Z-]+)\.md")
"""A page that names its language behind a dot, as other programs have it."""
SPREADSHEETS = (".xlsx", ".xls", ".ods", ".numbers")
OTHER_MARKDOWN = (".markdown", ".mdown", ".mkdn", ".mkd")  # MkDocs would publish these unchecked
_LOGO = "logo"
"""The column of the list that names files."""
_AS_PDF = "save it as PDF, or its text as a page that ends in .md"
_AS_JPEG = "save the picture as JPEG, PNG or WebP"
_AS_CSV = f'save the list as "CSV UTF-8 (comma delimited)", as docs/{SIGNATORIES}'
_LINKED = "put it where others publish such files, and link to it"
SAVE_AS = {
    ".css": "write rules of style into overrides/own.css",
    ".docx": _AS_PDF, ".doc": _AS_PDF, ".odt": _AS_PDF, ".pages": _AS_PDF, ".rtf": _AS_PDF,
    ".heic": _AS_JPEG, ".tif": _AS_JPEG, ".tiff": _AS_JPEG, ".bmp": _AS_JPEG,
    ".ico": "write `logo:` below `campaign:`, which the icon is made from",
    ".mp4": _LINKED, ".mov": _LINKED, ".webm": _LINKED, ".mp3": _LINKED, ".m4a": _LINKED,
    ".csv": f"save the list as docs/{SIGNATORIES}",
    ".xlsx": _AS_CSV, ".xls": _AS_CSV, ".ods": _AS_CSV, ".numbers": _AS_CSV,
    ".db": "your computer made it by itself; delete it",
    ".ini": "your computer made it by itself; delete it",
}  # fmt: skip
"""What to do with files that are not published, by the ends of their names."""
NOT_HERE = {
    ".svg": "an SVG can hold a script, so that only the campaign's `logo`, and those that the list "
    "of signatories names, may be one; save the picture as PNG or WebP",
    ".woff2": "only the font that `typefaces` names in mkdocs.yml may be one; name the file there "
    "as `own`, or delete it",
    "CNAME": "files of this kind are not published, and GitHub reads none; delete it, and enter "
    "the domain in the repository's Settings → Pages and as `site_url` in mkdocs.yml, or as the "
    "variable SITE_URL",
    "robots.txt": "the site asks search engines to leave nothing out, so that none is needed; "
    "delete it (what must not be found must not be published)",
}
"""Why certain files may not lie below docs/, by their names or the ends of these."""


def doc_files(folder: Folder, problems: Problems) -> list[str]:
    """Return the paths below docs/ of all files that may lie there."""

    def refuse(path: Path, why: str, topic: Topic = ABOUT_FILES) -> None:
        problems.add(folder.shown(path), (0, 0), why, topic)

    if not folder.docs.is_dir():
        refuse(folder.docs, "the folder is missing; add it")
        return []
    paths: list[str] = []
    is_excluded = _excluded(folder)
    named = {
        name.removeprefix("docs/").lower()
        for name in folder.config.named_files | logos_in_list(folder)
    }
    for path in files.walk(folder.docs):
        name = path.relative_to(folder.docs).as_posix()
        if path.is_symlink():
            refuse(path, "a link to another file may not be published; put the file itself here")
        elif path.name.startswith(".") or is_excluded(name):
            continue
        elif (page := _BY_SUFFIX.fullmatch(name)) and page[2] in folder.config.other_languages:
            place = f"docs/{page[2]}/{page[1]}.md"
            refuse(path, f"a page's language follows from its folder; move it to {place}")
        elif name.lower() not in named and (why := _unfit(name) or _read_me(path)):
            refuse(path, why)
        else:
            paths.append(name)
    # A configuration that cannot be read names no language.
    unnamed = _unnamed_languages(folder, paths) if folder.config.is_read else {}
    # One that is no code is told as such, and its folder is one of these.
    is_told = not all(map(_is_language, folder.config.other_languages))
    is_told = is_told or folder.config.said(*WHERE) is None
    for code, renamed in () if is_told else unnamed.items():
        remedy = (
            f"rename the folder to docs/{renamed}/"
            if renamed
            else f"write `- code: {code}` below `languages:` in mkdocs.yml, or delete the folder"
        )
        why = f"the folder holds pages in a language that 'languages' does not name; {remedy}"
        refuse(folder.docs / code, why, ABOUT_TRANSLATIONS)
    return [path for path in paths if path.partition("/")[0] not in unnamed]


def _excluded(folder: Folder) -> Callable[[str], bool]:
    """Return what tells of a path below docs/ whether `exclude_docs` keeps it from the site."""
    patterns = folder.config.setting("exclude_docs")
    if not patterns:
        return lambda _: False
    from pathspec.gitignore import GitIgnoreSpec  # costs a check time, and most sites need none

    matching = GitIgnoreSpec.from_lines(patterns.splitlines())
    return lambda name: not name.startswith(NOT_PUBLISHED) and matching.match_file(name)


def _read_me(path: Path) -> str | None:
    """Say that MkDocs publishes a README in the place of a folder's first page, or return None."""
    if path.name != "README.md" or not path.with_name("index.md").exists():
        return None
    return (
        "MkDocs reads a README.md as its folder's first page, which index.md is; move this file "
        "out of docs/, or delete it"
    )


def _unnamed_languages(folder: Folder, paths: list[str]) -> dict[str, str]:
    """Return folders that translate pages, of no language named; each with its likely new code."""
    tops = {path.partition("/")[0] for path in paths}
    found = {}
    for top in sorted(tops - {folder.config.language, *folder.config.other_languages}):
        translated = {path.removeprefix(f"{top}/") for path in paths if path.startswith(f"{top}/")}
        pages = {path for path in translated if path.endswith(".md")}
        language = top.partition("-")[0].lower()
        both = pages.intersection(paths)
        without = [code for code in folder.config.other_languages if code not in tops]
        # A folder of demands has a first page as well.
        if both and (_is_language(language) or (without and both != {FIRST_PAGE})):
            alike = (
                code
                for code in without
                if code.partition("-")[0] == language or not _is_language(language)
            )
            found[top] = next(alike, "")
    return found


def _is_language(name: str) -> bool:
    """Whether a folder's name is the code of a language."""
    try:
        return bool(language_code(name))
    except Wrong:
        return False


def _unfit(name: str) -> str | None:
    """Say why a file below docs/ may not be published, or return None."""
    suffix = PurePosixPath(name).suffix
    if PurePosixPath(name).name.startswith("~$"):
        return f"files of this kind are not published; {SAVE_AS['.ini']}"
    if suffix.lower() in OTHER_MARKDOWN or suffix == ".MD":
        return f"the file's name ends in {suffix}; let it end in .md"
    suffix = suffix.lower()
    if name.startswith(NOT_PUBLISHED):
        if name.lower() in READ or name.startswith(f"{SIGNATORIES}/"):
            return None  # a folder in the file's place is told where the file is read
        if is_record(name) or VERSION_TEXT.fullmatch(name):
            return None
        if suffix in SPREADSHEETS:
            return f"the list is read from no spreadsheet; {_AS_CSV}"
        return (
            "no file of this name is read in docs/data/; delete this file, or rename it (the "
            f"signatories stand in docs/{SIGNATORIES})"
        )
    if suffix in PUBLISHED:
        return None
    because = NOT_HERE.get(PurePosixPath(name).name) or NOT_HERE.get(suffix)
    if name.lower().endswith(".md.txt"):
        because = "a page's name ends in .md alone; take .txt away"
    remedy = SAVE_AS.get(suffix, f"put only {', '.join(PUBLISHED)} files into docs/")
    return because or f"files of this kind are not published; {remedy}"


def is_record(name: str) -> bool:
    """Whether the file is versions.yml, or lies in a folder that has its place."""
    return name == VERSIONS or name.startswith(f"{VERSIONS}/")


def logos_in_list(folder: Folder) -> frozenset[str]:
    """Return the files that the list names as logos, whatever else is wrong with it."""
    text, _ = files.read_text(folder.signatories, "")
    return frozenset(name for _, _, name in _cells(text or ""))


def check_list_logos(context: Context) -> Iterator[Problem]:
    """The logos that the list names exist, are small, and are fit to be published."""
    folder, text = context.folder, context.list_text
    files = set()
    for row, number, name in _cells(text):
        if not name.lower().endswith(LOGO_KINDS):
            continue  # told where the cell is read
        if why := wrong_upload_name(_LOGO, name, LOGO_KINDS, context.paths):
            place = cell_place(text, row, number)
            yield Problem(folder.shown_list, *place, why, ABOUT_PICTURES)
        else:
            files.add(name)
    for name in sorted(files):
        path = folder.docs / name
        for fault in wrong_logo_in_row(path):
            yield Problem(folder.shown(path), *fault, topic=ABOUT_PICTURES)


def _cells(text: str) -> Iterator[tuple[CsvRow, int, str]]:
    """Yield each cell that names a logo: its row, its number in it, and the name."""
    if _LOGO not in text.partition("\n")[0]:
        return  # as of most lists, which may be long
    for row, cells in csv_records(text):
        if name := cells.get(_LOGO):
            yield row, list(cells).index(_LOGO), name
