"""Fetches a form's export, imports it by a saved profile, and says what came of it in numbers.

What stands in an export is private. Nothing here says a word of it: neither a message, which ends
in a public log, nor an error of a library, which may quote the address or a cell.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from campaign.core.problems import Wrong, counted, quote
from campaign.core.topics import ABOUT_IMPORTING
from campaign.importer import report
from campaign.importer.choices import Choices
from campaign.importer.mapping import decide
from campaign.importer.planning import Plan, Setting, likely, plan
from campaign.importer.reading import read_source
from campaign.importer.table import Table, Unreadable

SECONDS = 60.0
"""In which the whole answer must have come."""
_LARGEST = 32 * 1024 * 1024
_KINDS = {"text/csv": ".csv", "text/tab-separated-values": ".tsv", "application/json": ".json"}
"""What an export may be, and how the name of such a file ends."""
_MOST_ROWS = 50
"""Numbers of rows that one line names."""


def fetch(address: str, token: str = "", *, seconds: float = SECONDS) -> tuple[bytes, str]:
    """Return an export and the ending of its kind; `token` is sent to the address's host alone.

    Raises `Wrong` where it cannot be had whole.
    """
    _check(address)
    request = Request(address, headers={"Accept": ", ".join(_KINDS)})  # noqa: S310 - checked above
    if token:
        request.add_unredirected_header("Authorization", f"Bearer {token}")
        request.add_unredirected_header("xc-token", token)  # as NocoDB calls it
    until = time.monotonic() + seconds
    data = bytearray()
    try:
        with build_opener(_Redirects).open(request, timeout=seconds) as answer:
            kind = answer.headers.get_content_type()
            length = answer.headers.get("Content-Length", "")
            is_chunked = answer.headers.get("Transfer-Encoding", "") == "chunked"
            while part := answer.read1(65536):
                data += part
                if len(data) > _LARGEST:
                    raise _wrong("the export is larger than 32 MB; leave out columns")
                if time.monotonic() > until:
                    raise _wrong("the form's server is too slow; it is tried again the next time")
    except Wrong:
        raise
    except HTTPError as error:
        raise _wrong(
            f"the form's server answers with {error.code}; write the export's address anew"
        ) from None
    except (OSError, HTTPException, ValueError):
        raise _wrong(
            "the form's server does not answer, or breaks off; it is tried again the next time"
        ) from None
    if kind not in _KINDS:
        raise _wrong(
            "the answer is neither CSV nor JSON; publish the export, and write its own address"
        )
    if not is_chunked and length != str(len(data)):
        raise _wrong("only a part of the export came; it is tried again the next time")
    return bytes(data), _KINDS[kind]


def _wrong(why: str) -> Wrong:
    return Wrong(why, ABOUT_IMPORTING)


def _check(address: str) -> None:
    try:
        parts = urlsplit(address)
        is_fit = parts.scheme == "https" or parts.hostname == "127.0.0.1"
    except ValueError:
        is_fit = False
    if not is_fit:
        raise _wrong("the export's address must begin with https://; write it anew")


class _Redirects(HTTPRedirectHandler):
    """Follows redirects as long as nobody can read along."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        _check(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def synced(setting: Setting, data: bytes, suffix: str, profile: str) -> Plan:
    """Plan the import of an export by the saved profile of that name.

    Raises `Wrong` where an editor has to look first.
    """
    table = _table(_flattened(data) if suffix == ".json" else data, suffix)
    shape = setting.remembered.of(table.header)
    if shape is None or shape.name != profile:
        raise _wrong(
            f"the export has other columns than the profile {quote(profile)}; import it once by "
            "`campaign import`, and give its entry in docs/data/import.yml that name"
        )
    decision = decide(table, Choices().above(shape), setting.draft.vocabulary, setting.titles)
    if asked := len(decision.problems) + len(decision.questions):
        raise _wrong(
            f"the export holds {counted(asked, 'answer')} that only you can explain; import it "
            "once by `campaign import`"
        )
    made, problems = plan(setting, table, decision)
    if problems:
        raise _wrong("the list would have problems with these rows; import them by hand")
    # The profile is an editor's: what answers hold is not remembered of itself.
    return replace(made, remembered_text=setting.remembered_text)


def _table(data: bytes, suffix: str) -> Table:
    with TemporaryDirectory() as folder:
        path = Path(folder, f"export{suffix}")
        path.write_bytes(data)
        try:
            return read_source(path, "export")
        except Unreadable:
            raise _wrong(
                "the export cannot be read; try it with `campaign import --dry-run`"
            ) from None


def _flattened(data: bytes) -> bytes:
    """Return JSON of a record a signature, where an API gives each of its answers as a record."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        raise _wrong("the export is no whole JSON; it is tried again the next time") from None
    if not isinstance(found, dict):
        return data
    try:
        if _is_first_page(found):
            raise _wrong("the answer is only the first page; take an address that gives all rows")
        if isinstance(items := found.get("items"), list):
            return json.dumps([_of_typeform(item) for item in items]).encode()
        if isinstance(submissions := found.get("submissions"), list):
            titles = {each["id"]: each["title"] for each in found["questions"]}
            return json.dumps([_of_tally(each, titles) for each in submissions]).encode()
    except (KeyError, TypeError, AttributeError):
        raise _wrong("the export is of an unknown form; take the address of its CSV") from None
    return data


def _is_first_page(found: Mapping[str, Any]) -> bool:
    total = found.get("total_items", found.get("totalNumberOfSubmissionsPerFilter", {}))
    listed = found.get("items", found.get("submissions"))
    return bool(
        found.get("offset")  # Airtable
        or found.get("hasMore")  # Tally
        or found.get("pageInfo", {}).get("isLastPage") is False  # NocoDB
        or (isinstance(total, int) and isinstance(listed, list) and total > len(listed))  # Typeform
    )


def _of_typeform(item: Mapping[str, Any]) -> dict[str, Any]:
    answers = {each["field"]["ref"]: each[each["type"]] for each in item.get("answers") or ()}
    return {"submitted_at": item.get("submitted_at", ""), **answers}


def _of_tally(submission: Mapping[str, Any], titles: Mapping[str, str]) -> dict[str, Any]:
    answers = {titles[each["questionId"]]: each.get("answer") for each in submission["responses"]}
    return {"submittedAt": submission.get("submittedAt", ""), **answers}


def told(setting: Setting, made: Plan) -> Iterator[str]:
    """Say what came, in numbers of signatories and of the export's rows."""
    yield next(iter(report.summary_lines(made, dry_run=False)))
    for part in report.open_parts(made, setting.draft.folder.shown_list):
        if lines := sorted({row.line for row, _ in part.rows}):
            rows = ", ".join(map(str, lines[:_MOST_ROWS]))
            more = f" and {len(lines) - _MOST_ROWS} more" if len(lines) > _MOST_ROWS else ""
            yield f"{part.title}: rows {rows}{more} of the export."
    if made.needs_a_look:
        yield "`campaign import --dry-run` says why, on a computer of yours."
    if pairs := likely(setting, made):
        yield f"{counted(len(pairs), 'pair')} may be one signatory: look for duplicates."
