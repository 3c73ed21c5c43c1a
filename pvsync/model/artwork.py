"""A picture as its file has it."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """What a file of a picture says of itself.

    Args:
        width: In pixels.
        height: In pixels.
        format: `JPEG`, `PNG` or another.
        mode: How a pixel is kept: `RGB`, `RGBA`, `CMYK`, `L` (gray) and so on.
        is_transparent: Whether any part of it lets through what lies behind.
        size: Bytes of the file.
    """

    width: int
    height: int
    format: str
    mode: str
    is_transparent: bool
    size: int


class ImageProblem(StrEnum):
    """Why nothing is known of a picture."""

    MISSING = "missing"
    OUTSIDE = "outside"
    UNREADABLE = "unreadable"
    NO_PICTURE = "no picture"
    TOO_MANY_PIXELS = "too many pixels"
    NO_READER = "no reader"
    NOT_LOOKED_AT = "not looked at"


@dataclass(frozen=True, slots=True)
class Artwork:
    """A picture of a collection.

    Args:
        file: Path as written, from the root of the repository.
        purpose: `cover`, `boxart`, `poster`, `hero` or `title`.
        image: What the file says, or why nothing is known of it.
    """

    file: str
    purpose: str
    image: ImageFacts | ImageProblem = ImageProblem.NOT_LOOKED_AT

    @property
    def facts(self) -> ImageFacts | None:
        """What the file says, None where nothing is known."""
        return self.image if isinstance(self.image, ImageFacts) else None

    @property
    def resolution(self) -> str:
        """Width and height as a metadata file writes them, empty where they are not known."""
        return "" if self.facts is None else f"{self.facts.width}x{self.facts.height}"
