"""Makes the letter's PDF by itself: builds the site into a folder of its own and takes it out."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from campaign.content.paths import pdf_address
from campaign.output.pdf.typesetting import ONLY, WANTED

WARNS = "Warning, which stops nothing: "
"""How a build begins a line about something that it could not print."""


class NotBuilt(Exception):
    """The site could not be built; the words are what the build said."""


def make_pdf(
    configuration: Path, letter: str, language: str, environment: Mapping[str, str]
) -> tuple[bytes, list[str]]:
    """Return the PDF of the letter at `letter` below docs/, and what the build warned of.

    `language` is the code of the letter's language.

    Nothing but the PDF is kept. Raises `NotBuilt` where the build ends without one.
    """
    with tempfile.TemporaryDirectory(prefix="campaign-pdf-") as folder:
        command = [sys.executable, "-m", "mkdocs", "build", "--config-file", str(configuration)]
        result = subprocess.run(  # noqa: S603
            [*command, "--site-dir", folder],
            cwd=configuration.parent,
            env={
                **environment,
                WANTED: "yes",
                ONLY: language,
                "NO_MKDOCS_2_WARNING": "1",
                "PYTHONUTF8": "1",
            },
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        said = result.stderr + result.stdout
        made = Path(folder, pdf_address(letter))
        if result.returncode or not made.is_file():
            raise NotBuilt(said.strip())
        return made.read_bytes(), [line for line in said.splitlines() if WARNS in line]
