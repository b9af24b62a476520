"""`campaign words`."""

from __future__ import annotations

from pathlib import Path

import click

from campaign.cli.changes import write_and_say
from campaign.cli.commands import options
from campaign.cli.console import refuse
from campaign.config.fields import language_code
from campaign.core.problems import Problems
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
@click.option(
    "--add",
    metavar="CODE",
    callback=options.checked(language_code),
    help="Begin a catalogue for a new language, as fr.",
)
@options.dry_run
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
    paths = _catalogues(templates.generator if is_ours else templates.own)
    # Those that came with the generator are looked at, and never written in a campaign.
    brought = {} if is_ours else _catalogues(templates.generator)
    if add:
        if add in paths:
            raise click.UsageError(f"{folder.shown(paths[add])} exists already.")
        paths[add] = catalogue_path(templates, add)
    words = extract(templates.generator)
    problems, wanted = Problems(), dict[str, str]()
    for code, path in (brought | paths).items():
        shown = folder.shown(path)
        if path.exists():
            catalogue = problems.take(read_catalogue(path, shown))
        else:
            catalogue = empty_catalogue(code)
        if catalogue is None:
            continue
        update(catalogue, words)
        if code in paths:
            wanted[shown] = as_text(catalogue)
        rest = untranslated(catalogue, words)
        click.echo(
            f"{shown}: {own_name(code)}, {rest} of {len(words)} not translated; "
            f"reviewed by a native reader: {reviewed(catalogue)}"
        )
    if problems:
        refuse(problems, f"{len(problems)} of the catalogues cannot be read; nothing was written.")
    would_change = write_and_say(folder.root, wanted, dry_run=dry_run)
    if not would_change:
        click.echo("Every catalogue is current.")
    raise SystemExit(1 if dry_run and would_change else 0)


def _catalogues(folder: Path) -> dict[str, Path]:
    return {path.stem: path for path in sorted((folder / CATALOGUES_FOLDER).glob("*.po"))}
