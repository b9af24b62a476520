"""Holds the pictures that pages name against what can be shown at a page's top."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from campaign.config.folder import Folder
from campaign.config.yaml_text import read_yaml
from campaign.content.pages import Pictured
from campaign.core.problems import Problem, Problems
from campaign.safety.pictures import wrong_lead_picture, wrong_picture_name
from campaign.safety.topics import ABOUT_PICTURES
from campaign.site.load_drafts import Draft


def check_pictures(
    folder: Folder, drafts: Iterable[Draft], paths: Collection[str], problems: Problems
) -> None:
    """Find pictures that pages open with, and that do not exist or cannot fill a page's top."""
    for draft in drafts:
        picture = draft.front.picture if isinstance(draft.front, Pictured) else None
        if picture is None:
            continue
        if why := wrong_picture_name("file", picture.file, paths):
            document, _ = read_yaml(draft.split.yaml or "", draft.shown, first_line=2)
            place = document.place(("picture", "file"))
            problems.add(draft.shown, place, why, ABOUT_PICTURES)
            continue
        path = folder.docs / picture.file
        problems.extend(
            Problem(folder.shown(path), 0, 0, why, ABOUT_PICTURES)
            for why in wrong_lead_picture(path)
        )
