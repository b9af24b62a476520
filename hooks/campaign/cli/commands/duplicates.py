"""`campaign duplicates`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from campaign.cli import editing
from campaign.cli.commands import options
from campaign.cli.console import tracked
from campaign.cli.editing import Desk, Refused
from campaign.core.problems import Wrong, counted, quote
from campaign.curation.known_different import added
from campaign.curation.likely import Doubles, Pair, Search, likely_duplicates, read_doubles
from campaign.curation.list_edits import Draft
from campaign.curation.list_file import named

SOME, _BROKEN = 1, 2
VERY_LIKELY, LIKELY = 85, 65
"""From which score on a pair is called so."""


@dataclass(frozen=True)
class Found:
    """What a search of a campaign's list came to."""

    desk: Desk
    search: Search
    pairs: tuple[Pair, ...]
    """Those that are not recorded as different."""
    shown: tuple[Pair, ...]
    """The likeliest of them."""

    @property
    def count(self) -> str:
        """How many pairs there are, in a sentence."""
        listed = counted(len(self.desk.before.list.rows), "signatory")
        if not self.pairs:
            return f"No likely duplicate among {listed}."
        return f"{counted(len(self.pairs), 'pair')} of {listed} may be one."

    @property
    def limits(self) -> Iterator[str]:
        """What was not looked at, and why."""
        if self.search.crowded:
            yield (
                f"{counted(self.search.crowded, 'signatory')} share so much of their names with "
                "many others that each was compared only with those most like it."
            )
        for site in self.search.shared_sites:
            yield f"The web address {site} is given by many organizations, and so says nothing."


def _likelihood(pair: Pair) -> str:
    """Return in words how likely a pair is one signatory."""
    if pair.score >= VERY_LIKELY:
        return "very likely"
    return "likely" if pair.score >= LIKELY else "possible"


def _notes(pair: Pair) -> list[str]:
    """Return what else an editor must know of a pair."""
    return [
        f"line {one.line} was withdrawn on {one.signatory.withdrawn.isoformat()}"
        for one in (pair.first, pair.second)
        if one.signatory.withdrawn
    ]


def _say_pair(desk: Desk, pair: Pair, number: str) -> None:
    """Show a pair: why it may be one, and both rows as they stand in the file."""
    click.echo(f"{number}: {_likelihood(pair)}: {'; '.join(pair.reasons)}")
    file = desk.before.list
    for line, _ in (pair.first, pair.second):
        row = file.by_line[line]
        click.echo(f"   line {line}: {file.text[row.start : row.stop].rstrip()}")
    for note in _notes(pair):
        click.echo(f"   {note}")


def _as_text(found: Found) -> None:
    for number, pair in enumerate(found.shown, start=1):
        _say_pair(found.desk, pair, str(number))
    if found.shown:
        click.echo()
    click.echo(found.count)
    if len(found.shown) < len(found.pairs):
        click.echo(f"The {len(found.shown)} likeliest are shown.")
    if decided := len(found.search.pairs) - len(found.pairs):
        where = found.desk.shown_distinct
        click.echo(f"Left out: {counted(decided, 'pair')} that {where} says are different.")
    if found.pairs:
        one, other = found.pairs[0].first.line, found.pairs[0].second.line
        click.echo(
            "If two are one, delete one of the lines. If they are different, say so: "
            f"campaign duplicates --different {one} {other}"
        )
    for said in found.limits:
        click.echo(said)


def _as_lines(found: Found) -> None:
    """Write Markdown that names no person and nothing that a person wrote."""
    click.echo(found.count)
    for pair in found.shown:
        click.echo(f"\n- lines {pair.first.line} and {pair.second.line}: {_likelihood(pair)}")
    if found.pairs:
        click.echo(
            f"\nCompare these lines of `{found.desk.folder.shown_list}`. If two are one signatory, "
            f"delete one of them; if not, record the pair in `{found.desk.shown_distinct}`."
        )


def _as_json(found: Found) -> None:
    rows = found.desk.before.list.by_line
    report = {
        "pairs": [
            {
                "likelihood": _likelihood(pair),
                "score": pair.score,
                "reasons": list(pair.reasons),
                "notes": _notes(pair),
                "rows": [
                    {"line": line} | {k: v for k, v in rows[line].cells.items() if v}
                    for line in (pair.first.line, pair.second.line)
                ],
            }
            for pair in found.shown
        ],
        "pairs_in_all": len(found.pairs),
        "recorded_as_different": len(found.search.pairs) - len(found.pairs),
        "not_looked_at": list(found.limits),
    }
    click.echo(json.dumps(report, ensure_ascii=False, indent=2))


FORMATS: Mapping[str, Callable[[Found], None]] = {
    "text": _as_text,
    "lines": _as_lines,
    "json": _as_json,
}


@click.command("duplicates", short_help="Find signatories who may stand twice.")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="How to list the pairs: as text, by their lines alone, without a name (for a place that "
    "others can read), or for a program.",
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
@editing.dry_run
@options.configuration
def command(
    form: str,
    limit: int | None,
    only_list: bool,
    different: tuple[tuple[str, str], ...],
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
    problem or the command is written wrongly. After --different: 0 if it is done.
    """
    with editing.desk(configuration, code=_BROKEN) as desk:
        doubles, problems = read_doubles(desk.before, desk.folder.shown_list, desk.vocabulary)
        if doubles is None:
            raise Refused(problems)
        if different:
            lines = [(_line(desk, one), _line(desk, other)) for one, other in different]
            said = _recorded(doubles, lines)
            editing.finish(desk, _decided(desk.before, doubles, lines), said, dry_run=dry_run)
            return
        search = likely_duplicates(doubles.listed, tracked)
        pairs = doubles.undecided(search.pairs)
        found = Found(desk, search, pairs, pairs[:limit])
        asks = form == "text" and not only_list and sys.stdin.isatty() and sys.stdout.isatty()
        left = len(pairs)
        if asks and pairs:
            left -= _walk(desk, doubles, found.shown, dry_run=dry_run)
        else:
            FORMATS[form](found)
    if left:
        raise SystemExit(SOME)


def _decided(
    draft: Draft,
    doubles: Doubles,
    different: Iterable[tuple[int, int]],
    deleted: Iterable[int] = (),
) -> Draft:
    """Return the draft with pairs of lines recorded as different, and without others."""
    who = dict(doubles.listed)
    text = added(draft.distinct, [(who[a], who[b]) for a, b in different], who.values())
    gone = [draft.list.by_line[line] for line in deleted]
    after = replace(draft, distinct=text)
    return after.without(gone) if gone else after


def _line(desk: Desk, given: str) -> int:
    """Return the line that is meant by its number or by a name; raise `Wrong` if it is not one."""
    file = desk.before.list
    if given.isascii() and given.isdigit() and int(given) in file.by_line:
        return int(given)
    rows = named(file, given, {})
    if len(rows) == 1:
        return rows[0].line
    if rows:
        said = " and ".join(str(row.line) for row in rows)
        raise Wrong(
            f"{len(rows)} signatories bear the name {quote(given)}, in the lines {said}; "
            "give the numbers of the lines in place of the names"
        )
    why = f"{quote(given)} is not in {desk.folder.shown_list}"
    if given.isdigit():
        why = f"no signatory's row begins in line {given} of {desk.folder.shown_list}"
    raise Wrong(
        f"{why}; write the name as it stands there, or the number of its line, as "
        "`campaign duplicates` shows it"
    )


def _recorded(doubles: Doubles, lines: list[tuple[int, int]]) -> list[str]:
    """Return what is said of pairs that are recorded; raise `Wrong` for one that is none."""
    said, who = [], dict(doubles.listed)
    for one, other in lines:
        if one == other:
            raise Wrong(f"line {one} is given twice; give the lines of two signatories")
        a, b = who[one], who[other]
        if doubles.decisions.are_distinct(a, b):
            said.append(f"{quote(a.name)} and {quote(b.name)} were recorded as different before.")
        else:
            said.append(f"Different: {quote(a.name)} and {quote(b.name)}.")
    return said


def _walk(desk: Desk, doubles: Doubles, pairs: Sequence[Pair], *, dry_run: bool) -> int:
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
            _say_pair(desk, pair, f"{number} of {len(pairs)}")
            answer = click.prompt(
                "[d]ifferent, [s]ame, [l]ater, [q]uit",
                type=click.Choice(["d", "s", "l", "q"], case_sensitive=False),
                show_choices=False,
            )
            if answer == "q":
                break
            if answer == "d":
                different.append(lines)
                settled += 1
            elif answer == "s" and (line := _which(desk, pair)):
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
        after = _decided(desk.before, doubles, different, deleted)
        editing.finish(desk, after, (), dry_run=dry_run)
    return settled


def _which(desk: Desk, pair: Pair) -> int | None:
    """Ask which of two lines to delete; None for neither."""
    one, other = pair.first.line, pair.second.line
    rows = desk.before.list.by_line
    for line, instead in ((one, other), (other, one)):
        for column, value in rows[line].cells.items():
            if value and not rows[instead].cells.get(column):
                click.echo(f"  Only line {line} says: {column} {quote(value)}")
    for found in _notes(pair):
        click.echo(f"  Careful: {found}. Whoever asked to be removed must not stay listed.")
    answer: str = click.prompt(
        f"Delete line {one}, line {other}, or [n]either, to mend it yourself",
        type=click.Choice([str(one), str(other), "n"], case_sensitive=False),
        show_choices=False,
    )
    if answer == "n":
        click.echo(f"  Then keep one of the lines {one} and {other} of {desk.folder.shown_list}.")
        return None
    return int(answer)
