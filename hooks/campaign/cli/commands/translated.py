"""`campaign translated`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from campaign.cli.changes import write_and_say
from campaign.cli.commands import options
from campaign.cli.console import refuse
from campaign.core.problems import Problems, Wrong
from campaign.core.topics import ABOUT_FRONT_MATTER
from campaign.i18n.languages import split_path
from campaign.i18n.translations import marked, marks_of, stale
from campaign.site.checking import Loaded, campaign_folder, load_campaign


@click.command("translated", short_help="Say that translations are up to date.")
@options.configuration
@click.argument("pages", nargs=-1, metavar="[PAGE]...", type=click.Path(path_type=Path))
@click.option("--all", "every", is_flag=True, help="Every translation, of every language.")
@options.dry_run
def command(configuration: Path, pages: tuple[Path, ...], every: bool, dry_run: bool) -> None:
    """Record that translations say what their originals say now.

    A translation's `source_hash` tells which text was translated, and a letter's
    `source_version` which version. When the original changes, readers are told that the
    translation is out of date. Bring it up to date, and name its file here, as
    docs/es/index.md: this writes the two lines. It cannot see whether a translation is right;
    name only those that you have read.

    Without a file, it lists those that are out of date.
    """
    if pages and every:
        raise click.UsageError("Name files, or give --all, but not both.")
    folder = campaign_folder(configuration)
    loaded = load_campaign(folder, is_frozen=False)
    translations = {
        (folder.docs / path).resolve(): path
        for path in loaded.context.paths
        if path.endswith(".md") and split_path(path, loaded.context.codes)[0]
    }
    for path in pages:
        if path.resolve() not in translations:
            raise click.UsageError(
                f"{path} is no translation; name a page in a language's folder, as "
                "docs/es/index.md."
            )
    named = [translations[path.resolve()] for path in pages] or translations.values()
    problems = Problems()
    texts = dict(_marked(loaded, dict.fromkeys(named), problems))
    if problems:
        refuse(problems)
    if not texts:
        whose = "Each of them says" if pages else "Every translation says"
        click.echo(f"{whose} that it translates what stands there now; nothing to write.")
    elif pages or every:
        write_and_say(folder.root, texts, dry_run=dry_run)
    else:
        click.echo(f"{len(texts)} translations do not say that they translate what stands there:")
        for shown in texts:
            click.echo(f"  {shown}")
        click.echo("Name those that you have brought up to date, or give --all.")


def _marked(loaded: Loaded, paths: Iterable[str], problems: Problems) -> Iterator[tuple[str, str]]:
    """Yield those of some translations that are out of date, with the marks of today's sources.

    Those that cannot be marked become `problems`.
    """
    context, latest = loaded.context, loaded.context.versions.latest
    number = latest.number if latest else None
    for path in paths:
        inner = split_path(path, context.codes)[1]
        draft, current = context.by_path.get(path), context.hashes.get(inner)
        if draft is None or draft.front is None or not isinstance(current, str):
            shown = (context.shown(path), context.shown(inner))
            problems.extend(each for each in loaded.problems if each.path in shown)
        elif stale(draft.front, current, number):
            try:
                marks = marks_of(draft.front, current, number)
                yield draft.shown, marked(draft.text, marks)
            except Wrong as wrong:
                problems.add(draft.shown, (1, 1), f"the front matter {wrong}", ABOUT_FRONT_MATTER)
