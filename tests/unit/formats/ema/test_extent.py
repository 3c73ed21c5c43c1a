"""How far a sheet may reach, to the cell."""

import io
import zipfile

import pytest

from pvsync.formats.ema.extent import stray_cell


def a_package(*places: str, name: str = "xl/worksheets/sheet1.xml", padding: int = 0) -> zipfile.ZipFile:
    cells = "".join(f"{' ' * padding}<c r='{place}'><v>1</v></c>" for place in places)
    package = zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED)
    package.writestr(name, f"<sheetData>{cells}</sheetData>")
    return package


@pytest.mark.parametrize(
    ("places", "stray"),
    [
        (("A1", "BZ60000"), None),
        (("A1", "GR60000"), None),
        (("A1", "GS60000"), "GS60000"),
        (("A1", "L1000000"), None),
        (("A1", "M1000000"), "M1000000"),
        (("A1048576", "B1048576"), None),
        (("XFD1", "XFD2"), None),
        (("XFD1", "A1048576"), "XFD1048576"),
        ((), None),
    ],
)
def test_as_many_cells_as_can_be_read(places: tuple[str, ...], stray: str | None) -> None:
    assert stray_cell(a_package(*places)) == stray


def test_no_place_is_cut_between_two_pieces() -> None:
    for padding in range((1 << 20) - 24, (1 << 20) + 4):
        assert stray_cell(a_package("A1", "XFD1048576", padding=padding // 2)) == "XFD1048576"


def test_other_parts_say_nothing() -> None:
    assert stray_cell(a_package("A1", "XFD1048576", name="xl/comments.xml")) is None
