"""The pictures that a catalog names, read as far as their facts need; nothing is loaded before the first one."""

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from pvsync.model.artwork import ImageFacts, ImageProblem

if TYPE_CHECKING:
    from PIL.Image import Image

_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")
"""What is opened at all: no format whose reader starts other programs."""

_MOST_PIXELS = 60_000_000
"""Ten times the largest picture that Prime Video asks for; a small file that claims more would fill the memory."""

_MOST_BYTES = 64 * 1024 * 1024
"""A larger file is not looked into beyond its first bytes; it is too large for Prime Video anyway."""

_SAME = {"MPO": "JPEG"}
"""Names of one format: a camera's JPEG with a second picture behind the first."""


class ArtworkReader:
    """Reads pictures, each once.

    Args:
        root: Folder that paths are relative to; None where files cannot be looked at (an earlier commit).
    """

    def __init__(self, root: Path | None) -> None:
        self._root = root
        self._known: dict[str, ImageFacts | ImageProblem] = {}

    def image(self, file: str) -> ImageFacts | ImageProblem:
        """What a file says of itself, or why nothing is known of it."""
        if self._root is None:
            return ImageProblem.NOT_LOOKED_AT
        if file not in self._known:
            self._known[file] = _look(self._root, file)
        return self._known[file]


def _look(root: Path, file: str) -> ImageFacts | ImageProblem:
    try:
        path = (root / file).resolve()
        if not path.is_relative_to(root.resolve()):
            return ImageProblem.OUTSIDE
        if not path.is_file():
            return ImageProblem.MISSING
        size = path.stat().st_size
    except (
        OSError,
        RuntimeError,
        ValueError,
    ):  # not ours to read, a loop of links, a name that no file can have
        return ImageProblem.MISSING
    return _read(path, size)


def _read(path: Path, size: int) -> ImageFacts | ImageProblem:
    try:
        from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - only a catalog with pictures loads it
    except ImportError:
        return ImageProblem.NO_READER
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            warnings.simplefilter("ignore", UserWarning)
            with Image.open(path, formats=_FORMATS) as image:
                if image.width * image.height > _MOST_PIXELS:
                    return ImageProblem.TOO_MANY_PIXELS
                return _facts(path, image, size)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return ImageProblem.TOO_MANY_PIXELS
    except UnidentifiedImageError:
        return ImageProblem.NO_PICTURE
    except Exception:  # noqa: BLE001 - a reader of foreign bytes raises whatever it stumbles over
        return ImageProblem.UNREADABLE


def _facts(path: Path, image: "Image", size: int) -> ImageFacts:
    width, height, mode = image.width, image.height, image.mode
    name = image.format or path.suffix.lstrip(".").upper()
    has_alpha = image.has_transparency_data
    if size <= _MOST_BYTES:
        # A JPEG is decoded at an eighth of its size: enough to see that it is whole.
        image.draft("RGB", (width // 8, height // 8))
        image.load()
    return ImageFacts(
        width=width,
        height=height,
        format=_SAME.get(name, name),
        mode=mode,
        is_transparent=has_alpha and _lets_through(image),
        size=size,
    )


def _lets_through(image: "Image") -> bool:
    lowest, _highest = image.convert("RGBA").getchannel("A").getextrema()
    return isinstance(lowest, float | int) and lowest < 255  # noqa: PLR2004 - an opaque pixel
