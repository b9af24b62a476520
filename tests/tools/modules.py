"""List each module in ARCHITECTURE.md by the first sentence of its own words: `make modules`."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.sites import ROOT

FILE = ROOT / "ARCHITECTURE.md"
PACKAGE = ROOT / "hooks/campaign"
HEAD = "| module | subject |\n| --- | --- |\n"


def with_modules(text: str) -> str:
    """Return the text with its table of modules, which ends it, as the modules are now."""
    return text.partition(HEAD)[0] + HEAD + "".join(_row(path) for path in _modules())


def _modules() -> list[Path]:
    found = [*PACKAGE.glob("*.py"), *PACKAGE.glob("*/__init__.py")]
    own = {PACKAGE / "__init__.py", PACKAGE / "__main__.py"}
    return sorted((path for path in found if path not in own), key=Path.as_posix)


def _row(path: Path) -> str:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    name = f"{path.parent.name}/" if path.name == "__init__.py" else path.name
    return f"| `{name}` | {' '.join(said.partition(chr(10) * 2)[0].split())} |\n"


if __name__ == "__main__":
    FILE.write_text(with_modules(FILE.read_text(encoding="utf-8")), encoding="utf-8")
