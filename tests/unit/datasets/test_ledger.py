from datetime import UTC, datetime
from pathlib import Path

import pytest

from pvsync.datasets.ledger import Entry, Ledger, Listed, id_of
from pvsync.datasets.source import DatasetFile
from pvsync.datasets.take_in import Drift
from pvsync.errors import StoreError

FILE = DatasetFile("playback", "a.zip", datetime(2026, 11, 22, 8, tzinfo=UTC))
DRIFT = Drift(("new",), ("gone",), (("seconds_viewed", 2, "12s"),), 1, 2, ("notes.json",))
ENTRY = Entry(FILE, "log/x.parquet", 12, datetime(2026, 11, 22, 7, tzinfo=UTC), DRIFT)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger")
    refused = Entry(DatasetFile("catalog", "b.zip", None), why_not="the zip is broken")
    for line in (ENTRY, refused, Listed("playback", FILE.published or datetime.now(UTC))):
        ledger.add(line)
    again = Ledger(tmp_path / "ledger")
    assert list(again.entries.values()) == [ENTRY, refused]
    assert (again.listed("playback"), again.listed("catalog")) == (FILE.published, None)


@pytest.mark.parametrize("kept", range(1, 40, 7))
def test_a_torn_line_is_not_there_and_is_written_over(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "ledger"
    Ledger(path).add(ENTRY)
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:kept])
    ledger = Ledger(path)
    assert len(ledger.entries) == 1
    ledger.add(ENTRY)
    assert path.read_bytes() == whole + whole


def test_versions_of_a_file_have_ids_of_their_own() -> None:
    other = DatasetFile("playback", "a.zip", datetime(2026, 11, 22, 9, tzinfo=UTC))
    assert len({id_of(FILE), id_of(other), id_of(DatasetFile("playback", "a.zip", None))}) == 3
    assert id_of(FILE).isalnum()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{}", "not one that pvsync writes"),
        (b"nonsense", "not one"),
        (b'{"format_version": "9"}', "another version"),
    ],
)
def test_a_ledger_of_someone_else_is_refused(tmp_path: Path, line: bytes, said: str) -> None:
    (tmp_path / "ledger").write_bytes(line + b"\n")
    with pytest.raises(StoreError, match=said):
        Ledger(tmp_path / "ledger")
