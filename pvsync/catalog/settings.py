"""What the configuration tells the catalog; values only, so that a catalog of any commit can be built."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pvsync.model.zones import Zones


@dataclass(frozen=True, slots=True)
class CatalogSettings:
    """How documents become titles.

    Args:
        licensor: Display name of the licensor, unless a document names another.
        as_of: The instant for which dated values are read.
        zones: How bare dates become instants.
        groups: Territories by name of their group.
        benefits: Benefit by channel, for the business line.
        channels: Channels that exist, None where any name is taken.
        open_ends: Whether an avail may end `open`: a sheet has a word for it, the API has not.
        root: Folder that pictures are looked for in, None where files cannot be looked at.
    """

    licensor: str
    as_of: datetime
    zones: Zones = field(default_factory=Zones)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    benefits: Mapping[str, str] = field(default_factory=dict)
    channels: frozenset[str] | None = None
    open_ends: bool = False
    root: Path | None = None
