"""`campaign overrides`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from campaign.cli.changes import Change, apply_changes, changed_lines, read_bytes, same_text
from campaign.cli.commands import options
from campaign.config.folder import Templates
from campaign.core.files import walk
from campaign.core.problems import Wrong
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
        raise Wrong(f"no campaign lies in {configuration.parent}; go to its folder")
    folder = campaign_folder(configuration)
    templates = folder.templates
    if take:
        _take(templates, take)
        click.echo(f"Copied to {folder.shown(templates.own / take)}.")
        return
    originals = list(_originals(templates))
    if seen:
        now = [Change(f"{ORIGINALS}/{each.path}", each.before, each.after) for each in originals]
        apply_changes(templates.own, now)
        click.echo(f"Remembered the originals of {len(originals)} of your files.")
        return
    changed = False
    for each in originals:
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
            click.echo(changed_lines([each]), nl=False)
    if not originals:
        click.echo("No template of the generator's is replaced.")
    raise SystemExit(1 if changed else 0)


def _originals(templates: Templates) -> Iterator[Change]:
    """Yield the original of each own template: as it was when that was made, and as it is."""
    for path in walk(templates.own) if templates.own.is_dir() else ():
        name = path.relative_to(templates.own).as_posix()
        now = read_bytes(templates.generator / name)
        if now is not None and not name.startswith(f"{ORIGINALS}/"):
            yield Change(name, read_bytes(templates.own / ORIGINALS / name), now)


def _take(templates: Templates, name: str) -> None:
    known = [path.relative_to(templates.generator).as_posix() for path in walk(templates.generator)]
    if name not in known:
        raise Wrong(f"the generator has no template {name}; write a name as letter.html")
    if (templates.own / name).exists():
        raise Wrong(f"you have your own {name} already; change that")
    data = (templates.generator / name).read_bytes()
    apply_changes(templates.own, [Change(p, None, data) for p in (name, f"{ORIGINALS}/{name}")])
