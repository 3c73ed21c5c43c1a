"""`kind: bundle`, the TV box set of a series."""

from typing import ClassVar, Literal

from pydantic import Field

from pvsync.catalog.bundle_scalars import Percent
from pvsync.catalog.documents.avail import AvailEntry
from pvsync.catalog.documents.titles import OfferKeys
from pvsync.catalog.scalars import AlidText, Text


class BundleDocument(OfferKeys):
    """The box set of a series: all of its complete seasons, under the ALID of the series."""

    KIND: ClassVar[str] = "bundle"
    kind: Literal["bundle"] = Field("bundle", description="The TV box set of a series.")
    series: AlidText = Field(
        description="ALID of its series, which is the box set's own too.", examples=["ASB"]
    )
    title: Text | None = Field(
        None, description="Internal title; the series' unless stated.", examples=["Avail Strikes Back"]
    )
    discount: Percent | None = Field(
        None, description="Percent off for those who own some of its seasons.", examples=["30"]
    )
    avails: list[AvailEntry] = Field(description="How it is offered: EST, in the format `Max`.")
