"""An episode of a season."""

from dataclasses import dataclass
from typing import Literal

from pvsync.model.licence import WorkType
from pvsync.model.titles.season import Season


@dataclass(frozen=True, slots=True)
class Episode:
    """An episode.

    Args:
        alid: What is offered.
        content_id: Metadata id; the ALID unless stated.
        title: Internal title.
        number: Episode number within its season.
        season: The season it belongs to; its ALID is unknown (empty) where the episode was read from live.
    """

    alid: str
    content_id: str
    title: str
    number: int | None
    season: Season

    @property
    def work_type(self) -> Literal[WorkType.EPISODE]:
        """Always an episode."""
        return WorkType.EPISODE
