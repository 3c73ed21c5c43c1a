"""What is a whole zip and what is not, told without unpacking it into memory."""

import io
import struct
import zipfile
from pathlib import Path

import pytest
from unit.datasets.slate_world import a_zip

from pvsync.datasets import whole_zip
from pvsync.datasets.whole_zip import fault_of


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a.zip"


def test_a_whole_one(file: Path) -> None:
    file.write_bytes(a_zip(10_000))
    assert fault_of(file) is None


def test_every_part_of_one_is_told(file: Path) -> None:
    data = a_zip(200)
    for length in range(len(data)):
        file.write_bytes(data[:length])
        assert fault_of(file) is not None, length


def test_every_byte_of_its_content_counts(file: Path) -> None:
    data = a_zip(200)
    begin = data.index(b"rows.csv") + len(b"rows.csv")
    for place in range(begin, begin + 200):
        spoilt = bytearray(data)
        spoilt[place] ^= 1
        file.write_bytes(spoilt)
        assert fault_of(file) == "it is no zip, or a part of one", place


def test_one_without_a_file_is_none(file: Path) -> None:
    with zipfile.ZipFile(file, "w"):
        pass
    assert fault_of(file) == "it holds 0 files"


def test_an_encrypted_one_is_told(file: Path) -> None:
    data = bytearray(a_zip(100))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(mark) + offset
        data[place : place + 2] = struct.pack("<H", 1)
    file.write_bytes(data)
    assert fault_of(file) == "it is encrypted"


def test_one_that_unpacks_to_too_much_is_told_before_it_is_unpacked(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("rows.csv", bytes(1_000_000))
    file.write_bytes(content.getvalue())
    monkeypatch.setattr(whole_zip, "_LARGEST_CONTENT", 999_999)
    assert fault_of(file) == "it unpacks to more than any file that is expected"


def test_what_is_not_there_is_none(file: Path) -> None:
    assert fault_of(file) is not None
