"""What every group of keys in YAML has in common: strict keys, nothing changed after reading."""

from pydantic import BaseModel, ConfigDict


class Keys(BaseModel):
    """A group of keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)
