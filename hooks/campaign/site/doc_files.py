"""The files below docs/: which may lie there, and what they are whatever their names say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from pathlib import Path, PurePosixPath

from pathspec.gitignore import GitIgnoreSpec

from campaign.config.configuration_file import WHERE
from campaign.config.fields import language_code
from campaign.config.folder import FIRST_PAGE, NOT_PUBLISHED, READ, SIGNATORIES, Folder
from campaign.content.versions import VERSION_TEXT, VERSIONS
from campaign.core import files
from campaign.core.problems import Problems, Topic, Wrong
from campaign.core.topics import ABOUT_FILES, ABOUT_TRANSLATIONS
from campaign.signatories.csv_rows import Row, csv_records

PUBLISHED = (".md", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".pdf")
"""Kinds of files that may lie below docs/: none of them can run in a reader's browser."""
_BY_SUFFIX = re.compile(r"(.+)\.([a-zA-Z-]+)\.md")
"""A page that names its language behind a dot, as other programs have it."""
SPREADSHEETS = (".xlsx", ".xls", ".ods", ".numbers")
OTHER_MARKDOWN = (".markdown", ".mdown", ".mkdn", ".mkd")  # MkDocs would publish these unchecked
LOGO_COLUMN = "logo"
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

    config = folder.config
    if not folder.docs.is_dir():
        refuse(folder.docs, "the folder is missing; add it")
        return []
    excluded = GitIgnoreSpec.from_lines(config.setting("exclude_docs").splitlines())
    logos = (name for _, _, name in logo_cells(files.read_text(folder.signatories, "")[0] or ""))
    named = {name.removeprefix("docs/").lower() for name in config.named_files.union(logos)}
    paths: list[str] = []
    for path in files.walk(folder.docs):
        name = path.relative_to(folder.docs).as_posix()
        is_excluded = not name.startswith(NOT_PUBLISHED) and excluded.match_file(name)
        if path.is_symlink():
            refuse(path, "a link to another file may not be published; put the file itself here")
        elif path.name.startswith(".") or is_excluded:
            continue
        elif (page := _BY_SUFFIX.fullmatch(name)) and page[2] in config.other_languages:
            place = f"docs/{page[2]}/{page[1]}.md"
            refuse(path, f"a page's language follows from its folder; move it to {place}")
        elif name.lower() not in named and (why := _unfit(name)):
            refuse(path, why)
        elif path.name == "README.md" and path.with_name(FIRST_PAGE).exists():
            why = (
                "MkDocs reads a README.md as its folder's first page, which index.md is; move this "
                "file out of docs/, or delete it"
            )
            refuse(path, why)
        else:
            paths.append(name)
    # A configuration that cannot be read names no language.
    unnamed = _unnamed_languages(folder, set(paths)) if config.is_read else {}
    # A code that is none is told as such, and its folder is one of these.
    if config.said(*WHERE) is not None and all(map(_is_language, config.other_languages)):
        for top, remedy in unnamed.items():
            why = f"the folder holds pages in a language that 'languages' does not name; {remedy}"
            refuse(folder.docs / top, why, ABOUT_TRANSLATIONS)
    return [path for path in paths if path.partition("/")[0] not in unnamed]


def _unnamed_languages(folder: Folder, paths: Set[str]) -> dict[str, str]:
    """Return folders that translate pages, of no language named; each with what to do."""
    codes, tops = folder.config.other_languages, {path.partition("/")[0] for path in paths}
    without = [code for code in codes if code not in tops]
    found = {}
    for top in sorted(tops.difference(codes, [folder.config.language])):
        both = {path for path in paths if path.endswith(".md") and f"{top}/{path}" in paths}
        is_language, language = _is_language(top), top.partition("-")[0].lower()
        # A folder of demands has a first page as well.
        if both and (is_language or (without and both != {FIRST_PAGE})):
            near = [c for c in without if not is_language or c.partition("-")[0] == language]
            found[top] = (
                f"rename the folder to docs/{near[0]}/"
                if near
                else f"write `- code: {top}` below `languages:` in mkdocs.yml, or delete the folder"
            )
    return found


def _is_language(name: str) -> bool:
    """Whether a folder's name is the code of a language."""
    try:
        return bool(language_code(name))
    except Wrong:
        return False


def _unfit(name: str) -> str | None:
    """Say why a file below docs/ may not be published, or return None."""
    path = PurePosixPath(name)
    suffix = path.suffix.lower()
    if path.name.startswith("~$"):
        return f"files of this kind are not published; {SAVE_AS['.ini']}"
    if suffix in OTHER_MARKDOWN or path.suffix == ".MD":
        return f"the file's name ends in {path.suffix}; let it end in .md"
    if name.startswith(NOT_PUBLISHED):
        # A folder in the list's place is told where the list is read.
        is_read = name.lower() in READ or name.startswith(f"{SIGNATORIES}/")
        if is_read or is_record(name) or VERSION_TEXT.fullmatch(name):
            return None
        if suffix in SPREADSHEETS:
            return f"the list is read from no spreadsheet; {_AS_CSV}"
        return (
            "no file of this name is read in docs/data/; delete this file, or rename it (the "
            f"signatories stand in docs/{SIGNATORIES})"
        )
    if suffix in PUBLISHED:
        return None
    if name.lower().endswith(".md.txt"):
        return "a page's name ends in .md alone; take .txt away"
    remedy = SAVE_AS.get(suffix, f"put only {', '.join(PUBLISHED)} files into docs/")
    because = NOT_HERE.get(path.name) or NOT_HERE.get(suffix)
    return because or f"files of this kind are not published; {remedy}"


def is_record(name: str) -> bool:
    """Whether the file is versions.yml, or lies in a folder that has its place."""
    return name == VERSIONS or name.startswith(f"{VERSIONS}/")


def logo_cells(text: str) -> Iterator[tuple[Row, int, str]]:
    """Yield each cell of a list that names a logo, whatever else is wrong with its row.

    These are its row, its number in it, and the name.
    """
    if LOGO_COLUMN not in text.partition("\n")[0]:
        return  # as of most lists, which may be long
    for row in csv_records(text):
        if name := row.cells.get(LOGO_COLUMN):
            yield row, list(row.cells).index(LOGO_COLUMN), name
