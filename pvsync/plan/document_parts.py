"""What the parts of a plan file have in common."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Instant = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$")]


class Part(BaseModel):
    """A part of a plan file; unknown members are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class ScopeDocument(Part):
    """What one full extract replaces."""

    alid: str
    territory: str
    business_line: Literal["TVOD", "PRIME_SUBSCRIPTION", "CHANNELS", "FVOD"]
