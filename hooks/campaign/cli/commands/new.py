"""`campaign new`."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import click

from campaign.cli.console import refuse, stop
from campaign.cli.starting.answers import Host, read_answers
from campaign.cli.starting.form_answers import form_answers, sign_on_way
from campaign.cli.starting.generator import running_generator
from campaign.cli.starting.planning import StartPlan, plan_campaign
from campaign.cli.starting.wheels import Unfit, fitting_wheels
from campaign.cli.starting.writing import CannotWrite, refusal, write_new
from campaign.config.publication import today
from campaign.config.starters import languages
from campaign.github.intake.events import read_event_json
from campaign.site.checking import campaign_folder
from campaign.site.placeholders import find_placeholders

WRONG = 1
"""Exit code; 2 is click's own for an option that it does not understand."""
_LISTS = ("groups", "demands", "owners", "also_in")


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
@click.option("--name", help="The campaign's full name.")
@click.option("--short-name", help="A name short enough for a phone's tab.")
@click.option("--organizer", help="Who is behind the campaign.")
@click.option("--organizer-url", help="The organizer's own site.")
@click.option("--addressee", help="Whom the letter is written to.")
@click.option("--letter-date", metavar="DAY", help="The letter's date, as 2021-02-09; else today.")
@click.option("--contact", help="Where readers write: an e-mail address or an https address.")
@click.option(
    "--sign-on",
    metavar="WAY",
    help='How people sign: the address of a form, an e-mail address, or "github".',
)
@click.option(
    "--group",
    "groups",
    multiple=True,
    metavar="HEADING",
    help="A heading that organizations stand under. May be given several times.",
)
@click.option(
    "--demand",
    "demands",
    multiple=True,
    metavar="TITLE",
    help="What a demand is called, in a few words. May be given several times.",
)
@click.option(
    "--shape",
    type=click.Choice(("letter", "pledge")),
    help="A letter to somebody, or a pledge of what its signers will do; a letter, if left out.",
)
@click.option("--without-demands", is_flag=True, help="The letter has no list of demands.")
@click.option("--donate-url", help="The address of the donation form; without it, no appeal.")
@click.option("--recipient", help="The legal name of who receives the gift.")
@click.option("--donate-label", help="The words on the button.")
@click.option("--repository", metavar="OWNER/NAME", help="The campaign's repository on GitHub.")
@click.option(
    "--owner",
    "owners",
    multiple=True,
    metavar="@NAME",
    help="Who must approve a change of what matters most, on GitHub. May be given several times.",
)
@click.option(
    "--host",
    type=click.Choice(get_args(Host)),
    help="Where the site is built and published: its file is written. GitHub, if left out.",
)
@click.option("--language", help="The language of the starter's texts; English, if left out.")
@click.option(
    "--also-in",
    multiple=True,
    metavar="LANGUAGE",
    help="Another language of the site, as es. May be given several times.",
)
@click.option(
    "--wheel",
    type=click.Path(path_type=Path),
    metavar="FILE_OR_FOLDER",
    help="The generator's wheel, or the folder that it lies in with that of fonts; that which this "
    "program came from, if left out.",
)
@click.option("--yes", is_flag=True, help="Ask nothing: what was not given gets a placeholder.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
def command(
    folder: Path,
    answers_file: Path | None,
    event: Path | None,
    wheel: Path | None,
    yes: bool,
    dry_run: bool,
    **options: Any,
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

    \b
    Ends with
      0  the campaign is written, or would be (--dry-run)
      1  an answer is wrong, or the folder cannot be used; nothing was written
      2  an option is wrong
    """  # noqa: D301
    if reason := refusal(folder):
        stop(reason, code=WRONG)
    try:
        wheels = fitting_wheels(wheel)
    except Unfit as unfit:
        stop(str(unfit), code=WRONG)
    given = _given(options)
    if event:
        given = form_answers(read_event_json(event.read_bytes(), event.name)) | given
    if not (answers_file or event or yes) and sys.stdin.isatty():
        _ask(given)
    answers, problems = read_answers(answers_file, given, today(os.environ))
    if answers is None:
        refuse(problems, code=WRONG)
    plan = plan_campaign(running_generator(), answers, wheels)
    if dry_run:
        _say_plan(folder, plan)
        return
    try:
        problems = write_new(folder, plan)
    except CannotWrite as error:
        stop(str(error), code=WRONG)
    if problems:
        refuse(problems, code=WRONG)
    _say_done(folder, plan)
    if not event:
        _say_next(folder)
    if not answers.owners and answers.host == "github":
        click.echo("Write into .github/CODEOWNERS who must approve changes.")


def _given(options: dict[str, Any]) -> dict[str, Any]:
    """Return what options say, by the keys of an answers file."""
    plain = (
        "name", "short_name", "addressee", "letter_date", "contact", "repository", "language",
        "shape", "host",
    )  # fmt: skip
    given: dict[str, Any] = {key: options[key] for key in plain if options[key]}
    given |= {key: list(options[key]) for key in _LISTS if options[key]}
    if options["without_demands"]:
        given["without_demands"] = "yes"
    if options["organizer"]:
        url = {"url": options["organizer_url"]} if options["organizer_url"] else {}
        given["organizers"] = [{"name": options["organizer"]} | url]
    elif options["organizer_url"]:
        raise click.UsageError("--organizer-url needs --organizer; write both.")
    if options["sign_on"]:
        given["sign_on"] = sign_on_way(options["sign_on"])
    gift = {"url": "donate_url", "legal_name": "recipient", "label": "donate_label"}
    if donate := {key: options[name] for key, name in gift.items() if options[name]}:
        if "url" not in donate:
            raise click.UsageError("--recipient and --donate-label need --donate-url; write it.")
        given["donate"] = donate
    return given


def _ask(given: dict[str, Any]) -> None:
    """Ask for what was not given; each answer may be empty, and is asked for until it fits."""
    click.echo("Each answer may be left empty: a text in square brackets then says what belongs.")
    known = ", ".join(languages())
    _one(given, "language", f"The language of its pages, one of {known}; en, if left empty")
    _list(given, "also_in", "Other languages, if any, with commas between them")
    _one(given, "name", "The campaign's name, as “A letter to the Example Council”")
    if given.get("name"):
        _one(given, "short_name", "A short name, for a phone's tab")
    if "organizers" not in given:
        _one(given, "organizers", "Who is behind it", lambda name: [{"name": name}])
        if given.get("organizers"):
            organizer = given["organizers"][0]
            _one(
                given,
                "organizers",
                "Its own site",
                lambda url: [organizer | {"url": url}],
                again=True,
            )
    if "shape" not in given and not click.confirm(
        "Is it a letter to somebody? Otherwise it is a pledge that people sign", default=True
    ):
        given["shape"] = "pledge"
    is_pledge = given.get("shape") == "pledge"
    whom = "Whom the promises are made to" if is_pledge else "Whom the letter is written to"
    _one(given, "addressee", whom)
    _one(given, "contact", "Where readers write: an e-mail address or an https address")
    words = 'How people sign: the address of a form, an e-mail address, or "github"'
    _one(given, "sign_on", words, sign_on_way)
    if given.get("sign_on", {}).get("github"):
        while "repository" not in given:
            _one(given, "repository", "The repository on GitHub, as OWNER/NAME")
    _list(
        given, "groups", "Headings for organizations, with commas between them, as National, Local"
    )
    if "demands" not in given and "without_demands" not in given:
        while _one(
            given,
            "demands",
            f"Demand {len(given.get('demands', [])) + 1}, in a few words",
            lambda title: [*given.get("demands", []), title],
            again=True,
        ):
            pass
    if "donate" not in given:
        _one(given, "donate", "The donation form, if any", lambda url: {"url": url})
        if given.get("donate"):
            gift = given["donate"]
            words = "The legal name of who receives the gift"
            _one(given, "donate", words, lambda name: gift | {"legal_name": name}, again=True)
    _list(given, "owners", "Who approves changes of what matters most, by their names on GitHub")


def _one(
    given: dict[str, Any],
    key: str,
    words: str,
    made: Callable[[str], Any] = str,
    *,
    again: bool = False,
) -> bool:
    """Ask for one answer, unless it is there already (or `again`); `made` is what it stands for.

    It is asked for anew until it fits all that was answered before.
    """
    if key in given and not again:
        return False

    def checked(answer: str) -> Any:
        if not answer.strip():
            return None
        value = made(answer.strip())
        if problem := _misfit(given | {key: value}):
            raise click.BadParameter(f"{problem}.")
        return value

    value = click.prompt(words, default="", show_default=False, value_proc=checked)
    if value is not None:
        given[key] = value
    return value is not None


def _list(given: dict[str, Any], key: str, words: str) -> None:
    """Ask for several answers on one line."""
    _one(given, key, words, lambda answer: [p.strip() for p in answer.split(",") if p.strip()])


def _misfit(given: dict[str, Any]) -> str:
    """Return what is wrong with answers; empty where nothing is."""
    asked_later = {"repository": "owner/name"} if "repository" not in given else {}
    problems = read_answers(None, given | asked_later, today(os.environ))[1]
    return problems[0].message if problems else ""


def _say_plan(target: Path, plan: StartPlan) -> None:
    click.echo(f"Would write {len(plan)} files into {target}:")
    for path in plan:
        click.echo(f"  {path}")


def _say_done(target: Path, plan: StartPlan) -> None:
    click.echo(f"Wrote {len(plan)} files into {target}.")
    left = find_placeholders(campaign_folder(target / "mkdocs.yml"))
    click.echo(f"Texts to replace before it is published: {len(left)}. The first:")
    for notice in left[:3]:
        click.echo(f"  {notice}")


def _say_next(target: Path) -> None:
    is_windows = sys.platform == "win32"
    programs, python = (r".venv\Scripts", "py") if is_windows else (".venv/bin", "python3")
    click.echo("Next:")
    if target.resolve() != Path.cwd():
        click.echo(f'  cd "{target}"' if is_windows else f"  cd {shlex.quote(str(target))}")
    click.echo("  git init --initial-branch main")
    click.echo("  git add .")
    click.echo("  git commit -m Begin")
    click.echo(f"  {python} -m venv .venv")
    click.echo(f"  {programs}/pip install --no-deps --require-hashes -r requirements.txt")
    click.echo(f"  {programs}/campaign serve    shows the site while you write")
    click.echo(f"  {programs}/campaign check    names every text that is still to be replaced")
