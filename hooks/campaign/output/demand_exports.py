"""Public editions of the demands: JSON with every event, CSV with a row each, and a schema."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args

from campaign.config.configuration import Campaign
from campaign.content.demands import Event, SourceKind, Status
from campaign.content.tracker import Tracked, Tracker
from campaign.signatories.exports import Edition, harmless

SCHEMA_NAME = "demands.schema.json"
COLUMNS = (
    "id", "order", "title", "ask", "addressed_to", "met_when", "status", "since", "reviewed", "url",
    "events", "last_event_date", "last_event", "last_event_source", "as_of", "days_since_letter",
)  # fmt: skip


def demand_editions(
    tracker: Tracker, campaign: Campaign, address_of: Callable[[str], str | None], cite_as: str
) -> Iterator[Edition]:
    """Yield every public file of the demands; none where there is no demand.

    `address_of` gives the whole address of a demand's page by its path below docs/, or None where
    the site's own is not known; `cite_as` is how to cite the record.
    """
    if not tracker.demands:
        return
    yield Edition("demands.json", iter([_dump(_document(tracker, campaign, address_of, cite_as))]))
    yield Edition("demands.csv", iter([_table(tracker, address_of)]))
    yield Edition(SCHEMA_NAME, iter([_dump(schema())]))


def _document(
    tracker: Tracker, campaign: Campaign, address_of: Callable[[str], str | None], cite_as: str
) -> dict[str, Any]:
    licence = campaign.licence
    return _without_empty(
        {
            "$schema": SCHEMA_NAME,
            "as_of": tracker.as_of.isoformat(),
            "letter": {
                "name": campaign.name,
                "addressee": campaign.addressee,
                "date": campaign.letter_date.isoformat(),
                "days_since": tracker.days,
            },
            "cite_as": cite_as,
            "licence": {"name": licence.name, "url": licence.url} if licence else None,
            "statuses": {share.status: share.count for share in tracker.shares},
            "demands": [_demand(tracked, address_of) for tracked in tracker.demands],
        }
    )


def _demand(tracked: Tracked, address_of: Callable[[str], str | None]) -> dict[str, Any]:
    demand = tracked.demand
    return _without_empty(
        {
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
        }
    ) | {"history": [_event(event) for event in demand.history]}


def _event(event: Event) -> dict[str, Any]:
    return _without_empty(event.model_dump(mode="json"))


def _without_empty(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value is not None}


def _table(tracker: Tracker, address_of: Callable[[str], str | None]) -> str:
    """Return the CSV: UTF-8, CRLF (RFC 4180), no cell that a spreadsheet runs as a formula."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    for tracked in tracker.demands:
        cells = _demand(tracked, address_of) | {
            "events": len(tracked.demand.history),
            "as_of": tracker.as_of.isoformat(),
            "days_since_letter": tracker.days,
        }
        if event := tracked.last:
            cells |= {
                "last_event_date": event.date.isoformat(),
                "last_event": event.summary,
                "last_event_source": event.source,
            }
        writer.writerow([harmless(str(cells.get(column, ""))) for column in COLUMNS])
    return buffer.getvalue()


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of demands.json."""
    text = {"type": "string", "minLength": 1}
    address = {"type": "string", "format": "uri", "pattern": "^https?://"}
    day = {"type": "string", "format": "date"}
    statuses = list(get_args(Status))
    event = {
        "date": day,
        "status": {"enum": statuses, "description": "The demand's status from this day on."},
        "summary": text,
        "source": address,
        "source_title": text,
        "source_kind": {"enum": list(get_args(SourceKind))},
        "archive": address,
        "correction": text | {"description": "What an earlier entry got wrong."},
    }
    demand = {
        "id": {"type": "string", "pattern": r"^\S+$", "description": "Stays the same."},
        "order": {"type": "integer", "minimum": 0, "description": "Its number in the letter."},
        "title": text,
        "ask": text | {"description": "The demand in one sentence."},
        "addressed_to": text | {"description": "The office that can act."},
        "met_when": text | {"description": "What would meet the demand."},
        "status": {"enum": statuses, "description": "The latest event's; unmet without one."},
        "since": day | {"description": "The day since which the status holds."},
        "reviewed": day | {"description": "The day up to which the record was checked."},
        "url": address,
        "history": {
            "type": "array",
            "description": "What happened, oldest first.",
            "items": _object(event, optional=("archive", "correction")),
        },
    }
    letter = {
        "name": text,
        "addressee": text,
        "date": day,
        "days_since": {"type": "integer", "minimum": 0, "description": "On the day `as_of`."},
    }
    whole = {
        "$schema": {"type": "string"},
        "as_of": day | {"description": "The day on which the record was published."},
        "letter": _object(letter),
        "cite_as": text,
        "licence": _object({"name": text, "url": address}),
        "statuses": {
            "type": "object",
            "description": "How many demands have a status.",
            "propertyNames": {"enum": statuses},
            "additionalProperties": {"type": "integer", "minimum": 1},
        },
        "demands": {"type": "array", "items": _object(demand, optional=("since", "url"))},
    }
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Demands of an open letter, and what became of them",
    }
    return head | _object(whole, optional=("$schema", "licence"))


def _object(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "type": "object",
        "required": [key for key in properties if key not in optional],
        "additionalProperties": False,
        "properties": properties,
    }


def _dump(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
