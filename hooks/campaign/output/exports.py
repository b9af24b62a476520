"""Public editions, for journalists and developers: the list and the demands as CSV and JSON.

A schema (JSON Schema, 2020-12) stands beside each JSON, and counts and a badge beside the list.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from json.encoder import encode_basestring
from pathlib import Path
from typing import Any

from campaign.config.configuration import Campaign
from campaign.content.demands import Demand, Tracker
from campaign.output.build import Build
from campaign.output.feed import plain_text
from campaign.output.output_files import OutputFile
from campaign.signatories.signatories import Count, Signatory

PUBLIC_COLUMNS = (
    "name", "kind", "group", "title", "affiliation", "place", "url", "signed", "first", "demands",
    "version", "source", "logo",
)  # fmt: skip
DEMAND_COLUMNS = (
    "id", "order", "title", "ask", "addressed_to", "met_when", "status", "since", "reviewed", "url",
    "events", "last_event_date", "last_event", "last_event_source", "as_of", "days_since_letter",
)  # fmt: skip
LIST_SCHEMA = Path(__file__).with_name("signatories.schema.json")
DEMANDS_SCHEMA = Path(__file__).with_name("demands.schema.json")
FORMULAS = frozenset("=+-@\t\r＝＋－＠")  # noqa: RUF001
"""Beginnings that a spreadsheet may run as a formula (OWASP, "CSV Injection")."""


def export_files(build: Build) -> Iterator[OutputFile]:
    """Yield every public edition: once, in the main language."""
    site, words = build.site, build.words(build.site)
    label, message = str(words.badge_label()), str(words.total(site.signatories.count))
    everybody, count = site.signatories.all, site.signatories.count
    yield from editions(everybody, count, build.list_as_of, label, message)
    tracker: Tracker = build.environments[""].globals["tracker"]  # type: ignore[assignment]
    tracked = site.page_of("tracker")
    address = (build.address(tracked.path) or None) if tracked else build.site_url
    cite_as = plain_text(words.tracker_citation(address))
    yield from demand_editions(
        tracker, site.campaign, lambda path: build.address(path) or None, cite_as
    )


def editions(
    signatories: Sequence[Signatory], count: Count, as_of: date, label: str, message: str
) -> Iterator[OutputFile]:
    """Yield every public file over the listed signatories, in the order of the list.

    `label` and `message` are the words of the badge.
    """
    yield OutputFile("signatories.csv", csv_pieces(PUBLIC_COLUMNS, map(_cells, signatories)))
    yield OutputFile("signatories.json", _json_pieces(signatories, as_of))
    yield OutputFile(LIST_SCHEMA.name, [LIST_SCHEMA.read_text(encoding="utf-8")])
    badge = {"schemaVersion": 1, "label": label, "message": message}
    counts = {
        "total": count.total,
        "listed": count.listed,
        "organizations": count.organizations,
        "individuals": count.individuals,
        "unnamed": count.unnamed,
        "as_of": as_of.isoformat(),
    }
    for name, data in (("badge.json", badge), ("count.json", badge | counts)):
        yield OutputFile(name, [f"{json.dumps(data, ensure_ascii=False)}\n"])


def _cells(s: Signatory) -> tuple[str, ...]:
    return (
        s.name, s.kind, s.group, s.title, s.affiliation, s.place, s.url,
        s.signed.isoformat() if s.signed else "", "yes" if s.first else "",
        " ".join(s.demands), s.version, s.source, s.logo,
    )  # fmt: skip


def _json_pieces(signatories: Iterable[Signatory], as_of: date) -> Iterator[str]:
    """Yield the JSON, without empty fields."""
    yield f'{{"$schema":"{LIST_SCHEMA.name}","as_of":"{as_of.isoformat()}","signatories":[\n'
    separator = ""
    for signatory in signatories:
        cells = zip(PUBLIC_COLUMNS, _cells(signatory), strict=True)
        told = {name: encode_basestring(cell) for name, cell in cells if cell}
        if signatory.first:
            told["first"] = "true"
        if signatory.demands:
            told["demands"] = json.dumps(signatory.demands, separators=(",", ":"))
        fields = ",".join([f'"{name}":{cell}' for name, cell in told.items()])
        yield f"{separator}{{{fields}}}"
        separator = ",\n"
    yield "\n]}\n"


def demand_editions(
    tracker: Tracker, campaign: Campaign, address_of: Callable[[str], str | None], cite_as: str
) -> Iterator[OutputFile]:
    """Yield every public file of the demands; none where there is no demand.

    `address_of` gives the whole address of a demand's page by its path below docs/, or None where
    the site's own is not known; `cite_as` is how to cite the record.
    """
    if not tracker.demands:
        return
    licence = campaign.licence
    demands = [_demand(demand, address_of) for demand in tracker.demands]
    document = {
        "$schema": DEMANDS_SCHEMA.name,
        "as_of": tracker.as_of.isoformat(),
        "letter": {
            "name": campaign.name,
            "addressee": campaign.addressee,
            "date": campaign.letter_date.isoformat(),
            "days_since": tracker.days,
        },
        "cite_as": cite_as,
        "licence": {"name": licence.name, "url": licence.url} if licence else None,
        "statuses": tracker.statuses,
        "demands": demands,
    }
    text = json.dumps(_without_none(document), ensure_ascii=False, indent=2)
    yield OutputFile("demands.json", [f"{text}\n"])
    rows = (
        [str(cells.get(column, "")) for column in DEMAND_COLUMNS]
        for cells in (_row(demand, tracker) for demand in demands)
    )
    yield OutputFile("demands.csv", csv_pieces(DEMAND_COLUMNS, rows))
    yield OutputFile(DEMANDS_SCHEMA.name, [DEMANDS_SCHEMA.read_text(encoding="utf-8")])


def _demand(demand: Demand, address_of: Callable[[str], str | None]) -> dict[str, Any]:
    fields = {
        "id": demand.slug,
        "order": demand.order,
        "title": demand.title,
        "ask": demand.ask,
        "addressed_to": demand.addressed_to,
        "met_when": demand.met_when,
        "status": demand.status,
        "since": demand.since.isoformat() if demand.since else None,
        "reviewed": demand.reviewed.isoformat(),
        "url": address_of(demand.path),
        "history": [_without_none(event.model_dump(mode="json")) for event in demand.history],
    }
    return _without_none(fields)


def _row(demand: Mapping[str, Any], tracker: Tracker) -> dict[str, Any]:
    history = demand["history"]
    last = history[-1] if history else {"date": "", "summary": "", "source": ""}
    return {
        **demand,
        "events": len(history),
        "last_event_date": last["date"],
        "last_event": last["summary"],
        "last_event_source": last["source"],
        "as_of": tracker.as_of.isoformat(),
        "days_since_letter": tracker.days,
    }


def _without_none(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value is not None}


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_pieces(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield a CSV: UTF-8, CRLF (RFC 4180), no cell that a spreadsheet runs as a formula."""
    write = csv.writer(_Echo()).writerow
    yield str(write(columns))
    for row in rows:
        yield str(write(map(harmless, row)))


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet runs: an apostrophe stands before a formula's sign."""
    return f"'{cell}" if cell[:1] in FORMULAS else cell
