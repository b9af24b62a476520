"""`campaign update`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from campaign.cli.commands import options
from campaign.cli.console import refuse, stop
from campaign.cli.starting.generator import GeneratorFile
from campaign.cli.updating.applying import CONFLICTS, apply
from campaign.cli.updating.merging import Does, Step, difference
from campaign.cli.updating.planning import CONFIGURATION, Update, plan_update, read_campaign_record
from campaign.cli.updating.sources import NoSource, fetched
from campaign.core.problems import Problem
from campaign.core.topics import ABOUT_FILES

WRONG, NOT_CONFIRMED, LOOK = 1, 3, 4
"""Exit codes; 2 is click's own for an option that it does not understand."""
WORDS = {
    Does.ADD: "Added",
    Does.REPLACE: "Replaced",
    Does.DELETE: "Deleted",
    Does.KEEP: "Kept as you changed it (the newer version brings nothing for it)",
}


@click.command("update")
@click.option("--from", "source", metavar="FOLDER_OR_ADDRESS",
              help="Where the newer generator is: a folder, or a git repository's address. An "
              "address is remembered, and need not be written again.")  # fmt: skip
@click.option("--version", metavar="TAG", help="A version, as v1.1.0; else the newest.")
@click.option("--yes", is_flag=True, help="Take it without being asked.")
@click.option("--dry-run", is_flag=True,
              help="Show every line that would change, and write nothing.")  # fmt: skip
@options.configuration
def command(
    source: str | None, version: str | None, yes: bool, dry_run: bool, configuration: Path
) -> None:
    """Take a newer version of what makes the site.

    campaign update --from https://github.com/OWNER/GENERATOR

    It changes the generator's own files alone: hooks/, overrides/, the workflows, the pins, the
    guide and the like. docs/, the forms' texts, .github/CODEOWNERS and overrides/own/ stay as they
    are. In mkdocs.yml, keys that bear another name are renamed, and each is named.

    What you changed in the generator's files is kept. Where the newer version changes the same
    file, yours stays, and the new one is laid into .update/conflicts/ for you to compare.

    Whenever it is interrupted, it can be run again. Afterwards look at `git diff`, run
    `./campaign check`, and propose the change.

    \b
    Ends with
      0  done, or there is nothing to do; with --dry-run: there would be no conflict
      1  there is no generator to take, or no record of this one; nothing was written
      2  an option is wrong
      3  the update was not confirmed; nothing was written
      4  done, or would be, but something is left for you: see what is said
    """  # noqa: D301
    root = configuration.resolve().parent
    record, problems = read_campaign_record(root)
    if record is None:
        refuse(problems, code=WRONG)
    chosen = source or record.source
    if not chosen:
        raise click.UsageError("--from is missing; write the folder or address to take it from.")
    try:
        with fetched(chosen, version, Path.cwd() if source else root) as newer:
            update, problems = plan_update(root, newer, chosen)
            if update is None:
                refuse(problems, code=WRONG)
            if update.is_older and not version:
                stop(
                    f"the version there, {update.generator.version}, is older than yours, "
                    f"{update.before}; to go back, name it with --version",
                    code=WRONG,
                )
            _take(root, update, yes=yes, dry_run=dry_run)
    except NoSource as error:
        stop(str(error), code=WRONG)


def _take(root: Path, update: Update, *, yes: bool, dry_run: bool) -> None:
    left = _left(update)
    versions = f"from version {update.before} to {update.generator.version}"
    if dry_run:
        click.echo(f"Would update {versions}.")
        for line in _changed_lines(root, update):
            click.echo(line, nl=False)
    elif update.changes_nothing and not left:
        apply(root, (), {}, update.record)
        click.echo(f"Version {update.generator.version}: there is nothing to change.")
        return
    else:
        _confirm(root, update, versions, yes=yes)
        _apply(root, update)
        click.echo(f"Updated {versions}.")
    _summarize(update, dry_run=dry_run)
    if left:
        raise SystemExit(LOOK)


def _left(update: Update) -> list[Problem]:
    """Return what is left for an editor to do."""
    return [
        *(_conflict(step) for step in update.steps if step.does is Does.CONFLICT),
        *(update.settings.left if update.settings else ()),
    ]


def _conflict(step: Step) -> Problem:
    if step.after is None:
        why = "you changed this file, which the newer version has no more; delete it if you can"
    elif step.before is None:
        why = f"you deleted this file, which the newer version changed; see {CONFLICTS}/{step.path}"
    else:
        why = (
            f"both you and the newer version changed this file; yours is kept: take what you need "
            f"from {CONFLICTS}/{step.path}"
        )
    return Problem(step.path, 0, 0, why, ABOUT_FILES)


def _changed_lines(root: Path, update: Update) -> Iterator[str]:
    """Yield every line that would be written, and those that it replaces."""
    for step in update.steps:
        if step.does not in (Does.KEEP, Does.CONFLICT):
            yield from difference(step)
    if update.settings and update.settings.renamed:
        before = (root / CONFIGURATION).read_bytes()
        after = GeneratorFile(update.settings.text.encode())
        yield from difference(Step(CONFIGURATION, Does.REPLACE, before, after))


def _confirm(root: Path, update: Update, versions: str, *, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        _summarize(update, dry_run=True)
        click.echo("To update, add --yes; --dry-run shows every line.", err=True)
        raise SystemExit(NOT_CONFIRMED)
    click.echo_via_pager(_changed_lines(root, update))
    _summarize(update, dry_run=True)
    if not click.confirm(f"Update {versions}?"):
        click.echo("Nothing was written.")
        raise SystemExit(NOT_CONFIRMED)


def _apply(root: Path, update: Update) -> None:
    settings = update.settings
    texts = {CONFIGURATION: settings.text} if settings and settings.renamed else {}
    try:
        apply(root, update.steps, texts, update.record)
    except OSError as error:
        why = error.strerror or "unknown error"
        stop(
            f"the update could not be finished ({why}); mend that, and run it again", "", code=WRONG
        )


def _summarize(update: Update, *, dry_run: bool) -> None:
    if dry_run:
        click.echo("Nothing was written. What would come of it:")
    for does, words in WORDS.items():
        if paths := [step.path for step in update.steps if step.does is does]:
            click.echo(f"{words}: {len(paths)}")
            _say(f"  {path}" for path in paths)
    if update.settings and update.settings.renamed:
        click.echo("Renamed in the configuration:")
        _say(f"  {each}" for each in update.settings.renamed)
    if left := _left(update):
        click.echo("Left for you:")
        _say(f"  {each}" for each in left)
    if update.news:
        click.echo(f"What is new:\n\n{update.news}\n")
    if not dry_run:
        click.echo("Next: look at `git diff`, run `./campaign check`, and propose the change.")


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)
