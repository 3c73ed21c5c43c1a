"""Who a title is, apart from how it is offered: what an ALID stands for."""

from dataclasses import dataclass

from pvsync.model.licence import WorkType
from pvsync.model.titles import BoxSet, Collection, Title

_KINDS = {
    WorkType.MOVIE: "movie",
    WorkType.SHORT: "movie",
    WorkType.TRAILER: "supplemental",
    WorkType.BONUS: "supplemental",
    WorkType.SERIES: "box set",
}


@dataclass(frozen=True, slots=True, order=True)
class Identity:
    """Who a title is.

    Args:
        alid: Its ALID.
        work_type: Its work type.
        title: Its title; empty for a box set, which may have its series'.
        content_id: Its content id; empty for a box set.
        members: Of a collection: ALIDs of what it holds, sorted.
    """

    alid: str
    work_type: str
    title: str
    content_id: str
    members: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """Its kind, for a person: movies and shorts are one, trailers and bonuses too."""
        return _KINDS.get(WorkType(self.work_type), self.work_type)


@dataclass(frozen=True, slots=True, order=True)
class Sighting:
    """A title as an earlier commit declared it.

    Args:
        identity: Who it was.
        commit: The last commit that said so.
        path: The file.
    """

    identity: Identity
    commit: str
    path: str


def identity_of(title: Title) -> Identity:
    """Who a title is."""
    if isinstance(title, BoxSet):
        return Identity(title.alid, str(title.work_type), "", "")
    members = tuple(sorted(set(title.members))) if isinstance(title, Collection) else ()
    return Identity(title.alid, str(title.work_type), title.title, title.content_id, members)
