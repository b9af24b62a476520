"""The small campaigns of other shapes in examples/, as they lie in the project."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.sites import ROOT, Built, build, once

EXAMPLES = ROOT / "examples"
DATE = "1774000000"
"""When they are built: in March 2026, soon after what they tell of."""
SHAPES = tuple(sorted(path.parent.name for path in EXAMPLES.glob("*/mkdocs.yml")))


def copy_shape(name: str, target: Path) -> Path:
    """Copy an example to a folder that has the project's generator two levels up, by link."""
    for part in ("hooks", "overrides"):
        if not (target / part).exists():
            (target / part).symlink_to(ROOT / part)
    ignore = shutil.ignore_patterns(".cache", "site")
    copied = target / "examples" / name
    return Path(shutil.copytree(EXAMPLES / name, copied, symlinks=True, ignore=ignore))


def built_shape(name: str) -> Built:
    """Return an example as it would be published, built once a run."""

    def make(folder: Path) -> Built:
        folder.mkdir()
        root = copy_shape(name, folder)
        return build(root, CAMPAIGN_PUBLISHING="1", SOURCE_DATE_EPOCH=DATE).good()

    return once(f"shape-{name}", make)
