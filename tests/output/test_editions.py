"""The list as data: the public columns of those who are listed, in a form that nothing runs."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.output.exports import FORMULAS, LIST_SCHEMA, PUBLIC_COLUMNS, editions, harmless
from campaign.signatories.signatories import Count, Signatory, SignatoryList, arrange

AS_OF = date(2021, 2, 10)
TEXTS = st.text(min_size=1, max_size=8) | st.sampled_from(
    ("=cmd", "+1", "-1", "@x", "\t=x", "\r=x", "a,b", 'a"b', "a\nb", "'=x", "<b>", "山田", "Zoë")
)
DAYS = st.none() | st.dates(date(2021, 1, 1), date(2021, 3, 1))
CELLS = st.just("") | TEXTS
ADDRESSES = st.sampled_from(("", "https://example.org/", "http://example.org/a?b=c"))
GONE = st.sampled_from((None, None, date(2021, 2, 1)))
PEOPLE = st.fixed_dictionaries(
    {
        "name": TEXTS,
        "kind": st.just("individual"),
        "title": CELLS,
        "affiliation": CELLS,
        "place": CELLS,
        "url": ADDRESSES,
        "signed": DAYS,
        "sort": CELLS,
        "first": st.booleans(),
        "demands": st.sampled_from(((), ("act-now",), ("act-now", "pay-up"))),
        "version": CELLS,
        "withdrawn": GONE,
        "source": ADDRESSES,
    }
)
ORGANIZATIONS = st.fixed_dictionaries(
    {
        "name": TEXTS,
        "kind": st.just("organization"),
        "group": st.sampled_from(("", "National")),
        "withdrawn": GONE,
    }
)
SIGNED = st.lists(PEOPLE | ORGANIZATIONS, max_size=8).map(
    lambda drawn: arrange([Signatory(**fields) for fields in drawn], ("National",), 3, "en")
)


def written(signed: SignatoryList) -> dict[str, str]:
    found = editions(signed.all, signed.count, AS_OF, "signatories", str(signed.count.total))
    return {edition.path: "".join(edition.pieces) for edition in found}


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_the_columns_are_those_of_the_list_without_what_is_internal() -> None:
    assert set(Signatory._fields) - set(PUBLIC_COLUMNS) == {"sort", "withdrawn"}
    assert set(PUBLIC_COLUMNS) <= set(Signatory._fields)


@given(SIGNED)
def test_the_csv_reads_back_as_the_list(signed: SignatoryList) -> None:
    header, *body = rows(written(signed)["signatories.csv"])
    assert header == list(PUBLIC_COLUMNS)
    assert len(body) == len(signed.all)
    for row, signatory in zip(body, signed.all, strict=True):
        cells = dict(zip(PUBLIC_COLUMNS, row, strict=True))
        for column in ("name", "title", "affiliation", "place", "version"):
            cell, value = cells[column], getattr(signatory, column)
            assert cell == (f"'{value}" if value[:1] in FORMULAS else value)
        for column in ("kind", "group", "url", "source"):
            assert cells[column] == getattr(signatory, column)
        assert cells["signed"] == (signatory.signed.isoformat() if signatory.signed else "")
        assert cells["first"] == ("yes" if signatory.first else "")
        assert tuple(cells["demands"].split()) == signatory.demands


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠A1"]
)
@pytest.mark.parametrize("before", ["", "'", " ", "1", "Ünion "])
def test_a_formula_alone_is_quoted(before: str, cell: str) -> None:
    assert harmless(before + cell) == (before + cell if before else f"'{cell}")


@given(SIGNED)
def test_the_json_is_the_list_and_keeps_to_its_schema(signed: SignatoryList) -> None:
    files = written(signed)
    loaded = json.loads(files["signatories.json"])
    published = json.loads(files[loaded["$schema"]])
    jsonschema.Draft202012Validator.check_schema(published)
    validator = jsonschema.Draft202012Validator(
        published, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    assert [error.message for error in validator.iter_errors(loaded)] == []
    assert loaded["as_of"] == "2021-02-10"
    assert [fields["name"] for fields in loaded["signatories"]] == [s.name for s in signed.all]
    for fields, signatory in zip(loaded["signatories"], signed.all, strict=True):
        for column in PUBLIC_COLUMNS:
            value: Any = getattr(signatory, column)
            value = list(value) if column == "demands" else value
            value = value.isoformat() if isinstance(value, date) else value
            assert fields.get(column) == (value or None), column
        assert set(fields) <= set(PUBLIC_COLUMNS)


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"name": None},
        {"kind": "person"},
        {"email": "jane@example.org"},
        {"withdrawn": "2021-02-01"},
        {"url": "javascript:alert(1)"},
        {"demands": ["Act now"]},
        {"first": False},
        {"signed": 2021},
    ],
    ids=str,
)
def test_the_schema_refuses(change: dict[str, Any]) -> None:
    fields = {"name": "Jane Example", "kind": "individual"}
    validator = jsonschema.Draft202012Validator(json.loads(LIST_SCHEMA.read_text(encoding="utf-8")))
    assert validator.is_valid({"as_of": "2021-02-10", "signatories": [fields]})
    assert not validator.is_valid({"as_of": "2021-02-10", "signatories": [fields | change]})
    assert not validator.is_valid({"signatories": [fields]})


def test_counts_and_badge() -> None:
    found = {
        edition.path: json.loads("".join(edition.pieces))
        for edition in editions([], Count(2, 3, 4), AS_OF, "signatories", "9")
        if edition.path in ("badge.json", "count.json")
    }
    badge = {"schemaVersion": 1, "label": "signatories", "message": "9"}
    assert found["badge.json"] == badge
    assert found["count.json"] == badge | {
        "total": 9,
        "listed": 5,
        "organizations": 2,
        "individuals": 3,
        "unnamed": 4,
        "as_of": "2021-02-10",
    }
