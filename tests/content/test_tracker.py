"""The tracker and its data: every demand counted once, and the data keeps to its schema."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from typing import get_args

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.config.configuration import Campaign
from campaign.content.demands import Demand, Tracker
from campaign.content.pages import Event, SourceKind, Status
from campaign.output.exports import DEMAND_COLUMNS, DEMANDS_SCHEMA, demand_editions
from tests.content.test_updates import event
from tests.example import CAMPAIGN

LETTER, AS_OF = date(2021, 2, 1), date(2021, 3, 1)
TEXTS = st.sampled_from(("Act.", "=1+1", "+x", "-x", "@x", 'a "b", c', "山田\u200f", "a\nb"))
STATUSES = st.sampled_from(get_args(Status))
EVENTS = st.builds(
    lambda day, status, text, fix: event(
        day, status=status, summary=text, source_title=text, correction=fix
    ),
    st.dates(date(2021, 1, 1), date(2021, 2, 20)),
    STATUSES,
    TEXTS,
    st.none() | TEXTS,
)


def demand(number: int, text: str, history: list[Event]) -> Demand:
    events = tuple(sorted(history, key=lambda e: e.date))
    path = f"demands/d-{number}.md"
    texts = dict.fromkeys(("title", "description", "ask", "addressed_to", "met_when"), text)
    return Demand.model_construct(path=path, order=number, reviewed=AS_OF, history=events, **texts)


DEMANDS = st.lists(st.tuples(TEXTS, st.lists(EVENTS, max_size=4)), max_size=5).map(
    lambda drawn: [demand(n, *each) for n, each in enumerate(drawn)]
)
SCHEMA = jsonschema.Draft202012Validator(
    json.loads(DEMANDS_SCHEMA.read_text("utf-8")),
    format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
)
LICENCE = {"name": "CC", "url": "https://example.org/licence"}
CAMPAIGN_MODEL = Campaign.model_validate(CAMPAIGN | {"licence": LICENCE, "unnamed": "2"})


def written(demands: list[Demand]) -> dict[str, str]:
    tracker = Tracker(AS_OF, LETTER, tuple(demands))
    found = demand_editions(
        tracker, CAMPAIGN_MODEL, lambda path: f"https://example.org/{path}", "C."
    )
    return {file.path: "".join(map(str, file.pieces)) for file in found}


@given(DEMANDS)
def test_every_demand_is_counted_and_drawn_once(demands: list[Demand]) -> None:
    tracker = Tracker(AS_OF, LETTER, tuple(demands))
    assert sum(tracker.statuses.values()) == len(demands) == len(tracker.by_status)
    drawn = [demand.status for demand in tracker.by_status]
    assert drawn == [status for status, count in tracker.statuses.items() for _ in range(count)]


@pytest.mark.parametrize(("days", "is_old"), [(0, False), (180, False), (181, True)])
def test_a_record_grows_old(days: int, is_old: bool) -> None:
    tracker = Tracker(AS_OF + timedelta(days=days), LETTER, (demand(1, "a", []),))
    assert tracker.reviewed == AS_OF
    assert tracker.is_old(tracker.reviewed) is is_old
    assert not tracker.is_old(None)
    assert Tracker(AS_OF, LETTER, ()).reviewed is None


def test_days() -> None:
    assert Tracker(AS_OF, LETTER, ()).days == 28
    assert Tracker(AS_OF, date(2022, 1, 1), ()).days == 0


@given(DEMANDS)
def test_the_data_is_the_record_and_keeps_to_its_schema(demands: list[Demand]) -> None:
    files = written(demands)
    if not demands:
        assert files == {}
        return
    loaded = json.loads(files["demands.json"])
    assert json.loads(files[loaded["$schema"]]) == SCHEMA.schema
    assert [error.message for error in SCHEMA.iter_errors(loaded)] == []
    header, *rows = csv.reader(io.StringIO(files["demands.csv"], newline=""), strict=True)
    assert header == list(DEMAND_COLUMNS)
    for row, fields, given_demand in zip(rows, loaded["demands"], demands, strict=True):
        assert not [cell for cell in row if cell[:1] in set("=+-@\t\r")]
        assert fields["status"] == given_demand.status
        assert [each["summary"] for each in fields["history"]] == [
            each.summary for each in given_demand.history
        ]
        cells = dict(zip(header, row, strict=True))
        assert cells["ask"].removeprefix("'") == given_demand.ask
        assert cells["events"] == str(len(given_demand.history))


def test_the_schema_refuses_what_it_does_not_know() -> None:
    loaded = json.loads(written([demand(1, "a", [event()])])["demands.json"])
    jsonschema.Draft202012Validator.check_schema(SCHEMA.schema)
    assert SCHEMA.is_valid(loaded)
    demands = SCHEMA.schema["properties"]["demands"]["items"]["properties"]
    assert demands["status"]["enum"] == list(get_args(Status))
    kinds = demands["history"]["items"]["properties"]["source_kind"]["enum"]
    assert kinds == list(get_args(SourceKind))
    wrong = [
        loaded | {"more": 1},
        {key: value for key, value in loaded.items() if key != "as_of"},
        loaded | {"demands": [loaded["demands"][0] | {"status": "done"}]},
        loaded | {"demands": [loaded["demands"][0] | {"url": "javascript:x"}]},
        loaded | {"statuses": {"done": 1}},
    ]
    assert not [each for each in wrong if SCHEMA.is_valid(each)]
