"""`kind: season`, with its episodes."""

from typing import ClassVar, Literal

from pydantic import Field

from pvsync.catalog.bundle_scalars import Completion
from pvsync.catalog.documents.avail import AvailEntry
from pvsync.catalog.documents.titles import PartKeys, TitleKeys
from pvsync.catalog.scalars import AlidText, Flag, Text, Whole


class EpisodeEntry(TitleKeys):
    """One episode of a season; without `avails` it has the season's."""

    number: Whole = Field(description="Episode number.", examples=["1"])
    avails: list[AvailEntry] | None = Field(
        None, description="With keys: merged with the season's. Without: instead."
    )


class SeasonDocument(PartKeys, TitleKeys):
    """A season: its own row is sent for purchase and rental only; other avails reach its episodes."""

    KIND: ClassVar[str] = "season"
    kind: Literal["season"] = Field("season", description="A season with its episodes.")
    series: AlidText = Field(description="ALID of its series.", examples=["ASB"])
    number: Whole = Field(description="Season number.", examples=["1"])
    episode_count: Whole | None = Field(
        None, description="Episodes it has or will have; as many as listed unless stated.", examples=["8"]
    )
    complete: Completion | None = Field(
        None,
        description="Whether, or from which day on, all of it has aired; it counts for the box set from then.",
        examples=["2026-05-10"],
    )
    sports_data_platform: Flag | None = Field(
        None,
        description="Whether it is content of the Sports Data Platform; never sent.",
        examples=["true"],
    )
    avails: list[AvailEntry] = Field(description="How season and episodes are offered.")
    episodes: list[EpisodeEntry] = Field(default_factory=list, description="Its episodes.")
    title: Text = Field(description="Internal title.", examples=["Avail Strikes Back: Season 1"])
