"""Templates compiled once say in each language what is that language's own."""

from __future__ import annotations

import jinja2
import pytest

from campaign.output.compiled_templates import Compiled, at_render

SOURCE = '{{ "about"|address }} {% if "about"|address %}{{ ("a" ~ "b")|address }}{% endif %}'


def test_a_constant_is_filtered_in_each_environment_by_its_own_filter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compiled = []
    compile_template = jinja2.Environment.compile

    def counted(self: jinja2.Environment, source: str, *args: str | None) -> object:
        compiled.append(source)
        return compile_template(self, source, *args)

    monkeypatch.setattr(jinja2.Environment, "compile", counted)
    environment = jinja2.Environment(
        loader=jinja2.DictLoader({"page.html": SOURCE}),
        bytecode_cache=Compiled(),
        autoescape=True,
    )
    shown = {}
    for code in ("", "es/", "ar/"):
        own = environment.overlay()
        own.filters = dict(environment.filters)
        own.filters["address"] = at_render(lambda path, code=code: f"{code}{path}")
        shown[code] = own.get_template("page.html").render()
    assert shown == {"": "about ab", "es/": "es/about es/ab", "ar/": "ar/about ar/ab"}
    assert compiled == [SOURCE]


def test_a_template_that_changes_is_compiled_anew() -> None:
    texts = {"page.html": "one"}
    environment = jinja2.Environment(
        loader=jinja2.DictLoader(texts),
        bytecode_cache=Compiled(),
        autoescape=True,
    )
    assert environment.get_template("page.html").render() == "one"
    texts["page.html"] = "two"
    assert environment.overlay(cache_size=1).get_template("page.html").render() == "two"
