"""The pictures of a collection, each with its path in the document and what Prime Video wants of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from pvsync.model.artwork import Artwork, ImageFacts
from pvsync.model.desired import DesiredTitle


@dataclass(frozen=True, slots=True)
class Wanted:
    """What Prime Video wants of a picture (bundles, artwork for collections).

    Args:
        name: What Prime Video calls it.
        width: Least width in pixels.
        height: Least height in pixels.
        ratio: Width to height, None where any will do.
        megabytes: Largest file.
        is_required: Whether a collection must have it.
    """

    name: str
    width: int
    height: int
    ratio: tuple[int, int] | None
    megabytes: int = 10
    is_required: bool = True


WANTED = {
    "cover": Wanted("cover art", 1920, 1080, (16, 9)),
    "boxart": Wanted("box art", 1200, 1600, (3, 4)),
    "poster": Wanted("poster art", 2000, 3000, (2, 3)),
    "hero": Wanted("hero art", 1920, 1080, (16, 9)),
    "title": Wanted("title art", 1100, 660, None, megabytes=1, is_required=False),
}
"""By purpose."""


def pictures(title: DesiredTitle) -> Iterator[tuple[str, Artwork]]:
    """Each picture of a collection with its path."""
    if title.unsent.metadata is None:
        return
    for number, block in enumerate(title.unsent.metadata.localized):
        for index, artwork in enumerate(block.artwork):
            yield f"metadata.localized.{number}.artwork.{index}", artwork


def read_pictures(title: DesiredTitle) -> Iterator[tuple[str, Artwork, ImageFacts]]:
    """Each picture that could be read."""
    for path, artwork in pictures(title):
        if artwork.facts is not None:
            yield path, artwork, artwork.facts
