"""Draws the site's icon as a picture, for phones that keep the site on their first screen."""

from __future__ import annotations

from pathlib import Path

from campaign.look.css_tokens import drawn_colours
from campaign.look.logo import ICON, site_icon
from campaign.output.build import Build
from campaign.output.fonts import Unset
from campaign.output.output_files import OutputFile

TOUCH_ICON = "assets/touch-icon.png"
"""Its path below the site's root. Phones take no SVG for it."""
_DRAWN_BY = """\
#set page(width: 180pt, height: 180pt, margin: 0pt, fill: rgb(sys.inputs.ground))
#image(bytes(sys.inputs.icon), format: "svg", width: 100%, height: 100%, fit: "contain")
"""


def touch_icon(build: Build) -> OutputFile:
    """Return the icon's picture.

    A phone cuts the corners itself, so that what the icon leaves open is filled: with the site's
    accent behind the generator's icon, and with white behind a campaign's own. Raises `Unset`.
    """
    ours = site_icon(build.templates, build.style())
    icon = ours or build.templates.winner(ICON).read_text(encoding="utf-8")
    ground = drawn_colours(build.style())[0]["accent"] if ours else "#ffffff"
    return OutputFile(TOUCH_ICON, _draw(icon, ground, build.templates.winner(ICON)))


def _draw(icon: str, ground: str, path: Path) -> bytes:
    import typst  # it is large, and a build without an address does without

    try:
        made = typst.compile(
            _DRAWN_BY.encode(), format="png", ppi=72, sys_inputs={"icon": icon, "ground": ground}
        )
    except typst.TypstError as error:
        raise Unset(f"{path.parent.name}/{path.name}: {error.message}") from None
    if not isinstance(made, bytes):
        raise TypeError(made)
    return made
