"""Collects the demands from the pages that hold one each."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from campaign.config.folder import DEMANDS
from campaign.config.topics import ABOUT_PAGES
from campaign.content.demands import Demand, order_of_events
from campaign.content.pages import DemandPage
from campaign.core.problems import Problems

if TYPE_CHECKING:
    from campaign.site.load_drafts import Draft


def slugs_of(paths: Iterable[str]) -> tuple[str, ...]:
    """Return every demand's slug, those with a problem included, so that no problem begets more."""
    return tuple(sorted(PurePosixPath(p).stem for p in paths if is_demand_path(p)))


def is_demand_path(path: str) -> bool:
    """Whether a demand's page lies there, by its path within its language's folder."""
    return path.startswith(DEMANDS) and path.endswith(".md") and path != f"{DEMANDS}index.md"


def collect_demands(drafts: Iterable[Draft], problems: Problems) -> tuple[Demand, ...]:
    """Return the demands of pages in one language, in their order."""
    demands: list[Demand] = []
    for draft in drafts:
        front = draft.front
        if front is None:
            continue
        if is_demand_path(draft.inner) and not isinstance(front, DemandPage):
            problems.add(
                draft.shown,
                (1, 1),
                "a page in docs/demands/ is no demand; write "
                "`type: demand`, or move the file to another folder",
                ABOUT_PAGES,
            )
        elif isinstance(front, DemandPage) and not is_demand_path(draft.inner):
            problems.add(
                draft.shown,
                (1, 1),
                "a demand lies outside docs/demands/; move the file there",
                ABOUT_PAGES,
            )
        elif isinstance(front, DemandPage):
            for other in demands:
                if other.order == front.order:
                    problems.add(
                        draft.shown,
                        (1, 1),
                        f"'order' is {front.order}, as in "
                        f"docs/{other.path}; give each demand its own number",
                        ABOUT_PAGES,
                    )
            demands.append(_demand(draft.path, front))
    return tuple(sorted(demands, key=lambda demand: (demand.order, demand.slug)))


def _demand(path: str, front: DemandPage) -> Demand:
    return Demand(
        slug=PurePosixPath(path).stem,
        path=path,
        order=front.order,
        title=front.title,
        description=front.description,
        ask=front.ask,
        addressed_to=front.addressed_to,
        met_when=front.met_when,
        reviewed=front.reviewed,
        history=order_of_events(front.history),
    )


def with_translations(
    demands: Iterable[Demand], translated: Iterable[Demand]
) -> tuple[Demand, ...]:
    """Return all demands, each as it is translated, if it is."""
    by_slug = {demand.slug: demand for demand in translated}
    return tuple(by_slug.get(demand.slug, demand) for demand in demands)
