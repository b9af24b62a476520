"""`campaign new`."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from campaign.cli.console import refuse, stop
from campaign.cli.starting.answers import Answers, read_answers
from campaign.cli.starting.generator import ROOT, Generator, read_generator
from campaign.cli.starting.planning import Plan, plan_campaign
from campaign.cli.starting.writing import (
    CannotWrite,
    refusal,
    replace_here,
    replaced_files,
    write_new,
)
from campaign.config.fields import contact, secure_address, text, web_address
from campaign.config.publication import today
from campaign.config.starters import languages
from campaign.config.topics import ABOUT_NEW_CAMPAIGN
from campaign.core.problems import Wrong, did_you_mean, quote
from campaign.site.checking import campaign_folder
from campaign.site.placeholders import find_placeholders

WRONG, NOT_CONFIRMED = 1, 3
"""Exit codes; 2 is click's own for an option that it does not understand."""
LISTS = ("groups", "demands", "owners", "also_in")
SHOWN = 12
"""Files that a dry run names; the rest is a number."""


@click.command("new", short_help="Begin a new campaign in a folder.")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option(
    "--answers",
    "answers_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A YAML file with the answers; its keys are those of extra.campaign in "
    "mkdocs.yml, and: shape, demands, without_demands, repository, owners, site_url, language, "
    "also_in.",
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
@click.option("--language", help="The language of the starter's texts; English, if left out.")
@click.option(
    "--also-in",
    multiple=True,
    metavar="LANGUAGE",
    help="Another language of the site, as es. May be given several times.",
)
@click.option(
    "--here",
    is_flag=True,
    help="Replace the content of this repository, which was made from the template.",
)
@click.option("--yes", is_flag=True, help="Ask nothing: what was not given gets a placeholder.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
def command(
    folder: Path | None,
    answers_file: Path | None,
    here: bool,
    yes: bool,
    dry_run: bool,
    **options: Any,
) -> None:
    """Begin a new campaign in FOLDER, which must be new or empty.

    campaign new ../our-letter

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

    The folder gets all that a campaign's repository needs: the generator, the workflows, the
    forms, and starters for the letter and its pages, which say what belongs where. What is not
    known yet stands there in square brackets, as [your demand]. `campaign check` names each, and
    nothing is published until all are replaced.

    \b
    Ends with
      0  the campaign is written, or would be (--dry-run)
      1  an answer is wrong, or the folder cannot be used; nothing was written
      2  an option is wrong
      3  the replacement (--here) was not confirmed; nothing was written
    """  # noqa: D301
    if here == (folder is not None):
        raise click.UsageError("Write either FOLDER, where the campaign begins, or --here.")
    target = ROOT if folder is None else folder
    if folder is not None and (reason := refusal(folder)):
        stop(reason, code=WRONG)
    given = _given(options)
    if not (answers_file or yes) and sys.stdin.isatty():
        _ask(given)
    answers, problems = read_answers(answers_file, given, today(os.environ))
    generator, found = read_generator(ROOT)
    if answers is None or generator is None:
        refuse([*problems, *found], code=WRONG)
    plan = plan_campaign(ROOT, generator, answers)
    gone = _gone(target, generator, plan) if here else ()
    if dry_run:
        _say_plan(target, plan, gone)
        return
    if here and not yes:
        _confirm(target, len(gone))
    try:
        problems = replace_here(target, plan, gone) if here else write_new(target, plan)
    except CannotWrite as error:
        stop(str(error), code=WRONG)
    if problems:
        refuse(problems, code=WRONG)
    _say_done(target, plan, answers, here=here)


def _given(options: dict[str, Any]) -> dict[str, Any]:
    """Return what options say, by the keys of an answers file."""
    plain = (
        "name", "short_name", "addressee", "letter_date", "contact", "repository", "language",
        "shape",
    )  # fmt: skip
    given: dict[str, Any] = {key: options[key] for key in plain if options[key]}
    given |= {key: list(options[key]) for key in LISTS if options[key]}
    if options["without_demands"]:
        given["without_demands"] = "yes"
    if options["organizer"]:
        url = {"url": options["organizer_url"]} if options["organizer_url"] else {}
        given["organizers"] = [{"name": options["organizer"]} | url]
    elif options["organizer_url"]:
        raise click.UsageError("--organizer-url needs --organizer; write both.")
    if options["sign_on"]:
        given["sign_on"] = _way(options["sign_on"])
    gift = {"url": "donate_url", "legal_name": "recipient", "label": "donate_label"}
    if donate := {key: options[name] for key, name in gift.items() if options[name]}:
        if "url" not in donate:
            raise click.UsageError("--recipient and --donate-label need --donate-url; write it.")
        given["donate"] = donate
    return given


def _way(way: str) -> dict[str, str]:
    if way.strip().casefold() == "github":
        return {"github": "yes"}
    return {"email": way} if "@" in way else {"url": way}


def _ask(given: dict[str, Any]) -> None:
    """Ask for what was not given; each answer may be empty."""
    click.echo("Each answer may be left empty: a text in square brackets then says what belongs.")
    if "language" not in given:
        words = f"The language of its pages, one of {', '.join(languages())}; en, if left empty"
        _one(given, "language", words, _checked_starter)
    if "also_in" not in given:
        words = "Other languages, if any, with commas between them"
        if codes := _list(words, _checked_starter):
            given["also_in"] = codes
    _one(given, "name", "The campaign's name, as “A letter to the Example Council”", text)
    if given.get("name"):
        _one(given, "short_name", "A short name, for a phone's tab", text)
    if "organizers" not in given and (name := _prompt("Who is behind it", text)):
        url = _prompt("Its own site", web_address)
        given["organizers"] = [{"name": name} | ({"url": url} if url else {})]
    if "shape" not in given and not click.confirm(
        "Is it a letter to somebody? Otherwise it is a pledge that people sign", default=True
    ):
        given["shape"] = "pledge"
    is_pledge = given.get("shape") == "pledge"
    whom = "Whom the promises are made to" if is_pledge else "Whom the letter is written to"
    _one(given, "addressee", whom, text)
    _one(given, "contact", "Where readers write: an e-mail address or an https address", contact)
    if "sign_on" not in given:
        words = 'How people sign: the address of a form, an e-mail address, or "github"'
        if way := _prompt(words, _checked_way):
            given["sign_on"] = _way(way)
    if given.get("sign_on", {}).get("github") and "repository" not in given:
        _one(given, "repository", "The repository on GitHub, as OWNER/NAME", text)
    if "groups" not in given:
        words = "Headings for organizations, with commas between them, as National, Local"
        if groups := _list(words, text):
            given["groups"] = groups
    if "demands" not in given and "without_demands" not in given:
        demands: list[str] = []
        while title := _prompt(f"Demand {len(demands) + 1}, in a few words", text):
            demands.append(title)
        given |= {"demands": demands} if demands else {}
    if "donate" not in given and (url := _prompt("The donation form, if any", secure_address)):
        recipient = _prompt("The legal name of who receives the gift", text)
        given["donate"] = {"url": url} | ({"legal_name": recipient} if recipient else {})


def _one(given: dict[str, Any], key: str, words: str, check: Callable[[str], Any]) -> None:
    if key not in given and (answer := _prompt(words, check)):
        given[key] = answer


def _list(words: str, check: Callable[[str], Any]) -> list[str]:
    """Ask for several answers on one line."""

    def each(answer: str) -> None:
        for part in filter(None, map(str.strip, answer.split(","))):
            check(part)

    return [part.strip() for part in _prompt(words, each).split(",") if part.strip()]


def _checked_starter(code: str) -> None:
    if code not in (known := languages()):
        raise Wrong(
            f"is {quote(code)}, for which there is no starter; {did_you_mean(code, known)}",
            ABOUT_NEW_CAMPAIGN,
        )


def _prompt(words: str, check: Callable[[str], Any]) -> str:
    def checked(answer: str) -> str:
        if not answer.strip():
            return ""
        try:
            check(answer)
        except Wrong as wrong:
            raise click.BadParameter(f"this {wrong}.") from None
        return answer.strip()

    found: str = click.prompt(words, default="", show_default=False, value_proc=checked)
    return found


def _checked_way(way: str) -> None:
    if way.strip().casefold() != "github":
        contact(way)


def _gone(root: Path, generator: Generator, plan: Plan) -> tuple[str, ...]:
    try:
        return replaced_files(root, generator, plan)
    except CannotWrite as error:
        stop(str(error), code=WRONG)


def _confirm(root: Path, deleted: int) -> None:
    if not sys.stdin.isatty():
        click.echo("To replace the content of this repository, add --yes.", err=True)
        raise SystemExit(NOT_CONFIRMED)
    words = f"Replace the letter and its pages in {root}, and delete {deleted} files"
    if not click.confirm(f"{words}? Its git repository keeps them"):
        click.echo("Nothing was written.")
        raise SystemExit(NOT_CONFIRMED)


def _say_plan(target: Path, plan: Plan, gone: tuple[str, ...]) -> None:
    click.echo(f"Would write {len(plan)} files into {target}, of them the campaign's own:")
    for path in (path for path in plan if path.startswith("docs/") or path == "mkdocs.yml"):
        click.echo(f"  {path}")
    if gone:
        click.echo(f"Would delete {len(gone)} files that are no part of a campaign:")
        for path in gone[:SHOWN]:
            click.echo(f"  {path}")
        if len(gone) > SHOWN:
            click.echo(f"  and {len(gone) - SHOWN} more")


def _say_done(target: Path, plan: Plan, answers: Answers, *, here: bool) -> None:
    click.echo(f"Wrote {len(plan)} files into {target}.")
    left = find_placeholders(campaign_folder(target / "mkdocs.yml"))
    click.echo(f"Texts to replace before it is published: {len(left)}. The first:")
    for notice in left[:3]:
        click.echo(f"  {notice}")
    click.echo("Next:")
    if not here:
        click.echo(f"  cd {shlex.quote(str(target))}")
        click.echo("  git init --initial-branch main && git add . && git commit -m 'Begin'")
    click.echo("  make serve            shows the site while you write")
    click.echo("  ./campaign check      names every text that is still to be replaced")
    if not answers.owners:
        click.echo("Write into .github/CODEOWNERS who must approve changes.")
