"""A season, sold as a whole or as the home of its episodes."""

from dataclasses import dataclass
from typing import Literal

from pvsync.model.licence import WorkType
from pvsync.model.titles.series import Series


@dataclass(frozen=True, slots=True)
class Season:
    """A season of a series.

    Args:
        alid: What is offered.
        content_id: Metadata id; the ALID unless stated.
        title: Internal title.
        number: Season number.
        episode_count: Episodes that the season has or will have; None where live does not say.
        series: The series it belongs to.
    """

    alid: str
    content_id: str
    title: str
    number: int | None
    episode_count: int | None
    series: Series

    @property
    def work_type(self) -> Literal[WorkType.SEASON]:
        """Always a season."""
        return WorkType.SEASON
