"""Fuzzes one parser with atheris, which follows what input makes the code do.

    python -m tests.fuzz TARGET [--seconds 60]

What it finds interesting joins the corpus in tests/fuzz/corpus/TARGET. On a crash it says which
input it was, keeps that as tests/fuzz/corpus/TARGET/crash-…, and ends with 1; from then on the
fast tests try it again at each run.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

try:
    with_coverage = importlib.import_module("atheris")
except ImportError:
    print("atheris has no ready-made build for this system and Python: nothing is fuzzed.")
    sys.exit()
with with_coverage.instrument_imports(include=["campaign", "tests.fuzz"]):
    from tests.fuzz.targets import CORPUS, TARGETS

SLOW = 10
"""Seconds after which an input counts as a hang."""
LONGEST = 4096
"""Bytes of an input."""


def main() -> None:
    """Fuzz the target that the arguments name."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--into", help="the folder that new inputs join", default="")
    arguments = parser.parse_args()
    kept = CORPUS / arguments.target
    folders = [arguments.into, str(kept)] if arguments.into else [str(kept)]
    Path(folders[0]).mkdir(parents=True, exist_ok=True)
    options = [
        f"-max_total_time={arguments.seconds}", f"-timeout={SLOW}", f"-max_len={LONGEST}",
        "-rss_limit_mb=2048", f"-artifact_prefix={arguments.into or kept}/",
    ]  # fmt: skip
    with_coverage.Setup([sys.argv[0], *options, *folders], TARGETS[arguments.target])
    with_coverage.Fuzz()


if __name__ == "__main__":
    main()
