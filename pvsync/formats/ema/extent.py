"""How far the cells of a sheet reach: the reading library makes room for each up to the last one, used or not.

One stray cell in the last row that a spreadsheet has would take gigabytes, and one in its last column as well would end
the process.
"""

import re
import zipfile
from collections.abc import Iterator

_MOST_CELLS = 12_000_000
"""60,000 rows, the most that Prime Video takes, of 200 columns; the widest template has 112."""

_CHUNK, _OVERLAP = 1 << 20, 64
_FAR = re.compile(rb"""\br\s*=\s*["'](?:(?:[D-Z][A-Z]|[A-Z]{3})\d+|[A-Z]+\d{6,})["']""")
"""Nothing of this kind: at most 104 columns and 99,999 rows, so that nothing needs to be counted."""

_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})(\d{1,9})["']""")
_LETTERS = 26


def stray_cell(packed: zipfile.ZipFile) -> str | None:
    """The last cell of a sheet that spans too many, `XFD1048576`; None where every sheet can be read.

    Args:
        packed: The workbook.
    """
    for entry in packed.infolist():
        if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
            found = _last(packed, entry) if _is_far(packed, entry) else None
            if found is not None:
                return found
    return None


def _is_far(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    return any(_FAR.search(text) for text in _chunks(packed, entry))


def _last(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> str | None:
    """The lower right corner of the cells, where they span too many."""
    top = left = 1 << 30
    bottom, right = 0, (0, "")
    for text in _chunks(packed, entry):
        for place in _PLACE.finditer(text):
            letters, row = place[1].decode(), int(place[2])
            column = (_number(letters), letters)
            top, left = min(top, row), min(left, column[0])
            bottom, right = max(bottom, row), max(right, column)
    spanned = (bottom - top + 1) * (right[0] - left + 1)
    return f"{right[1]}{bottom}" if spanned > _MOST_CELLS else None


def _chunks(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The text in pieces; each begins with the end of the one before, so that no place is cut."""
    before = b""
    with packed.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            yield before + chunk
            before = chunk[-_OVERLAP:]


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number
