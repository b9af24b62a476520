"""Recorded attacks: what somebody hostile changes, as YAML beside this file."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import yaml
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.example import CAMPAIGN, DEMAND, EVENT, PAGES, ROWS, example

FOLDER = Path(__file__).parent
ABOUT = {"title": "About", "description": "About us."}
MERGED = {"case", "file", "harmless", "rows", "about", "event", "front", "campaign", "config",
          "files", "made"}  # fmt: skip
"""What attacks may have that are made at once on one campaign."""


def attacks() -> list[dict[str, Any]]:
    """Return every recorded attack, each with the name of its file in `file`."""
    found = []
    for path in sorted(FOLDER.glob("*.yml")):
        for case in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader):
            found.append(case | {"file": path.stem})
    return found


def at_once(attacks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return attacks with those made together that change different places."""
    found: list[dict[str, Any]] = []
    for attack in attacks:
        for number, other in enumerate(found):
            if both := _both(other, attack):
                found[number] = both
                break
        else:
            found.append(attack)
    return found


def _both(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any] | None:
    """Return two attacks as one, or None if they meet in a place."""
    rows = [*one.get("rows", ()), *other.get("rows", ())]
    if {*one, *other} - MERGED or (len(rows) > 1 and any("url" in row for row in rows)):
        return None
    both = {**one, **other, "case": f"{one['case']}; {other['case']}", "rows": rows}
    if "about" in one and "about" in other:
        both["about"] = f"{one['about']}\n\n{other['about']}"
    for key in ("event", "front", "campaign", "config", "files", "made"):
        if key in one and key in other:
            if {*one[key]} & {*other[key]}:
                return None
            both[key] = one[key] | other[key]
    return both


def campaign_under(attack: dict[str, Any], folder: Path) -> Path:
    """Write the example campaign to `folder`, with what the attack changes in it."""
    about = attack.get("about", "We.")
    if "about_repeat" in attack:
        about = _repeated(attack["about_repeat"])
    pages: dict[str, Any] = {"about.md": (_long(attack.get("front", ABOUT)), about)}
    if event := attack.get("event"):
        pages["demands/act-now.md"] = (DEMAND | {"history": [EVENT | event]}, "Because.")
    for name, path in (("letter", "index.md"), ("appeal", "help.md")):
        if name in attack:
            front, text = PAGES[path]
            pages[path] = ({**front, **attack[name]}, text)
    campaign = CAMPAIGN | _long(attack.get("campaign", {}))
    campaign["donate"] = campaign["donate"] | attack.get("donate", {})
    files: dict[str, str | bytes | None] = dict(attack.get("files", {}))
    files |= {name: MAKERS[maker]() for name, maker in attack.get("made", {}).items()}
    if "csv" in attack:
        files["docs/data/signatories.csv"] = attack["csv"]
    if "front_text" in attack:
        text = attack["front_text"].replace("{brackets}", "[" * 2000)
        files["docs/about.md"] = f"---\n{text}---\n"
    rows = [*ROWS, *(_long(row) for row in attack.get("rows", ()))]
    if any("url" in row for row in rows):
        rows = [{k: row[k] for k in ("name", "kind", "url") if k in row} for row in rows[-1:]]
        rows = [*({k: r[k] for k in ("name", "kind")} for r in ROWS), *rows]
    root = example(
        folder, campaign=campaign, pages=pages, rows=rows, files=files, **attack.get("config", {})
    )
    if "append" in attack:
        with (root / "mkdocs.yml").open("a", encoding="utf-8") as file:
            file.write(attack["append"])
    for name, target in attack.get("symlinks", {}).items():
        (root / name).symlink_to(target)
    for name, mode in attack.get("modes", {}).items():
        os.chmod(root / name, mode)  # noqa: PTH101
    return root


def _repeated(given: list[Any]) -> str:
    return str(given[0] * given[1])


def _long(fields: dict[str, Any]) -> dict[str, Any]:
    """Write out what is too long to be recorded: `name_repeat: [A, 5000]`."""
    return {
        key.removesuffix("_repeat"): _repeated(value) if key.endswith("_repeat") else value
        for key, value in fields.items()
    }


def _picture(kind: str, size: tuple[int, int] = (8, 8), **options: Any) -> bytes:
    file = io.BytesIO()
    Image.new("1" if size[0] > 1000 else "RGB", size).save(file, kind, **options)
    return file.getvalue()


def _with_exif(tag: int, value: Any) -> bytes:
    exif = Image.Exif()
    exif[tag] = value
    return _picture("JPEG", exif=exif)


def _with_xmp() -> bytes:
    texts = PngInfo()
    texts.add_itxt("XML:com.adobe.xmp", "<x exif:GPSLatitude='1'/>", zip=True)
    return _picture("PNG", pnginfo=texts)


def _with_note(text: str) -> bytes:
    texts = PngInfo()
    texts.add_text("Comment", text)
    return _picture("PNG", pnginfo=texts)


def _with_iptc(field: int, value: bytes) -> bytes:
    record = bytes((0x1C, 2, field)) + len(value).to_bytes(2, "big") + value
    block = b"Photoshop 3.0\0" + b"8BIM\4\4\0\0" + len(record).to_bytes(4, "big") + record
    jpeg = _picture("JPEG")
    return jpeg[:2] + b"\xff\xed" + (len(block) + 2).to_bytes(2, "big") + block + jpeg[2:]


def _pdf(body: bytes) -> bytes:
    file = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.Root.OpenAction = pikepdf.Object.parse(body)
        packed = pikepdf.ObjectStreamMode.generate
        made.save(file, object_stream_mode=packed, static_id=True)
    return file.getvalue()


MAKERS: dict[str, Callable[[], bytes]] = {
    "png": lambda: _picture("PNG"),
    "broken-png": lambda: _picture("PNG")[:20],
    "jpeg-with-place": lambda: _with_exif(0x8825, {1: "N", 2: (1.0, 2.0, 3.0)}),
    "jpeg-with-camera": lambda: _with_exif(0x010F, "Example Phone"),
    "png-with-xmp": _with_xmp,
    "png-with-a-phone": lambda: _with_note("Ask Jo, 202-555-0123"),
    "png-that-names": lambda: _with_note("Gone Example"),
    "png-with-more": lambda: _picture("PNG") + b"what was cropped away",
    "jpeg-with-film": lambda: _picture("JPEG") + b"\0\0\0\x18ftypmp42",
    "jpeg-with-contact": lambda: _with_iptc(118, b"Jo Sample"),
    # Cut, so that whoever unpacks it fails otherwise.
    "vast-png": lambda: _picture("PNG", (20_000, 20_000))[:100],
    "vast-font": lambda: b"wOF2" + b"\0" * (11 << 20),
    "heavy-png": lambda: _picture("PNG") + b"\0" * (6 << 20),
    "pdf-with-platform": lambda: _pdf(b"<</S/URI/URI(https://paypal.me/evil)>>"),
    "pdf-with-platform-in-digits": lambda: _pdf(
        b"<</S/URI/URI<" + b"https://paypal.me/evil".hex().encode() + b">>>"
    ),
    "pdf-with-platform-in-octal-digits": lambda: _pdf(
        b"<</S/URI/URI(\\150ttps://pay\\\npal\\056me/evil)>>"
    ),
    "pdf-with-script": lambda: _pdf(b"<</S/JavaScript/JS(app.alert\\(1\\))>>"),
    "pdf-with-disguised-script": lambda: _pdf(b"<</S/J#61vaScript/J#53(x)>>"),
    "pdf-with-packed-script": lambda: _pdf(b"<</S/Trans/Next[<</S/JavaScript/JS(x)>>]>>"),
    "pdf-that-starts-a-program": lambda: _pdf(b"<</S/Launch/F(calc.exe)>>"),
}
