"""A campaign on an editor's computer, and commands that are run on it."""

from __future__ import annotations

import os
import pty
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from click.testing import CliRunner, Result

from campaign.cli.commands import campaign
from tests.sites import ROOT, environment_with
from tests.warm import fork


class Office:
    """A campaign in a folder, what its files hold, and what commands say."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.list = root / "docs/data/signatories.csv"
        self.withdrawn = root / "docs/data/withdrawn.txt"
        self.distinct = root / "docs/data/distinct.csv"

    def run(self, *arguments: str) -> Result:
        """Run a command; it never ends in a traceback."""
        config = ("--config", str(self.root / "mkdocs.yml"))
        result = CliRunner().invoke(campaign, [*arguments, *config])
        assert not result.exception or isinstance(result.exception, SystemExit), result.exception
        return result

    def ends(self, code: int, *arguments: str) -> str:
        """Run a command that ends with a code, and return what it says."""
        result = self.run(*arguments)
        assert result.exit_code == code, result.output
        return result.output

    def done(self, *arguments: str) -> str:
        """Run a command that does what it is asked to."""
        return self.ends(0, *arguments)

    def refused(self, *arguments: str, code: int = 1) -> str:
        """Run a command that changes no file."""
        before = self.files()
        said = self.ends(code, *arguments)
        assert self.files() == before
        return said

    def files(self) -> list[tuple[str, bytes]]:
        """Return the names and contents of the files in docs/data/."""
        return [(path.name, path.read_bytes()) for path in sorted(self.list.parent.glob("*.*"))]

    @property
    def text(self) -> str:
        """The list's text."""
        return self.list.read_bytes().decode()

    @text.setter
    def text(self, text: str) -> None:
        self.list.write_text(text, encoding="utf-8")


def at_terminal(root: Path, *arguments: str, typed: str) -> tuple[int, str]:
    """Run the real command on a pseudo-terminal, as a person would, with what is typed."""
    ours, theirs = pty.openpty()
    os.write(ours, typed.encode())
    with ThreadPoolExecutor() as pool:  # what the terminal cannot hold is read meanwhile
        output = pool.submit(_all_of, ours)
        given = environment_with(PYTHONPATH=str(ROOT / "hooks"), COLUMNS="200")
        code = fork("campaign", arguments, root, given, [os.ttyname(theirs)] * 3)
        os.close(theirs)
        said = output.result().decode()
    os.close(ours)
    return code, said.replace("\r\n", "\n")


def _all_of(terminal: int) -> bytes:
    output = b""
    with suppress(OSError):  # Linux says so when the other side has closed
        while piece := os.read(terminal, 65536):
            output += piece
    return output
