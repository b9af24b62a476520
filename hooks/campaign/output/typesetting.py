"""Sets pages with typst, of cards, PDFs and the icon: no network, no font of the machine's own."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import typst

POINTS_ARE_PIXELS = 72
_PLACE = re.compile(r"┌─ (\S.*?):(\d+):(\d+)")


class Unset(Exception):
    """Something could not be set; the words say why, and where in the template."""

    def __init__(self, message: str, diagnostic: str = "") -> None:
        """Keep what typst itself says of a fault."""
        super().__init__(message)
        self.diagnostic = diagnostic


def typeset(
    template: Path, data: Mapping[str, object], fonts: typst.Fonts, **options: Any
) -> bytes:
    """Return the one file that a template makes of data, which it is given as JSON by their names.

    `options` are those of typst's `compile`. Raises `Unset` where the template has a fault.
    """
    import typst  # it is large, and most builds find all that they need among the kept files

    inputs = {name: json.dumps(value, ensure_ascii=False) for name, value in data.items()}
    try:
        made = typst.compile(
            template, root=template.parent, font_paths=fonts, sys_inputs=inputs, **options
        )
    except typst.TypstError as error:
        place = _PLACE.search(error.diagnostic)
        shown = f"{template.parent.parent.name}/{template.parent.name}"
        where = f"{shown}/{Path(place[1]).name}:{place[2]}:{place[3]}: " if place else ""
        hints = f" ({'; '.join(error.hints)})" if error.hints else ""
        raise Unset(f"{where}{error.message}{hints}", error.diagnostic) from None
    if not isinstance(made, bytes):
        raise Unset(f"{template.name} makes {len(made or ())} pages, where one is shown")
    return made
