"""What was found of likely duplicates, as an editor, a place that others read or a program asks."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import click

from campaign.cli.editing import Desk
from campaign.core.problems import Problem, counted, quote
from campaign.core.topics import ABOUT_DUPLICATES
from campaign.curation.known_different import Stale
from campaign.curation.likely import Pair, Search
from campaign.github.annotations import annotation

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
    stale: tuple[Stale, ...]

    @property
    def decided(self) -> int:
        """How many pairs are left out, as they are recorded as different."""
        return len(self.search.pairs) - len(self.pairs)

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


def likelihood(pair: Pair) -> str:
    """Return in words how likely a pair is one signatory."""
    if pair.score >= VERY_LIKELY:
        return "very likely"
    return "likely" if pair.score >= LIKELY else "possible"


def notes(pair: Pair) -> list[str]:
    """Return what else an editor must know of a pair."""
    return [
        f"line {one.line} was withdrawn on {one.signatory.withdrawn.isoformat()}"
        for one in (pair.first, pair.second)
        if one.signatory.withdrawn
    ]


def say_pair(desk: Desk, pair: Pair, number: str) -> None:
    """Show a pair: why it may be one, and both rows as they stand in the file."""
    click.echo(f"{number}: {likelihood(pair)}: {'; '.join(pair.reasons)}")
    file = desk.before.list
    for line, _ in (pair.first, pair.second):
        row = file.by_line[line]
        click.echo(f"   line {line}: {file.text[row.start : row.stop].rstrip()}")
    for note in notes(pair):
        click.echo(f"   {note}")


def _as_text(found: Found) -> None:
    for number, pair in enumerate(found.shown, start=1):
        say_pair(found.desk, pair, str(number))
    if found.shown:
        click.echo()
    click.echo(found.count)
    if len(found.shown) < len(found.pairs):
        click.echo(f"The {len(found.shown)} likeliest are shown.")
    if found.decided:
        where = found.desk.shown_distinct
        click.echo(f"Left out: {counted(found.decided, 'pair')} that {where} says are different.")
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
        click.echo(f"\n- lines {pair.first.line} and {pair.second.line}: {likelihood(pair)}")
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
                "likelihood": likelihood(pair),
                "score": pair.score,
                "reasons": list(pair.reasons),
                "notes": notes(pair),
                "rows": [
                    {"line": line} | {k: v for k, v in rows[line].cells.items() if v}
                    for line in (pair.first.line, pair.second.line)
                ],
            }
            for pair in found.shown
        ],
        "pairs_in_all": len(found.pairs),
        "recorded_as_different": found.decided,
        "stale_records": [stale._asdict() for stale in found.stale],
        "not_looked_at": list(found.limits),
    }
    click.echo(json.dumps(report, ensure_ascii=False, indent=2))


def _as_annotations(found: Found) -> None:
    desk = found.desk
    for pair in found.shown:
        first, second = pair.first, pair.second
        said = (
            f"{quote(second.signatory.name)} may be {quote(first.signatory.name)} in line "
            f"{first.line} ({'; '.join([*pair.reasons, *notes(pair)])}); if it is, delete one of "
            f"the lines; if not, run `campaign duplicates --different {first.line} {second.line}`"
        )
        problem = Problem(desk.folder.shown_list, second.line, 1, said, ABOUT_DUPLICATES)
        click.echo(annotation("warning", "Likely duplicate", problem))
    for line, why in found.stale:
        problem = Problem(desk.shown_distinct, line, 1, why, ABOUT_DUPLICATES)
        click.echo(annotation("notice", "Stale record", problem))


FORMATS: Mapping[str, Callable[[Found], None]] = {
    "text": _as_text,
    "lines": _as_lines,
    "json": _as_json,
    "github": _as_annotations,
}
