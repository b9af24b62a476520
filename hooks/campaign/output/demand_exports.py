"""Public editions of the demands: JSON with every event, CSV with a row each, and a schema."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from campaign.config.configuration import Campaign
from campaign.content.demands import Demand, Tracker
from campaign.output.build import Build
from campaign.output.feed import feed_text
from campaign.output.list_exports import harmless
from campaign.output.output_files import OutputFile

SCHEMA = Path(__file__).with_name("demands.schema.json")
"""The JSON Schema (2020-12) of demands.json."""
DEMAND_COLUMNS = (
    "id", "order", "title", "ask", "addressed_to", "met_when", "status", "since", "reviewed", "url",
    "events", "last_event_date", "last_event", "last_event_source", "as_of", "days_since_letter",
)  # fmt: skip


def demand_files(build: Build) -> Iterator[OutputFile]:
    """Yield the demands as data: once, in the main language, as the list of signatories."""
    site = build.site
    tracker: Tracker = build.environment.globals["tracker"]  # type: ignore[assignment]
    tracked = site.page_of("tracker")
    words: Any = build.environment.get_template("partials/words.html").module
    address = (build.address(tracked.path) or None) if tracked else build.site_url
    cite_as = feed_text(words.tracker_citation(address))
    yield from demand_editions(
        tracker, site.campaign, lambda path: build.address(path) or None, cite_as
    )


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
    document = {
        "$schema": SCHEMA.name,
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
        "demands": [_demand(demand, address_of) for demand in tracker.demands],
    }
    text = json.dumps(_without_empty(document), ensure_ascii=False, indent=2)
    yield OutputFile("demands.json", [f"{text}\n"])
    yield OutputFile("demands.csv", [_table(tracker, address_of)])
    yield OutputFile(SCHEMA.name, [SCHEMA.read_text(encoding="utf-8")])


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
        "history": [_without_empty(event.model_dump(mode="json")) for event in demand.history],
    }
    return _without_empty(fields)


def _without_empty(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value is not None}


def _table(tracker: Tracker, address_of: Callable[[str], str | None]) -> str:
    """Return the CSV: UTF-8, CRLF (RFC 4180), no cell that a spreadsheet runs as a formula."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(DEMAND_COLUMNS)
    for demand in tracker.demands:
        cells = _demand(demand, address_of) | {
            "events": len(demand.history),
            "as_of": tracker.as_of.isoformat(),
            "days_since_letter": tracker.days,
        }
        if event := demand.last:
            cells |= {
                "last_event_date": event.date.isoformat(),
                "last_event": event.summary,
                "last_event_source": event.source,
            }
        writer.writerow([harmless(str(cells.get(column, ""))) for column in DEMAND_COLUMNS])
    return buffer.getvalue()
