"""Plans a new campaign's repository: every file that it will hold, in memory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from campaign.cli.starting.answers import Answers
from campaign.cli.starting.generator import Generator, as_taken_over, is_of_github
from campaign.cli.starting.rendering import as_yaml, starter_texts
from campaign.cli.starting.wheels import REQUIREMENTS, SITE, VENDOR, Wheel, requirements_text
from campaign.config.folder import repository_of_generator, templates_of_generator
from campaign.config.starters import HOSTS
from campaign.core.files import walk
from campaign.output.fonts import FONTS, code_points

_FORMS = (".github/ISSUE_TEMPLATE/sign.yml", ".github/ISSUE_TEMPLATE/change.yml")
"""Forms that are the campaign's own from the beginning, since they hold its groups."""
CHOOSER = ".github/ISSUE_TEMPLATE/config.yml"
TEXT_FONT = "LibertinusSerif-Regular.otf"
"""The generator's own font with the most letters: those that a PDF is set with."""
FIELD = re.compile(r"^  - type: ", re.M)
GROUP = re.compile(r"^    id: group$", re.M)
_OPTIONS = re.compile(r"^(      options:\n)(?:        - .*\n)+", re.M)


def plan_campaign(
    generator: Generator, answers: Answers, wheels: Sequence[Wheel]
) -> dict[str, bytes]:
    """Return every file of a new campaign's repository, with more fonts where it needs some."""
    github = answers.host == "github"
    texts = starter_texts(answers)
    host = HOSTS / answers.host
    for path in walk(host) if host.is_dir() else ():
        texts[path.relative_to(host).as_posix()] = path.read_text(encoding="utf-8")
    form = bool(answers.sign_on and answers.sign_on.github)
    sync = bool(answers.sign_on and answers.sign_on.sync)
    taken = [*generator.wanted(form=form, sync=sync), *generator.once]
    if form:
        taken.append(CHOOSER)
        for name in _FORMS:
            sheet = (repository_of_generator() / name).read_text(encoding="utf-8")
            texts[name] = with_groups(sheet, [as_yaml(group) for group in answers.groups])
    own = {path: text.encode() for path, text in texts.items()} | taken_over(taken)
    own = {path: data for path, data in own.items() if github or not is_of_github(path)}
    return dict(sorted((own | vendored(texts.values(), wheels)).items()))


def taken_over(paths: Iterable[str]) -> dict[str, bytes]:
    """Return files of the generator's as a campaign has them."""
    root = repository_of_generator()
    return {path: as_taken_over(path, (root / path).read_bytes()) for path in paths}


def vendored(texts: Iterable[str], wheels: Sequence[Wheel]) -> dict[str, bytes]:
    """Return the wheels that a campaign of some texts needs, and the requirements that pin them."""
    kept = [wheel for wheel in wheels if wheel.name == SITE or needs_fonts(texts)]
    pins = (repository_of_generator() / REQUIREMENTS).read_text(encoding="utf-8")
    files = {f"{VENDOR}/{wheel.path.name}": wheel.data for wheel in kept}
    return files | {REQUIREMENTS: requirements_text(pins, kept).encode()}


def needs_fonts(texts: Iterable[str]) -> bool:
    """Whether a letter of some texts is one that only the second wheel has fonts for."""
    has = code_points(str(templates_of_generator() / FONTS / TEXT_FONT))
    return any(letter.isalpha() and ord(letter) not in has for text in texts for letter in text)


def with_groups(text: str, groups: Sequence[str]) -> str:
    """Return a form on GitHub with these groups to choose from; without that field, if none.

    Each group is written as YAML already. A form that has no such field stays as it is.
    """
    lines = "".join(f"        - {group}\n" for group in groups)
    starts = [match.start() for match in FIELD.finditer(text)]
    for start, end in pairwise([*starts, len(text)]):
        field = text[start:end]
        if GROUP.search(field):
            field = _OPTIONS.sub(lambda match: match[1] + lines, field) if groups else ""
            return text[:start] + field + text[end:]
    return text
