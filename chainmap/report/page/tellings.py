"""What a chapter tells of complaints that went the same way: the picture, and the route."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chainmap.model import Category
from chainmap.report.page.content import PagePicture
from chainmap.report.page.directory import Directory
from chainmap.report.page.svg import Picture, embedded
from chainmap.report.story.advice import called
from chainmap.report.story.groups import Group
from chainmap.report.story.telling import Story


@dataclass(frozen=True, slots=True)
class Telling:
    """What is told of complaints that went the same way: a picture and, if known, a route.

    `complaints` are their numbers; `shows_flow` is false of a picture of the route that a
    customer was sent along.
    """

    ids: tuple[str, ...]
    complaints: tuple[int, ...]
    answer: str
    contacts: tuple[str, ...]
    shortest: tuple[str, ...]
    picture: Picture | None
    caption: str
    shows_flow: bool


def telling(
    told: tuple[Story, PagePicture], complaints: Sequence[int], anchor: str, directory: Directory
) -> Telling:
    """Return what is told of a story with its picture; `complaints` are their numbers."""
    story, picture = told
    route, caption = story.group.route, _caption(story.group)
    return Telling(
        ids=story.ids,
        complaints=tuple(complaints),
        answer=story.answer,
        contacts=tuple(route.contacts) if route else (),
        shortest=tuple(route.shortest) if route else (),
        picture=_drawn(picture, anchor, caption, directory),
        caption=caption,
        shows_flow=not _is_routed(story.group),
    )


def _drawn(picture: PagePicture, anchor: str, caption: str, directory: Directory) -> Picture | None:
    if not picture.svg:
        return None
    parties = directory.marked(picture.parties)
    return embedded(picture.svg, prefix=anchor, label=caption, parties=parties)


def _is_routed(group: Group) -> bool:
    complaint = group.first.complaint
    passed = complaint is not None and complaint.category is Category.PASSED_AROUND
    return passed and group.route is not None


def _caption(group: Group) -> str:
    """Return what the picture of a story shows: of being passed around, the route."""
    about = called(group.behind.delivery)
    if _is_routed(group):
        return f"The route of the customer who asked for {about}, and the shortest."
    return f"The slowest chain behind {about}. Arrows run supplier → customer."
