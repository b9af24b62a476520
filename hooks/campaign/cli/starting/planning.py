"""Plans a new campaign's repository: every file that it will hold, in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from campaign.cli.starting.answers import Answers
from campaign.cli.starting.forms import with_groups
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

StartPlan = Mapping[str, bytes]
"""The files of a campaign's repository, by their paths."""


def plan_campaign(
    generator: Generator, answers: Answers, wheels: Sequence[Wheel]
) -> dict[str, bytes]:
    """Return every file of a new campaign's repository, with more fonts where it needs some."""
    texts = starter_texts(answers)
    github = answers.host == "github"
    if not github:
        texts = {path: text for path, text in texts.items() if not is_of_github(path)}
    host = HOSTS / answers.host
    texts |= {
        path.relative_to(host).as_posix(): path.read_text(encoding="utf-8")
        for path in (walk(host) if host.is_dir() else ())
    }
    own = {path: text.encode() for path, text in texts.items()}
    form = bool(answers.sign_on and answers.sign_on.github)
    sync = bool(answers.sign_on and answers.sign_on.sync)
    taken = generator.wanted(form=form, sync=sync, github=github)
    taken += [path for path in generator.once if github or not is_of_github(path)]
    root = repository_of_generator()
    if form:
        taken.append(CHOOSER)
        groups = [as_yaml(group) for group in answers.groups]
        for path in _FORMS:
            sheet = (root / path).read_text(encoding="utf-8")
            own[path] = with_groups(sheet, groups).encode()
    own |= {path: as_taken_over(path, (root / path).read_bytes()) for path in taken}
    kept = [wheel for wheel in wheels if wheel.name == SITE or needs_fonts(texts.values())]
    own |= {f"{VENDOR}/{wheel.path.name}": wheel.data for wheel in kept}
    pins = (root / REQUIREMENTS).read_text(encoding="utf-8")
    own[REQUIREMENTS] = requirements_text(pins, kept).encode()
    return dict(sorted(own.items()))


def needs_fonts(texts: Iterable[str]) -> bool:
    """Whether a letter of some texts is one that only the second wheel has fonts for."""
    has = code_points(str(templates_of_generator() / FONTS / TEXT_FONT))
    return any(letter.isalpha() and ord(letter) not in has for text in texts for letter in text)
