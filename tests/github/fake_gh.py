#!/usr/bin/env python3
"""Stands in for `gh`: answers from a folder, and writes down each call and the file it was given.

FAKE_GH names the folder; state.json in it says what GitHub holds.
"""

import json
import os
import shutil
import sys
from itertools import pairwise
from pathlib import Path

folder = Path(os.environ["FAKE_GH"])
state = json.loads((folder / "state.json").read_text(encoding="utf-8"))
arguments = sys.argv[1:]
if not os.environ.get("GH_TOKEN"):
    sys.exit("gh: no token")


def text() -> str:
    for flag, value in pairwise(arguments):
        if flag == "--body-file":
            return Path(value).read_text(encoding="utf-8")
        if flag == "-F" and value.startswith("body=@"):
            return Path(value.removeprefix("body=@")).read_text(encoding="utf-8")
    return ""


calls = folder / "calls.jsonl"
with calls.open("a", encoding="utf-8") as file:
    file.write(json.dumps({"arguments": arguments, "text": text()}) + "\n")

if arguments[:2] == ["run", "download"]:
    target = arguments[arguments.index("--dir") + 1]
    shutil.copytree(folder / "artifact", target)
elif arguments[0] == "api" and "--method" not in arguments:
    (address,) = [a for a in arguments[1:] if a.startswith("repos/")]
    answers = {
        "comments": [state["comments"]],
        "pulls": state["pulls"],
        "issues": state["issue"],
    }
    path = address.partition("?")[0]
    kind = "comments" if path.endswith("/comments") else path.split("/")[3]
    if "--jq" in arguments:  # the number of the first pull request
        print(state["pulls"][0]["number"] if state["pulls"] else "")
    else:
        print(json.dumps(answers[kind]))
elif arguments[:2] == ["pr", "create"] and state.get("refuses"):
    sys.exit("GitHub Actions is not permitted to create or approve pull requests")
elif arguments[0] == "api" and "DELETE" in arguments and state.get("refuses"):
    sys.exit("gh: Label does not exist (HTTP 404)")
