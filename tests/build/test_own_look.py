"""overrides/own/: what a campaign changes of the look wins, and no update touches it."""

from __future__ import annotations

import re
import textwrap
from io import BytesIO
from pathlib import Path

import jinja2
import pytest
from PIL import Image

from campaign.config.folder import Templates, find_templates
from campaign.look.overrides import style_sheet, template_problem
from tests.example import build_refused, campaign
from tests.sites import ROOT, Built

PICTURE = BytesIO()
Image.new("RGB", (8, 8), (0, 68, 136)).save(PICTURE, "PNG")
STYLE = """\
:root { --accent: #048; }
@media screen and (prefers-color-scheme: dark) { :root { --accent: #9cf; } }
"""
OWN = {
    "overrides/own/own.css": STYLE,
    "overrides/own/partials/colophon.html": "<p class=\"ours\">{{ '<b>' }} {{ front.title }}</p>\n",
    "overrides/own/partials/extra.html": "<i>{{ campaign.name ~ '<b>' }}</i>\n",
    "overrides/own/partials/share.html": '{% include "partials/extra.html" %}\n',
    "overrides/own/404.html": """\
{% extends "base.html" %}
{% block title %}Lost{% endblock %}
{% block meta %}{% endblock %}
{% block main %}<h1>Lost</h1>{% endblock %}
""",
    "overrides/own/assets/favicon.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
    "overrides/own/embeds/style.css": "a { outline-color: fuchsia; }\n",
    "overrides/own/assets/logo.png": PICTURE.getvalue(),
    "overrides/own/README.md": "Notes.\n",
}


def test_it_wins_and_nothing_else_of_it_is_published() -> None:
    built = campaign(files=OWN)
    style = built.html("assets/campaign.css")
    plain = (ROOT / "overrides/assets/campaign.css").read_text(encoding="utf-8")
    assert style.startswith(plain.rstrip())
    assert style.endswith(STYLE)
    letter = built.html()
    assert '<p class="ours">&lt;b&gt; An open letter' in letter
    assert "Cite this letter" not in letter
    assert "&lt;b&gt;</i>" in built.html("demands/act-now")  # a template of its own escapes
    assert "<h1>Lost</h1>" in built.html("404.html")
    assert built.html("assets/favicon.svg") == OWN["overrides/own/assets/favicon.svg"]
    assert (built.site / "assets/logo.png").is_file()
    for name in ("own", "own.css", "README.md"):
        assert not (built.site / name).exists()
    (card,) = (built.site / "assets/cards").glob("signatories-*.png")
    colours = {colour for _, colour in Image.open(card).convert("RGB").getcolors(100_000) or ()}
    assert (0x00, 0x44, 0x88) in colours
    assert (0x8A, 0x1C, 0x2C) not in colours
    assert 'fill="#004488"' in built.html("badge.svg")
    framed = built.html("embed/count")
    assert " ".join(STYLE.split()) in framed
    assert "outline-color: fuchsia" in framed
    assert ".fine" not in framed.partition("</style>")[0]


def test_the_guides_samples_do_what_it_says() -> None:
    guide = (ROOT / "guide/change-templates-and-style.md").read_text(encoding="utf-8")
    style, part = (
        textwrap.dedent(re.findall(rf"^ *```{kind}\n(.*?)^ *```$", guide, re.M | re.S)[0])
        for kind in ("css", "html")
    )
    own = {"overrides/own/own.css": style, "overrides/own/partials/colophon.html": part}
    built = campaign(files=own)
    assert built.html("assets/campaign.css").endswith(style)
    assert part.strip() in built.html()
    assert "Cite this letter" not in built.html()


def test_without_it_the_style_is_the_generators(real_site: Built) -> None:
    style = real_site.html("assets/campaign.css")
    assert style == style_sheet(find_templates(ROOT), None, None, ROOT)
    for part in ("assets/campaign.css", "components/donate.css"):
        assert (ROOT / "overrides" / part).read_text(encoding="utf-8") in style
    assert not (real_site.site / "components").exists()


def test_what_is_wrong_in_a_template_is_said() -> None:
    told = build_refused(
        files={"overrides/own/partials/footer.html": "\n\n{{ campaign.nothing.more }}"}
    )
    where = "overrides/own/partials/footer.html:3: the template cannot be filled in ("
    assert any(where in line for line in told)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("\n{{ 1 / 0 }}", "2: the template cannot be filled in (division by zero)"),
        (
            "\n{% if %}",
            "2: the template cannot be filled in (Expected an expression, got 'end of statement "
            "block'); correct it,",
        ),
        (
            '{% include "none.html" %}',
            "1: the template cannot be filled in (there is no template none.html); correct it",
        ),
    ],
)
def test_a_template_may_fail_in_any_way(text: str, problem: str, tmp_path: Path) -> None:
    own = tmp_path / "overrides" / "own" / "x.html"
    own.parent.mkdir(parents=True)
    own.write_text(text, encoding="utf-8")
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(own.parent), autoescape=True)
    templates = Templates(tmp_path / "overrides", own.parent)
    with pytest.raises((ZeroDivisionError, jinja2.TemplateError)) as caught:
        environment.get_template("x.html").render()
    found = template_problem(caught.value, templates, lambda path: path.name)
    assert str(found).startswith(f"x.html:{problem}")
