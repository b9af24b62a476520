"""One more language for a campaign: its entry in mkdocs.yml, and the letter to be translated."""

from __future__ import annotations

import re
import textwrap

from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode

from campaign.cli.starting.answers import Answers
from campaign.cli.starting.rendering import LETTER, StartedDemand, as_translation, filled_in
from campaign.config.configuration_file import ConfigFile
from campaign.config.starters import COMMON, MAIN, STARTERS, languages
from campaign.config.yaml_text import compose
from campaign.core.problems import Wrong, did_you_mean, quote
from campaign.site.site import Site

_CONFIGURATION = "mkdocs.yml"


def with_language(config: ConfigFile, site: Site, letter: str, code: str) -> dict[str, str]:
    """Return what mkdocs.yml and the new letter say, by their paths; `letter` is the original.

    Raises `Wrong` where the language cannot be added.
    """
    if code in (config.language, *config.other_languages):
        raise Wrong(f"the site has the language {quote(code)} already; name another one")
    known = languages()
    if code not in known:
        remedy = did_you_mean(code.partition("-")[0], known)
        raise Wrong(f"there is no starter in {quote(code)}; {remedy}")
    campaign = site.campaign
    answers = Answers.model_construct(
        language=config.language if config.language in known else MAIN,
        also_in=(code,),
        shape="letter" if site.page_of("letter") else "pledge",
        groups=campaign.groups,
        donate=campaign.donate,
        closed=campaign.closed,
    )
    demands = tuple(StartedDemand(d.title, "", d.order) for d in site.demands)
    common = filled_in(answers.language, answers, demands, (COMMON,))[_CONFIGURATION]
    text = filled_in(code, answers, demands, (STARTERS / code,))[LETTER]
    text = as_translation(text, LETTER, letter, code, answers)
    if latest := site.versions.latest:
        version = f"source_version: {latest.number}\n"
        text = text.replace("source_hash: ", f"{version}source_hash: ", 1)
    return {f"docs/{code}/index.md": text, _CONFIGURATION: _named(config, common, code)}


def _named(config: ConfigFile, common: str, code: str) -> str:
    """Return the text of a mkdocs.yml with the starter's entry of a language."""
    found = re.search(rf"^( +)- code: {code}\n(?:\1  .*\n)+", common, re.M)
    entry = textwrap.dedent(found[0]) if found else ""
    root, _ = compose(config.text, config.shown)
    campaign = value_below(value_below(root, "extra"), "campaign")
    listed = value_below(campaign, "languages")
    node = listed or campaign
    if not isinstance(node, CollectionNode) or node.flow_style:
        raise Wrong("`languages` in mkdocs.yml stands on one line; write an entry a line first")
    first = node.value[0]
    if listed:
        indent = int(first.start_mark.column) - len("- ")
    else:
        entry = f"languages:\n  - code: {config.language}\n{textwrap.indent(entry, '  ')}"
        indent = int(first[0].start_mark.column)
    lines = textwrap.indent(entry, " " * indent)
    while not isinstance(node, ScalarNode) and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    text = config.text
    end = text.find("\n", max(node.end_mark.index - 1, node.start_mark.index)) + 1
    if "\r\n" in text:
        lines = lines.replace("\n", "\r\n")
    return text[:end] + lines + text[end:] if end else f"{text}\n{lines}"


def value_below(node: Node | None, key: str) -> Node | None:
    """Return the value of a key of a YAML mapping; None where there is none."""
    entries = node.value if isinstance(node, MappingNode) else []
    return next((value for name, value in entries if name.value == key), None)
