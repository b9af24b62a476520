"""Days in workbooks are read as openpyxl reads them, only faster."""

from __future__ import annotations

from datetime import datetime, time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from campaign.importer.sheet_cells import USUAL_DAYS, Styles, read_value


def read_slowly(serial: float, epoch: datetime) -> str:
    found = from_excel(serial, epoch)
    if found.time() == time():
        return str(found.date().isoformat())
    return str(found.isoformat(" ", "seconds"))


@pytest.mark.parametrize("epoch", [WINDOWS_EPOCH, MAC_EPOCH])
def test_a_day_and_its_time(epoch: datetime) -> None:
    styles = Styles((), {1}, set(), epoch)

    @given(
        st.floats(USUAL_DAYS.start, USUAL_DAYS.stop)
        | st.tuples(st.integers(62, 60_000), st.integers(0, 86_400)).map(
            lambda parts: parts[0] + parts[1] / 86_400
        )
    )
    @example(46_023.999_999_999_9)
    @example(46_023.000_000_01)
    @example(46_023.0)
    @example(61.5)
    def holds(serial: float) -> None:
        assert read_value("n", "1", repr(serial), styles) == read_slowly(serial, epoch)

    holds()
