"""Runs MkDocs as a program of its own: only campaign/plugin.py knows it from within."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from campaign.cli.console import say_problems
from campaign.github.intake.form_files import ISSUE_FORMS
from campaign.site.checking import check_campaign


def refuse_problems(configuration: Path) -> None:
    """End the command with every problem: MkDocs shows a traceback for some mistakes."""
    problems = check_campaign(configuration, os.environ, ISSUE_FORMS).problems
    if len(problems):
        say_problems(problems)
        print(problems.summary, file=sys.stderr)  # noqa: T201
        raise SystemExit(1)


def mkdocs(configuration: Path, command: str, *options: str) -> None:
    """Run one command of MkDocs; ends the command where it fails."""
    # The theme prints a banner about MkDocs 2 at each start. Editors can do nothing about it, and
    # it hides the real warnings, which still appear.
    environment = {"NO_MKDOCS_2_WARNING": "1"} | os.environ
    arguments = [sys.executable, "-P", "-m", "mkdocs", command, "-f", str(configuration), *options]
    try:
        done = subprocess.run(arguments, env=environment, check=False)  # noqa: S603
    except KeyboardInterrupt:  # how an editor ends `serve`
        return
    if done.returncode:
        raise SystemExit(done.returncode)
