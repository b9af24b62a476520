"""One more language for a campaign: its entry in mkdocs.yml, and the letter to be translated."""

from __future__ import annotations

import re

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from campaign.cli.console import Unfit
from campaign.cli.starting.answers import Answers
from campaign.cli.starting.rendering import (
    LETTER,
    StartedDemand,
    as_translation,
    filled_in,
    menu,
)
from campaign.config.configuration_file import ConfigFile
from campaign.config.starters import COMMON, MAIN, STARTERS, languages
from campaign.config.yaml_text import compose
from campaign.core.problems import did_you_mean, quote
from campaign.site.site import Site

_CONFIGURATION = "mkdocs.yml"
_INDENTED = "      "
"""What stands before an entry of `languages` in the starter's mkdocs.yml."""


def with_language(config: ConfigFile, site: Site, letter: str, code: str) -> dict[str, str]:
    """Return what mkdocs.yml and the new letter say, by their paths; `letter` is the original.

    Raises `Unfit` where the language cannot be added.
    """
    if code in (config.language, *config.other_languages):
        raise Unfit(f"the site has the language {quote(code)} already; name another one")
    known = languages()
    if code not in known:
        remedy = did_you_mean(code.partition("-")[0], known)
        raise Unfit(f"there is no starter in {quote(code)}; {remedy}")
    campaign = site.campaign
    pledge = site.page_of("letter") is None
    answers = Answers(
        language=config.language if config.language in known else MAIN,
        also_in=(code,),
        shape="pledge" if pledge else "letter",
        groups=campaign.groups,
        donate=campaign.donate,
        closed=campaign.closed,
    )
    demands = tuple(StartedDemand(d.title, "", d.order) for d in site.demands)
    common = filled_in(answers.language, answers, demands, (COMMON,))[_CONFIGURATION]
    text = filled_in(code, answers, demands, (STARTERS / code,))[LETTER]
    called = menu(code, is_pledge=pledge)[LETTER]
    text = as_translation(text, LETTER, letter, called)
    if latest := site.versions.latest:
        version = f"source_version: {latest.number}\n"
        text = text.replace("source_hash: ", f"{version}source_hash: ", 1)
    return {_CONFIGURATION: _named(config, common, code), f"docs/{code}/index.md": text}


def _named(config: ConfigFile, common: str, code: str) -> str:
    """Return the text of a mkdocs.yml with the starter's entry of a language."""
    entry = re.search(rf"^{_INDENTED}- code: {code}\n(?:{_INDENTED}  .*\n)+", common, re.M)
    campaign, _ = compose(config.text, config.shown)
    for key in ("extra", "campaign"):
        campaign = _below(campaign, key)
    if entry is None or not isinstance(campaign, MappingNode) or campaign.flow_style:
        raise Unfit("the languages of mkdocs.yml cannot be read; add the entry by hand")
    listed = _below(campaign, "languages")
    if listed is None:
        before = " " * int(campaign.value[0][0].start_mark.column)
        lines = f"{before}languages:\n{before}  - code: {config.language}\n"
        return _inserted(config.text, campaign, lines + _indented(entry[0], f"{before}  "))
    if not isinstance(listed, SequenceNode) or listed.flow_style:
        raise Unfit("`languages` in mkdocs.yml stands on one line; write an entry a line first")
    before = " " * (int(listed.value[0].start_mark.column) - 2)
    return _inserted(config.text, listed, _indented(entry[0], before))


def _below(node: Node | None, key: str) -> Node | None:
    entries = node.value if isinstance(node, MappingNode) else []
    return next((value for name, value in entries if name.value == key), None)


def _indented(entry: str, before: str) -> str:
    return re.sub(f"^{_INDENTED}", before, entry, flags=re.M)


def _inserted(text: str, node: Node, lines: str) -> str:
    """Return a text with lines below the last one that a node of it fills."""
    while not isinstance(node, ScalarNode) and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    if "\r\n" in text:
        lines = lines.replace("\n", "\r\n")
    end = text.find("\n", max(node.end_mark.index - 1, node.start_mark.index)) + 1
    return text[:end] + lines + text[end:] if end else f"{text}\n{lines}"
