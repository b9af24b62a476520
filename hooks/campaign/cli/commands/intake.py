"""`campaign intake`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from campaign.cli.commands import options
from campaign.cli.console import refuse
from campaign.core.problems import Wrong
from campaign.github.intake.events import read_event_json
from campaign.github.intake.handling import Unready, handle, write_result

json_file = click.Path(path_type=Path, dir_okay=False, exists=True)
SAYS = {
    "pull-request": "Issue {issue}: a change of the list is ready to be looked at ({reason}).",
    "comment": "Issue {issue}: an answer is ready ({reason}).",
    "take-off-label": "Issue {issue}: only the label is taken off ({reason}).",
    "nothing": "Nothing to do: {reason}.",
}


@click.command("intake", short_help="Answer a request from GitHub's forms.")
@options.configuration
@click.option(
    "--event",
    type=json_file,
    envvar="GITHUB_EVENT_PATH",
    required=True,
    help="The event, as GitHub wrote it. In a workflow GITHUB_EVENT_PATH names it.",
)
@click.option("--issue", type=json_file, help="The issue as it is now, as GitHub's API has it.")
@click.option("--pulls", type=json_file, help="The pull requests from the issue's branch.")
@click.option("--comments", type=json_file, help="The comments on the issue.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("intake"),
    show_default=True,
    help="The folder to write into.",
)
@options.dry_run
def command(
    configuration: Path,
    event: Path,
    issue: Path | None,
    pulls: Path | None,
    comments: Path | None,
    output: Path,
    dry_run: bool,
) -> None:
    """Turn a request from GitHub's forms into a change of the list, or into an answer.

    A workflow runs this when an editor sets the label ready-to-add or ready-to-change on an
    issue, and once more when the change is merged. The list itself is not touched: the folder
    gets result.json, which says what to do, message.md and the changed files.

    Ends with 0 if it is clear what to do, with 1 if the campaign's own files have problems, and
    with 2 if the event cannot be read.
    """
    try:
        now = {"issue": _read(issue), "pulls": _read(pulls), "comments": _read(comments)}
        result = handle(configuration, _read(event), os.environ, **now)
    except Wrong as wrong:
        raise click.UsageError(f"{wrong}.") from None
    except Unready as unready:
        refuse(unready.problems, "Mend these first; then take the label off and set it again.")
    if not dry_run:
        write_result(output, result)
    if not dry_run and (told := os.environ.get("GITHUB_OUTPUT")):
        # For the workflow's next steps; none of it holds a word that somebody else wrote.
        with Path(told).open("a", encoding="utf-8") as file:
            file.writelines(f"{name}={value}\n" for name, value in result.outputs.items())
    click.echo(SAYS[result.action].format(issue=result.issue, reason=result.reason))


def _read(path: Path | None) -> Any:
    return read_event_json(path.read_bytes(), path.name) if path else None
