"""Templates compiled once say in each language what is that language's own."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from campaign.output.templates import CompiledOnce, at_render

SOURCE = '{{ "about"|address }} {% if "about"|address %}{{ ("a" ~ "b")|address }}{% endif %}'


def test_a_constant_is_filtered_in_each_environment_by_its_own_filter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled = []
    compile_template = jinja2.Environment.compile

    def counted(self: jinja2.Environment, source: str, *args: str | None) -> object:
        compiled.append(source)
        return compile_template(self, source, *args)

    monkeypatch.setattr(jinja2.Environment, "compile", counted)
    (tmp_path / "page.html").write_text(SOURCE, encoding="utf-8")
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(tmp_path), autoescape=True, bytecode_cache=CompiledOnce()
    )
    shown = {}
    for code in ("", "es/", "ar/"):
        own = environment.overlay()
        own.filters = dict(environment.filters)
        own.filters["address"] = at_render(lambda path, code=code: f"{code}{path}")
        shown[code] = own.get_template("page.html").render()
    assert shown == {"": "about ab", "es/": "es/about es/ab", "ar/": "ar/about ar/ab"}
    assert compiled == [SOURCE]
