"""Problems as GitHub shows them beside the lines of a pull request: workflow commands.

Form and escapes: docs.github.com, "Workflow commands for GitHub Actions", and actions/toolkit,
packages/core/src/command.ts.
"""

from __future__ import annotations

from typing import Literal

from campaign.core.problems import Problem

Level = Literal["error", "warning", "notice"]


def annotation(level: Level, title: str, problem: Problem, explained: str = "") -> str:
    """Return the one line that makes GitHub show a problem at its place.

    `explained` is where it is explained; GitHub shows that below the message.
    """
    properties = {
        "file": problem.path,
        "line": str(problem.line or ""),
        "col": str(problem.column or ""),
        "title": title,
    }
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    below = f"\nWhat this means: {explained}" if explained else ""
    return f"::{level} {said}::{_data(problem.message + below)}"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
