"""Hosts: whether an address may divert a gift from where the campaign wants it to go.

An address is refused that leads to a known donation platform, to a host that looks like an
allowed one (Unicode Technical Standard 39's skeletons, punycode decoded, one letter more or less,
an allowed name within another), through a shortener, or through an allowed host to elsewhere; and,
where the allowed host is one that many share, to another form than the campaign's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import SplitResult, unquote, urlsplit

import icu

from campaign.core.problems import quote
from campaign.safety.form_urls import (
    DECODINGS,
    LISTS,
    hosts_of,
    is_at_form_site,
    is_form_site,
    is_own_form,
)

DONATION_PLATFORMS = tuple(LISTS["donation_platforms"])
SHORTENERS = tuple(LISTS["shorteners"])
SHARED_ENDINGS = frozenset(LISTS["shared_endings"])
"""Hosts below which anybody can have a site."""
SECOND_LEVELS = frozenset("ac co com edu gob gouv gov net ngo nom or org".split())
"""Second levels below which names are given out in many countries, as in example.org.uk."""
SHORTEST_ALIKE = 6
"""Letters of a name from which on one letter of difference looks like a slip, or a trick."""
SHORTEST_WITHIN = 10
"""Letters of a name from which on it stands in no other by chance."""
_PLATFORMS, _SHORTENERS = frozenset(DONATION_PLATFORMS), frozenset(SHORTENERS)
AMBIGUOUS = re.compile(r"[01]|rn|vv|cl")
"""What may be taken for another letter in a host of plain letters."""
WITHIN = re.compile(
    r"(?:https?:[/\\]*|[/\\]{2})(\[[0-9a-f:.]+\]|[^/\\?#&=\s\"'<>]+)", re.IGNORECASE
)
_ENDINGS = sorted({name.rpartition(".")[2] for name in (*DONATION_PLATFORMS, *SHORTENERS)})
_HOST_END = re.compile(rf"\.(?:{'|'.join(_ENDINGS)})(?![\w-]|\.\w)", re.IGNORECASE)
_HOST_BEFORE = re.compile(r"[\w-]+(?:\.[\w-]+)*$")
_LONGEST_HOST = 253  # characters (RFC 1035)
SENDS_ON = re.compile(
    r"(?:next|to|go|u|q|link|dest|destination|out|r|back)|"
    r".*(?:ur[il]|goto|target|forward|continue|redir|return|callback|next|[_-]to).*",
    re.IGNORECASE,
)
"""Parameters by which sites send readers on (OWASP, "Unvalidated Redirects and Forwards")."""
PARAMETER = re.compile(r"[?&;#]([^?&;#=]*)=([^&;#]*)")
BARE_HOST = re.compile(
    r"[\s/\\]*(?:[^/\\?#@\s]*@)?((?:[\w-]+\.)+(?:xn--[\w-]+|[^\W\d_]{2,63}))(?=[/\\?#:\s]|$)"
)
"""A host without a scheme at the beginning of a text."""
WHOLE_HOST = re.compile(r"\s*(?:https?:[/\\]*|[/\\]\s*[/\\])[/\\\s]*([^/\\?#\s]+)", re.IGNORECASE)
"""A host behind a scheme, or behind two slashes, at the beginning of a text."""
STEP = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,63}")
"""A host without a scheme, as a step of a path."""
A_FILE = re.compile(
    r".*\.(?:aspx?|cgi|css|csv|gif|html?|jpe?g|js|json|jspx?|md|pdf|php|png|svg|txt|webp|xhtml|xml)",
    re.IGNORECASE,
)
"""What has the form of a host, and is the name of a file."""
AFTER_HOST = re.compile(r"[^/\\?#]*[/\\]{2}[^/\\?#]*")
REMEDY = "place `<!-- @donate -->` instead"


def diverts(url: str, allowed: frozenset[str], *, is_signers: bool = False) -> str | None:
    """Say why a web address may divert a gift or a signature, as the end of a sentence, or None.

    `is_signers`: it is a signatory's own. A chapter in another country may bear the name of an
    allowed host under another ending, and is refused only where eyes cannot tell the two apart.
    `allowed` is what mkdocs.yml lets gifts and signatures go to: hosts and, as `form_links` has
    them, forms.
    """
    hosts = hosts_of(allowed)
    try:
        parts = urlsplit(url)
        host = plain_host(parts.hostname or "")
    except ValueError:
        return None  # no address: whoever asks for one says so
    if why := _host(host, hosts, is_signers=is_signers):
        return why
    if not host:
        return None
    if host in hosts and is_shared(host, parts.path) and not is_own_form(url, allowed):
        return (
            f"leads to another form at {quote(host)} than the campaign's, where anybody can have "
            f"one; {REMEDY}, or add the address to `forms` in mkdocs.yml if the form is truly yours"
        )
    if host not in hosts and is_form_site(host, parts.path):
        return (
            f"leads to a form at {quote(host)}, where anybody can have one; place `<!-- @sign -->` "
            "instead, or add the host to `hosts` and the address to `forms` below `sign_on` in "
            "mkdocs.yml if the form is truly yours"
        )
    if host in hosts and not is_signers and (why := _unsafe(parts)):
        return f"leads to {quote(host)} {why}"
    rest = AFTER_HOST.sub("", url, count=1)
    steps = _hosts_on_the_way(rest, is_allowed=host in hosts)
    for within in (*_hosts_within(rest), *_hosts_to_go_to(rest), *steps):
        if within != host and host in hosts:
            return (
                f"leads through {quote(host)} to {quote(within)}; delete what names the other host"
            )
        if why := _host(within, hosts, is_signers=is_signers):
            return f"holds another address, which {why}"
    return None


def _unsafe(parts: SplitResult) -> str | None:
    """Say how an address of an allowed host may still be led astray, or return None."""
    if parts.scheme != "https":
        return "without encryption, so that others could change the form; begin it with https://"
    if parts.port not in (None, 443):
        return "at a port, where another program may answer; leave the port out"
    return None


def names_platform(text: str, allowed: frozenset[str]) -> Iterable[tuple[int, str]]:
    """Yield offset and host of each donation platform, or shortener, that a plain text names."""
    allowed = hosts_of(allowed)
    for match in _HOST_END.finditer(text):
        before = max(0, match.end() - _LONGEST_HOST)
        window = text[before : match.end()]
        if not window.lower().endswith((*DONATION_PLATFORMS, *SHORTENERS)):
            continue
        found = _HOST_BEFORE.search(window)
        if found is None or found[0].lower() in allowed:
            continue
        if not (_PLATFORMS | _SHORTENERS).isdisjoint(_ends(found[0].lower())):
            yield before + found.start(), found[0]


def is_part_of_platform(host: str) -> bool:
    """Whether a host lies below that of a donation platform, as somebody's own part of it does."""
    _, *above = _ends(host.lower().removeprefix("www."))
    return not _PLATFORMS.isdisjoint(above)


def is_at_shared(host: str) -> bool:
    """Whether anybody can have a form, for gifts or signatures, somewhere at a plain host."""
    return not _PLATFORMS.isdisjoint(_ends(host)) or is_at_form_site(host)


def is_shared(host: str, path: str) -> bool:
    """Whether anybody can have a form, for gifts or signatures, at a plain host, below a path."""
    return not _PLATFORMS.isdisjoint(_ends(host)) or is_form_site(host, path)


def is_shortener(host: str) -> bool:
    """Whether addresses of a plain host lead to where nobody sees before."""
    return not _SHORTENERS.isdisjoint(_ends(host))


def plain_host(host: str) -> str:
    """Return a host in small letters, without a dot at its end, punycode as the letters it means.

    Full-width letters and other dots become what a browser makes of them (UTS 46, NFKC).
    """
    host = _nfkc(unquote(host)).lower().replace("。", ".").replace("｡", ".").rstrip(".")
    return ".".join(map(_label, host.split(".")))


@lru_cache(maxsize=65_536)
def _host(host: str, allowed: frozenset[str], *, is_signers: bool = False) -> str | None:
    """Say why a plain host may not be linked, or return None."""
    if host in allowed:
        return None
    ends = _ends(host)
    if not _PLATFORMS.isdisjoint(ends):
        return (
            f"leads to the donation platform {quote(host)}, which is not among the allowed "
            f"hosts in mkdocs.yml; {REMEDY}"
        )
    if is_shortener(host):
        return (
            f"is shortened by {quote(host)}, so that nobody sees where it leads; write the "
            "whole address that it leads to"
        )
    # What stands below an allowed host belongs to whoever owns that host.
    if not _owned(allowed).isdisjoint(ends):
        return None
    for name in sorted(allowed):
        if (
            _is_twin(host, name)
            or _stands_within(host, name)
            or (not is_signers and _is_like(host, name))
        ):
            return (
                f"leads to {quote(host)}, which looks like the allowed host {quote(name)} and is "
                f"another; "
                + (
                    "leave it out, or write the signatory's own address"
                    if is_signers
                    else "correct the address, or add the host to `hosts` if it is truly yours"
                )
            )
    platform = next((name for name in _parts(host) if name in _PLATFORMS), _dashed(host))
    if platform is None and (not host.isascii() or AMBIGUOUS.search(host)):
        platform = next((p for e in _ends(skeleton(host)) if (p := _seen_as().get(e))), None)
    if platform:
        return (
            f"leads to {quote(host)}, which looks like the donation platform {quote(platform)} "
            f"and is another host; {REMEDY}"
        )
    return None


def _ends(host: str) -> list[str]:
    """Return the host and every host that it lies below."""
    labels = host.split(".")
    return [".".join(labels[at:]) for at in range(len(labels))]


def _parts(host: str) -> list[str]:
    """Return each run of two and three labels of a host."""
    labels = host.split(".")
    return [".".join(labels[at : at + n]) for n in (2, 3) for at in range(len(labels) - n + 1)]


def _dashed(host: str) -> str | None:
    """Return the platform whose dots a part of a host writes as hyphens, as proxies do."""
    for label in host.split("."):
        for platform in DONATION_PLATFORMS if "-" in label else ():
            if f"-{label}".endswith(f"-{platform.replace('.', '-')}"):
                return platform
    return None


@lru_cache(maxsize=1)
def _seen_as() -> Mapping[str, str]:
    """Return each platform by what it looks like."""
    return {skeleton(platform): platform for platform in DONATION_PLATFORMS}


@lru_cache(maxsize=8)
def _owned(allowed: frozenset[str]) -> frozenset[str]:
    return allowed | frozenset(map(_registered, allowed))


def _is_like(host: str, name: str) -> bool:
    """Whether a host that is another could be taken for `name`."""
    own, other = _registered(name), _registered(host)
    label, others = own.partition(".")[0], other.partition(".")[0]
    if len(label) < SHORTEST_ALIKE:
        return False
    if len(label) >= SHORTEST_WITHIN and _holds(host, label):
        return True
    return _differs_little(label, others)


def _stands_within(host: str, name: str) -> bool:
    """Whether the whole of an allowed host stands in another."""
    dashed = f".{host.replace('-', '.')}."
    if f".{_registered(name).replace('-', '.')}." in dashed:  # donate.example.org.example.com
        return True
    stem = name.rpartition(".")[0].removeprefix("www.").replace("-", ".")
    return "." in stem and f".{stem}." in dashed  # donate-example.give-now.example


def _is_twin(host: str, name: str) -> bool:
    """Whether eyes cannot tell a host that is another from `name`."""
    own = _registered(name)
    is_doubtful = not host.isascii() or AMBIGUOUS.search(f"{host} {own}")
    # The skeleton knows that 1 looks like l, and not that it stands for i.
    return bool(is_doubtful) and any(
        _looks_the_same(h, own) for h in {host, host.replace("1", "i")}
    )


def _holds(host: str, label: str) -> bool:
    """Whether a long name stands in a host, however it is parted, or is one part but for a slip."""
    within, wanted = re.sub("[-.]", "", host), label.replace("-", "")
    if wanted in within or any(_differs_little(label, part) for part in host.split(".")[:-1]):
        return True
    is_ambiguous = not host.isascii() or AMBIGUOUS.search(f"{host} {label}")
    return bool(is_ambiguous) and skeleton(wanted) in skeleton(within)


def _differs_little(one: str, other: str) -> bool:
    if one == other:
        return True
    if abs(len(one) - len(other)) > 1:
        return False
    from rapidfuzz.distance import DamerauLevenshtein  # few names are near enough to be measured

    return DamerauLevenshtein.distance(one, other, score_cutoff=1) == 1


def _looks_the_same(host: str, name: str) -> bool:
    """Whether eyes cannot tell the ends of two hosts apart."""
    seen, wanted = skeleton(host), skeleton(name)
    return seen == wanted or seen.endswith(f".{wanted}")


def _registered(host: str) -> str:
    """Return the part of a host that is somebody's own: example.org of www.example.org."""
    labels = host.split(".")
    for number, end in enumerate(_ends(host)):
        if end in SHARED_ENDINGS:
            return ".".join(labels[max(0, number - 1) :])
    is_second = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in SECOND_LEVELS
    return ".".join(labels[-3 if is_second else -2 :])


def _hosts_within(rest: str) -> list[str]:
    """Return the hosts of all addresses that the rest of an address holds, encoded or not."""
    found: dict[str, None] = {}
    for _ in range(DECODINGS):
        for match in WITHIN.finditer(rest):
            host = _without_user(match[1])
            if "." in host.strip("."):
                found[plain_host(host)] = None
        decoded = unquote(rest)
        if decoded == rest:
            break
        rest = decoded
    return list(found)


def _hosts_to_go_to(rest: str) -> list[str]:
    """Return the hosts that parameters of an address name which commonly send readers on."""
    found: dict[str, None] = {}
    for key, value in PARAMETER.findall(rest):
        name, text = _decoded(key), _nfkc(_decoded(value)).replace("。", ".")
        host = WHOLE_HOST.match(text)
        if host is None and SENDS_ON.fullmatch(re.sub(r"\[.*", "", name)):
            host = BARE_HOST.match(text)
        if host:
            found[plain_host(_without_user(host[1]))] = None
    return list(found)


def _hosts_on_the_way(rest: str, *, is_allowed: bool) -> list[str]:
    """Return the hosts that steps of an address name, as those of archives and redirects do.

    Any host behind a word that sends on, as in `/go/example.org`; a donation platform's wherever
    it stands, if something follows it. `is_allowed`: a query may be nothing but a host.
    """
    found: dict[str, None] = {}
    steps = re.split(r"[/\\?#&;=]+", _nfkc(_decoded(rest)).replace("。", "."))
    for before, step, behind in zip(["", *steps], steps, [*steps[1:], ""], strict=False):
        host = plain_host(_without_user(step))
        if not STEP.fullmatch(host) or A_FILE.fullmatch(host):
            continue
        ends = _ends(host)
        if SENDS_ON.fullmatch(before) or (
            not _PLATFORMS.isdisjoint(ends) and (behind or is_part_of_platform(host))
        ):
            found[host] = None
    alone = re.match(r"[^?#]*\?([^?&;#=/]+)(?:[/&;#]|$)", rest)
    if is_allowed and alone:
        host = plain_host(_without_user(_decoded(alone[1])))
        if STEP.fullmatch(host) and not A_FILE.fullmatch(host):
            found[host] = None
    return list(found)


def _without_user(host: str) -> str:
    """Return a host as it stands in an address, without a user's name and a port."""
    return re.sub(r":\d*$", "", host.rpartition("@")[2])


def _decoded(text: str) -> str:
    for _ in range(DECODINGS):
        if (decoded := unquote(text)) == text:
            break
        text = decoded
    return text


_SPOOF = icu.SpoofChecker()
_NORMALIZER = icu.Normalizer2.getNFKCInstance()


def _nfkc(text: str) -> str:
    return text if text.isascii() else str(_NORMALIZER.normalize(text))


@lru_cache(maxsize=65_536)
def skeleton(text: str) -> str:
    """Return what a host, or a text, looks like, whatever letters it is made of."""
    plain = "".join(c for c in _nfkd(text) if not 0x300 <= ord(c) <= 0x36F)
    return str(_SPOOF.getSkeleton(0, plain.lower()))


def in_latin(text: str) -> str:
    """Return a text with a Latin letter in the place of each other one that looks like it."""
    if text.isascii():
        return text
    return "".join(map(_in_latin, text))


@lru_cache(maxsize=4096)
def _in_latin(letter: str) -> str:
    seen = letter if letter.isascii() else str(_SPOOF.getSkeleton(0, letter))
    return seen if seen.isascii() and seen.isalpha() else letter


def _nfkd(text: str) -> str:
    return text if text.isascii() else str(icu.Normalizer2.getNFKDInstance().normalize(text))


def _label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return label
