"""Ids that somebody has a list of: what may be live, and what the list knows of it beside the id."""

from collections.abc import Iterable
from dataclasses import dataclass

from pvsync.model.licence import BusinessLine, WorkType


@dataclass(frozen=True, slots=True)
class ListedId:
    """One line of a list.

    Args:
        alid: The id.
        title: Its title, empty where the list does not say; counts only where live is silent.
        work_type: What it is, None where the list does not say; live says it of all that it holds.
        of: Of a trailer or bonus: the ALID of its title, which live never tells; empty where the list does not say.
        complete: Of a season: `true`, or the day from which it is complete; empty where the list does not say.
        territories: Where to look, empty for wherever the others are looked for.
        business_line: In which line to look, None for all that are asked for.
    """

    alid: str
    title: str = ""
    work_type: WorkType | None = None
    of: str = ""
    complete: str = ""
    territories: tuple[str, ...] = ()
    business_line: BusinessLine | None = None


def merged(ids: Iterable[ListedId]) -> dict[str, ListedId]:
    """What a list knows of each id, whatever it says of where to look for it; the first word counts."""
    found: dict[str, ListedId] = {}
    for one in ids:
        first = found.setdefault(one.alid, one)
        if first is not one:
            found[one.alid] = ListedId(
                first.alid,
                first.title or one.title,
                first.work_type or one.work_type,
                first.of or one.of,
                first.complete or one.complete,
            )
    return found
