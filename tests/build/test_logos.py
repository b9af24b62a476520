"""Signatories' logos: where they stand, and who stands there by name."""

import re
from pathlib import Path

from tests.build.campaigns import rich, with_logos
from tests.example import example
from tests.made import LIGHT
from tests.site.test_site import load


def test_the_page_of_signatories_has_a_wall() -> None:
    page = rich().html("signatories")
    (wall,) = re.findall(r'<ul class="logos" aria-label="Organizations">.*?</ul>', page, re.DOTALL)
    assert re.findall(r"<img [^>]*>|<bdi>.*?</bdi>", wall) == [
        '<img src="../files/alliance.svg" alt="Example Alliance" width="120" height="40" '
        'loading="lazy" decoding="async">',
        '<img src="../files/beta.png" alt="The Beta Group" width="140" height="18" '
        'loading="lazy" decoding="async">',
        "<bdi>Gamma Fund</bdi>",
    ]


def test_the_letter_shows_the_first_ones() -> None:
    (row,) = re.findall(r'<ul class="logos".*?</ul>', rich().html(), re.DOTALL)
    assert 'src="files/alliance.svg" alt="Example Alliance"' in row
    assert "<bdi>Gamma Fund</bdi>" in row
    assert "Jane Example" not in row


def test_editions_carry_them_and_who_withdrew_leaves_none() -> None:
    text = rich().html("signatories.csv")
    assert text.splitlines()[0].endswith(",logo")
    assert "files/alliance.svg" in text
    assert '"logo":"files/beta.png"' in rich().html("signatories.json")
    assert not (rich().site / "files/departed.png").exists()
    assert (rich().site / "files/alliance.svg").exists()


def test_most_without_a_logo_stand_in_the_list_alone(tmp_path: Path) -> None:
    root = example(tmp_path, rows=with_logos({"Gamma Fund": "a.svg"}), files={"docs/a.svg": LIGHT})
    built, problems = load(root)
    assert built, list(map(str, problems))
    assert [s.name for s in built.signatories.wall(100)] == ["Gamma Fund"]
    assert built.signatories.wall(1) == built.signatories.wall(100)
