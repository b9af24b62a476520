"""What holds of the CSV for any input: nothing raises, nothing is lost."""

import csv
import io
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from campaign.config.fields import FORBIDDEN, STACKED, pointless_in
from campaign.core.folding import fold
from campaign.signatories.signatories import Signatory
from campaign.signatories.signatories_csv import COLUMNS, Vocabulary, read_signatories

KNOWN = Vocabulary(("National", "Local, and, more"), ("act-now", "pay-up"))

# Names as they may be: any script, commas, quotation marks, no control characters, no digits
# (which could add up to a phone number).
NAMES = (
    st.text(
        st.characters(exclude_categories=("C", "Z", "N"), exclude_characters="@")
        | st.sampled_from(" ,\"'"),
        min_size=1,
        max_size=20,
    )
    .map(str.strip)
    .filter(lambda name: name and not (FORBIDDEN.search(name) or STACKED.search(name)))
    .filter(lambda name: not pointless_in(name).search(name))
)
DAYS = st.none() | st.dates(date(1900, 1, 1), date(2099, 12, 31))
SIGNATORIES = st.builds(
    Signatory,
    name=NAMES,
    kind=st.just("organization"),
    group=st.sampled_from(("", *KNOWN.groups)),
    title=st.just("") | NAMES,
    affiliation=st.just("") | NAMES,
    place=st.just("") | NAMES,
    url=st.sampled_from(("", "https://example.org/a,b?c=d")),
    signed=DAYS,
    sort=st.just("") | NAMES,
    first=st.booleans(),
    demands=st.sampled_from(((), ("act-now",), ("pay-up", "act-now"))),
    version=st.just("") | NAMES,
    withdrawn=DAYS,
    source=st.sampled_from(("", "http://example.org/")),
    logo=st.sampled_from(("", "files/a.svg", "b.png")),
)


def cell(signatory: Signatory, column: str) -> str:
    value = getattr(signatory, column)
    if column == "demands":
        return " ".join(value)
    if column == "first":
        return "yes" if value else ""
    return value.isoformat() if isinstance(value, date) else value or ""


@given(
    st.lists(SIGNATORIES, unique_by=lambda s: fold(s.name), max_size=8),
    st.permutations(COLUMNS),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
)
def test_what_is_written_is_read_back(
    signatories: list[Signatory], columns: list[str], end: str, quoting: int
) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator=end, quoting=quoting)
    writer.writerow(columns)
    writer.writerows([cell(s, column) for column in columns] for s in signatories)
    read, problems = read_signatories(file.getvalue(), "x.csv", KNOWN)
    assert problems == []
    assert list(read) == signatories


@given(
    st.lists(
        st.lists(st.sampled_from(["Ann", "Bo", "individual", "organization", "x", ""]), max_size=4),
        max_size=8,
    )
)
def test_every_row_is_a_signatory_or_a_problem(rows: list[list[str]]) -> None:
    text = "name,kind\n" + "".join(",".join(row) + "\n" for row in rows)
    signatories, problems = read_signatories(text, "x.csv", KNOWN)
    wrong = {problem.line for problem in problems}
    filled = {line for line, row in enumerate(rows, start=2) if any(row)}
    if wrong == {1}:  # the header stands otherwise than every row
        wrong = filled
    assert wrong <= filled
    assert len(signatories) == len(filled - wrong)
