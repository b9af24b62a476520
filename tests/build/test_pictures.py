"""Pictures that pages open with: the files that a build makes of them, and what is refused."""

import io
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from campaign.output.pictures import LIMITS, packed_picture
from tests.build.campaigns import ADA, voices, with_logos
from tests.dressed import LIGHT
from tests.example import DEMAND, PAGES, campaign, example
from tests.look.test_logo import picture
from tests.photographs import moving, noise, photograph, saved
from tests.site.test_site import load
from tests.sites import ADDRESS, Built, build

PICTURE = {
    "file": "files/Crowd-1.jpg",
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
    files = {
        f"docs/{PICTURE['file']}": photograph(),
        "docs/files/stamp.png": saved(Image.new("RGB", (300, 200)), "PNG"),
    }
    return campaign(pages=pages, files=files)


@pytest.fixture(scope="module")
def pictured() -> Built:
    return with_pictures()


@pytest.mark.parametrize("page", ["", "help", "updates/first-hearing", "demands/act-now"])
def test_a_page_opens_with_its_picture(pictured: Built, page: str) -> None:
    html = pictured.html(page)
    files = re.findall(r'(?:src|srcset)="([^"]*assets/pictures/[^"]*)"', html)
    assert [len(each.split(", ")) for each in files] == [3, 1, 3]
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
    def files(folder: Path) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in folder.iterdir()}

    root = shutil.copytree(pictured.root, tmp_path / "x", symlinks=True)
    kept = root / ".cache/pictures"
    before, times = files(root / "site/assets/pictures"), {p: p.stat() for p in kept.iterdir()}
    assert len(times) == 6
    assert build(root).code == 0
    assert {p: p.stat().st_mtime_ns for p in kept.iterdir()} == {
        p: stat.st_mtime_ns for p, stat in times.items()
    }
    source = root / f"docs/{PICTURE['file']}"
    made = packed_picture(source, "avif", 720)
    assert made == packed_picture(source, "avif", 720)
    assert made in before.values()
    assert files(root / "site/assets/pictures") == before


@pytest.mark.parametrize("kind", ["avif", "webp"])
def test_even_noise_is_made_small(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "noise.jpg"
    path.write_bytes(noise(1200, 800))
    assert len(packed_picture(path, kind, 1200)) <= LIMITS[1200]


def test_pictures_in_the_text_that_are_refused(tmp_path: Path) -> None:
    text = "A ![](a.png) and `![](b.png)`. ![a](//[x.png) ![a](../../etc/a.png) ![a](%00.png)"
    files = {"docs/a.png": saved(Image.new("RGB", (30, 20)), "PNG")}
    pages = {"about.md": (PAGES["about.md"][0], text)}
    _, (problem, *nowhere) = load(example(tmp_path, pages=pages, files=files))
    assert str(problem).startswith("docs/about.md:6:3: the picture says nothing to those ")
    assert len(nowhere) >= 3


def test_a_picture_is_upright_and_without_holes(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its right side
    upright, holes = tmp_path / "a.jpg", tmp_path / "b.png"
    upright.write_bytes(photograph(1600, 1200, exif=exif))
    clear = io.BytesIO()
    Image.new("RGBA", (1200, 800), (0, 0, 0, 0)).save(clear, "PNG")
    holes.write_bytes(clear.getvalue())
    with Image.open(io.BytesIO(packed_picture(upright, "webp", 720))) as picture:
        assert picture.size == (720, 960)
    with Image.open(io.BytesIO(packed_picture(holes, "webp", 720))) as picture:
        assert picture.convert("RGB").getpixel((5, 5)) == (255, 255, 255)


EXIF = Image.Exif()
EXIF[0x010F] = "Example Camera"
CROWD, PLACE = PICTURE["file"], "docs/demands/act-now.md"
LIST, SAID = "docs/data/signatories.csv", "docs/data/voices.yml"
SCRIPT = LIGHT.replace("<path", "<script>1</script><path", 1).encode()


def opening(**change: Any) -> dict[str, Any]:
    shown = {key: value for key, value in (PICTURE | change).items() if value is not None}
    return {"pages": {"demands/act-now.md": (DEMAND | {"picture": shown}, "Because.")}}


def logo(path: str, name: str = "Gamma Fund") -> dict[str, Any]:
    return {"rows": with_logos({name: path})}


def voice(path: str) -> dict[str, Any]:
    return {"files": {SAID: voices(ADA | {"picture": path})}}


@pytest.mark.parametrize(
    ("of", "path", "data", "said"),
    [
        (opening(), CROWD, None, f"{PLACE}:18:9: 'file' is \"{CROWD}\", but docs/{CROWD} "),
        (opening(file="a.gif"), CROWD, None, f"{PLACE}:18:9: 'file' is \"a.gif\"; name a file "),
        (
            opening(file="../a.jpg"),
            CROWD,
            None,
            f"{PLACE}:18:9: 'file' is \"../a.jpg\"; write its ",
        ),
        (opening(alt=""), CROWD, photograph(), f"{PLACE}:19:8: 'alt' is empty; write the text"),
        (opening(alt=None), CROWD, photograph(), f"{PLACE}:18:3: 'alt' is missing; add the "),
        (opening(focus="face"), CROWD, photograph(), f"{PLACE}:21:10: 'focus' is \"face\"; write "),
        (opening(), CROWD, photograph(800, 600), "the picture is 800 points wide, and "),
        (opening(), CROWD, photograph(1300, 400), "the picture is 1300 × 400; crop it "),
        (opening(), CROWD, photograph(kind="PNG"), "the file's name ends in .jpg, but "),
        (opening(), CROWD, photograph(exif=EXIF), "the picture tells of its camera or "),
        (opening(), CROWD, photograph() + bytes(5 << 20), "the file has 5."),
        (opening(), CROWD, b"nothing", "the file is no JPEG picture; save the picture "),
        (
            opening(file="files/a.webp"),
            "files/a.webp",
            moving("WEBP"),
            "the picture moves, which draws a reader's eye from the words; save",
        ),
        (logo("a.svg"), "a.svg", None, f"{LIST}:4:26: 'logo' is \"a.svg\", but docs/"),
        (logo("a.gif"), "a.gif", b"GIF89a", f"{LIST}:4:26: 'logo' is \"a.gif\"; name "),
        (logo("../a.svg"), "a.svg", None, f"{LIST}:4:26: 'logo' is \"../a.svg\"; write its path "),
        (
            logo("a.svg", "Jane Example"),
            "a.svg",
            LIGHT.encode(),
            f"{LIST}:5:26: 'logo' is for organizations only",
        ),
        (logo("a.svg"), "a.svg", SCRIPT, "docs/a.svg:3:3: the drawing holds "),
        (logo("a.svg"), "a.svg", b"GIF89a", "docs/a.svg:1:"),
        (logo("a.png"), "a.png", picture(900, 100), "the logo is 9.0 times"),
        (logo("a.png"), "a.png", bytes(20_001), "the file has 20 kB, and "),
        (logo("a.png"), "a.png", moving("PNG", (80, 40)), "the logo moves"),
        (logo("a.png"), "a.png", picture(80, 40, "WEBP"), "the file's name"),
        (voice("a.png"), "a.png", None, f"{SAID}:5:12: 'picture' is \"a.png\", but docs/a.png"),
        (voice("a.pdf"), "a.pdf", b"%PDF", f"{SAID}:5:12: 'picture' is \"a.pdf\"; name a file"),
        (voice("a.png"), "a.png", picture(200, 300), "the picture is 200 × 300, but "),
        (voice("a.png"), "a.png", picture(64, 64), "the picture is 64 × 64; make each"),
        (voice("a.png"), "a.png", picture(900, 900), "the picture is 900 × 900; make "),
        (voice("a.png"), "a.png", moving("PNG", (200, 200)), "the picture moves, "),
    ],
)
def test_openings_logos_and_portraits_that_are_refused(
    of: dict[str, Any], path: str, data: bytes | None, said: str, tmp_path: Path
) -> None:
    files = of.get("files", {}) | ({f"docs/{path}": data} if data else {})
    _, problems = load(example(tmp_path, **of | {"files": files}))
    told = said if said.startswith("docs/") else f"docs/{path}: {said}"
    assert any(str(problem).startswith(told) for problem in problems), list(map(str, problems))
    assert all(problem.topic for problem in problems)
