"""Writes a CSV of plainly invented signatories of many scripts, lengths and quirks.

    python tests/demo/make_signatories.py --count 5000 --output .cache/demo/signatories.csv

The same count gives the same bytes. Every name says that it is an example.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "hooks"))

from campaign.config.configuration_file import read_campaign, read_config  # noqa: E402
from campaign.core.problems import Problems  # noqa: E402

COLUMNS = ("name", "kind", "group", "title", "affiliation", "place", "url", "signed", "first",
           "demands")  # fmt: skip
ORGANIZATION_SHARE = 0.08
SYLLABLES = ("ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo yu za "
             "bran cler drim fost gran plen stor trel vint").split()  # fmt: skip
GIVEN = "Ada Bo Cleo Dov Ede Flo Gil Hux Isa Jun Kit Lux Mo Noa Oda Pim Quin Roe Sol Tam".split()
KINDS_OF_BODY = "Alliance Assembly Centre Circle Council Forum Fund Guild League Network".split()
PLACES = "Northford Eastbrook Southmere Westhaven Midvale Upperton".split()
OTHER_SCRIPTS = {
    "Пример": "Анна Борис Вера Глеб Дарья Егор".split(),
    "مثال": "سلمى كريم ليلى نادر هالة ياسر".split(),
    "דוגמה": "אורי בתיה גיל דנה הדר".split(),
    "例": "山田 佐藤 鈴木 高橋".split(),
    "예시": "가람 나래 다온 라온".split(),
    "Παράδειγμα": "Άννα Βίκυ Γιάννης Δήμος".split(),
}
QUIRKS = (
    "O’Example-Núñez", "van der Example", "Éxample", "Example & Sons <3", 'Example "Ace"',
    "Ñandú Example", "de la Example", "Example, Jr.", "Øystein Example", "Zoë Example",
    "Ça Example", "Łucja Example",
)  # fmt: skip


def main() -> None:
    """Read the arguments and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=5000, help="how many signatories")
    parser.add_argument("--output", type=Path, required=True, help="the CSV to write")
    arguments = parser.parse_args()
    _, groups = read_campaign(read_config(ROOT / "mkdocs.yml"), Problems())
    demands = tuple(sorted(p.stem for p in ROOT.glob("docs/demands/*.md") if p.stem != "index"))
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    with arguments.output.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(rows(arguments.count, groups, demands))
    print(f"{arguments.count} invented signatories in {arguments.output}")


def rows(count: int, groups: tuple[str, ...], demands: tuple[str, ...]) -> Iterator[list[str]]:
    """Yield the rows: organizations first, then individuals, no name twice."""
    chance = random.Random(20210209)
    organizations = max(1, round(count * ORGANIZATION_SHARE)) if count else 0
    for number in range(count):
        is_organization = number < organizations
        signed = (date(2021, 1, 1) + timedelta(days=chance.randrange(40))).isoformat()
        backed = chance.choice(demands) if demands and chance.random() < 0.1 else ""
        place = chance.choice(PLACES) if chance.random() < 0.7 else ""
        if is_organization:
            name = organization(number, chance)
            yield [name, "organization", chance.choice((*groups, "")), "", "", place,
                   f"https://example.org/{number}" if chance.random() < 0.5 else "", signed,
                   "yes" if number < 12 else "", backed]  # fmt: skip
        else:
            affiliation = f"Example {chance.choice(KINDS_OF_BODY)}" if chance.random() < 0.3 else ""
            yield [individual(number, chance), "individual", "",
                   "Example Fellow" if affiliation and chance.random() < 0.5 else "", affiliation,
                   place, "", signed, "", backed]  # fmt: skip


def word(number: int) -> str:
    """Return an invented word that no other number has."""
    parts = []
    number += len(SYLLABLES)
    while number:
        number, rest = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[rest])
    return "".join(parts).capitalize()


def organization(number: int, chance: random.Random) -> str:
    """Return an invented organization's name."""
    body = chance.choice(KINDS_OF_BODY)
    if number % 17 == 3:
        return f"The {word(number)} Example {body}"
    if number % 41 == 5:
        long = " ".join(word(number * 7 + step) for step in range(6))
        return f"{long} Example {body} for the Study of Very Long Names ({word(number).upper()})"
    return f"{word(number)} Example {body}"


def individual(number: int, chance: random.Random) -> str:
    """Return an invented person's name."""
    if number % 23 == 7:
        script, names = chance.choice(list(OTHER_SCRIPTS.items()))
        return f"{chance.choice(names)} {script} {number}"
    if number % 31 == 4:
        return f"{word(number)} {chance.choice(QUIRKS)}"
    return f"{chance.choice(GIVEN)} {word(number)} Example"


if __name__ == "__main__":
    main()
