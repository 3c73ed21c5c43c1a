"""A series, as its seasons and episodes name it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Series:
    """A series.

    Args:
        content_id: Metadata id; the ALID unless stated.
        title: Internal title.
        season_count: Seasons that the series has.
    """

    content_id: str
    title: str
    season_count: int | None
