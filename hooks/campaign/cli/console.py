"""How commands say problems: each on its line, then where they are explained."""

from __future__ import annotations

import os
from collections.abc import Iterable

import click

from campaign.core.problems import Problem


def say_problems(problems: Iterable[Problem]) -> None:
    """Write problems to standard error, and below them the sections that explain them."""
    found = list(problems)
    for problem in found:
        click.echo(str(problem), err=True)
    say_pointers(found)


def say_pointers(problems: Iterable[Problem]) -> None:
    """Write to standard error which sections explain problems that were said before."""
    found = list(problems)
    if not found:
        return
    from campaign.core.explanations import pointers

    for line in pointers(found, os.environ):
        click.echo(line, err=True)
