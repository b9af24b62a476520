"""Updates: dated notes, all events of all demands, and a digest for each month of signing."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

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
class Note:
    """A dated note that an editor wrote."""

    path: str
    """Its file below docs/."""
    title: str
    description: str
    date: datetime.date
    updated: datetime.date
    """The day of its last change that readers should hear of: at first its own."""

    kind = "note"

    @property
    def anchor(self) -> str:
        """Its place on the page of updates; a new title does not change it."""
        return f"note-{PurePosixPath(self.path).stem}"


@dataclass(frozen=True, slots=True)
class DemandEvent:
    """An event, with the demand in whose history it stands."""

    demand: Demand
    event: Event
    number: int
    """1 for the demand's first event of its day, then one more for each."""
    before: Status
    """The demand's status until then."""

    kind = "event"

    @property
    def date(self) -> datetime.date:
        """The day of the event."""
        return self.event.date

    @property
    def updated(self) -> datetime.date:
        """The same: an event is never changed, a correction is an event of its own."""
        return self.event.date

    @property
    def is_change(self) -> bool:
        """Whether the demand's status is another one since."""
        return self.event.status != self.before

    @property
    def place(self) -> str:
        """Its place on its demand's page."""
        day = f"event-{self.date.isoformat()}"
        return day if self.number == 1 else f"{day}-{self.number}"

    @property
    def anchor(self) -> str:
        """Its place on the page of updates; another summary or source does not change it."""
        return f"{self.demand.slug}-{self.place}"


@dataclass(frozen=True, slots=True)
class Digest:
    """All who signed in one month and are listed.

    A month, because a busy list has somebody each day, and that would bury the news. It names
    organizations only: programs that read feeds keep what they have read, and a person who
    withdraws must not be kept there.
    """

    date: datetime.date
    """The latest day of the month on which somebody signed."""
    count: Count
    organizations: tuple[Signatory, ...]
    """In the order of the list, at most `MOST_NAMES_SHOWN`."""

    kind = "signed"

    @property
    def updated(self) -> datetime.date:
        """The same day, so that whoever follows the feed hears of the month once more."""
        return self.date

    @property
    def anchor(self) -> str:
        """Its place on the page of updates."""
        return f"signed-{self.date:%Y-%m}"

    @property
    def others(self) -> int:
        """How many organizations are not named."""
        return self.count.organizations - len(self.organizations)


UpdatesEntry = Note | DemandEvent | Digest
_ORDER = {"note": 2, "event": 1, "signed": 0}
"""What stands first on one day: the higher."""


def is_update_path(path: str) -> bool:
    """Whether a file must be a note, by its path below its language's folder."""
    return path.startswith(UPDATES) and path.endswith(".md") and path != f"{UPDATES}index.md"


def notes_of(pages: Iterable[tuple[str, Page]]) -> tuple[Note, ...]:
    """Return the notes among pages (path and front matter), newest first."""
    notes = [
        Note(path, front.title, front.description, front.date, front.updated or front.date)
        for path, front in pages
        if isinstance(front, Update)
    ]
    return tuple(sorted(notes, key=lambda note: (-note.date.toordinal(), note.path)))


def events_of(demand: Demand) -> tuple[DemandEvent, ...]:
    """Return a demand's events with their number within their day, oldest first."""
    numbers: Counter[datetime.date] = Counter()
    events = []
    before: Status = "unmet"
    for event in demand.history:
        numbers[event.date] += 1
        events.append(DemandEvent(demand, event, numbers[event.date], before))
        before = event.status
    return tuple(events)


def digests(signatories: Sequence[Signatory]) -> tuple[Digest, ...]:
    """Return a digest for each of the latest months in which somebody signed, newest first."""
    by_month: dict[tuple[int, int], list[Signatory]] = defaultdict(list)
    for signatory in signatories:
        if signatory.signed and not signatory.withdrawn:
            by_month[signatory.signed.year, signatory.signed.month].append(signatory)
    found = []
    for month in sorted(by_month, reverse=True)[:MOST_DIGESTS]:
        signed = by_month[month]
        organizations = [s for s in signed if s.kind == "organization"]
        count = Count(len(organizations), len(signed) - len(organizations))
        latest = max(s.signed for s in signed if s.signed)
        found.append(Digest(latest, count, tuple(organizations[:MOST_NAMES_SHOWN])))
    return tuple(found)


def timeline(
    notes: Iterable[Note], demands: Iterable[Demand], signatories: Sequence[Signatory]
) -> tuple[UpdatesEntry, ...]:
    """Return all that happened, newest first; on one day notes, then events, then signatures.

    Events of one day stand in the order of the demands; of one demand the later entry stands
    first.
    """
    events = [event for demand in demands for event in reversed(events_of(demand))]
    entries: list[UpdatesEntry] = [*notes, *events, *digests(signatories)]
    return tuple(sorted(entries, key=lambda e: (-e.date.toordinal(), -_ORDER[e.kind])))
