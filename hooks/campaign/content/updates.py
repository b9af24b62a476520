"""Updates: dated notes, all events of all demands, and a digest for each month of signing."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from campaign.content.demands import Demand
from campaign.content.pages import Event, Page, Status, Update
from campaign.signatories.signatories import Count, Signatory

UPDATES = "updates/"
"""Where the notes lie below docs/."""
MOST_DIGESTS = 24
"""Months of signing that are told one by one: the latest ones."""
MOST_NAMES_SHOWN = 12
"""Organizations that a digest names."""


@dataclass(frozen=True, slots=True)
class UpdatesEntry:
    """What the page of updates tells of one day."""

    kind: Literal["note", "event", "signed"]
    date: datetime.date
    updated: datetime.date
    """The day of its last change that readers should hear of: at first its own."""
    anchor: str
    """Its place on the page of updates, which no edit of its words changes."""


@dataclass(frozen=True, slots=True)
class Note(UpdatesEntry):
    """A dated note that an editor wrote."""

    path: str
    """Its file below docs/."""
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class DemandEvent(UpdatesEntry):
    """An event, with the demand in whose history it stands; a correction is an event of its own."""

    demand: Demand
    event: Event
    place: str
    """Its place on its demand's page: its day, with a number from the second of a day on."""
    before: Status
    """The demand's status until then."""

    @property
    def is_change(self) -> bool:
        """Whether the demand's status is another one since."""
        return self.event.status != self.before


@dataclass(frozen=True, slots=True)
class Digest(UpdatesEntry):
    """All who signed in one month and are listed; its day is the latest on which somebody did.

    A month, because a busy list has somebody each day, and that would bury the news. It names
    organizations only: programs that read feeds keep what they have read, and a person who
    withdraws must not be kept there.
    """

    count: Count
    organizations: tuple[Signatory, ...]
    """In the order of the list, at most `MOST_NAMES_SHOWN`."""

    @property
    def others(self) -> int:
        """How many organizations are not named."""
        return self.count.organizations - len(self.organizations)


def is_update_path(path: str) -> bool:
    """Whether a file must be a note, by its path below its language's folder."""
    return path.startswith(UPDATES) and path.endswith(".md") and path != f"{UPDATES}index.md"


def notes_of(pages: Iterable[tuple[str, Page]]) -> tuple[Note, ...]:
    """Return the notes among pages (path and front matter), newest first."""
    notes = [
        Note(
            kind="note",
            date=front.date,
            updated=front.updated or front.date,
            anchor=f"note-{PurePosixPath(path).stem}",
            path=path,
            title=front.title,
            description=front.description,
        )
        for path, front in pages
        if isinstance(front, Update)
    ]
    return tuple(sorted(notes, key=lambda note: (-note.date.toordinal(), note.path)))


def events_of(demand: Demand) -> tuple[DemandEvent, ...]:
    """Return a demand's events, oldest first."""
    numbers: Counter[datetime.date] = Counter()
    events = []
    before: Status = "unmet"
    for event in demand.history:
        day = event.date
        numbers[day] += 1
        place = f"event-{day.isoformat()}" + (f"-{numbers[day]}" if numbers[day] > 1 else "")
        anchor = f"{demand.slug}-{place}"
        events.append(DemandEvent("event", day, day, anchor, demand, event, place, before))
        before = event.status
    return tuple(events)


def digests(signatories: Sequence[Signatory]) -> tuple[Digest, ...]:
    """Return a digest for each of the latest months in which somebody signed, newest first."""
    by_month: dict[str, list[Signatory]] = defaultdict(list)
    for signatory in signatories:
        if signatory.signed and not signatory.withdrawn:
            by_month[signatory.signed.isoformat()[:7]].append(signatory)
    found = []
    for month in sorted(by_month, reverse=True)[:MOST_DIGESTS]:
        signed = by_month[month]
        organizations = [s for s in signed if s.kind == "organization"]
        count = Count(len(organizations), len(signed) - len(organizations))
        latest = max(s.signed for s in signed if s.signed)
        shown = tuple(organizations[:MOST_NAMES_SHOWN])
        found.append(Digest("signed", latest, latest, f"signed-{month}", count, shown))
    return tuple(found)


def timeline(
    notes: Iterable[Note], demands: Iterable[Demand], signatories: Sequence[Signatory]
) -> tuple[UpdatesEntry, ...]:
    """Return all that happened, newest first; on one day notes, then events, then signatures.

    Events of one day stand in the order of the demands; of one demand the later entry stands
    first.
    """
    events = [event for demand in demands for event in reversed(events_of(demand))]
    # To sort keeps this order within a day.
    entries: list[UpdatesEntry] = [*notes, *events, *digests(signatories)]
    return tuple(sorted(entries, key=lambda entry: entry.date, reverse=True))
