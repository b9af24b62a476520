"""A form's server, which answers as an address says; its export holds what must stay private."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.example import CAMPAIGN

HEADER = "Full name,E-mail,Town,I agree to be named"
PRIVATE = ("secret@example.org", "Refused Testperson", "Hidden Testperson")
EXPORT = f"""{HEADER}
Mara Testperson,secret@example.org,Northford,Yes
Hidden Testperson,hidden-secret@example.org,Northford,No
Refused Testperson 4111 1111 1111 1111,third-secret@example.org,Northford,Yes
"""
PROFILE = """\
shapes:
  - name: Our form
    kind: individual
    columns:
      - {column: Full name, becomes: name}
      - {column: E-mail, becomes: personal}
      - {column: Town, becomes: place}
      - {column: I agree to be named, becomes: consent, publish: ["Yes"], held: ["No"]}
"""
SYNCED = CAMPAIGN | {"sign_on": CAMPAIGN["sign_on"] | {"sync": "Our form"}}


class Form(BaseHTTPRequestHandler):
    """Answers as the path says."""

    def do_GET(self) -> None:
        kind, data = ANSWERS.get(self.path, ("text/csv", EXPORT))
        body = data.encode()
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "http://elsewhere.example.org/")
            self.end_headers()
            return
        self.send_response(500 if self.path == "/broken" else 200)
        self.send_header("Content-Type", kind)
        if self.path != "/endless":
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.path == "/slow":
            for letter in body:
                self.wfile.write(bytes([letter]))
                time.sleep(0.05)
        self.wfile.write(body[:60] if self.path == "/half" else body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


TYPEFORM = {
    "total_items": 1,
    "items": [
        {
            "submitted_at": "2021-02-03T10:00:00Z",
            "answers": [
                {"type": "text", "text": "Mara Testperson", "field": {"ref": "Full name"}},
                {"type": "email", "email": "secret@example.org", "field": {"ref": "E-mail"}},
            ],
        }
    ],
}
TALLY = {
    "hasMore": False,
    "questions": [{"id": "q1", "title": "Full name"}, {"id": "q2", "title": "E-mail"}],
    "submissions": [
        {
            "submittedAt": "2021-02-03T10:00:00Z",
            "responses": [
                {"questionId": "q1", "answer": "Mara Testperson"},
                {"questionId": "q2", "answer": "secret@example.org"},
            ],
        }
    ],
}
AIRTABLE = {"records": [{"fields": {"Full name": "Mara Testperson"}}]}
ANSWERS = {
    "/page": ("text/html", "<!doctype html><p>Sign in"),
    "/header": ("text/csv", EXPORT.replace("Town", "Secret town")),
    "/answer": ("text/csv", EXPORT.replace(",No\n", ",Maybe secret\n")),
    "/typeform": ("application/json", json.dumps(TYPEFORM)),
    "/tally": ("application/json", json.dumps(TALLY)),
    "/airtable": ("application/json", json.dumps(AIRTABLE)),
    "/first-page": ("application/json", json.dumps(AIRTABLE | {"offset": "secret"})),
    "/cut": ("application/json", json.dumps(TALLY)[:-9]),
}


@contextmanager
def serving() -> Iterator[str]:
    """Serve the answers; yields the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Form)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
