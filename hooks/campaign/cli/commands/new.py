"""`campaign new`."""

from __future__ import annotations

import os
import shlex
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

import click

from campaign.cli.changes import apply_changes, changes_to
from campaign.cli.commands import options
from campaign.cli.console import refuse
from campaign.cli.starting.answers import (
    OPTION_TEXTS,
    answer_options,
    by_keys,
    form_answers,
    parts,
    read_answers,
)
from campaign.cli.starting.generator import fitting_wheels
from campaign.cli.starting.rendering import plan_campaign
from campaign.config.publication import today
from campaign.core.problems import Problem, Wrong
from campaign.github.intake.events import read_event_json
from campaign.github.intake.form_files import ISSUE_FORMS
from campaign.site.checking import campaign_folder, check_folder
from campaign.site.placeholders import find_placeholders

ASKED = tuple(
    "language also_in name short_name organizer organizer_url shape addressee contact sign_on"
    " groups demands donate_url recipient owners".split()
)
"""What is asked for at a terminal, in this order; the repository only where people sign on it."""
ONLY_WITH = {"short_name": "name", "organizer_url": "organizer", "recipient": "donate_url"}
PARTED_BY = {"also_in": ",", "groups": ",", "demands": ";", "owners": ","}
"""What stands between several answers in one."""
_KEPT = ".git"
"""What may lie in a folder in which a campaign begins: a new repository, cloned from GitHub."""


@click.command("new", short_help="Begin a new campaign in a folder.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--answers",
    "answers_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A YAML file with the answers; its keys are those of extra.campaign in "
    "mkdocs.yml, and: shape, demands, without_demands, repository, owners, site_url, host, "
    "language, also_in.",
)
@click.option(
    "--event",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help="An event of GitHub's that holds the answers: the form of the workflow that begins one.",
)
@answer_options
@options.wheel
@click.option("--yes", is_flag=True, help="Ask nothing: what was not given gets a placeholder.")
@options.dry_run
def command(
    folder: Path,
    answers_file: Path | None,
    event: Path | None,
    wheel: Path | None,
    yes: bool,
    dry_run: bool,
    **said: Any,
) -> None:
    """Begin a new campaign in FOLDER, which must be new or empty, or an empty repository.

    uvx --from ./campaign_site-2.0.0-py3-none-any.whl campaign new our-letter

    At a terminal it asks a few questions; each may be left empty. Otherwise the answers come from
    options, or from a file:

    \b
        name: A letter to the Example Council
        addressee: The Example Council
        organizers:
          - name: Example Alliance
            url: https://alliance.example.org/
        demands:
          - Open the library on Sundays
        sign_on:
          email: sign@example.org

    The folder gets all that a campaign's repository needs, and nothing else: the generator as one
    file in vendor/, the workflows that it uses, and starters for the letter and its pages, which
    say what belongs where. What is not known yet stands there in square brackets, as [your
    demand]. `campaign check` names each, and nothing is published until all are replaced.
    """  # noqa: D301
    _refuse_used(folder)
    wheels = fitting_wheels(wheel)
    if not (answers_file or event or yes) and sys.stdin.isatty():
        _ask(said)
    given = form_answers(read_event_json(event.read_bytes(), event.name)) if event else {}
    answers, problems = read_answers(answers_file, given | by_keys(said), today(os.environ))
    if answers is None:
        refuse(problems)
    files = plan_campaign(answers, wheels)
    if dry_run:
        click.echo(f"Would write {len(files)} files into {folder}:")
        for path in files:
            click.echo(f"  {path}")
        return
    if problems := _write(folder, files):
        refuse(problems)
    click.echo(f"Wrote {len(files)} files into {folder}.")
    left = find_placeholders(campaign_folder(folder / "mkdocs.yml"))
    click.echo(f"Texts to replace before it is published: {len(left)}. The first:")
    for notice in left[:3]:
        click.echo(f"  {notice}")
    if not event:
        click.echo("Next:")
        for step in next_steps(folder, is_windows=sys.platform == "win32"):
            click.echo(f"  {step}")
    if not answers.owners and answers.host == "github":
        click.echo("Write into .github/CODEOWNERS who must approve changes.")


def _refuse_used(folder: Path) -> None:
    """Raise `Wrong` where no campaign may be written into a folder."""
    if folder.is_symlink() or folder.is_file():
        raise Wrong(f"a file has the name {folder}; choose another name")
    if folder.is_dir() and any(each.name != _KEPT for each in folder.iterdir()):
        raise Wrong(
            f"the folder {folder} is not empty; choose a new folder, so that nothing in it is lost"
        )


def _write(folder: Path, files: Mapping[str, bytes]) -> list[Problem]:
    """Write a campaign into a folder that is new or empty; return its problems, if it has any.

    It is made beside its place and moved there: with a problem, nothing is left. Raises `OSError`
    where the folder cannot be written to.
    """
    is_there = folder.is_dir()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new.", dir=folder) as name:
        beside = Path(name)
        apply_changes(beside, changes_to(beside, files))
        problems = list(check_folder(beside / "mkdocs.yml", ISSUE_FORMS))
        for entry in () if problems else sorted(beside.iterdir()):
            entry.rename(folder / entry.name)
    if problems and not is_there:
        folder.rmdir()
    return problems


def _ask(said: dict[str, Any]) -> None:
    """Ask for what no option said; each answer may be empty, and is asked for until it fits."""
    click.echo("Each answer may be left empty: a text in square brackets then says what belongs.")
    for key in ASKED:
        is_idle = key in ONLY_WITH and not said[ONLY_WITH[key]]
        if not (said[key] or is_idle or (key == "demands" and said["without_demands"])):
            said[key] = _answer(said, key)
    while (said["sign_on"] or "").casefold() == "github" and not said["repository"]:
        said["repository"] = _answer(said, "repository")


def _answer(said: dict[str, Any], key: str) -> Any:
    """Ask until the answer fits all that was said before; an empty one is nothing."""
    sign = PARTED_BY.get(key)

    def checked(answer: str) -> Any:
        value = parts(answer, sign) if sign else answer.strip()
        # The repository is asked for later.
        given = {"repository": "owner/name"} | by_keys(said | {key: value})
        problems = read_answers(None, given, today(os.environ))[1] if value else []
        if problems:
            why = problems[0].message
            raise click.BadParameter(why if why.endswith("?") else f"{why}.")
        return value

    words = OPTION_TEXTS[key].rstrip(".") + (f" (several with {sign} between them)" if sign else "")
    return click.prompt(words, default="", show_default=False, value_proc=checked)


def next_steps(target: Path, *, is_windows: bool) -> Iterator[str]:
    """Yield the commands that install and show a new campaign."""
    programs = PureWindowsPath(".venv/Scripts") if is_windows else PurePosixPath(".venv/bin")
    if target.resolve() != Path.cwd():
        yield f'cd "{target}"' if is_windows else f"cd {shlex.quote(str(target))}"
    yield "git init --initial-branch main"
    yield "git add ."
    yield "git commit -m Begin"
    yield f"{'py' if is_windows else 'python3'} -m venv .venv"
    yield f"{programs / 'pip'} install --no-deps --require-hashes -r requirements.txt"
    yield f"{programs / 'campaign'} serve    shows the site while you write"
    yield f"{programs / 'campaign'} check    names every text that is still to be replaced"
