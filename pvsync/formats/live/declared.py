"""What the catalog has of series and seasons already, so that what is live joins it and does not stand beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class DeclaredSeries:
    """Series and seasons of the files that are there.

    Args:
        series: ALID of a series, by its ALID and by its metadata id.
        seasons: ALID and file of a season, by its ALID and by its metadata id.
        complete: How many seasons of a series say that they are complete, by the ALID of the series.
    """

    series: Mapping[str, str] = field(default_factory=dict)
    seasons: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    complete: Mapping[str, int] = field(default_factory=dict)
