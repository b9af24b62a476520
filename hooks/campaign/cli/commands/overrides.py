"""`campaign overrides`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from campaign.cli.changes import (
    Change,
    additions,
    apply_changes,
    changed_lines,
    read_bytes,
    same_text,
)
from campaign.cli.commands import options
from campaign.cli.console import stop
from campaign.config.folder import Templates
from campaign.core.files import walk
from campaign.look.overrides import ORIGINALS
from campaign.site.checking import campaign_folder


@click.command("overrides", short_help="List own templates whose original has changed.")
@options.configuration
@click.option("--take", metavar="NAME", help="Copy a template of the generator's, to change it.")
@click.option("--seen", is_flag=True, help="Remember that you looked at the originals as they are.")
def command(configuration: Path, take: str | None, seen: bool) -> None:
    """List own templates whose original in the generator has changed, with the difference.

    A template of your own goes before the generator's, also after an update which mends or adds
    something in it. Look at the difference, take over what you need, then run it with --seen.

    Ends with 0; with 1 if an original has changed, or there is no template of the name; and with 2
    if the command is written wrongly.
    """
    if not configuration.is_file():
        stop(f"no campaign lies in {configuration.resolve().parent}; go to its folder")
    folder = campaign_folder(configuration.resolve())
    templates = folder.templates
    if take:
        _take(templates, take)
        click.echo(f"Copied to {folder.shown(templates.own / take)}.")
        return
    owned = list(_owned(templates))
    if seen:
        apply_changes(
            templates.own, [Change(f"{ORIGINALS}/{e.path}", None, e.after) for e in owned]
        )
        click.echo(f"Remembered the originals of {len(owned)} of your files.")
        return
    changed = False
    for each in owned:
        if each.before is None:
            click.echo(
                f"{each.path}: nobody knows which original it was taken from; put your file aside, "
                f"fetch today's with --take {each.path}, take over what you need, and run --seen"
            )
        elif same_text(each.before, each.after):
            click.echo(f"{each.path}: its original is as it was")
        else:
            changed = True
            click.echo(f"{each.path}: its original has changed")
            click.echo("".join(changed_lines([each])), nl=False)
    if not owned:
        click.echo("No template of the generator's is replaced.")
    raise SystemExit(1 if changed else 0)


def _owned(templates: Templates) -> Iterator[Change]:
    """Yield the original of each own template: as it was when that was made, and as it is."""
    for path in walk(templates.own) if templates.own.is_dir() else ():
        name = path.relative_to(templates.own).as_posix()
        original = templates.generator / name
        if name.startswith(f"{ORIGINALS}/") or not original.is_file():
            continue
        known = read_bytes(templates.own / ORIGINALS / name)
        yield Change(name, known, original.read_bytes())


def _take(templates: Templates, name: str) -> None:
    original = templates.generator / name
    if not original.resolve().is_relative_to(templates.generator.resolve()) or (
        not original.is_file()
    ):
        stop(f"the generator has no template {name}; write a name as letter.html")
    if (templates.own / name).exists():
        stop(f"you have your own {name} already; change that")
    data = original.read_bytes()
    apply_changes(templates.own, additions({name: data, f"{ORIGINALS}/{name}": data}))
