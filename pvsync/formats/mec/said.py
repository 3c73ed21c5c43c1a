"""What a file says, with the line that it says it on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self, TypeAlias

from pvsync.diagnostics import Place


@dataclass(frozen=True, slots=True, order=True)
class XmlPlace(Place):
    """A line of an XML file: `heat.xml:12`."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class SaidText(str):
    """A text of a file.

    Args:
        text: The text.
        place: Where it stands.
        name: What the file calls it.
    """

    __slots__ = ("name", "place")

    name: str
    place: Place

    def __new__(cls, text: str, place: Place, name: str) -> Self:
        """The text with its place."""
        said = super().__new__(cls, text)
        said.place, said.name = place, name
        return said


class SaidGroup(dict[str, "Said"]):
    """What an element of a file says, by the key that the catalog has for it.

    Args:
        place: Where it stands.
        name: What the file calls it.
        said: What it says.
    """

    def __init__(self, place: Place, name: str, said: Iterable[tuple[str, "Said"]] = ()) -> None:
        super().__init__(said)
        self.place, self.name = place, name


Said: TypeAlias = "SaidText | SaidGroup | list[Said]"
"""What stands under a key."""
