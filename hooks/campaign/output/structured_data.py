"""What search engines and catalogues read of a page: JSON-LD, by partials/structured_data.json."""

from __future__ import annotations

import json
from typing import Any

from selectolax.lexbor import LexborHTMLParser

ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&'\u2028\u2029"}


def json_ld(written: str) -> str:
    """Return JSON-LD without what is empty in it, for a `<script>`; nothing if its graph is empty.

    Whatever its texts hold, neither `</script>` nor `<!--` can appear, nor a line end that
    JavaScript knows and JSON does not. (HTML Living Standard, "Restrictions for contents of script
    elements".)
    """
    data = json.loads(written)
    if not data["@graph"]:
        return ""
    text = json.dumps(_filled(data), ensure_ascii=False, separators=(",", ":"))
    return text.translate(ESCAPES)


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _filled(inner) for key, inner in value.items() if inner not in (None, "", [])}
    return [_filled(inner) for inner in value] if isinstance(value, list) else value


def questions_of(html: str) -> list[tuple[str, str]]:
    """Return each heading of the second order in a page's HTML, with the text up to the next."""
    answers = dict[str, list[str]]()
    body = LexborHTMLParser(html).body
    for element in body.iter() if body else ():
        said = " ".join(element.text().split())
        if element.tag == "h2":
            answers[said] = []
        elif answers and said:
            answers[next(reversed(answers))].append(said)
    return [(question, " ".join(answer)) for question, answer in answers.items() if answer]
