"""`kind: deal`."""

from typing import ClassVar, Literal

from pydantic import Field

from pvsync.catalog.documents.avail import AvailEntry
from pvsync.catalog.documents.base import Keys
from pvsync.catalog.scalars import Text


class DealDocument(Keys):
    """Rights written once and used by many titles."""

    KIND: ClassVar[str] = "deal"
    kind: Literal["deal"] = Field("deal", description="Rights written once.")
    name: Text = Field(description="Name, for `use:`.", examples=["us-svod-library"])
    avails: list[AvailEntry] = Field(description="What a title that uses the deal offers.")
