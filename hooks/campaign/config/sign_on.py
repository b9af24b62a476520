"""The form on GitHub that signs the letter: its address, with what can be filled in beforehand."""

from __future__ import annotations

import re
from urllib.parse import urlencode

SIGN_FORM = "sign.yml"
CHANGE_FORM = "change.yml"
_REPOSITORY = re.compile(r"https://github\.com/([A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+?)/?")


def repository_of(address: str) -> str:
    """Return OWNER/NAME from a repository's address on GitHub; empty for any other address."""
    match = _REPOSITORY.fullmatch(address.removesuffix(".git"))
    return match[1] if match else ""


def issue_form_link(repository: str, form: str, title: str = "") -> str:
    """Return the address of an issue form in a repository, OWNER/NAME.

    The title can be filled in beforehand. A dropdown cannot: GitHub then shows an empty issue in
    place of the form.
    """
    query = {"template": form} | ({"title": title} if title else {})
    return f"https://github.com/{repository}/issues/new?{urlencode(query)}"
