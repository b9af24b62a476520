"""`campaign duplicates`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import click

from campaign.cli import editing
from campaign.cli.commands import options
from campaign.cli.duplicate_review import Doubles, likelihood, notes, open_doubles
from campaign.core.problems import Problem, Wrong, counted, quote
from campaign.core.topics import ABOUT_DUPLICATES
from campaign.curation.blocking import Pair, Search
from campaign.curation.finding import named
from campaign.github.annotations import annotation

_T = TypeVar("_T")
SOME, _BROKEN = 1, 2


@click.command("duplicates", short_help="Find signatories who may stand twice.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "lines", "json", "github"]),
    default="text",
    show_default=True,
    help="How to list the pairs: as text, by their lines alone, without a name (for a place that "
    "others can read), for a program, or as GitHub shows them beside the lines.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="NUMBER",
    help="List this many pairs only: the likeliest.",
)
@click.option("--list", "only_list", is_flag=True, help="List the pairs; ask nothing.")
@click.option(
    "--different",
    nargs=2,
    multiple=True,
    metavar="LINE LINE",
    help="Record that two are different: the numbers of their lines, or their names.",
)
@click.option(
    "--tidy", is_flag=True, help="Delete records of signatories who are no longer in the list."
)
@editing.dry_run
@options.configuration
def command(
    form: str,
    limit: int | None,
    only_list: bool,
    different: tuple[tuple[str, str], ...],
    tidy: bool,
    dry_run: bool,
    configuration: Path,
) -> None:
    """Find signatories who may stand in the list twice, under two writings of one name.

    It sees through acronyms, legal forms, "The", "&", the order of words, accents, other scripts,
    abbreviations, plurals, small typing errors and equal web addresses. The likeliest come first,
    each with the reason and both lines of docs/data/signatories.csv.

    On a terminal it asks of each pair: are they different, the same, or is that for later? Those
    that are different are recorded in docs/data/distinct.csv and not shown again. Of those that
    are the same, it deletes the line that you choose. Everything is written at the end; after
    quitting or Ctrl-C too, as far as you came.

    Ends with 0 if no pair is left to look at, with 1 if there is one, and with 2 if the list has a
    problem or the command is written wrongly. After --different or --tidy alone: 0 if it is done.
    """
    with editing.desk(configuration, code=_BROKEN) as desk:
        doubles = open_doubles(desk)
        if different or tidy:
            lines = [(_line(doubles, one), _line(doubles, other)) for one, other in different]
            said = _recorded(doubles, lines)
            editing.finish(desk, doubles.changed(lines, tidy=tidy), said, dry_run=dry_run)
            return
        found, pairs = doubles.find(_track)
        asks = form == "text" and not only_list and sys.stdin.isatty() and sys.stdout.isatty()
        shown = pairs[:limit]
        left = len(pairs)
        if asks and pairs:
            left -= _walk(doubles, shown, dry_run=dry_run)
        else:
            forms = {
                "text": _as_text, "lines": _as_lines, "json": _as_json, "github": _as_annotations,
            }  # fmt: skip
            forms[form](doubles, found, pairs, shown)
        if form == "text":
            _say_stale(doubles)
    if left:
        raise SystemExit(SOME)


def _track(items: Sequence[_T], text: str, /) -> Iterable[_T]:
    """Pass items on; show on a terminal how far it got, where there are many."""
    if not sys.stderr.isatty() or len(items) < 1000:
        yield from items
        return
    often = max(1, len(items) // 200)
    with click.progressbar(items, label=text, file=sys.stderr, update_min_steps=often) as bar:
        yield from bar


def _line(doubles: Doubles, given: str) -> int:
    """Return the line that is meant by a number or a name; raise `Wrong` if it is not one."""
    if given.isascii() and given.isdigit():
        if int(given) in doubles.rows:
            return int(given)
        raise Wrong(
            f"no signatory's row begins in line {given} of {doubles.desk.shown}; look at the "
            "numbers that `campaign duplicates` shows"
        )
    rows = named(doubles.desk.before.list, given, {})
    if len(rows) == 1:
        return rows[0].line
    if rows:
        said = " and ".join(str(row.line) for row in rows)
        raise Wrong(
            f"{len(rows)} signatories bear the name {quote(given)}, in the lines {said}; "
            "give the numbers of the lines in place of the names"
        )
    raise Wrong(
        f"{quote(given)} is not in {doubles.desk.shown}; write the name as it stands there, or "
        "the number of its line"
    )


def _recorded(doubles: Doubles, lines: list[tuple[int, int]]) -> list[str]:
    """Return what is said of pairs that are recorded; raise `Wrong` for one that is none."""
    said = []
    for one, other in lines:
        if one == other:
            raise Wrong(f"line {one} is given twice; give the lines of two signatories")
        a, b = doubles.signatory(one), doubles.signatory(other)
        if doubles.decisions.are_distinct(a, b):
            said.append(f"{quote(a.name)} and {quote(b.name)} were recorded as different before.")
        else:
            said.append(f"Different: {quote(a.name)} and {quote(b.name)}.")
    return said


def _walk(doubles: Doubles, pairs: Sequence[Pair], *, dry_run: bool) -> int:
    """Ask of each pair; write what was decided, and return how many pairs are settled."""
    different: list[tuple[int, int]] = []
    deleted: set[int] = set()
    settled = 0
    try:
        for number, pair in enumerate(pairs, start=1):
            lines = pair.first.line, pair.second.line
            if deleted.intersection(lines):
                settled += 1
                continue
            click.echo()
            for said in _block(doubles, pair, f"{number} of {len(pairs)}"):
                click.echo(said)
            answer = _ask()
            if answer == "q":
                break
            if answer == "d":
                different.append(lines)
                settled += 1
            elif answer == "s" and (line := _which(doubles, pair)):
                deleted.add(line)
                settled += 1
    except (click.Abort, KeyboardInterrupt):
        click.echo()
    click.echo()
    click.echo(
        f"{counted(len(different), 'pair')} recorded as different, "
        f"{counted(len(deleted), 'line')} to delete, {len(pairs) - settled} left for later."
    )
    if different or deleted:
        after = doubles.changed(different, deleted)
        editing.finish(doubles.desk, after, (), dry_run=dry_run)
    return settled


def _ask() -> str:
    answer: str = click.prompt(
        "[d]ifferent, [s]ame, [l]ater, [q]uit",
        type=click.Choice(["d", "s", "l", "q"], case_sensitive=False),
        show_choices=False,
    )
    return answer


def _which(doubles: Doubles, pair: Pair) -> int | None:
    """Ask which of two lines to delete; None for neither."""
    one, other = pair.first.line, pair.second.line
    for line, instead in ((one, other), (other, one)):
        for column, value in doubles.only_in(line, instead):
            click.echo(f"  Only line {line} says: {column} {quote(value)}")
    for found in notes(pair):
        click.echo(f"  Careful: {found}. Whoever asked to be removed must not stay listed.")
    answer: str = click.prompt(
        f"Delete line {one}, line {other}, or [n]either, to mend it yourself",
        type=click.Choice([str(one), str(other), "n"], case_sensitive=False),
        show_choices=False,
    )
    if answer == "n":
        click.echo(f"  Then keep one of the lines {one} and {other} of {doubles.desk.shown}.")
        return None
    return int(answer)


def _block(doubles: Doubles, pair: Pair, number: str) -> Iterator[str]:
    """Yield the lines that show a pair."""
    yield f"{number}: {likelihood(pair)}: {'; '.join(pair.reasons)}"
    for one in (pair.first, pair.second):
        yield f"   line {one.line}: {doubles.raw(one.line)}"
    for note in notes(pair):
        yield f"   {note}"


def _as_text(doubles: Doubles, found: Search, pairs: Sequence[Pair], shown: Sequence[Pair]) -> None:
    for number, pair in enumerate(shown, start=1):
        for said in _block(doubles, pair, str(number)):
            click.echo(said)
    if shown:
        click.echo()
    _say_count(doubles, pairs)
    if len(shown) < len(pairs):
        click.echo(f"The {len(shown)} likeliest are shown.")
    if decided := len(found.pairs) - len(pairs):
        click.echo(f"Left out: {counted(decided, 'pair')} that {doubles.shown} says are different.")
    if pairs:
        one, other = pairs[0].first.line, pairs[0].second.line
        click.echo(
            "If two are one, delete one of the lines. If they are different, say so: "
            f"campaign duplicates --different {one} {other}"
        )
    for said in _limits(found):
        click.echo(said)


def _say_count(doubles: Doubles, pairs: Sequence[Pair]) -> None:
    listed = counted(len(doubles.listed), "signatory")
    said = f"{counted(len(pairs), 'pair')} of {listed} may be one."
    click.echo(said if pairs else f"No likely duplicate among {listed}.")


def _as_lines(doubles: Doubles, _: Search, pairs: Sequence[Pair], shown: Sequence[Pair]) -> None:
    """Write Markdown that names no person and nothing that a person wrote."""
    _say_count(doubles, pairs)
    for pair in shown:
        click.echo(f"\n- lines {pair.first.line} and {pair.second.line}: {likelihood(pair)}")
    if pairs:
        click.echo(
            f"\nCompare these lines of `{doubles.desk.shown}`. If two are one signatory, delete "
            f"one of them; if not, record the pair in `{doubles.shown}`."
        )


def _limits(found: Search) -> Iterator[str]:
    """Yield what was not looked at, and why."""
    if found.crowded:
        yield (
            f"{counted(found.crowded, 'signatory')} share so much of their names with many others "
            "that each was compared only with those most like it."
        )
    for site in found.shared_sites:
        yield f"The web address {site} is given by many organizations, and so says nothing."


def _say_stale(doubles: Doubles) -> None:
    for stale in doubles.decisions.stale:
        click.echo(f"{doubles.shown}:{stale.line}: {stale.why}", err=True)


def _as_json(doubles: Doubles, found: Search, pairs: Sequence[Pair], shown: Sequence[Pair]) -> None:
    report = {
        "pairs": [
            {
                "likelihood": likelihood(pair),
                "score": pair.score,
                "reasons": list(pair.reasons),
                "notes": list(notes(pair)),
                "rows": [
                    {
                        "line": one.line,
                        **{k: v for k, v in doubles.rows[one.line].cells.items() if v},
                    }
                    for one in (pair.first, pair.second)
                ],
            }
            for pair in shown
        ],
        "pairs_in_all": len(pairs),
        "recorded_as_different": len(found.pairs) - len(pairs),
        "stale_records": [
            {"line": stale.line, "why": stale.why} for stale in doubles.decisions.stale
        ],
        "not_looked_at": list(_limits(found)),
    }
    click.echo(json.dumps(report, ensure_ascii=False, indent=2))


def _as_annotations(
    doubles: Doubles, found: Search, pairs: Sequence[Pair], shown: Sequence[Pair]
) -> None:
    for pair in shown:
        first, second = pair.first, pair.second
        said = (
            f"{quote(second.signatory.name)} may be {quote(first.signatory.name)} in line "
            f"{first.line} ({'; '.join([*pair.reasons, *notes(pair)])}); if it is, delete one of "
            f"the lines; if not, run `campaign duplicates --different {first.line} {second.line}`"
        )
        click.echo(
            annotation(
                "warning",
                "Likely duplicate",
                Problem(doubles.desk.shown, second.line, 1, said, ABOUT_DUPLICATES),
            )
        )
    for stale in doubles.decisions.stale:
        problem = Problem(doubles.shown, stale.line, 1, stale.why, ABOUT_DUPLICATES)
        click.echo(annotation("notice", "Stale record", problem))
