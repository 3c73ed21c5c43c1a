"""Answers into titles, and which of them can be written down while others could not be read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pvsync.formats.live.families import families
from pvsync.formats.live.singles import SINGLE
from pvsync.formats.live.title import LiveTitle, live_title
from pvsync.model.avail import Avail
from pvsync.model.licence import WorkType
from pvsync.model.listed import ListedId
from pvsync.workflows.live_read import LiveRead

_ALONE = frozenset({WorkType.MOVIE, WorkType.SHORT, WorkType.COLLECTION, WorkType.TRAILER, WorkType.BONUS})


@dataclass(slots=True)
class LiveTitles:
    """What the answers come to.

    Args:
        titles: Titles that can be written down.
        waiting: ALIDs of titles that cannot, since something unread may belong to them.
        ended: ALIDs of titles of which every window is over.
        nowhere: ALIDs of which no scope is live, and none is unread.
        over: Transactions that are over, of titles that can be written down.
    """

    titles: list[LiveTitle] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    nowhere: list[str] = field(default_factory=list)
    over: int = 0


def titles_of(read: LiveRead, listed: Mapping[str, ListedId], at: datetime) -> LiveTitles:
    """Sort answers by title.

    A title of which one scope is unread is not written: what is missing in its file would look like absent. A
    season is written as a whole, so it waits for each of its episodes; and an id of which nothing could be read may be
    an episode of any season.

    Args:
        read: The answers.
        listed: What is known of each id that was asked for.
        at: The instant.
    """
    unread = {scope.alid for scope, _ in read.unread}
    avails: dict[str, list[Avail]] = defaultdict(list)
    for scope, avail in read.present.items():
        if avail.transactions:  # a scope that is there and holds nothing offers as little as one that is not
            avails[scope.alid].append(avail)
    found = LiveTitles(nowhere=sorted(listed.keys() - avails.keys() - unread))
    titles: list[LiveTitle] = []
    over: dict[str, int] = {}
    for alid in sorted(avails):
        title, over[alid] = live_title(avails[alid], listed[alid], at)
        if title is not None:
            titles.append(title)
        elif alid not in unread:
            found.ended.append(alid)
    unknown = any(
        not _is_alone(avails.get(alid, ()), listed[alid])
        for alid in unread - {title.alid for title in titles}
    )
    alone = [[title] for title in titles if isinstance(title.title, SINGLE)]
    together = [series.titles for series in families(titles)]
    for members in (*alone, *together):
        is_in_doubt = unknown and not isinstance(members[0].title, SINGLE)
        if is_in_doubt or any(title.alid in unread for title in members):
            found.waiting += [title.alid for title in members]
        else:
            found.titles += members
            found.over += sum(over[title.alid] for title in members)
    found.waiting.sort()
    return found


def _is_alone(avails: Iterable[Avail], listed: ListedId) -> bool:
    """Whether an id is certainly none of a series."""
    kinds = {avail.title.work_type for avail in avails}
    return kinds <= _ALONE if kinds else listed.work_type in _ALONE
