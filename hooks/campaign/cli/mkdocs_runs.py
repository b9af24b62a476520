"""Runs MkDocs as a program of its own: only campaign/plugin.py knows it from within."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import click

from campaign.cli.console import refuse
from campaign.cli.starting.generator import (
    REQUIREMENTS,
    SITE,
    is_installed,
    pinned,
    running_generator,
)
from campaign.core.files import read_text
from campaign.github.intake.form_files import ISSUE_FORMS
from campaign.site.checking import check_campaign


def refuse_problems(configuration: Path) -> None:
    """End the command with every problem: MkDocs shows a traceback for some mistakes."""
    requirements = read_text(configuration.with_name(REQUIREMENTS), REQUIREMENTS)[0] or ""
    version = running_generator().version
    for pin in pinned(requirements) if is_installed() else ():
        if pin.name == SITE and pin.version != version:
            why = f"Version {pin.version} is pinned, and {version} is installed"
            click.echo(f"{why}: install {REQUIREMENTS} again.", err=True)
    problems = check_campaign(configuration, os.environ, ISSUE_FORMS).problems
    if problems:
        refuse(problems, problems.summary)


def mkdocs(
    configuration: Path, *arguments: str, is_silent: bool = False, **environment: str
) -> str:
    """Run MkDocs; ends the command where it fails. Returns what it said, where that is not shown.

    `environment` is given to it beside that of this program.
    """
    # The theme prints a banner about MkDocs 2 at each start. Editors can do nothing about it, and
    # it hides the real warnings, which still appear.
    given = {"NO_MKDOCS_2_WARNING": "1"} | os.environ | environment
    command = [sys.executable, "-P", "-m", "mkdocs", *arguments, "-f", str(configuration)]
    # Whoever ends this program, as a container does, ends MkDocs too: `run` ends what it began.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        done = subprocess.run(  # noqa: S603
            command, env=given, check=False, capture_output=is_silent, encoding="utf-8"
        )
    except KeyboardInterrupt:  # how an editor ends `serve`
        return ""
    said = f"{done.stderr}{done.stdout}" if is_silent else ""
    if done.returncode:
        click.echo(said, err=True, nl=False)
        raise SystemExit(done.returncode)
    return said
