"""What a list of signatories can be narrowed by besides its sections: places and demands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from campaign.signatories.signatories import Signatory

MOST_FACET_VALUES = 200
"""Values of a facet that a reader can still choose from."""


class Facet(NamedTuple):
    """A way to narrow the list, as "place": its values, with the positions that have them."""

    name: str
    values: tuple[tuple[str, Sequence[int]], ...]


def facets(signatories: Sequence[Signatory]) -> tuple[Facet, ...]:
    """Return what the list can be narrowed by besides its sections: places and demands."""
    places: dict[str, list[int]] = defaultdict(list)
    demands: dict[str, list[int]] = defaultdict(list)
    for position, signatory in enumerate(signatories):
        if signatory.place:
            places[signatory.place].append(position)
        for demand in signatory.demands:
            demands[demand].append(position)
    return tuple(
        Facet(name, tuple(sorted(values.items())))
        for name, values in (("place", places), ("demand", demands))
        if 0 < len(values) <= MOST_FACET_VALUES
    )
