"""A TV box set: all complete seasons of a series, sold as one."""

from dataclasses import dataclass
from typing import Literal

from pvsync.model.licence import WorkType


@dataclass(frozen=True, slots=True)
class BoxSet:
    """A TV box set (WorkType Series; its ALID is the series').

    Args:
        alid: What is offered: the ALID of the series.
        content_id: Metadata id of the series.
        title: Internal title.
        season_count: Complete seasons, which are those that it holds; None where live does not say.
    """

    alid: str
    content_id: str
    title: str
    season_count: int | None

    @property
    def work_type(self) -> Literal[WorkType.SERIES]:
        """A box set is sold as the series."""
        return WorkType.SERIES
