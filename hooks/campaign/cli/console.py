"""How commands say problems and end with them: each on its line, then where it is explained."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import NoReturn, TypeVar

import click

from campaign.core.problems import Problem, pointers

T = TypeVar("T")
NOT_CONFIRMED = 3
NOTHING_WRITTEN = "Nothing was written."


def say_pointers(problems: Iterable[Problem]) -> None:
    """Write to standard error which sections explain problems that were said before."""
    for line in pointers(problems, os.environ):
        click.echo(line, err=True)


def refuse(problems: Iterable[Problem], last: str = NOTHING_WRITTEN, *, code: int = 1) -> NoReturn:
    """End the command with problems and a last line; `code` is what programs are told."""
    found = list(problems)
    for problem in found:
        click.echo(str(problem), err=True)
    say_pointers(found)
    click.echo(last, err=True)
    raise SystemExit(code)


def stop(reason: str, last: str = NOTHING_WRITTEN, *, code: int = 1) -> NoReturn:
    """End the command for one reason, which begins small and has no full stop of its own."""
    is_word = reason.split(maxsplit=1)[0].isalpha()  # and not a path, which stays as it is
    said = reason[0].upper() + reason[1:] if is_word else reason
    click.echo(said if said.endswith("?") else f"{said}.", err=True)
    if last:
        click.echo(last, err=True)
    raise SystemExit(code)


def is_terminal() -> bool:
    """Whether somebody sees what is asked, and can answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def confirm(question: str, *, yes: bool) -> None:
    """Ask before anything is written; ends the command where it is not confirmed."""
    if not yes and not is_terminal():
        stop(f"{question}?", "Add --yes; --dry-run shows what would be done.", code=NOT_CONFIRMED)
    if not yes and not click.confirm(f"{question}?"):
        stop("it was not confirmed", code=NOT_CONFIRMED)


def choose(question: str, answers: Sequence[str]) -> int:
    """Ask which of several answers is meant; return its place, from 0."""
    for number, answer in enumerate(answers, start=1):
        click.echo(f"  {number}  {answer}")
    chosen: int = click.prompt(question, type=click.IntRange(1, len(answers)))
    return chosen - 1


def tracked(items: Sequence[T], text: str) -> Iterator[T]:
    """Pass items on; show on a terminal how far it got, where there are many."""
    if not sys.stderr.isatty() or len(items) < 1000:
        yield from items
        return
    often = max(1, len(items) // 200)
    with click.progressbar(items, label=text, file=sys.stderr, update_min_steps=often) as bar:
        yield from bar
