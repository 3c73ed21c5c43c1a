"""A collection: several movies, sold as one."""

from dataclasses import dataclass
from typing import Literal

from pvsync.model.licence import WorkType


@dataclass(frozen=True, slots=True)
class Collection:
    """A movie collection (WorkType Collection).

    Args:
        alid: What is offered.
        content_id: Metadata id; the ALID unless stated.
        title: Internal title.
        members: ALIDs of its movies: a set, in the order in which it is sent. It can never change.
    """

    alid: str
    content_id: str
    title: str
    members: tuple[str, ...]

    @property
    def work_type(self) -> Literal[WorkType.COLLECTION]:
        """Always a collection."""
        return WorkType.COLLECTION
