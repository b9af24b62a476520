"""A campaign into which files are imported, as an editor does it."""

from __future__ import annotations

from pathlib import Path

from click.testing import Result

from tests.example import CAMPAIGN, example
from tests.office import Office

GROUPS = ["National", "Faith-based", "International"]
GONE = "Gone Example"
"""Who stands in the list from the beginning, and in none of the files."""
INDIVIDUALS = ("--kind", "individual")


class ImportDesk(Office):
    """A campaign, and beside it the files that are imported into it."""

    def __init__(self, folder: Path) -> None:
        campaign, rows = CAMPAIGN | {"groups": GROUPS}, [{"name": GONE, "kind": "individual"}]
        super().__init__(example(folder / "a campaign", campaign=campaign, rows=rows))
        self.remembered = self.root / "docs/data/import.yml"

    def file(self, text: str | bytes, name: str = "signers.csv") -> str:
        """Write a file beside the campaign, and return its path."""
        path = self.root.parent / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return str(path)

    def imports(self, file: str, *options: str, code: int = 0) -> Result:
        """Import a file as far as no answer is wanting; the command ends with a code."""
        result = self.run("import", file, *options)
        assert result.exit_code == code, result.output
        return result

    def takes(self, text: str, *options: str, code: int = 0) -> Result:
        """Import a text and agree to what is proposed."""
        return self.imports(self.file(text), "--yes", *options, code=code)

    @property
    def names(self) -> set[str]:
        """Who stands in the list beside the one that was there."""
        return {line.split(",")[0] for line in self.text.splitlines()[1:]} - {GONE}
