"""`campaign translated`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import click

from campaign.cli.commands import options
from campaign.cli.console import refuse
from campaign.config.folder import Folder
from campaign.content.markdown_html import read_extensions
from campaign.content.page_check import PageDraft
from campaign.core.files import write_text
from campaign.core.problems import Problem, Problems, Wrong
from campaign.core.topics import ABOUT_FRONT_MATTER
from campaign.i18n.languages import split_path
from campaign.i18n.translations import marked, marks_of, page_hash, stale
from campaign.site.checking import campaign_folder
from campaign.site.doc_files import doc_files
from campaign.site.drafts import read_draft
from campaign.site.letter_record import read_letter_record


class _Found(NamedTuple):
    """A translation whose marks are to change: what they are to be, and the page's new text."""

    draft: PageDraft
    marks: dict[str, str]
    text: str


@click.command("translated", short_help="Say that translations are up to date.")
@options.configuration
@click.argument("pages", nargs=-1, metavar="[PAGE]...", type=click.Path(path_type=Path))
@click.option("--all", "every", is_flag=True, help="Every translation, of every language.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
def command(configuration: Path, pages: tuple[Path, ...], every: bool, dry_run: bool) -> None:
    """Record that translations say what their originals say now.

    A translation's `source_hash` tells which text was translated, and a letter's
    `source_version` which version. When the original changes, readers are told that the
    translation is out of date. Bring it up to date, and name its file here, as
    docs/es/index.md: this writes the two lines. It cannot see whether a translation is right;
    name only those that you have read.

    Without a file, it lists those that are out of date.

    Ends with 0; with 1 if a page that is named, or its original, cannot be read; and with 2 if the
    command is written wrongly.
    """
    if pages and every:
        raise click.UsageError("Name files, or give --all, but not both.")
    folder = campaign_folder(configuration)
    codes = folder.config.other_languages
    below = doc_files(folder, Problems())
    versions = read_letter_record(folder, below, Problems())
    latest = versions.latest.number if versions.latest else None
    all_of_them = [path for path in below if path.endswith(".md") and split_path(path, codes)[0]]
    by_file = {(folder.docs / path).resolve(): path for path in all_of_them}
    for path in pages:
        if path.resolve() not in by_file:
            raise click.UsageError(
                f"{path} is no translation; name a page in a language's folder, as "
                "docs/es/index.md."
            )
    named = [by_file[path.resolve()] for path in pages] or all_of_them
    found, problems = _stale(folder, dict.fromkeys(named), codes, latest)
    if problems:
        refuse(problems)
    if not found:
        whose = "Each of them says" if pages else "Every translation says"
        click.echo(f"{whose} that it translates what stands there now; nothing to write.")
        return
    if not pages and not every:
        click.echo(f"{len(found)} translations do not say that they translate what stands there:")
        for each in found:
            click.echo(f"  {each.draft.shown}")
        click.echo("Name those that you have brought up to date, or give --all.")
        return
    for draft, marks, text in found:
        lines = ", ".join(f"{key} {value}" for key, value in marks.items())
        click.echo(f"{draft.shown}: {lines}{' would be written' if dry_run else ''}")
        if not dry_run:
            write_text(folder.docs / draft.path, text)


def _stale(
    folder: Folder, paths: Iterable[str], codes: tuple[str, ...], latest: int | None
) -> tuple[list[_Found], list[Problem]]:
    """Return those of some translations whose marks are not those of their sources, and why not."""
    problems, found = Problems(), list[_Found]()
    extensions = read_extensions(folder.config)
    for path in paths:
        draft, source = (
            read_draft(folder, each, codes, extensions, problems)
            for each in (path, split_path(path, codes)[1])
        )
        if not draft or not source or not draft.front or not source.front:
            continue
        try:
            current = page_hash(source.front, source.split.markdown)
        except Wrong as wrong:
            place = source.split.markdown_line, 1
            problems.add(source.shown, place, f"the text {wrong}", wrong.topic)
            continue
        if not stale(draft.front, current, latest):
            continue
        marks = marks_of(draft.front, current, latest)
        try:
            found.append(_Found(draft, marks, marked(draft.text, marks)))
        except Wrong as wrong:
            problems.add(draft.shown, (1, 1), f"the front matter {wrong}", ABOUT_FRONT_MATTER)
    return found, list(problems)
