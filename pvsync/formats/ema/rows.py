"""Rows of a sheet into lines, title by title; a row that belongs to no title takes its title out."""

from collections.abc import Mapping

from pvsync.formats.ema import codes
from pvsync.formats.ema.cells import Row
from pvsync.formats.ema.facts import Facts
from pvsync.formats.ema.lines import WORK_TYPES, Line
from pvsync.formats.ema.notes import Notes
from pvsync.formats.ema.pricing import PriceReader
from pvsync.formats.ema.terms import TermReader
from pvsync.formats.ema.territories import TerritoryReader
from pvsync.formats.ema.values import format_profile
from pvsync.model.scope import is_alid

_OLD_IDS: Mapping[str, tuple[str, ...]] = {
    "series": ("SeriesAltID", "SeriesContentID"),
    "season": ("SeasonAltID", "SeasonContentID"),
    "episode": ("EpisodeAltID", "EpisodeContentID"),
}
"""Where 1.6, which has no ALID, names what is offered."""

_ENTRIES = {"fullextract": False, "fulldelete": True}


class Titles:
    """Lines and facts of every title of one or several sheets.

    Args:
        notes: Takes findings.
    """

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.lines: dict[str, list[Line]] = {}
        self.facts: dict[str, Facts] = {}
        self.spoiled: set[str] = set()
        self._terms = TermReader(notes)
        self._prices = PriceReader(notes)
        self._territories = TerritoryReader(notes)

    def take(self, row: Row) -> None:
        """Take a row in."""
        work_type = WORK_TYPES.get(row.text("WorkType").casefold(), "")
        alid = self._alid(row, work_type)
        is_delete = _ENTRIES.get("".join(row.text("EntryType").casefold().split()))
        if row.hollow:
            self.spoiled.add(alid)
            self._say_hollow(row)
            return
        if not self._belongs(row, alid, work_type, is_delete):
            self.spoiled.add(alid)
            return
        facts = self.facts.setdefault(alid, Facts(work_type, row.spot))
        if facts.work_type != work_type:
            self.spoiled.add(alid)
            self._leave_out(
                row,
                "WorkType",
                f"`{alid}` is a {work_type} here and a {facts.work_type} in row {facts.spot.row}",
                "give each title an ALID of its own",
            )
            return
        facts.merge(row)
        self.lines.setdefault(alid, []).append(self._line(row, alid, work_type, is_delete=bool(is_delete)))

    def finish(self) -> None:
        """Leave out every title of which a row was left out."""
        for alid in self.spoiled:
            self.lines.pop(alid, None)
            self.facts.pop(alid, None)
        for facts in self.facts.values():
            facts.say_others(self.notes)

    def _line(self, row: Row, alid: str, work_type: str, *, is_delete: bool) -> Line:
        terms = self._terms.read(row)
        territories = self._territories.read(row)
        self._require(row, is_delete=is_delete)
        return Line(
            spot=row.spot,
            alid=alid,
            work_type=work_type,
            is_delete=is_delete,
            territories=territories,
            format=self._format(row),
            price=self._prices.read(row, territories, "" if is_delete else str(terms.get("license", ""))),
            id=row.text("AvailID"),
            terms=terms,
            allowed=self._terms.allowed(row),
        )

    def _format(self, row: Row) -> str:
        if not (text := row.text("FormatProfile")):
            return ""
        found, doubt = format_profile(text)
        if doubt is not None:
            self.notes.say(codes.NOT_UNDERSTOOD, row.spot, "FormatProfile", doubt.message, doubt.hint)
        return found

    def _require(self, row: Row, *, is_delete: bool) -> None:
        needed = (
            ("Territory",) if is_delete else ("Territory", "LicenseType", "FormatProfile", "Start", "End")
        )
        for column in needed:
            if column not in row.spot.columns:
                self.notes.say(
                    codes.MISSING,
                    row.spot,
                    column,
                    f"the sheet has no column `{column}`",
                    f"write `{column}` in row 2, above the column that has it",
                )
            elif not row.text(column):
                self.notes.say(
                    codes.MISSING, row.spot, column, f"`{column}` is empty", "fill it: every avail has one"
                )

    def _alid(self, row: Row, work_type: str) -> str:
        if "ALID" in row.spot.columns:
            return row.text("ALID")
        columns = _OLD_IDS.get(work_type, ("AltID", "ContentID"))
        return next((text for column in columns if is_alid(text := row.text(column))), "")

    def _belongs(self, row: Row, alid: str, work_type: str, is_delete: bool | None) -> bool:  # noqa: FBT001
        column = "ALID" if "ALID" in row.spot.columns else "AltID"
        if not alid:
            self._leave_out(row, column, "this row has no ALID, so it belongs to no title", "write the ALID")
        elif not is_alid(alid):
            self._leave_out(
                row,
                column,
                f"`{alid}` cannot be an ALID",
                "use 1 to 255 letters, digits and . _ : @ - (no blanks, no slashes)",
            )
        elif not work_type:
            self._leave_out(row, "WorkType", *_work_type_words(row.text("WorkType")))
        elif is_delete is None:
            written = row.text("EntryType")
            message = (
                f"`{written}` is not an entry type that Prime Video takes"
                if written
                else "no entry type is stated"
            )
            self._leave_out(
                row, "EntryType", message, "write `Full Extract`, or `Full Delete` for what shall go"
            )
        else:
            return True
        return False

    def _say_hollow(self, row: Row) -> None:
        for column, cell in row.hollow.items():
            if cell.is_error:
                message = f"`{cell.shown}` stands here: the spreadsheet could not work out the value"
                hint = "write the value"
            else:
                message = f"the formula `{cell.shown}` stands here, and its result is not in the file"
                hint = "open the workbook in a spreadsheet program and save it, or write the value"
            self._leave_out(row, column, message, hint)

    def _leave_out(self, row: Row, column: str, message: str, hint: str) -> None:
        self.notes.say(codes.LEFT_OUT, row.spot, column, message, hint)


def _work_type_words(written: str) -> tuple[str, str]:
    hint = "write `Movie`, `Short`, `Collection`, `Series`, `Season` or `Episode`"
    if written.casefold() == "volume":
        return "Prime Video has no volumes", "offer the season or its episodes"
    return (
        f"`{written}` is not a work type that the catalog has" if written else "no work type is stated"
    ), hint
