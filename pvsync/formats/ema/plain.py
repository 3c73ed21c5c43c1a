"""Documents of a catalog as plain values, before anyone writes them down."""

from dataclasses import dataclass
from typing import TypeAlias

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
"""A value as a catalog file has it: text, lists and mappings."""

Document: TypeAlias = dict[str, Plain]


@dataclass(frozen=True, slots=True)
class Draft:
    """A file to be written.

    Args:
        folder: Folder below the catalog.
        name: Its name without the ending, made of words that people use.
        identity: What tells it from others of the same name: an ALID.
        document: The one document in it.
    """

    folder: str
    name: str
    identity: str
    document: Document
