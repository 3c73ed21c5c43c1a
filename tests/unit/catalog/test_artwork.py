"""Pictures as their files have them."""

import io
import sys
import zlib
from pathlib import Path

import pytest
from pictures import draw, picture
from PIL import Image

from pvsync.catalog.artwork import ArtworkReader
from pvsync.model.artwork import Artwork, ImageFacts, ImageProblem


def seen(root: Path, data: bytes, name: str = "a.png") -> ImageFacts | ImageProblem:
    draw(root / name, data)
    return ArtworkReader(root).image(name)


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        ("JPEG", "RGB"),
        ("JPEG", "CMYK"),
        ("JPEG", "L"),
        ("PNG", "RGB"),
        ("PNG", "P"),
        ("GIF", "P"),
        ("TIFF", "RGB"),
    ],
)
def test_the_facts_are_those_of_the_file(tmp_path: Path, name: str, mode: str) -> None:
    data = picture(640, 360, name, mode)

    assert seen(tmp_path, data) == ImageFacts(640, 360, name, mode, is_transparent=False, size=len(data))


@pytest.mark.parametrize(("alpha", "transparent"), [(0, True), (254, True), (255, False)])
def test_a_picture_is_transparent_if_any_part_of_it_is(
    tmp_path: Path, alpha: int, *, transparent: bool
) -> None:
    facts = seen(tmp_path, picture(40, 30, "PNG", "RGBA", alpha))

    assert isinstance(facts, ImageFacts)
    assert (facts.mode, facts.is_transparent) == ("RGBA", transparent)


def test_a_palette_can_be_transparent(tmp_path: Path) -> None:
    data = io.BytesIO()
    Image.new("RGB", (40, 30), (1, 2, 3)).quantize(4).save(data, "PNG", transparency=0)

    facts = seen(tmp_path, data.getvalue())

    assert isinstance(facts, ImageFacts)
    assert facts.is_transparent


@pytest.mark.parametrize("name", ["JPEG", "PNG"])
def test_no_cut_of_a_picture_passes_or_breaks(tmp_path: Path, name: str) -> None:
    whole = picture(640, 360, name)

    for length in range(0, len(whole) - 20, max(1, len(whole) // 60)):
        found = seen(tmp_path, whole[:length])
        assert found in {ImageProblem.NO_PICTURE, ImageProblem.UNREADABLE}


def test_what_is_no_picture(tmp_path: Path) -> None:
    assert seen(tmp_path, b"not a picture at all") is ImageProblem.NO_PICTURE
    assert seen(tmp_path, b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n") is ImageProblem.NO_PICTURE


def a_png_that_claims(width: int, height: int) -> bytes:
    """A small file whose head promises an enormous picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    head = width.to_bytes(4) + height.to_bytes(4) + bytes([8, 2, 0, 0, 0])
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize("edge", [8_000, 12_000, 60_000])
def test_a_bomb_is_not_opened(tmp_path: Path, edge: int) -> None:
    assert seen(tmp_path, a_png_that_claims(edge, edge)) is ImageProblem.TOO_MANY_PIXELS


def test_files_that_are_not_there(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    draw(tmp_path / "outside.png", picture(40, 30, "PNG"))
    (root / "folder.png").mkdir(parents=True)
    (root / "link.png").symlink_to(tmp_path / "outside.png")
    (root / "loop.png").symlink_to(root / "loop.png")
    reader = ArtworkReader(root)

    assert reader.image("no.png") is ImageProblem.MISSING
    assert reader.image("folder.png") is ImageProblem.MISSING
    assert reader.image("loop.png") is ImageProblem.MISSING
    assert reader.image("a\0.png") is ImageProblem.MISSING
    assert reader.image("../outside.png") is ImageProblem.OUTSIDE
    assert reader.image("link.png") is ImageProblem.OUTSIDE
    assert reader.image(str(tmp_path / "outside.png")) is ImageProblem.OUTSIDE


def test_a_picture_is_read_once(tmp_path: Path) -> None:
    draw(tmp_path / "a.png", picture(40, 30, "PNG"))
    reader = ArtworkReader(tmp_path)
    first = reader.image("a.png")
    (tmp_path / "a.png").unlink()

    assert reader.image("a.png") is first


def test_without_a_folder_nothing_is_looked_at() -> None:
    assert ArtworkReader(None).image("a.png") is ImageProblem.NOT_LOOKED_AT


def test_without_its_library_a_picture_is_only_not_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)

    assert seen(tmp_path, b"anything") is ImageProblem.NO_READER
    assert ArtworkReader(tmp_path).image("no.png") is ImageProblem.MISSING


def test_a_file_that_is_too_large_is_measured_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pvsync.catalog.artwork._MOST_BYTES", 100)
    data = picture(640, 360)[:-200]  # cut, which only reading to its end could show

    assert seen(tmp_path, data) == ImageFacts(640, 360, "JPEG", "RGB", is_transparent=False, size=len(data))


def test_a_picture_says_its_resolution_where_it_is_known() -> None:
    facts = ImageFacts(1920, 1080, "PNG", "RGB", is_transparent=False, size=9)

    assert Artwork("a.png", "cover", facts).resolution == "1920x1080"
    assert Artwork("a.png", "cover", ImageProblem.MISSING).resolution == ""
