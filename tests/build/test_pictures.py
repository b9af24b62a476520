"""Pictures that pages open with: the files that a build makes of them, and what is refused."""

import io
import re
import shutil
from pathlib import Path

import pytest
from PIL import Image

from campaign.output.pictures import LIMITS, packed_picture
from tests.build.reading import files
from tests.example import PAGES, campaign
from tests.made import noise, photograph, saved
from tests.sites import ADDRESS, Built, build

CROWD = "files/Crowd-1.jpg"
PICTURE = {
    "file": CROWD,
    "alt": "A crowd on the steps",
    "credit": "Photograph: Ada Sample",
    "focus": "top left",
}
PICTURED = ("index.md", "help.md", "updates/first-hearing.md", "demands/act-now.md")
IN_TEXT = """\
Here ![a stamp](files/stamp.png "On paper") stands in a line.

![A stamp](files/stamp.png "The stamp, *enlarged*"){ .wide }

[![A stamp](files/stamp.png 'It said "no"')](files/stamp.png)

![A stamp](files/stamp.png)
"""
FIRST_SCREEN = {360: (2, 90_000), 1440: (1, 200_000)}
"""Points of a screen's width: how many of the picture's it shows in one, and its most bytes."""


def with_pictures() -> Built:
    """A campaign whose pages open with a picture, and one that has some in its text."""
    pages = {name: (PAGES[name][0] | {"picture": PICTURE}, PAGES[name][1]) for name in PICTURED}
    pages["about.md"] = (PAGES["about.md"][0], IN_TEXT)
    crowd, stamp = photograph(), saved(Image.new("RGB", (300, 200)), "PNG")
    return campaign(pages=pages, files={f"docs/{CROWD}": crowd, "docs/files/stamp.png": stamp})


@pytest.fixture(scope="module")
def pictured() -> Built:
    return with_pictures()


@pytest.mark.parametrize("page", ["", "help", "updates/first-hearing", "demands/act-now"])
def test_a_page_opens_with_its_picture(pictured: Built, page: str) -> None:
    html = pictured.html(page)
    sources = re.findall(r'(?:src|srcset)="([^"]*assets/pictures/[^"]*)"', html)
    assert [len(each.split(", ")) for each in sources] == [3, 1, 3]
    for name in re.findall(r"assets/pictures/[^ \"]+", html):
        assert (pictured.site / name).is_file()
    assert '<source type="image/avif"' in html
    (img,) = re.findall(r"<img [^>]*assets/pictures[^>]*>", html)
    assert 'width="1920" height="1280" alt="A crowd on the steps" fetchpriority="high"' in img
    assert "lazy" not in img
    assert 'class="focus-top-left"' in img
    credit, frame = ('<p class="opening-credit">', "opening has-picture")
    if page:
        credit, frame = "<figcaption>", "lead-picture"
    assert f"{credit}Photograph: Ada Sample</" in html
    assert html.index(frame) < html.index("<h1")


def test_a_picture_in_the_text_says_its_size_and_its_caption(pictured: Built) -> None:
    about = pictured.html("about")
    src = 'src="../files/stamp.png"'
    how = f'alt="A stamp" decoding="async" height="200" loading="lazy" {src} width="300"'
    assert re.findall(r"<figure.*?</figure>|<p><img.*?</p>", about, re.DOTALL) == [
        f'<figure class="wide"><img {how} />'
        "<figcaption>The stamp, *enlarged*</figcaption></figure>",
        f'<figure><a href="../files/stamp.png"><img {how} /></a>'
        '<figcaption>It said "no"</figcaption></figure>',
        f"<p><img {how} /></p>",
    ]
    assert f'loading="lazy" {src} title="On paper" width="300" /> stands in a line' in about


def test_the_card_of_a_page_shows_its_picture(pictured: Built) -> None:
    html = pictured.html("help")
    (address,) = re.findall(r'og:image" content="([^"]+\.jpg)"', html)
    assert (pictured.site / address.removeprefix(ADDRESS)).is_file()
    assert '<meta property="og:image:type" content="image/jpeg">' in html
    assert " · A crowd on the steps" in html
    assert 'content="image/png"' in pictured.html("signatories")


def test_files_are_of_their_width_and_small_enough(pictured: Built) -> None:
    for path in (pictured.site / "assets/pictures").iterdir():
        width = int(path.stem.rpartition("-")[2])
        with Image.open(path) as picture:
            assert picture.size == (width, width * 2 // 3)
            assert picture.format == path.suffix[1:].upper()
            assert not picture.getexif()
        assert path.stat().st_size <= LIMITS[width]
    assert path.name.startswith("crowd-1-")
    assert len([*(pictured.site / "assets/pictures").iterdir()]) == 6
    for points, (ratio, most) in FIRST_SCREEN.items():
        taken = next(width for width in LIMITS if width >= points * ratio)
        assert LIMITS[taken] <= most


def test_a_second_build_makes_none_anew_and_the_same_bytes(pictured: Built, tmp_path: Path) -> None:
    root = shutil.copytree(pictured.root, tmp_path / "x", symlinks=True)
    kept = root / ".cache/pictures"
    before, times = files(root / "site/assets/pictures"), {p: p.stat() for p in kept.iterdir()}
    assert len(times) == 6
    assert build(root).code == 0
    assert {p: p.stat().st_mtime_ns for p in kept.iterdir()} == {
        p: stat.st_mtime_ns for p, stat in times.items()
    }
    source = root / f"docs/{CROWD}"
    made = packed_picture(source, "avif", 720)
    assert made == packed_picture(source, "avif", 720)
    assert made in before.values()
    assert files(root / "site/assets/pictures") == before


@pytest.mark.parametrize("kind", ["avif", "webp"])
def test_even_noise_is_made_small(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "noise.jpg"
    path.write_bytes(noise(1200, 800))
    assert len(packed_picture(path, kind, 1200)) <= LIMITS[1200]


def test_a_picture_is_upright_and_without_holes(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its right side
    upright, holes = tmp_path / "a.jpg", tmp_path / "b.png"
    upright.write_bytes(photograph(1600, 1200, exif=exif))
    holes.write_bytes(saved(Image.new("RGBA", (1200, 800), (0, 0, 0, 0)), "PNG"))
    with Image.open(io.BytesIO(packed_picture(upright, "webp", 720))) as picture:
        assert picture.size == (720, 960)
    with Image.open(io.BytesIO(packed_picture(holes, "webp", 720))) as picture:
        assert picture.convert("RGB").getpixel((5, 5)) == (255, 255, 255)
