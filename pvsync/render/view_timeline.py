"""A catalog's windows by title and scope, ready to be drawn."""

from dataclasses import dataclass

from pvsync.model.picture import Picture, PicturedTitle
from pvsync.model.titles import Episode
from pvsync.model.zones import Zones
from pvsync.render.days import utc_text
from pvsync.render.english import counted
from pvsync.render.impact import LINE_WORDS
from pvsync.render.lanes import Axis, Lane, axis_of, lanes_of

_KIND_WORDS = {"series": "box set"}


@dataclass(frozen=True, slots=True)
class PictureScope:
    """One scope.

    Args:
        territory: Where.
        line: Business line in words.
        lanes: Its windows; before and after are the same.
    """

    territory: str
    line: str
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class PictureTitle:
    """One title.

    Args:
        name: How it is called.
        about: Its kind and ALID.
        scopes: By territory, then business line.
    """

    name: str
    about: str
    scopes: tuple[PictureScope, ...]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """A catalog to be drawn.

    Args:
        heading: For whom and when.
        coverage: What was left out, a whole sentence; empty where nothing was.
        titles: By name, each season followed by its episodes.
        axis: The line of time that all of them share.
        summary: How much there is, one sentence.
    """

    heading: str
    coverage: str
    titles: tuple[PictureTitle, ...]
    axis: Axis
    summary: str


def timeline_view(picture: Picture) -> TimelineView:
    """Everything that a timeline shows."""
    zones = Zones(overrides=picture.zones)
    titles = tuple(_title(one, picture, zones) for one in sorted(picture.titles, key=_order))
    lanes = [lane for title in titles for scope in title.scopes for lane in scope.lanes]
    scopes = sum(len(title.scopes) for title in titles)
    selection = " ".join(picture.selection)
    return TimelineView(
        heading=f"Timeline of {picture.licensor}, as of {utc_text(picture.as_of)}",
        coverage=f"Only a selection is shown ({selection})." if selection else "",
        titles=titles,
        axis=axis_of(lanes, picture.as_of),
        summary=f"{counted(len(titles), 'title')} in {counted(scopes, 'scope')}."
        if titles
        else "Nothing is offered in what was looked at.",
    )


def _order(one: PicturedTitle) -> tuple[str, int, int, str]:
    title = one.title
    if isinstance(title, Episode):
        return (title.season.title, 1, title.number or 0, title.alid)
    return (title.title, 0, 0, title.alid)


def _title(one: PicturedTitle, picture: Picture, zones: Zones) -> PictureTitle:
    title, kind = one.title, str(one.title.work_type)
    name = title.title
    if isinstance(title, Episode):
        number = "" if title.number is None else f", episode {title.number}"
        name = f"{title.season.title}{number}: {title.title}"
    return PictureTitle(
        name=name,
        about=f"{_KIND_WORDS.get(kind, kind)} {title.alid}",
        scopes=tuple(
            PictureScope(
                territory=avail.scope.territory,
                line=LINE_WORDS[avail.scope.business_line],
                lanes=lanes_of(avail, avail, picture.as_of, zones.zone(avail.scope.territory)),
            )
            for avail in one.avails
        ),
    )
