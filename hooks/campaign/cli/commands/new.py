"""`campaign new`."""

from __future__ import annotations

import os
import shlex
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

import click

from campaign.cli.changes import apply_changes, changes_to
from campaign.cli.commands import options
from campaign.cli.console import refuse
from campaign.cli.starting.answers import answer_options, by_keys, form_answers, parts, read_answers
from campaign.cli.starting.generator import running_generator
from campaign.cli.starting.rendering import plan_campaign
from campaign.cli.starting.wheels import fitting_wheels
from campaign.config.publication import today
from campaign.config.starters import languages
from campaign.core.problems import Problem, Wrong
from campaign.github.intake.events import read_event_json
from campaign.github.intake.form_files import ISSUE_FORMS
from campaign.site.checking import campaign_folder, check_folder
from campaign.site.placeholders import find_placeholders

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
    files = plan_campaign(running_generator(), answers, wheels)
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

    def ask(key: str, words: str, made: Callable[[str], Any] = str) -> None:
        said[key] = said[key] or _answer(said, key, words, made)

    known = ", ".join(languages())
    ask("language", f"The language of its pages, one of {known}; en, if left empty")
    ask("also_in", "Other languages, if any, with commas between them", parts)
    ask("name", "The campaign's name, as “A letter to the Example Council”")
    if said["name"]:
        ask("short_name", "A short name, for a phone's tab")
    ask("organizer", "Who is behind it")
    if said["organizer"]:
        ask("organizer_url", "Its own site")
    if not said["shape"] and not click.confirm(
        "Is it a letter to somebody? Otherwise it is a pledge that people sign", default=True
    ):
        said["shape"] = "pledge"
    is_pledge = said["shape"] == "pledge"
    whom = "Whom the promises are made to" if is_pledge else "Whom the letter is written to"
    ask("addressee", whom)
    ask("contact", "Where readers write: an e-mail address or an https address")
    ask("sign_on", 'How people sign: the address of a form, an e-mail address, or "github"')
    while (said["sign_on"] or "").casefold() == "github" and not said["repository"]:
        ask("repository", "The repository on GitHub, as OWNER/NAME")
    ask("groups", "Headings for organizations, with commas between them, as National, Local", parts)
    if not said["demands"] and not said["without_demands"]:
        _ask_demands(said)
    ask("donate_url", "The donation form, if any")
    if said["donate_url"]:
        ask("recipient", "The legal name of who receives the gift")
    ask("owners", "Who approves changes of what matters most, by their names on GitHub", parts)


def _ask_demands(said: dict[str, Any]) -> None:
    more = True
    while more:
        words = f"Demand {len(said['demands']) + 1}, in a few words"
        more = _answer(said, "demands", words, lambda title: [*said["demands"], title])
        said["demands"] = more or said["demands"]


def _answer(said: dict[str, Any], key: str, words: str, made: Callable[[str], Any]) -> Any:
    """Ask until the answer fits all that was said before; an empty one is nothing."""

    def checked(answer: str) -> Any:
        value = made(answer.strip()) if answer.strip() else None
        # The repository is asked for later.
        given = {"repository": "owner/name"} | by_keys(said | {key: value})
        problems = read_answers(None, given, today(os.environ))[1] if value else []
        if problems:
            raise click.BadParameter(f"{problems[0].message}.")
        return value

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
