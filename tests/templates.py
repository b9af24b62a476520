"""The generator's own templates, filled in without a build and in English."""

from __future__ import annotations

from typing import Any

import jinja2

from tests.sites import ROOT

_UNUSED = ("direction", "filesize", "group_name", "host", "initial", "long_date", "page_language",
           "words")  # fmt: skip
"""Filters of templates that need a site; no test fills in what is given to one."""
_ENVIRONMENT = jinja2.Environment(
    loader=jinja2.FileSystemLoader(ROOT / "overrides"),
    autoescape=True,
    extensions=["jinja2.ext.i18n"],
)
_ENVIRONMENT.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
_ENVIRONMENT.filters |= dict.fromkeys(_UNUSED, str)
_ENVIRONMENT.filters["number"] = "{:,}".format


def template_module(name: str) -> Any:
    """Return a template's macros."""
    return _ENVIRONMENT.get_template(name).module
