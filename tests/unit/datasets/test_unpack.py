import zipfile
from pathlib import Path

import pytest
from slates import as_zip

from pvsync.datasets import unpack as unpacking
from pvsync.datasets.unpack import Limits, NotTaken, unpack
from pvsync.errors import StoreError

LIMITS = Limits(bytes=1000, members=3)


@pytest.fixture
def room(tmp_path: Path) -> Path:
    folder = tmp_path / "room"
    folder.mkdir()
    return folder


def named(path: Path, name: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "a,b\n")
    return path


@pytest.mark.parametrize(
    ("table", "records"),
    [
        (b"head\n1\n2\n", 2),
        (b"head\n1\n2", 2),
        (b'head\n"1\n1"\n2\n', 2),
        (b'head\n"a ""b""\n"\n', 1),
        (b"head\n", 0),
        (b"head", 0),
        (b'head\n"1\n', None),
    ],
)
def test_records_are_counted(tmp_path: Path, room: Path, table: bytes, records: int | None) -> None:
    [member], aside = unpack(as_zip(tmp_path / "a.zip", a_csv=table), room, LIMITS)
    assert (member.records, aside) == (records, [])
    assert member.path.read_bytes() == table


@pytest.mark.parametrize("chunk", [1, 2, 3, 7])
def test_the_count_does_not_depend_on_pieces(
    tmp_path: Path, room: Path, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(unpacking, "_CHUNK", chunk)
    table = b'head,x\n"a ""b""\n",1\n"",2\nc,"\n"'
    [member], _ = unpack(as_zip(tmp_path / "a.zip", a_csv=table), room, LIMITS)
    assert member.records == 3


def test_what_is_larger_than_it_may_be_is_not_unpacked(tmp_path: Path, room: Path) -> None:
    with pytest.raises(NotTaken, match="unpacks to 1,001 bytes; at most 1,000"):
        unpack(as_zip(tmp_path / "a.zip", a_csv=b"x" * 1001), room, LIMITS)
    assert list(room.iterdir()) == []


def test_all_members_count_together(tmp_path: Path, room: Path) -> None:
    with pytest.raises(NotTaken, match="1,002 bytes"):
        unpack(as_zip(tmp_path / "a.zip", a_csv=b"x" * 501, b_csv=b"x" * 501), room, LIMITS)


def test_what_lies_about_its_size_is_stopped(tmp_path: Path, room: Path) -> None:
    path = as_zip(tmp_path / "a.zip", a_csv=b"x" * 5000)
    data = path.read_bytes()
    # The size of the member as its two heads give it: 5000, said to be 10.
    path.write_bytes(data.replace((5000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    with pytest.raises(NotTaken):
        unpack(path, room, LIMITS)
    assert sum(file.stat().st_size for file in room.iterdir()) <= 1000


@pytest.mark.parametrize(
    "name", ["../evil.csv", "a/../../evil.csv", "/etc/evil.csv", "..\\evil.csv", "C:\\evil.csv"]
)
def test_names_that_lead_out_are_refused(tmp_path: Path, room: Path, name: str) -> None:
    with pytest.raises(NotTaken, match="leads out"):
        unpack(named(tmp_path / "a.zip", name), room, LIMITS)
    assert list(room.iterdir()) == []


def test_members_are_written_under_our_names(tmp_path: Path, room: Path) -> None:
    unpack(named(tmp_path / "a.zip", "deep/down/lock"), room, LIMITS)
    assert [path.name for path in room.iterdir()] == ["0.csv"]


def test_too_many_members(tmp_path: Path, room: Path) -> None:
    with pytest.raises(NotTaken, match="holds 4 files; at most 3"):
        unpack(as_zip(tmp_path / "a.zip", a=b"", b=b"", c=b"", d=b""), room, LIMITS)


@pytest.mark.parametrize("data", [b"", b"PK nonsense", b"no zip at all"])
def test_what_is_no_zip(tmp_path: Path, room: Path, data: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(NotTaken, match="broken"):
        unpack(tmp_path / "a.zip", room, LIMITS)


def test_a_zip_whose_bytes_are_not_what_its_checksum_says(tmp_path: Path, room: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.csv", b"head\n12345\n")
    path.write_bytes(path.read_bytes().replace(b"12345", b"12346"))
    with pytest.raises(NotTaken, match="broken"):
        unpack(path, room, LIMITS)


def test_a_disk_without_room_is_told_before(
    tmp_path: Path, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = type("Usage", (), {"free": 10})()
    monkeypatch.setattr("pvsync.datasets.unpack.shutil.disk_usage", lambda _: usage)
    with pytest.raises(StoreError, match="10 bytes left"):
        unpack(as_zip(tmp_path / "a.zip", a_csv=b"x" * 100), room, LIMITS)
