"""Where a problem is explained: the sections of PROBLEMS.md, told by what a message says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from campaign.core.problems import Problem, Topic

TITLE = "What this means, with examples:"
QUOTED = re.compile(r'"(?:""|[^"\n])*"')


class _Guess(NamedTuple):
    topic: Topic
    says: re.Pattern[str]


def _topic(heading: str, *patterns: str) -> _Guess:
    return _Guess(Topic(heading), re.compile("|".join(patterns)))


TOPICS = (
    _topic(
        "Importing a file",
        r"--(map|ignore|value|kind|dates|sheet|header-row|encoding)\b",
        "export it anew",
        "as a formula does",
        "the spreadsheet's error",
        "holds no letter",
        "remove it from the folder",
        "^the entry (stands|is|begins|holds|cannot) ",
        "`shapes:`",
        "while the import was under way",
    ),
    _topic(
        "Answers for a new campaign",
        "for which there is no starter",
        "^the starter in ",
        "^the same (demand|group|language) stands twice in ",
        "^demands are named, but",
        r"^(entry \d+ of )?'(also_in|owners|repository|shape|without_demands)' ",
        "add `repository: OWNER/NAME`",
    ),
    _topic("Texts to replace", "^this is still the starter's text"),
    _topic(
        "Withdrawn signatories",
        "tombstone",
        "`salt: `",
        r"\bwithdr[ae]w",
        "asked to be removed",
        "holds no words but its own",
    ),
    _topic(
        "Translations",
        r"\btranslat",
        "^the language ",
        "main language",
        r"^'(source_hash|source_version|languages|pays_for)' ",
        r"of (event|fact|quote|file) \d+ differs",
        r"^'(order|reviewed|type|history|date|updated)' (is|has) \S+( events?)?, but",
        r"^'(facts|quotes|files)' has \d+, but",
        r"^'updated' is missing, but",
        "catalogue",
        "^the words ",
        "no language that is known",
    ),
    _topic(
        "Versions of the letter",
        r"\bversions? \d",
        r"letter's versions",
        r"versions of (a|the) letter",
        r"no (such )?version",
        r"`campaign freeze`",
        r"^'(hash|versions)' ",
        r"^'change' (stands|is missing; say|is still)",
        r"the version before it",
        r"'number' is \d",
    ),
    _topic(
        "Personal data",
        "personal data",
        r"^'\w+' holds .*, which this file must never hold",
        r"holds what looks like",
        "must not be published",
        "^a spreadsheet lies in the repository",
        "^the picture (says where|tells of)",
        "^the picture's notes",
        "^more lies in the file behind",
    ),
    _topic(
        "The donation address",
        "donation platform",
        "donation link",
        "looks like the allowed host",
        "leads to another form",
        "the campaign's own button",
        "takes gifts, or hides",
        "and leads elsewhere",
        r"^the (link|address|PDF's link) \S+ (leads through|is shortened)",
        "^'.*': the address .* (leads through|is shortened)",
        r"^'donate\b.* allowed hosts",
        r"^'donate\.url' ",
        "write a host in",
        r"^'(hosts|amounts)' ",
        r"page says `donate: false`",
    ),
    _topic(
        "Ways to sign",
        "nobody can sign",
        r"\bway to sign",
        r"^'sign_on\.(url|forms)' ",
        "repository's address",
    ),
    _topic(
        "The forms on GitHub",
        r"^the (field|label|id) ",
        r"`body:`",
        r"^'(options|multiple|id)' ",
        "^the options ",
        "^'label' is missing or has",
    ),
    _topic(
        "Old addresses",
        "^'old_addresses' names",
        "^(entry \\d+ of )?'old_addresses'",
        "what follows the site's own address",
    ),
    _topic("Colours", "its contrast", "red, green and blue"),
    _topic(
        "Logo and typefaces",
        "^'(file|dark|regular|bold)' is .*(name a file that|but docs/|file of its own)",
        "^'(text|headings|small)' is ",
        "^'own' names a font",
        "^the font's files",
        "^the file is no font",
        "^only the font that",
        "its path below docs/",
        "every page loads it",
        "^the logo ",
        "^the drawing.* (save it as plain SVG|save the logo as|delete it$|a `viewBox`)",
        "^the file is no SVG",
    ),
    _topic(
        "Settings of the site",
        "'nav'",
        "^'(INHERIT|hooks|extra_css|extra_javascript|extra_templates|docs_dir|site_dir)' ",
        r"in '(plugins|markdown_extensions)' is not",
        "^the (templates lie in|setting)",
        "below `theme:`",
        "^.theme\\.language",
        "'exclude_docs'",
    ),
    _topic(
        "Built files",
        "content security policy|referrer policy|the policy's leave",
        "asks another site",
        "to another site by itself",
        "can run a script$",
        "^the built file",
        "^the drawing ",
        "^a tag is never closed",
        "^the file loads a stylesheet",
    ),
    _topic(
        "Raw HTML",
        "^the (element|attribute) ",
        "lies on another site",
        "^browsers do not read",
        "^a comment is never closed",
        "ends an element",
        "^only a link may look",
        "^the (class|site itself)",
        "may not ask readers to type",
        "^\\S+ may not stand in a page",
    ),
    _topic(
        "Updates and further reading",
        r"docs/updates/",
        "^no page lists the notes",
        r"^'updated' is ",
        r"^'(reads|reads_before|counted)' ",
        r"must list texts",
        r"shows these texts",
        r"this page is empty",
        r"^'url' leads to the same page",
        r"^'language' .*no language that is known; write a code as es, ar",
        r"^the header is ",
        r"^this address has another count",
    ),
    _topic("Links", "^the link "),
    _topic(
        "Components",
        r"(?<!\w)@[a-z]",
        "^the component ",
        "^a comment opens",
        "only organizations stand under groups",
    ),
    _topic(
        "Dates",
        "in the form year-month-day",
        "is no day of the calendar",
        r"can be read as \d",
        "in the future",
        "when the letter closed",
        "but the day is missing",
        "has an event of",
        "is no date",
    ),
    _topic(
        "Web addresses",
        "begins with https://",
        "no address may have",
        "is not an address",
        "plain e-mail address",
    ),
    _topic(
        "Encoding",
        "UTF-16",
        "not in UTF-8",
        "NUL character",
        "invisible character",
        "has a letter with",
        "wrong encoding",
        "letter that was lost",
        "that may look the same",
        "end like the file's others",
    ),
    _topic("Duplicates", "already stands in", "both sides name"),
    _topic(
        "Front matter",
        "front matter",
        "^the page's heading",
    ),
    _topic(
        "Pages and demands",
        "^a second page has",
        "stands in no menu",
        r"^'order' is \d",
        r"docs/demands/; move",
        "in docs/demands/ is",
        "^'(pdf|files)' ",
        "its own PDF",
        "others embed at this address",
        "nested too deeply",
    ),
    _topic(
        "Files",
        "^the file is missing",
        "^the folder is missing",
        "^the file cannot be (read|written)",
        "^a folder stands",
        "^a link to another (file|folder)",
        "^a file whose name ends in",
        "^the file is larger",
        "^what lies in this folder is made by builds",
        "^(a compiled program|compiled programs) lie",
        "^a file of this name can hide",
        "^the file's name ends",
        "not published",
        "an SVG can hold",
        "^the picture ",
        "^the PDF ",
        "^the file holds several pictures",
        "^the file (has|is no|is marked)",
        "^the name (holds|is|begins)",
        "^many computers",
        "has the same address on the site",
        "^the list's own pages",
        "^the page's address would end",
        "^the folder .* has the name of a file",
        "^Windows keeps the name",
        "no file of this name",
        "^the (page|line) is \\d+ characters",
        "^the page holds \\d+ ",
        "^the paragraph (opens|begins) more than",
        "^the template cannot be filled in",
    ),
    _topic(
        "Columns and rows",
        r"\b(?<!same )columns?\b",
        r"\d cells",
        "^the cells of the row",
        "opens in this row",
        "^the rest was not read",
        "^a closing quotation mark",
        "^a quotation mark stands in the wrong place",
        "first line",
        "^the file is empty; write the header",
    ),
    _topic(
        "Names and cells",
        r"^'(name|kind|group|title|affiliation|place|first|demands|sort|version)' "
        r"(?!is missing|is a list|must be a list|is empty; write)",
        r"^'other_(name|kind)' ",
    ),
    _topic(
        "Colons, quotation marks and indentation",
        "YAML",
        "^a colon",
        "^a tab stands",
        "^a quotation mark opens here",
        r"^a value begins with",
        "^a backslash",
        "^a key must",
        "^a list begins",
        "curly quotation marks",
        "leaves out what follows #",
        "^this (line )?does not fit",
        "^a line of --- or",
        "^the character ",
    ),
    _topic(
        "Keys and values",
        "^the key '",
        "^'[^']+' is not known here; write `",
        "is missing; add the line",
        "stands (here|in the file) twice",
        "is empty; write",
        "^this part is empty",
        "must be a list",
        "must hold keys",
        "list or a mapping",
        "whole number",
        "holds no `campaign:`",
        "names a group twice",
        r'^\S+ is "…"; (write|did you mean)',
    ),
)
"""The first whose words a message holds is its own; the narrower ones stand first."""


def topic_of(message: str) -> Topic | None:
    """Return the topic of a problem's message, or None where PROBLEMS.md does not explain it.

    What a message quotes is the editor's own text, which decides nothing.
    """
    said = QUOTED.sub('"…"', message)
    return next((guess.topic for guess in TOPICS if guess.says.search(said)), None)


def explained_by(problem: Problem) -> Topic | None:
    """Return a problem's own topic, or the one that its message tells of."""
    return problem.topic or topic_of(problem.message)


def topics(problems: Iterable[Problem]) -> list[Topic]:
    """Return the topics of problems, each once, in the order in which they are met."""
    return list(dict.fromkeys(filter(None, map(explained_by, problems))))


def pointers(problems: Iterable[Problem], environment: Mapping[str, str]) -> list[str]:
    """Return the lines that follow a list of problems: where each of their topics is explained."""
    addresses = [topic.address(environment) for topic in topics(problems)]
    return [TITLE, *(f"  {one}" for one in addresses)] if addresses else []
