"""What the parts of a plan file have in common."""

from typing import Literal

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A part of a plan file; unknown members are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class ScopeDocument(Part):
    """What one full extract replaces."""

    alid: str
    territory: str
    business_line: Literal["TVOD", "PRIME_SUBSCRIPTION", "CHANNELS", "FVOD"]
