"""Writes workbooks, one sheet each, at most 60,000 rows; the one door to the writing library."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pvsync.errors import UsageError
from pvsync.formats.ema.columns import MOST_ROWS, Tab, Template, Version, template
from pvsync.formats.ema.mapping import ALIASES
from pvsync.formats.ema.out_cells import OutCell
from pvsync.formats.ema.out_rows import OutRow, TitleRows
from pvsync.model.exchange import WrittenSheet

if TYPE_CHECKING:
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

_HEAD = 3
_DIGITS = 15
"""Digits that a workbook keeps of a number."""


class _Book:
    """One workbook in the making, under a name that nobody takes for the finished one."""

    def __init__(self, path: Path, of: Template) -> None:
        import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415 - comes with an extra

        self.path = path
        self.of = of
        self._file = path.open("wb")
        self.rows = 0
        # Texts are texts: one that begins with `=` must not become a formula, nor an address a link.
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book: Workbook = xlsxwriter.Workbook(self._file, options)
        self._sheet: Worksheet = self._book.add_worksheet(of.sheet)
        self._day: Format = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._columns = {name: number for number, name in enumerate(of.columns)}
        self._columns |= {ALIASES[name]: number for name, number in self._columns.items() if name in ALIASES}
        for number, row in enumerate(of.head):
            for column, value in enumerate(row):
                if value != "":
                    self._sheet.write(number, column, value)

    def add(self, row: OutRow) -> None:
        """Write one row of avails."""
        for name, value in row.items():
            if (column := self._columns.get(name)) is not None:
                self._put(_HEAD + self.rows, column, value)
        self.rows += 1

    def _put(self, row: int, column: int, value: OutCell) -> None:
        match value:
            case date():
                self._sheet.write_datetime(row, column, value, self._day)
            case Decimal() if len(value.as_tuple().digits) <= _DIGITS:
                self._sheet.write_number(row, column, float(value))
            case int():
                self._sheet.write_number(row, column, value)
            case _:
                self._sheet.write_string(row, column, str(value))

    def close(self) -> None:
        """Write it out; a second time does nothing."""
        if not self._file.closed:
            self._book.close()
            self._file.close()


class Files:
    """The files of one export, written beside their place and put there together.

    Args:
        out: The file that was asked for; several are told apart by `-movies`, `-tv`, `-2`.
        version: Version of EMA.

    Raises:
        UsageError: If the library that writes workbooks is not installed.
    """

    def __init__(self, out: Path, version: Version) -> None:
        try:
            import xlsxwriter  # noqa: F401, PLC0415 - comes with an extra
        except ImportError:
            raise UsageError(
                "workbooks need a library that is not installed",
                advice="install it: `pip install 'pvsync[ema]'`",
            ) from None
        self._out = out
        self._version = version
        self._books: dict[Tab, list[_Book]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for _, book in self._all():
            with suppress(OSError):
                book.close()
            book.path.unlink(missing_ok=True)

    def add(self, title: TitleRows) -> None:
        """Write the rows of one title, all into one file.

        Raises:
            UsageError: If it cannot be written.
        """
        if not title.rows:
            return
        books = self._books.setdefault(title.tab, [])
        if not books or books[-1].rows + len(title.rows) > MOST_ROWS:
            beside = self._out.with_name(f".{self._out.stem}-{title.tab}-{len(books) + 1}.part")
            with self._told():
                books.append(_Book(beside, template(self._version, title.tab)))
        for row in title.rows:
            books[-1].add(row)

    def finish(self) -> tuple[WrittenSheet, ...]:
        """Put every file in its place.

        Raises:
            UsageError: If one cannot be written.
        """
        several = sum(len(books) for books in self._books.values()) > 1
        written: list[WrittenSheet] = []
        with self._told():
            for number, book in list(self._all()):
                name = self._name(book.of.tab, number) if several else self._out.name
                book.close()
                book.path.replace(self._out.with_name(name))
                written.append(WrittenSheet(name, book.of.sheet, book.rows))
        self._books.clear()
        return tuple(written)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise UsageError(
                f"the file {self._out.name} cannot be written ({error.strerror or 'no reason given'})",
                advice="name a file in a folder that is there: `--out avails.xlsx`",
            ) from error

    def _all(self) -> Iterator[tuple[int, _Book]]:
        for books in self._books.values():
            yield from enumerate(books, start=1)

    def _name(self, tab: Tab, number: int) -> str:
        more = "" if len(self._books[tab]) == 1 else f"-{number}"
        return f"{self._out.stem}-{tab}{more}{self._out.suffix}"
