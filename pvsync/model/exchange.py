"""What became of other people's files: what was read from them, and what was written."""

from dataclasses import dataclass

from pvsync.diagnostics import Finding


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A sheet that was read.

    Args:
        sheet: File and sheet: `avails.xlsx#Movies`.
        version: Version of its format.
        rows: Rows of avails.
    """

    sheet: str
    version: str
    rows: int


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import; names are relative to the repository root.

    Args:
        sheets: Sheets that were read.
        written: Files that were written.
        unchanged: Files that were there already and say the same.
        kept: Files that were there already and say something else; they are as they were.
        left_out: ALIDs of titles that were left out.
        findings: By place.
    """

    sheets: tuple[ReadSheet, ...]
    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    kept: tuple[str, ...]
    left_out: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """A file that was written.

    Args:
        file: Its name.
        sheet: Name of its sheet.
        rows: Rows of avails.
    """

    file: str
    sheet: str
    rows: int


@dataclass(frozen=True, slots=True)
class Exported:
    """What came of an export.

    Args:
        version: Version of the format.
        files: Files that were written.
        lost: What has no place in the format, with how often it occurs.
        findings: What is wrong with the catalog; with an error among them nothing was written.
    """

    version: str
    files: tuple[WrittenSheet, ...]
    lost: tuple[tuple[str, int], ...]
    findings: tuple[Finding, ...]
