"""`kind: supplemental`, a trailer or a bonus."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, PlainValidator, WithJsonSchema

from pvsync.catalog.documents.avail import AvailEntry
from pvsync.catalog.documents.titles import TitleKeys
from pvsync.catalog.scalars import AlidText, choice

_TYPES = ("trailer", "bonus")


class SupplementalDocument(TitleKeys):
    """A trailer or a bonus: a SKU of its own, with avails of its own."""

    KIND: ClassVar[str] = "supplemental"
    kind: Literal["supplemental"] = Field("supplemental", description="A trailer or a bonus.")
    of: AlidText = Field(
        description="ALID of the title that it belongs to; goes to MEC.", examples=["HEATHAZE-2024"]
    )
    type: Annotated[
        str,
        PlainValidator(choice("a type of supplemental", _TYPES)),
        WithJsonSchema({"enum": list(_TYPES)}),
    ] = Field(description="`trailer` or `bonus`.", examples=["trailer"])
    avails: list[AvailEntry] = Field(description="How it is offered.")
