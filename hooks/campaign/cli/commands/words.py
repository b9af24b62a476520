"""`campaign words`."""

from __future__ import annotations

from pathlib import Path

import click

from campaign.cli.changes import apply_changes, changes_to
from campaign.cli.commands import options
from campaign.cli.console import refuse
from campaign.config.fields import language_code
from campaign.core.problems import Problems, Wrong
from campaign.i18n.catalogues import (
    CATALOGUES_FOLDER,
    as_text,
    catalogue_path,
    empty_catalogue,
    extract,
    read_catalogue,
    reviewed,
    untranslated,
    update,
)
from campaign.i18n.languages import own_name
from campaign.site.checking import campaign_folder


@click.command("words", short_help="Bring the lists of translated words up to date.")
@options.configuration
@click.option("--add", metavar="CODE", help="Begin a catalogue for a new language, as fr.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
def command(configuration: Path, add: str | None, dry_run: bool) -> None:
    """Bring the interface's words up to date in every language.

    The words stand in the templates, in English. Each other language has one catalogue,
    overrides/words/CODE.po, which a translator fills in. This command adds words that are new to
    the templates, without a translation, and takes out words that they no longer hold. It never
    changes a translation. Of each catalogue it says whether somebody whose language it is has
    reviewed it, as a line at its head has it.

    Ends with 0; with 1 if a catalogue cannot be read, or, with --dry-run, if a file would change;
    and with 2 if the command is written wrongly.
    """
    folder = campaign_folder(configuration)
    templates = folder.templates
    is_ours = templates.generator == templates.own.parent
    kept = templates.generator if is_ours else templates.own
    paths = _catalogues(kept)
    # Those that came with the generator are looked at, and never written in a campaign.
    brought = dict[str, Path]() if is_ours else _catalogues(templates.generator)
    if add:
        try:
            code = language_code(add)
        except Wrong as wrong:
            raise click.UsageError(f"The language {wrong}.") from None
        if code in paths:
            raise click.UsageError(f"{folder.shown(paths[code])} exists already.")
        paths[code] = catalogue_path(templates, code)
    words = extract(templates.generator)
    problems, wanted = Problems(), dict[str, bytes | None]()
    for code, path in (brought | paths).items():
        shown = folder.shown(path)
        catalogue, found = (
            read_catalogue(path, shown) if path.exists() else (empty_catalogue(code), [])
        )
        problems.extend(found)
        if catalogue is None:
            continue
        update(catalogue, words)
        if code in paths:
            wanted[str(path)] = as_text(catalogue).encode()
        rest = untranslated(catalogue, words)
        click.echo(
            f"{shown}: {own_name(code)}, {rest} of {len(words)} not translated; "
            f"reviewed by a native reader: {reviewed(catalogue)}"
        )
    if len(problems):
        refuse(problems, f"{len(problems)} of the catalogues cannot be read; nothing was written.")
    changed = changes_to(folder.root, wanted)
    for change in changed:
        click.echo(f"{'would write' if dry_run else 'wrote'} {folder.shown(Path(change.path))}")
    if not dry_run:
        apply_changes(folder.root, changed)
    if not changed:
        click.echo("Every catalogue is current.")
    raise SystemExit(1 if dry_run and changed else 0)


def _catalogues(folder: Path) -> dict[str, Path]:
    return {path.stem: path for path in sorted((folder / CATALOGUES_FOLDER).glob("*.po"))}
