"""A workbook that is cut, altered or made up: rows, findings, or an error of ours, within the memory of a small file."""

import io
import tracemalloc
import zipfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sheets import EPISODE, a_row, a_workbook

from pvsync.errors import ExchangeError, PvsyncError
from pvsync.formats.ema.columns import Tab
from pvsync.formats.ema.drafts import drafts
from pvsync.formats.ema.sheets import read_workbooks
from pvsync.model.progress import Silent

MIB = 1 << 20
INSERTED = (
    b"<",
    b">",
    b'"',
    b"999999999999",
    b"-1",
    b'r="XFD1048576"',
    b'<!DOCTYPE x [<!ENTITY a "b">]>',
    b"&a;",
    b"\xff",
    b"\x00",
)
law = settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("workbook")
    rows = (a_row(), a_row(Territory="CA"), a_row(LicenseType="VOD", PriceType="Tier", PriceValue="Tier 3"))
    return a_workbook(folder / "whole.xlsx", *rows).read_bytes()


def read(folder: Path, data: bytes) -> None:
    """As `import ema` does; whatever comes out is ours."""
    file = folder / "a.xlsx"
    file.write_bytes(data)
    try:
        drafts(read_workbooks([file], Silent()).titles, "acme", deals=True)
    except PvsyncError as error:
        said = error.message
    else:
        return
    assert 0 < len(said) < 1_000


def altered(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 5))):
        at = random.randrange(len(changed) + 1)
        match random.randrange(5):
            case 0:
                changed[at : at + 1] = bytes([random.randrange(256)])
            case 1:
                del changed[at : at + random.randrange(1, 40)]
            case 2:
                changed[at:at] = changed[max(0, at - random.randrange(60)) : at]
            case 3:
                changed[at:at] = random.choice(INSERTED)
            case _:
                del changed[at:]
    return bytes(changed)


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {entry.filename: packed.read(entry) for entry in packed.infolist()}


def packed(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return written.getvalue()


@law
@given(random=st.randoms(use_true_random=False))
def test_an_altered_file_is_read_or_refused(tmp_path: Path, workbook: bytes, random: Random) -> None:
    read(tmp_path, altered(workbook, random))


@law
@given(random=st.randoms(use_true_random=False))
def test_an_altered_part_is_read_or_refused(tmp_path: Path, workbook: bytes, random: Random) -> None:
    parts = parts_of(workbook)
    name = random.choice(sorted(parts))
    parts[name] = altered(parts[name], random)
    read(tmp_path, packed(parts))


@law
@given(data=st.binary(max_size=200) | st.binary(max_size=50).map(lambda tail: b"PK\x03\x04" + tail))
def test_any_bytes_are_refused(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(data)
    with pytest.raises(ExchangeError):
        read_workbooks([file], Silent())


values = (
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.integers(-(10**15), 10**15)
    | st.sampled_from(["=1+", "#REF!", "2026-02-30", "9999-12-31", "10.5240/x", "\u202e", "x" * 30_000])
)


@law
@given(
    movie=st.dictionaries(st.sampled_from(sorted(a_row())), values, max_size=4),
    episode=st.dictionaries(st.sampled_from(sorted(EPISODE)), values, max_size=4),
)
def test_any_cell_is_a_value_or_a_finding(
    tmp_path: Path, movie: dict[str, object], episode: dict[str, object]
) -> None:
    for tab, row in ((Tab.MOVIES, a_row(**movie)), (Tab.TV, a_row(EPISODE, **episode))):
        read(tmp_path, a_workbook(tmp_path / "made.xlsx", row, tab=tab).read_bytes())


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"])
def test_a_part_that_unpacks_to_a_thousand_times_its_size_stays_small(
    tmp_path: Path, workbook: bytes, part: str
) -> None:
    parts = parts_of(workbook)
    parts[part] = parts[part] + b" " * (64 * MIB)
    data = packed(parts)
    assert len(data) < MIB
    tracemalloc.start()
    try:
        read(tmp_path, data)
        assert tracemalloc.get_traced_memory()[1] < 200 * MIB
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("cell", ["XFD1048576", "A1048576", "XFD60000", "BZ400000"])
def test_a_stray_cell_far_away_is_refused_and_named(tmp_path: Path, workbook: bytes, cell: str) -> None:
    parts = parts_of(workbook)
    row = "".join(filter(str.isdigit, cell))
    stray = f'<row r="{row}"><c r="{cell}"><v>1</v></c></row></sheetData>'
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"</sheetData>", stray.encode())
    file = tmp_path / "a.xlsx"
    file.write_bytes(packed(parts))
    with pytest.raises(ExchangeError, match=rf"reaches as far as [A-Z]+{row}"):
        read_workbooks([file], Silent())
