"""`kind: series`."""

from typing import ClassVar, Literal

from pydantic import Field

from pvsync.catalog.documents.base import Keys
from pvsync.catalog.scalars import AlidText, Text, Whole


class SeriesDocument(Keys):
    """A series; its seasons name it."""

    KIND: ClassVar[str] = "series"
    kind: Literal["series"] = Field("series", description="A series.")
    alid: AlidText = Field(description="Your id of the series.", examples=["ASB"])
    title: Text = Field(description="Internal title.", examples=["Avail Strikes Back"])
    seasons: Whole = Field(description="Seasons that the series has.", examples=["4"])
    content_id: AlidText | None = Field(None, description="Metadata id; the ALID unless stated.")
    alt_id: AlidText | None = Field(None, description="Alternative id; the ALID unless stated.")
    eidr: Text | None = Field(None, description="EIDR; goes to EMA and MEC.")
