"""Signatories' logos: where they stand, who stands there by name, and what is refused."""

import re
from pathlib import Path

import pytest

from tests.build.campaigns import rich
from tests.dressed import LIGHT
from tests.example import ROWS, example
from tests.look.test_logo import picture
from tests.photographs import moving
from tests.site.test_site import load

LIST = "docs/data/signatories.csv"


def rows(logos: dict[str, str]) -> list[dict[str, str]]:
    return [row | {"logo": logos.get(row["name"], "")} for row in ROWS]


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
    root = example(tmp_path, rows=rows({"Gamma Fund": "a.svg"}), files={"docs/a.svg": LIGHT})
    built, problems = load(root)
    assert built, list(map(str, problems))
    assert [s.name for s in built.signatories.wall(100)] == ["Gamma Fund"]
    assert built.signatories.wall(1) == built.signatories.wall(100)


SCRIPT = LIGHT.replace("<path", "<script>1</script><path", 1)


@pytest.mark.parametrize(
    ("name", "logo", "data", "said"),
    [
        ("Gamma Fund", "files/a.svg", None, f"{LIST}:4:26: 'logo' is \"files/a.svg\", but docs/"),
        (
            "Gamma Fund",
            "files/a.gif",
            b"GIF89a",
            f"{LIST}:4:26: 'logo' is \"files/a.gif\"; name ",
        ),
        ("Gamma Fund", "../a.svg", None, f"{LIST}:4:26: 'logo' is \"../a.svg\"; write its path "),
        ("Jane Example", "files/a.svg", LIGHT, f"{LIST}:5:26: 'logo' is for organizations only"),
        ("Gamma Fund", "files/a.svg", SCRIPT, "docs/files/a.svg:3:3: the drawing holds "),
        ("Gamma Fund", "files/a.svg", b"GIF89a", "docs/files/a.svg:1:"),
        ("Gamma Fund", "files/a.png", picture(900, 100), "docs/files/a.png: the logo is 9.0 times"),
        (
            "Gamma Fund",
            "files/a.png",
            bytes(20_001),
            "docs/files/a.png: the file has 20 kB, and ",
        ),
        ("Gamma Fund", "files/a.png", moving("PNG", (80, 40)), "docs/files/a.png: the logo moves"),
        ("Gamma Fund", "files/a.png", picture(80, 40, "WEBP"), "docs/files/a.png: the file's name"),
    ],
)
def test_logos_that_are_refused(
    name: str, logo: str, data: str | bytes | None, said: str, tmp_path: Path
) -> None:
    files = {f"docs/{logo}": data} if data else {}
    _, problems = load(example(tmp_path, rows=rows({name: logo}), files=files))
    assert any(str(problem).startswith(said) for problem in problems), list(map(str, problems))
    assert all(problem.topic for problem in problems)
