"""Pictures for tests: drawn by size and kind, and those that an example names by their size."""

import io
import re
from functools import cache
from pathlib import Path

from PIL import Image

NAMED = re.compile(r"file: ([\w./-]*?_(\d+)x(\d+)(?:_(\d+)MB)?\.(jpg|png))")
_MEGABYTE = 1024 * 1024


@cache
def picture(width: int, height: int, name: str = "JPEG", mode: str = "RGB", alpha: int = 0) -> bytes:
    """The bytes of a picture of one colour; where its mode has transparency, one corner is as opaque as `alpha`."""
    image = Image.new(
        mode, (width, height), color=(70, 90, 120, 255)[: len(Image.new(mode, (1, 1)).getbands())]
    )
    if mode in {"RGBA", "LA"}:
        image.putalpha(255)
        image.paste((0,) * (len(image.getbands()) - 1) + (alpha,), (0, 0, 9, 9))
    data = io.BytesIO()
    image.save(data, name)
    return data.getvalue()


def draw(path: Path, data: bytes) -> None:
    """A file with these bytes, and its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def draw_named(text: str, root: Path) -> None:
    """Every picture that a catalog names with its size: a PNG is transparent, `11MB` is how large the file gets."""
    for file, width, height, megabytes, end in NAMED.findall(text):
        size = int(width), int(height)
        data = picture(*size, "PNG", "RGBA") if end == "png" else picture(*size)
        draw(root / file, data.ljust(int(megabytes or 0) * _MEGABYTE, b"\0"))
