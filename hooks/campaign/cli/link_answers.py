"""Asks the web whether addresses still lead somewhere. The one part of the project that does."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import IO, Literal
from urllib.parse import quote, urlsplit

Kind = Literal["answers", "moved", "gone", "unreached", "unclear"]
"""`gone` is what a server says; where none was reached, the address may be as good as ever."""
AT_ONCE = 8
"""Hosts that are asked at the same time; of each, one address after another."""
PATIENCE = 20.0
"""Seconds that a host may take for an answer."""
MOST_STEPS = 10
HEADERS = {
    # Some servers answer nobody who does not say who they are and what they would read.
    "User-Agent": "Mozilla/5.0 (compatible; campaign-links; checks the sources of an open letter)",
    "Accept": "text/html,application/pdf;q=0.9,*/*;q=0.8",
}
STAYS = "%:/?#[]@!$&'()*+,;=~"
"""What has a meaning in an address; a letter outside of ASCII is sent as its bytes."""
FOR_GOOD = (301, 308)
GONE = (404, 410)


@dataclass(frozen=True)
class Answer:
    """What became of one address."""

    address: str
    kind: Kind
    detail: str = ""
    """For `moved` the new address, otherwise what was answered, in a few words."""


def ask_all(
    addresses: Iterable[str], patience: float = PATIENCE, done: Callable[[], None] = lambda: None
) -> list[Answer]:
    """Return the answer for each address, in their order; `done` is called after each.

    Never raises for what a server does.
    """
    alone: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
    wanted = list(addresses)
    locks = [alone[urlsplit(address).netloc] for address in wanted]

    def one(address: str, lock: threading.Lock) -> Answer:
        with lock:
            answer = ask(address, patience)
        done()
        return answer

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, wanted, locks))


def ask(address: str, patience: float = PATIENCE) -> Answer:
    """Return what an address answers. Only its beginning is read, and nothing of it is kept."""
    follow = _Follow()
    opener = urllib.request.build_opener(follow)
    try:
        request = urllib.request.Request(_sent(address), headers=HEADERS)  # noqa: S310 - http(s) only
        with opener.open(request, timeout=patience) as response:
            response.read(1)
    except urllib.error.HTTPError as error:
        error.close()
        return Answer(address, "gone" if error.code in GONE else "unclear", _said(error.code))
    except (urllib.error.URLError, OSError, http.client.HTTPException, ValueError) as error:
        why = error.reason if isinstance(error, urllib.error.URLError) else error
        kind, detail = _failed(why, patience)
        return Answer(address, kind, detail)
    if follow.at and follow.at != address:
        return Answer(address, "moved", follow.at)
    return Answer(address, "answers")


def _sent(address: str) -> str:
    """Return an address in ASCII, as browsers send it; raise `ValueError` where there is no way."""
    parts = urlsplit(address)
    host = parts.netloc.encode("idna").decode("ascii")
    return quote(parts._replace(netloc=host).geturl(), safe=STAYS)


def _failed(why: object, patience: float) -> tuple[Kind, str]:
    """Return what a request without an answer tells, and in which words."""
    if isinstance(why, socket.gaierror):  # a host that is no more, or a computer that is offline
        return "unreached", "the name of its host was not found"
    if isinstance(why, ssl.SSLError):
        return "unclear", "its certificate is not trusted"
    if isinstance(why, TimeoutError):
        return "unreached", f"no answer within {patience:.0f} seconds"
    if isinstance(why, OSError) and not isinstance(why, http.client.HTTPException):
        return "unreached", "it cannot be reached"
    if isinstance(why, (http.client.InvalidURL, ValueError)):
        return "unclear", "it is no address that can be asked for"
    return "unclear", "it answers nothing that can be read"


def _said(code: int) -> str:
    if code in (401, 403, 405, 406, 429, 999):
        return f"it answers {code}, as some do to programs"
    return f"it answers {code}"


class _Follow(urllib.request.HTTPRedirectHandler):
    """Follows redirections, and keeps where those for good lead."""

    max_redirections = MOST_STEPS

    def __init__(self) -> None:
        self.for_good = True
        self.at = ""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        # Behind a redirection for now, the address that was asked for stays the right one.
        self.for_good = self.for_good and code in FOR_GOOD
        if self.for_good:
            self.at = newurl
        return super().redirect_request(req, fp, code, msg, headers, newurl)
