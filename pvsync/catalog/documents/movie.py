"""`kind: movie`."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, PlainValidator, WithJsonSchema

from pvsync.catalog.documents.avail import AvailEntry
from pvsync.catalog.documents.titles import PartKeys, TitleKeys
from pvsync.catalog.scalars import choice

_WORK_TYPES = ("Movie", "Short")


class MovieDocument(PartKeys, TitleKeys):
    """A movie or a short."""

    KIND: ClassVar[str] = "movie"
    kind: Literal["movie"] = Field("movie", description="A movie or a short.")
    work_type: Annotated[
        str,
        PlainValidator(choice("a work type of a movie", _WORK_TYPES)),
        WithJsonSchema({"enum": list(_WORK_TYPES)}),
    ] = Field("Movie", description="`Short` for shorts.", examples=["Short"])
    avails: list[AvailEntry] = Field(description="How it is offered.")
