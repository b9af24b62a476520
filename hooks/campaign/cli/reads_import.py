"""Takes counts of readers from what a site's own statistics export."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from campaign.content.reading import PageKey, ReadingItem, page_key
from campaign.core.problems import Problem, did_you_mean, quote
from campaign.importer.table import SourceRow, Table

Meaning = Literal["page", "reads"]
MEANINGS: tuple[Meaning, ...] = ("page", "reads")
KNOWN: Mapping[Meaning, tuple[str, ...]] = {
    # Matomo's `url` is the whole address, and its `label` only a part of it: the order counts.
    "page": (
        "url", "page url", "metadata: url", "full url", "address", "page", "page path",
        "page path and screen class", "path", "pathname", "request path", "pages", "top pages",
        "label", "name",
    ),
    "reads": (
        "pageviews", "page views", "page_views", "views", "nb_hits", "hits", "count",
        "requests", "total", "reads", "nb_visits", "visits", "visitors", "unique visitors",
        "unique_visitors", "uniques", "unique pageviews",
    ),
}  # fmt: skip
"""What columns are called, the likeliest name first."""
LOG = frozenset({"path", "session", "bot"})
"""Columns of a log with a row for each page view, as GoatCounter exports it."""
GROUPED = re.compile(r"\d{1,3}(?:([,.'\u2019\u00a0\u202f ])\d{3})(?:\1\d{3})*")
NONE = ("", "0", "false", "no")


@dataclass(frozen=True)
class Columns:
    """Which columns of a table tell the page and the number of its readers."""

    page: str
    reads: str | None
    """None: each row is one reading."""


@dataclass(frozen=True)
class Counted:
    """What a table says of the texts."""

    counts: Mapping[str, int]
    """How often each text was read, by its address; in the order of the list."""
    others: Mapping[str, int]
    """Pages that are none of the texts, with their counts, most read first."""
    problems: tuple[Problem, ...]
    """Rows that cannot be read, or that do not tell which text they mean."""


def find_columns(table: Table, given: Mapping[str, str], *, each_row: bool) -> dict[Meaning, str]:
    """Return the columns that are known: those that were given, then those with a usual name.

    `given` maps columns to meanings; unknown columns are left to `wrong_columns`.
    """
    plain = {_plain(column): column for column in reversed(table.header)}
    found: dict[Meaning, str] = {}
    for meaning in MEANINGS:
        if meaning == "reads" and each_row:
            continue
        chosen = [plain[_plain(c)] for c, m in given.items() if m == meaning and _plain(c) in plain]
        usual = [plain[name] for name in KNOWN[meaning] if name in plain]
        if chosen or usual:
            found[meaning] = (chosen or usual)[0]
    return found


def wrong_columns(table: Table, given: Iterable[str]) -> list[str]:
    """Return a sentence for each column that was named and that the table does not have."""
    plain = {_plain(column) for column in table.header}
    return [
        f"the column {quote(column)} is not in the file; {did_you_mean(column, table.header)}"
        for column in given
        if _plain(column) not in plain
    ]


def is_log(table: Table) -> bool:
    """Whether the table has a row for each page view."""
    return {_plain(column) for column in table.header} >= LOG


def count_reads(
    table: Table, columns: Columns, items: Sequence[ReadingItem], host: str = ""
) -> Counted:
    """Return how often each text was read.

    `host` is the site that the table is of. A table of paths alone can be of one site only: where
    its paths are those of texts on several sites and no host is given, that is a problem.
    """
    by_key = {page_key(item.url): item.url for item in items}
    counts: Counter[str] = Counter()
    others: Counter[str] = Counter()
    problems: list[Problem] = []
    matched: dict[str, list[tuple[SourceRow, PageKey]]] = {}
    page_at = table.header.index(columns.page)
    reads_at = table.header.index(columns.reads) if columns.reads else None
    host = page_key(f"https://{host}").host if host else ""
    for row in _visits(table):
        page = row.cells[page_at].strip()
        number = 1 if reads_at is None else _number(row.cells[reads_at])
        if number is None:
            problems.append(_no_number(row, columns.reads or ""))
            continue
        if not page:
            others["(no page)"] += number
            continue
        key = page_key(page)
        wanted = key._replace(host=key.host or host)
        urls = _texts(wanted, by_key)
        for url in urls[:1]:
            counts[url] += number
            if not wanted.host:
                matched.setdefault(page_key(url).host, []).append((row, key))
        if len(urls) > 1:
            problems.append(_two_texts(row, page, urls))
        elif not urls:
            others[page] += number
    if len(matched) > 1:
        row = table.rows[0]
        hosts = sorted(matched)
        message = (
            "the pages have no host, and are those of texts on several sites "
            f"({', '.join(hosts)}); say which site this is, as --site {hosts[0]}"
        )
        problems.append(Problem(row.file, 0, 0, message))
    ordered = {item.url: counts[item.url] for item in items if item.url in counts}
    return Counted(ordered, dict(others.most_common()), tuple(problems))


def _texts(wanted: PageKey, by_key: Mapping[PageKey, str]) -> list[str]:
    """Return the addresses of the texts that a page may be; more than one where no host tells."""
    if not wanted.host:
        hosts = {key.host for key in by_key}
        return [url for host in sorted(hosts) for url in _texts(wanted._replace(host=host), by_key)]
    found = by_key.get(wanted) or by_key.get(wanted._replace(query=""))
    return [found] if found else []


def _visits(table: Table) -> Iterable[SourceRow]:
    """Yield the rows; of a log, those that are neither a robot's nor an event."""
    plain = {_plain(column): at for at, column in enumerate(table.header)}
    if not is_log(table):
        return table.rows
    passed_over = [plain[name] for name in ("bot", "event") if name in plain]
    return [
        row
        for row in table.rows
        if all(row.cells[at].strip().casefold() in NONE for at in passed_over)
    ]


def _number(cell: str) -> int | None:
    cell = cell.strip()
    if GROUPED.fullmatch(cell):
        cell = re.sub(r"\D", "", cell)
    elif re.fullmatch(r"\d+\.0+", cell):
        cell = cell.partition(".")[0]
    return int(cell) if cell.isascii() and cell.isdigit() and len(cell) <= 9 else None


def _no_number(row: SourceRow, column: str) -> Problem:
    return Problem(
        row.file,
        row.line,
        0,
        f"the column {quote(column)} holds no whole number in this row; correct it in a copy of "
        'the file, or name another column, as --map "Page views=reads"',
    )


def _two_texts(row: SourceRow, page: str, urls: Sequence[str]) -> Problem:
    hosts = [page_key(url).host for url in urls]
    return Problem(
        row.file,
        row.line,
        0,
        f"{quote(page)} is the page of a text on {' and on '.join(hosts)}; say which site this "
        f"is, as --site {hosts[0]}",
    )


def _plain(column: str) -> str:
    """Return a column's name without case, and without the number that GoatCounter begins with."""
    return re.sub(r"^\d+(?=[A-Za-z])", "", " ".join(column.split())).casefold()
