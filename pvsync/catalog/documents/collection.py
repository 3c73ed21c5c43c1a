"""`kind: collection`, a bundle of movies."""

from typing import ClassVar, Literal

from pydantic import Field

from pvsync.catalog.bundle_scalars import Percent
from pvsync.catalog.documents.avail import AvailEntry
from pvsync.catalog.documents.metadata import CollectionMetadata
from pvsync.catalog.documents.titles import TitleKeys
from pvsync.catalog.scalars import AlidText


class CollectionDocument(TitleKeys):
    """A bundle of movies; what is in it can never change."""

    KIND: ClassVar[str] = "collection"
    kind: Literal["collection"] = Field("collection", description="A bundle of movies.")
    members: list[AlidText] = Field(
        description="ALIDs of its movies, at least two; another list needs another collection.",
        examples=[["HEATHAZE-2024", "HEATWAVE-2019"]],
    )
    discount: Percent | None = Field(
        None, description="Percent off for those who own some of its movies.", examples=["25"]
    )
    avails: list[AvailEntry] = Field(description="How it is offered: EST, in the format `Max`.")
    metadata: CollectionMetadata | None = Field(
        None, description="What its metadata file (MEC) says: titles and summaries, year, credits, artwork."
    )
