"""Slips: Markdown that is shown as it stands, or that GitHub's preview shows otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaign.content.component_syntax import COMPONENTS
from campaign.content.markdown_text import (
    CodeBlocks,
    PageFault,
    open_comment,
    without_code,
    without_comments,
)
from campaign.core.problems import quote
from campaign.core.topics import ABOUT_COMPONENTS, ABOUT_FRONT_MATTER, ABOUT_PAGES, ABOUT_PICTURES
from campaign.safety.html_allowlist import SECOND_TITLE

_ADDRESS = r"(?:https?://[^\s()\[\]]+|[^\s()\[\]]+\.(?:md|png|jpe?g|pdf)(?:#[^\s()\[\]]*)?)"
_ENTRY = r"^[ \t>]*(?:[-*+]|\d+[.)])[ \t]+"
GLUED_HEADING = r"^ {0,3}(?P<at>#{1,6})[^\s#]"
_SECOND_FRONT_MATTER = r"^---[ \t]*\r?\n(?:[a-z_]+:.*\r?\n(?:[ \t-].*\r?\n)*)+---[ \t]*$"
_ROW = r"[ \t]*\|.*\|[ \t]*\r?$"
_ROW_OF_DASHES = r"[ \t]*\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*\r?$"
_NOTE = re.compile(r"(?<!\\)\[\^([^\]\s]+)\](?!:)")
_NOTE_TEXT = re.compile(r"^[ \t]*\[\^([^\]\s]+)\]:", re.M)
_ITEM_ABOVE = re.compile(r"^ *(?:[-*+]|\d+[.)]) +", re.M)
_SENTENCE = re.compile(r"\w+ \w+ .*[.!?:,;…”\"]$")
_TEXT_LINE = (
    r"(?![ \t]*(?:[#>|<]|[-*+]\s|\d+[.)]\s|(?:[-*_][ \t]*){3,}$|[a-z_]+:\s))[ \t]*\S.*\r?\n"
)
"""A line of a paragraph; a key would be one of a second front matter."""
_LANGUAGE = re.compile(
    r"(?:[\w#.+-]*|\{.*\}|[\w#.+-]+(?:\s+[\w-]+=\S+)*(?:\s+[\w-]+=\"[^\"]*\")*)\s*"
)


_BULLETS = (
    "the line begins with {quoted[1]}, as in a list from a word processor, which Markdown does "
    "not read; write `- ` instead, in each line of the list"
)
_ANYWHERE = {
    rf"{_ENTRY}(?P<at>(?:`{{3,}}|~{{3,}})[^`\n]*)$": (
        "code that begins beside a list's sign is read differently on GitHub; begin it on a line "
        "of its own below, indented as far as the item's text"
    ),
    r"^(?P<at>`+)[ \t]*<!--[ \t]*@\w+[^`\n]*-->[ \t]*`+[ \t]*$": (
        "{quoted[1]} shows the component as code; leave it out, before and behind"
    ),
    r"^[ \t>]*(?:`{3,}|~{3,})(?P<at>suggestion)[ \t]*$": (
        "a proposal from a review stands here as code; delete its two lines of ```, and keep the "
        "text"
    ),
    r"^[ \t>]*(?:[-*+][ \t]+)?(?:`{3,}|~{3,})[ \t]*(?P<at>mermaid|math|geojson|topojson|stl)\b": (
        "only GitHub draws {quoted[1]}, the site would show its source; save the picture as PNG "
        "or WebP in docs/, and place it as ![What it shows](picture.png)"
    ),
}
"""Slips by their patterns, each with its message. It stands at the group `at`, if there is one."""
_BESIDE_CODE = {
    rf"{_ENTRY}\S.*\r?\n[ \t>]*(?P<at>[-*+])[ \t]*$": (
        "an entry of the list is empty; write its text, or delete the line"
    ),
    r"^((?:!!!|\?\?\?\+?)[ \t]+\w.*)\r?\n {0,3}[^\s!?]": (
        "four spaces begin each line of what belongs to a note; write them"
    ),
}
"""Those that code may show. A comment counts, since a component is a text."""
_PICTURES = {
    r"(?<!\\)!\[\s*\](?=[(\[])": (
        "the picture says nothing to those who do not see it; write what it shows between its "
        "brackets: ![Forty people with signs](…)"
    ),
}
_IN_TEXT = {
    # https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run
    r"(?:(?<=[^\W_])(\*{1,3})([^\w\s*])(?:[^*\n]*[^\s*\\])?\1|"
    r"(?<![*\\])(\*{1,3})(?=[^\s*])[^*\n]*([^\w\s*\\])\3(?=[^\W_]))(?!\*)": (
        "GitHub shows these stars, since {quoted[2]} stands between them and a letter; write "
        "{quoted[2]} outside of the stars"
    ),
    rf"^(?:[ \t]*\S.*\r?\n{_TEXT_LINE}|{_TEXT_LINE}(?= {{1,3}}\S|.[ \t]*$)) {{0,3}}"
    r"(?P<at>-+|=+)[ \t]*$": (
        "GitHub makes a heading of the text above {quoted[1]}; write an empty line between them "
        "for a line across the page, or ## before a heading"
    ),
    rf"\(([^()\n]+)\)\[({_ADDRESS})\]": (
        "the link's brackets are exchanged, so that it is none; write [{plain[1]}]({plain[2]})"
    ),
    rf"(?<!\\)\](?P<at>[ \t]+)\(({_ADDRESS})\)": (
        "a space parts the link's words from its address, so that it is none; delete it: "
        "]({plain[2]})"
    ),
    rf"(?<!\\)\]\((?P<at>{_ADDRESS})(?![^\n]*\))[^\n]*$": (
        "the link to {quoted[1]} is never closed; write ) behind it"
    ),
    r"<(?i:img)\b(?![^>]*\b(?i:alt)\s*=)[^>]*>": (
        'the picture says nothing to those who do not see it; write what it shows as its alt="…"'
    ),
    r"#(?:gh-(?:dark|light)-mode-only|only-(?:dark|light))\b": (
        "{quoted[0]} has no effect here; place one picture, which fits the light and the dark"
    ),
    r"^[ \t>]*(?P<at>[•·●○◦▪■‣\u2043\uf0b7])[ \t\u00a0].*"
    r"(?:\r?\n[ \t>]*[•·●○◦▪■‣\u2043\uf0b7][ \t\u00a0].*)*": _BULLETS,
    r"^[ \t>]*(?P<at>[–—]) .*\r?\n[ \t>]*\1 .*(?:\r?\n[ \t>]*\1 .*)*": _BULLETS,
    r"^[ \t>]*(?P<at>#{1,6}|[-*+]|\d+[.)])[\u00a0\u2007\u202f].*"
    r"(?:\r?\n[ \t>]*(?:[-*+]|\d+[.)])[\u00a0\u2007\u202f].*)*": (
        "a space that never breaks stands behind {quoted[1]}, which Markdown does not read; write "
        "a plain space"
    ),
    r"(?<!\\)\[\[[^\[\]\n]+\]\](?![(\[])": (
        "{quoted[0]} is no link here; write its words and its page, as [About us](about.md)"
    ),
    r"\[(b|i|u|url|img|quote)(?:=[^\]\n]*)?\].*?\[/\1\]": (
        "{quoted[0]} is shown as it stands; write **bold**, *italic* or [words](address)"
    ),
    r"【\d+[^】\n]*】|:?contentReference\[oaicite[^\s]*|\bturn\d+(?:search|view|file)\d+": (
        "a chat program left {quoted[0]}; delete it, and check what it stood for"
    ),
    rf"(?:\A|^[ \t]*\r?\n)(?P<at>{_ROW})\n(?!{_ROW_OF_DASHES}){_ROW}": (
        "the rows make no table without a line of dashes below the first; write one, as "
        "| --- | --- |"
    ),
    _SECOND_FRONT_MATTER: (
        "a second front matter stands in the text; move what it says into the first, and delete it"
    ),
    r"^(?P<at>[-+*]|\d+[.)])\w[^*\n]*(?:\r?\n(?:[-+*]|\d+[.)])\w[^*\n]*)+$": (
        "a space is missing after {quoted[1]}, so that the lines make no list; write it in each"
    ),
    r"^(?P<at>a[.)]) .*\r?\nb[.)] .*(?:\r?\n[c-z][.)] .*)*": (
        "{quoted[1]} begins no list, so that its lines run together; write 1. and 2. in their place"
    ),
    r"(?<![!\\\]])\[(?P<at>\s*\]\([^()\n]+\))": (
        "the link has no words, so that nobody sees it; write them between its brackets"
    ),
    r"(?<![\\])\]\((?P<at>\s*)\)": "the link leads nowhere; write its address in the parentheses",
    r"\]\((?P<at>https?://(?:www\.)?google\.[a-z.]+/url\?[^()\s]*)": (
        "the link passes through a search engine, which learns who follows it; write the address "
        "that it leads to"
    ),
    r"^ {0,3}(?P<at>#{7,})": "a heading begins with six # at most; leave out the others",
    GLUED_HEADING: (
        "a space is missing after {quoted[1]}: GitHub shows it as text; write the space for a "
        "heading, or a \\ before # for the sign itself"
    ),
    r"(?<![\w:/]):[a-z][a-z0-9_+-]*:(?![\w:])": (
        "only GitHub draws {quoted[0]}; write the sign itself, as 🙂, or leave it out"
    ),
    r"^[ \t>]*\$\$": (
        "only GitHub sets a formula between $$; write it in words, or place a picture of it"
    ),
    r"(?<![\w$\\])\$(?=[^\s$])[^$\n]*[\\^_{}=][^$\n]*(?<=[^\s\\])\$(?![\w$])": (
        "only GitHub sets a formula between $; write it in words, or a \\ before each $"
    ),
    r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}": (
        "nothing is filled in for {quoted[0]}; write the text itself, or a component, as "
        "<!-- @count -->"
    ),
    r"^[ \t]*-+8<-+[ \t].*$": "no other file is taken into a page; write its text here",
    r"\{[^{}\n]*\.(md-[\w-]+)[^{}\n]*\}": (
        "the class {quoted[1]} has no effect here; for a link to another page write `.button`"
    ),
    r"class=[\"'][^\"']*\b(grid cards)\b": (
        "the class {quoted[1]} has no effect here; write a list"
    ),
}
"""Those that neither code nor comments hold."""
_COMPONENTS = {
    rf"(?<![\w@./&;-])@({'|'.join(COMPONENTS)})(?![\w@./-])": (
        "@{plain[1]} stands outside of a comment and is shown as text; write "
        "`<!-- @{plain[1]} -->`, with plain hyphens"
    ),
}
_TITLES = {r"^(?:#[ \t]+\S|[^\s#>`~+*=-].*\r?\n=+[ \t]*$)": SECOND_TITLE}


def find_slips(markdown: str) -> Iterator[PageFault]:
    """Yield each slip in a page's Markdown."""
    no_code = without_code(markdown)
    opened = open_comment(no_code)
    visible = without_comments(no_code)[:opened]
    if opened is not None:
        message = (
            "a comment opens here and is never closed, so that it hides the rest of the page; "
            "write --> at its end"
        )
        yield PageFault(opened, message, ABOUT_COMPONENTS)
    for slips, text, topic in (
        (_ANYWHERE, markdown, ABOUT_PAGES),
        (_BESIDE_CODE, no_code, ABOUT_PAGES),
        (_PICTURES, no_code, ABOUT_PICTURES),
        (_IN_TEXT, visible, ABOUT_PAGES),
        (_COMPONENTS, visible, ABOUT_COMPONENTS),
        (_TITLES, visible, ABOUT_FRONT_MATTER),
    ):
        for pattern, message in slips.items():
            for match in re.finditer(pattern, text, re.M):
                plain = [match[0], *(each for each in match.groups() if each is not None)]
                at = match.start("at") if "at" in match.groupdict() else match.start()
                said = message.format(plain=plain, quoted=[*map(quote, plain)])
                yield PageFault(at, said, topic)
    yield from _notes(visible)
    yield from _blocks(markdown)


def _notes(visible: str) -> Iterator[PageFault]:
    known: set[str] = set()
    for text in _NOTE_TEXT.finditer(visible):
        if text[1] in known:
            why = f"the note {quote(text[1])} has a text already; give this one another name"
            yield PageFault(text.start(1) - 2, why)
        known.add(text[1])
    for match in _NOTE.finditer(visible):
        if match[1] not in known:
            yield PageFault(
                match.start(),
                f"the note {quote(match[1])} has no text; write a line that begins with "
                f"[^{match[1]}]: and a space",
            )


def _blocks(markdown: str) -> Iterator[PageFault]:
    """Yield blocks of code that are none, that take in what follows, or that GitHub reads else."""
    blocks = CodeBlocks(markdown)
    for fence in blocks.fenced:
        sign, before, end = fence["sign"], fence["before"], fence["end"]
        is_in_item = len(before) > 1 and _ITEM_ABOVE.search(markdown, 0, fence.start())
        if end is None:
            yield PageFault(
                fence.start(),
                f"a block of code opens here and is never closed; write a line of {sign} below it",
            )
        if before.strip(" "):
            continue
        if not _LANGUAGE.fullmatch(fence["language"]):
            message = "write one word for the code's language, or nothing"
            yield PageFault(fence.start("language"), message)
        if end and (fence["before_end"], end) != (before, sign):
            yield PageFault(
                fence.start("end"),
                f"let the block of code end as it begins, with {sign} in the same column",
            )
        elif end and 0 < len(before) < 4 and not is_in_item:
            message = f"let {sign} begin its line, above and below the code"
            yield PageFault(fence.start("sign"), message)
    for offset in blocks.indented:
        line = markdown[offset:].lstrip(" \t").splitlines()[0].rstrip()
        if _SENTENCE.match(line) or re.match(r"#{2,6} \w", line):
            yield PageFault(
                offset,
                "four spaces before a text show it as code; delete them, or write a line of ``` "
                "above and below what is code",
            )
