"""How far a campaign is on its way to its goal, never past the truth."""

import pytest

from campaign.signatories.summary import passed, progress


@pytest.mark.parametrize(
    ("count", "goal", "milestones", "following", "missing"),
    [
        (0, 1000, (), 10, 10),
        (99, 1000, (), 100, 1),
        (100, 1000, (), 250, 150),
        (500, 1000, (), 1000, 500),
        (999, 1000, (), 1000, 1),
        (1200, 1000, (), 1000, 0),
        (1200, 30_000, (), 2500, 1300),
        (3, 7, (), 7, 4),
        (10, 1000, (400, 800), 400, 390),
        (400, 1000, (400, 800), 800, 400),
        (800, 1000, (400, 800), 1000, 200),
    ],
)
def test_the_next_number(
    count: int, goal: int, milestones: tuple[int, ...], following: int, missing: int
) -> None:
    found = progress(count, goal, milestones)
    assert found
    assert (found.next, found.missing) == (following, missing)
    assert found.is_reached is (count >= goal)


def test_an_editor_is_reminded_once_it_is_reached() -> None:
    assert progress(12, None) is None
    assert passed(None) is None
    assert passed(progress(9, 10)) is None
    reminder = passed(progress(10, 10))
    assert reminder
    assert reminder.startswith("'goal' is 10, and 10 have signed; do what ")
