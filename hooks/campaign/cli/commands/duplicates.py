"""`campaign duplicates`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click

from campaign.cli import editing
from campaign.cli.commands import options
from campaign.cli.console import is_terminal, refuse, tracked
from campaign.core.problems import counted, quote
from campaign.curation.known_different import added
from campaign.curation.likely import Pair, Search, likely_duplicates, read_listed, undecided
from campaign.curation.list_edits import Draft
from campaign.curation.list_file import ListFile, named
from campaign.signatories.signatories import Signatory

SOME, _BROKEN = 1, 2
VERY_LIKELY, LIKELY = 85, 65
"""From which score on a pair is called so."""
Lines = tuple[int, int]
"""Those of two signatories."""


def _count(draft: Draft, search: Search) -> str:
    """Say how many pairs there are, in a sentence."""
    listed = counted(len(draft.list.rows), "signatory")
    if not search.pairs:
        return f"No likely duplicate among {listed}."
    return f"{counted(len(search.pairs), 'pair')} of {listed} may be one."


def _limits(search: Search) -> Iterator[str]:
    """Say what was not looked at, and why."""
    if search.crowded:
        yield (
            f"{counted(search.crowded, 'signatory')} share so much of their names with many "
            "others that each was compared only with those most like it."
        )
    for site in search.shared_sites:
        yield f"The web address {site} is given by many organizations, and so says nothing."


def _likelihood(pair: Pair) -> str:
    """Return in words how likely a pair is one signatory."""
    if pair.score >= VERY_LIKELY:
        return "very likely"
    return "likely" if pair.score >= LIKELY else "possible"


def _notes(pair: Pair) -> list[str]:
    """Return what else an editor must know of a pair."""
    return [
        f"line {line} was withdrawn on {who.withdrawn.isoformat()}"
        for line, who in (pair.first, pair.second)
        if who.withdrawn
    ]


def _say_pair(file: ListFile, pair: Pair, number: str) -> None:
    """Show a pair: why it may be one, and both rows as they stand in the file."""
    click.echo(f"{number}: {_likelihood(pair)}: {'; '.join(pair.reasons)}")
    for line in pair.lines:
        row = file.by_line[line]
        click.echo(f"   line {line}: {file.text[row.start : row.stop].rstrip()}")
    for note in _notes(pair):
        click.echo(f"   {note}")


def _as_text(draft: Draft, search: Search, shown: Sequence[Pair]) -> None:
    for number, pair in enumerate(shown, start=1):
        _say_pair(draft.list, pair, str(number))
    if shown:
        click.echo()
    click.echo(_count(draft, search))
    if len(shown) < len(search.pairs):
        click.echo(f"The {len(shown)} likeliest are shown.")
    if search.decided:
        where = draft.folder.shown(draft.folder.distinct)
        click.echo(f"Left out: {counted(search.decided, 'pair')} that {where} says are different.")
    if search.pairs:
        one, other = search.pairs[0].lines
        click.echo(
            "If two are one, delete one of the lines. If they are different, say so: "
            f"campaign duplicates --different {one} {other}"
        )
    for said in _limits(search):
        click.echo(said)


def _as_lines(draft: Draft, search: Search, shown: Sequence[Pair]) -> None:
    """Write Markdown that names no person and nothing that a person wrote."""
    click.echo(_count(draft, search))
    for pair in shown:
        one, other = pair.lines
        click.echo(f"\n- lines {one} and {other}: {_likelihood(pair)}")
    if search.pairs:
        click.echo(
            f"\nCompare these lines of `{draft.folder.shown_list}`. If two are one signatory, "
            "delete one of them; if not, record the pair in "
            f"`{draft.folder.shown(draft.folder.distinct)}`."
        )


def _as_json(draft: Draft, search: Search, shown: Sequence[Pair]) -> None:
    rows = draft.list.by_line
    pairs = [
        {
            "likelihood": _likelihood(pair),
            "score": pair.score,
            "reasons": pair.reasons,
            "notes": _notes(pair),
            "rows": [
                {"line": line} | {k: v for k, v in rows[line].cells.items() if v}
                for line in pair.lines
            ],
        }
        for pair in shown
    ]
    report = {
        "pairs": pairs,
        "pairs_in_all": len(search.pairs),
        "recorded_as_different": search.decided,
        "not_looked_at": list(_limits(search)),
    }
    click.echo(json.dumps(report, ensure_ascii=False, indent=2))


FORMATS: Mapping[str, Callable[[Draft, Search, Sequence[Pair]], None]] = {
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
@options.dry_run
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
    draft = editing.open_list(configuration, code=_BROKEN)
    listed, problems = read_listed(draft)
    if problems:
        refuse(problems, code=_BROKEN)
    who = dict(listed)
    apart = [(_line(draft, one), _line(draft, other)) for one, other in different]
    deleted = set[int]()
    said = [f"Different: {quote(who[a].name)} and {quote(who[b].name)}." for a, b in apart]
    pairs: Sequence[Pair] = ()
    if not different:
        search = undecided(likely_duplicates(listed, tracked), draft, listed)
        pairs = search.pairs
        if pairs and form == "text" and not only_list and is_terminal():
            apart, deleted = _walk(draft, pairs[:limit])
            pairs = _left(pairs, apart, deleted)
        else:
            FORMATS[form](draft, search, pairs[:limit])
    if apart or deleted:
        after = _decided(draft, who, apart, deleted)
        editing.finish(draft, after, said, dry_run=dry_run, code=_BROKEN)
    if pairs:
        raise SystemExit(SOME)


def _line(draft: Draft, given: str) -> int:
    """Return the line that is meant by its number or by a name; end the command if it is none."""
    file = draft.list
    if given.isascii() and given.isdigit() and int(given) in file.by_line:
        return int(given)
    lines = [row.line for row in named(file, given, {})]
    if not lines:
        raise click.UsageError(
            f"{quote(given)} is not in {draft.folder.shown_list}; write the name as it stands "
            "there, or the number of its line, as `campaign duplicates` shows it"
        )
    if len(lines) > 1:
        raise click.UsageError(
            f"{len(lines)} signatories bear the name {quote(given)}, in the lines "
            f"{' and '.join(map(str, lines))}; give the numbers of the lines in place of the names"
        )
    return lines[0]


def _decided(
    draft: Draft, who: Mapping[int, Signatory], different: Iterable[Lines], deleted: Iterable[int]
) -> Draft:
    """Return the draft with pairs of lines recorded as different, and without others."""
    for one, other in different:
        if one == other:
            raise click.UsageError(f"line {one} is given twice; give the lines of two signatories")
    pairs = [(who[one], who[other]) for one, other in different]
    draft = replace(draft, distinct=added(draft.distinct, pairs, who.values()))
    gone = [draft.list.by_line[line] for line in deleted]
    return draft.without(gone) if gone else draft


def _left(pairs: Iterable[Pair], different: Sequence[Lines], deleted: set[int]) -> list[Pair]:
    """Return the pairs that are neither recorded as different nor without one of their lines."""
    return [p for p in pairs if p.lines not in different and deleted.isdisjoint(p.lines)]


def _walk(draft: Draft, shown: Sequence[Pair]) -> tuple[list[Lines], set[int]]:
    """Ask of each pair; return the different ones, and the lines to delete."""
    different: list[Lines] = []
    deleted: set[int] = set()
    try:
        for number, pair in enumerate(shown, start=1):
            if not deleted.isdisjoint(pair.lines):
                continue
            click.echo()
            _say_pair(draft.list, pair, f"{number} of {len(shown)}")
            answer = _asked("[d]ifferent, [s]ame, [l]ater, [q]uit", "dslq")
            if answer == "q":
                break
            if answer == "d":
                different.append(pair.lines)
            elif answer == "s" and (line := _which(draft, pair)):
                deleted.add(line)
    except (click.Abort, KeyboardInterrupt):
        click.echo()
    click.echo(
        f"\n{counted(len(different), 'pair')} recorded as different, "
        f"{counted(len(deleted), 'line')} to delete, "
        f"{len(_left(shown, different, deleted))} left for later."
    )
    return different, deleted


def _which(draft: Draft, pair: Pair) -> int | None:
    """Ask which of two lines to delete; None for neither."""
    one, other = pair.lines
    rows = draft.list.by_line
    for line, instead in ((one, other), (other, one)):
        for column, value in rows[line].cells.items():
            if value and not rows[instead].cells.get(column):
                click.echo(f"  Only line {line} says: {column} {quote(value)}")
    for found in _notes(pair):
        click.echo(f"  Careful: {found}. Whoever asked to be removed must not stay listed.")
    asked = f"Delete line {one}, line {other}, or [n]either, to mend it yourself"
    answer = _asked(asked, (str(one), str(other), "n"))
    if answer == "n":
        click.echo(f"  Then keep one of the lines {one} and {other} of {draft.folder.shown_list}.")
        return None
    return int(answer)


def _asked(question: str, answers: Sequence[str]) -> str:
    kind = click.Choice(answers, case_sensitive=False)
    answer: str = click.prompt(question, type=kind, show_choices=False)
    return answer
