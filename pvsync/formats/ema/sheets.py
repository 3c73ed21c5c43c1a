"""Workbooks into titles: which sheets are avails, where they begin, and what of them has no place."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pvsync.diagnostics import Finding, in_order
from pvsync.formats.ema import codes
from pvsync.formats.ema.cells import Row, Spot, Value, cell_place, is_comment, text_of
from pvsync.formats.ema.header import NAMES_ROW, Header, is_header, likely_name, read_header
from pvsync.formats.ema.joined import Joined
from pvsync.formats.ema.lines import WORK_TYPES
from pvsync.formats.ema.mapping import CARRIED, NOT_CARRIED
from pvsync.formats.ema.notes import Notes
from pvsync.formats.ema.rows import Titles
from pvsync.formats.ema.workbook import Sheet, open_sheets
from pvsync.model.exchange import ReadSheet
from pvsync.model.progress import Progress

_HEAD = 3
_LOOK_FURTHER = 7
_EVERY = 500


@dataclass(frozen=True, slots=True)
class Workbooks:
    """What workbooks say.

    Args:
        sheets: Sheets that were read.
        titles: Their titles.
    """

    sheets: tuple[ReadSheet, ...]
    titles: Titles

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that was found so far, by place."""
        return in_order(self.titles.notes.findings())


def read_workbooks(paths: Sequence[Path], progress: Progress) -> Workbooks:
    """Read workbooks; titles may go on from one to the next.

    Raises:
        ExchangeError: If one cannot be opened.
        UsageError: If the library that reads workbooks is not installed.
    """
    titles = Titles(Notes())
    sheets = [sheet for path in paths for sheet in open_sheets(path)]
    progress.begin("reading sheets", sum(sheet.height for sheet in sheets))
    read = [found for sheet in sheets if (found := _read(sheet, titles, progress)) is not None]
    _say_without_avails(paths, read, titles.notes)
    progress.end()
    titles.finish()
    return Workbooks(tuple(read), titles)


def _read(sheet: Sheet, titles: Titles, progress: Progress) -> ReadSheet | None:
    notes = titles.notes
    rows = sheet.rows()
    head = list(islice(rows, _HEAD))
    names = head[NAMES_ROW - 1] if len(head) >= NAMES_ROW else []
    if not is_header(names) or not sheet.is_visible:
        _say_not_read(sheet, head, list(islice(rows, _LOOK_FURTHER)), notes)
        return None
    head += [[]] * (_HEAD - len(head))
    header = read_header(sheet.id, head, notes.add)
    unplaced: Counter[int] = Counter()
    number = count = 0
    for number, row in enumerate(_avails(sheet, header, head, rows, unplaced, notes), start=1):
        if row is not None:
            titles.take(row)
            count += 1
        if number % _EVERY == 0:
            progress.advance(_EVERY)
    progress.advance(number % _EVERY)
    _say_unplaced(sheet.id, names, unplaced, header, notes)
    return ReadSheet(sheet.id, header.version, count)


def _say_without_avails(paths: Sequence[Path], read: Sequence[ReadSheet], notes: Notes) -> None:
    """Workbooks of which nothing was read: whoever names one expects avails in it."""
    named = {sheet.sheet for sheet in read}
    named |= {
        finding.place.file
        for finding in notes.findings()
        if finding.place is not None and finding.code == codes.LEFT_OUT.code
    }
    for path in paths:
        if not any(name.startswith(f"{path.name}#") for name in named):
            notes.add(
                codes.LEFT_OUT.at(
                    cell_place(path.name, 1, 1),
                    "no sheet of this workbook could be read as avails",
                    "have one that is not hidden, with the names of EMA's columns in row 2 and avails from row 4 on",
                )
            )


def _avails(
    sheet: Sheet,
    header: Header,
    head: Sequence[Sequence[Value]],
    rows: Iterator[list[Value]],
    unplaced: Counter[int],
    notes: Notes,
) -> Iterator[Row | None]:
    """Every row below the head; None for one that holds no avail."""
    names = {number - 1: name for name, number in header.columns.items() if name in CARRIED}
    names |= {number - 1: name for number, name in header.again.items() if name in CARRIED}
    _say_third(sheet.id, head[-1], header, notes)
    key = header.columns.get("ALID", 1) - 1
    joined = Joined(sheet, notes)
    for number, values in enumerate(rows, start=_HEAD + 1):
        hollow = sheet.hollow.get(number, {})
        first = values[key] if key < len(values) else ""
        if (isinstance(first, str) and is_comment(first.strip())) or not (hollow or any(map(_says, values))):
            yield None
            continue
        spot = Spot(sheet.id, number, header.columns)
        found: dict[str, Value] = {}
        for index, value in joined.filled(number, values):
            name = names.get(index)
            text = text_of(value) if isinstance(value, str) else value
            if text == "":
                continue
            if name is None:
                unplaced[index] += 1
            elif isinstance(text, str) and is_comment(text):
                _say_comment(spot, name, text, notes)
            elif found.setdefault(name, text) != text:
                _say_twice(sheet.id, number, index, (name, text_of(text)), notes)
        unplaced.update(column - 1 for column in hollow if column - 1 not in names)
        yield Row(spot, found, {names[at - 1]: cell for at, cell in hollow.items() if at - 1 in names})


def _says(value: Value) -> bool:
    return not isinstance(value, str) or bool(value.strip())


def _say_twice(sheet: str, number: int, index: int, cell: tuple[str, str], notes: Notes) -> None:
    """A column that stands twice and says two things in one row."""
    name, text = cell
    notes.add(
        codes.DISAGREE.at(
            cell_place(sheet, number, index + 1),
            f"`{text}` stands here, and another cell of `{name}` in this row says something else; that one counts",
            "leave one of the two columns",
        )
    )


def _say_comment(spot: Spot, name: str, text: str, notes: Notes) -> None:
    notes.say(
        codes.WITHOUT_PLACE,
        spot,
        name,
        f"`{text}` is a remark of the template, not a value",
        "write the value, or nothing",
    )


def _say_third(sheet: str, third: Sequence[Value], header: Header, notes: Notes) -> None:
    """An avail in row 3, where the head still is (official instructions: avails start on row 4)."""
    number = header.columns.get("WorkType", 0)
    if number and number <= len(third) and text_of(third[number - 1]).casefold() in WORK_TYPES:
        notes.add(
            codes.LEFT_OUT.at(
                cell_place(sheet, _HEAD, number),
                "an avail stands in row 3, which belongs to the head; it is not read",
                "move the avails down: they begin in row 4",
            )
        )


def _say_not_read(
    sheet: Sheet, head: Sequence[Sequence[Value]], further: Sequence[Sequence[Value]], notes: Notes
) -> None:
    is_avails = [is_header(row) for row in (*head, *further)]
    if not any(is_avails):
        message, hint = "no sheet of avails: row 2 does not name the columns of EMA", "nothing, if it is none"
    elif not sheet.is_visible:
        message, hint = "a hidden sheet of avails; it is not read", "show it, if it shall be imported"
    else:
        row = is_avails.index(True) + 1
        message = f"the names of the columns stand in row {row}; it is not read"
        hint = "have groups in row 1, names in row 2, and avails from row 4 on"
    code = codes.LEFT_OUT if any(is_avails) and sheet.is_visible else codes.NOT_READ
    notes.add(code.at(cell_place(sheet.id, 1, 1), message, hint))


def _say_unplaced(
    sheet: str, names: Sequence[Value], unplaced: Counter[int], header: Header, notes: Notes
) -> None:
    """Columns that have values and no place, each with how many."""
    known = {number - 1: name for name, number in header.columns.items()}
    for index, count in sorted(unplaced.items()):
        written = text_of(names[index]) if index < len(names) else ""
        name = known.get(index, "")
        values = "1 value" if count == 1 else f"{count:,} values"
        place = cell_place(sheet, NAMES_ROW, index + 1)
        if name in NOT_CARRIED:
            message = f"`{written}`: {values} not taken over; {NOT_CARRIED[name]}"
            notes.add(
                codes.COLUMN_WITHOUT_PLACE.at(place, message, "nothing; keep the workbook if it matters")
            )
        elif not name:
            message = (
                f"`{written}` is not a column of EMA; {values} below it not taken over"
                if written
                else (f"a column without a name has {values} that are not taken over")
            )
            meant = likely_name(written)
            hint = (
                f"write `{meant}`, if that is meant"
                if meant and meant not in header.columns
                else "write the name that the template has in row 2"
            )
            notes.add(codes.COLUMN_UNKNOWN.at(place, message, hint))
