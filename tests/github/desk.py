"""An example campaign with its forms, and GitHub's events about it."""

from __future__ import annotations

import contextlib
import copy
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from click.testing import CliRunner

from campaign.cli.commands import campaign
from tests.example import CAMPAIGN, example
from tests.sites import ADDRESS, ROOT

FORMS = Path(".github", "ISSUE_TEMPLATE")
REPOSITORY = "example/letter"
BOT = "github-actions[bot]"
EVENT = json.loads((Path(__file__).parent / "labeled.json").read_text(encoding="utf-8"))
MERGED = json.loads((Path(__file__).parent / "merged.json").read_text(encoding="utf-8"))
LIST = yaml.safe_load((Path(__file__).parent / "signatories.yml").read_text(encoding="utf-8"))


def make_desk(
    target: Path,
    *,
    rows: Sequence[Mapping[str, str]] = LIST,
    campaign: Mapping[str, Any] = CAMPAIGN,
    files: Mapping[str, str | bytes | None] | None = None,
) -> Path:
    """Write the example campaign with the project's own forms, which offer its groups."""
    texts: dict[str, str | bytes | None] = {}
    for path in sorted((ROOT / ".github" / "intake").glob("*.md")):
        texts[f".github/intake/{path.name}"] = path.read_text(encoding="utf-8")
    for name in ("sign.yml", "change.yml"):
        texts[str(FORMS / name)] = form_text(name, campaign["groups"])
    return example(target, rows=rows, campaign=campaign, files=texts | dict(files or {}))


def form_text(name: str, groups: Sequence[str]) -> str:
    """Return one of the project's forms with another campaign's groups."""
    text = (ROOT / FORMS / name).read_text(encoding="utf-8")
    own = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    lines = "".join(f"        - {group}\n" for group in own["extra"]["campaign"]["groups"])
    assert lines in text
    return text.replace(lines, "".join(f"        - {group}\n" for group in groups))


def form_fields(name: str) -> dict[str, dict[str, Any]]:
    """Return the questions of one of the project's forms, by their ids."""
    form = yaml.safe_load((ROOT / FORMS / name).read_text(encoding="utf-8"))
    return {item["id"]: item for item in form["body"] if item["type"] != "markdown"}


def body(name: str, answers: Mapping[str, str | bool]) -> str:
    """Return the text that GitHub writes for a filled-in form; boxes are ticked if unsaid."""
    parts = []
    for field, item in form_fields(name).items():
        value = answers.get(field)
        if item["type"] == "checkboxes":
            mark = " " if value is False else "X"
            value = "\n".join(f"- [{mark}] {o['label']}" for o in item["attributes"]["options"])
        parts.append(f"### {item['attributes']['label']}\n\n{value or '_No response_'}")
    return "\n\n".join(parts)


def labeled(text: str | None, label: str = "ready-to-add", number: int = 12) -> dict[str, Any]:
    """Return the event of setting a label on an issue with this text."""
    event = copy.deepcopy(EVENT)
    event["label"]["name"] = event["issue"]["labels"][0]["name"] = label
    event["issue"] |= {"body": text, "number": number}
    return dict(event)


def merged_into(event: dict[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the event with some of its values replaced, by their paths: `issue.state`."""
    event = copy.deepcopy(event)
    for path, value in changes.items():
        *steps, last = path.split(".")
        at = event
        for step in steps:
            at = at[step]
        at[last] = value
    return event


def pull(number: int, repository: str = REPOSITORY, **changes: Any) -> dict[str, Any]:
    """Return a pull request from the branch of the issue, as GitHub lists it."""
    own = {"ref": "main", "repo": {"full_name": REPOSITORY}}
    head = {"ref": "intake/issue-12", "repo": {"full_name": repository}}
    return {"number": number, "state": "open", "head": head, "base": own} | changes


def spans(text: str) -> list[tuple[str, str]]:
    """Cut a line as CommonMark 0.31 (section 6.1) does: `code` and `text` pieces."""
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(text):
        run = re.match("`+", text[at:])
        if not run:
            end = text.find("`", at)
            end = end if end >= 0 else len(text)
            found.append(("text", text[at:end]))
            at = end
            continue
        start = at + len(run[0])
        close = re.search(f"(?<!`){run[0]}(?!`)", text[start:])
        if close:
            found.append(("code", text[start : start + close.start()]))
            at = start + close.end()
        else:
            found.append(("text", run[0]))
            at = start
    return found


@dataclass(frozen=True)
class Run:
    """What one run of the real command left behind."""

    code: int
    output: str
    folder: Path
    outputs: Mapping[str, str]

    @property
    def result(self) -> dict[str, Any]:
        return dict(json.loads((self.folder / "result.json").read_text(encoding="utf-8")))

    @property
    def message(self) -> str:
        path = self.folder / "message.md"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    @property
    def signatories(self) -> str:
        return (self.folder / "docs/data/signatories.csv").read_bytes().decode("utf-8")


def intake(
    root: Path,
    event: bytes | Mapping[str, Any],
    folder: Path,
    *options: str,
    **files: Any,
) -> Run:
    """Run `campaign intake` in a campaign's folder, as the workflow does."""
    folder.mkdir(parents=True)
    path = folder / "event.json"
    path.write_bytes(event if isinstance(event, bytes) else json.dumps(event).encode())
    command = ["intake", "--output", str(folder / "intake"), *options]
    for name, content in files.items():
        (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
        command += [f"--{name}", str(folder / f"{name}.json")]
    outputs = folder / "outputs.txt"
    given = {
        "GITHUB_EVENT_PATH": str(path),
        "GITHUB_OUTPUT": str(outputs),
        "GITHUB_REPOSITORY": REPOSITORY,
        "SITE_URL": ADDRESS,
    }
    with contextlib.chdir(root):
        done = CliRunner().invoke(campaign, command, env=given)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    told = outputs.read_text(encoding="utf-8").splitlines() if outputs.exists() else []
    return Run(
        done.exit_code,
        done.output,
        folder / "intake",
        dict(line.partition("=")[::2] for line in told),
    )
