"""The territories of a row: one, or from 1.7.3 on a list, less those that are excluded."""

import re

from pvsync.formats.ema import codes
from pvsync.formats.ema.cells import Row
from pvsync.formats.ema.notes import Notes
from pvsync.model.zones import EASTERN_MOST

_SPLIT = re.compile(r"[,;|\s]+")
_SLIPS = {"UK": "GB", "USA": "US", "EL": "GR"}


class TerritoryReader:
    """Reads territories."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def read(self, row: Row) -> tuple[str, ...]:
        """The territories of a row, each once."""
        listed = dict.fromkeys(self._codes(row, "Territory"))
        for territory in self._codes(row, "TerritoryExclusion"):
            if territory in listed:
                listed.pop(territory)
            else:
                self._notes.say(
                    codes.WITHOUT_PLACE,
                    row.spot,
                    "TerritoryExclusion",
                    f"{territory} is excluded, and `Territory` does not name it",
                    "name in `Territory` what is offered; nothing else is",
                )
        return tuple(listed)

    def _codes(self, row: Row, column: str) -> list[str]:
        found = []
        for word in _SPLIT.split(row.text(column)):
            territory = word.upper()
            if territory and territory not in EASTERN_MOST:
                hint = (
                    f"write `{_SLIPS[territory]}`"
                    if territory in _SLIPS
                    else "write two letters of ISO 3166-1: `US`"
                )
                self._notes.say(codes.NOT_UNDERSTOOD, row.spot, column, f"`{word}` is not a territory", hint)
            if territory:
                found.append(territory)
        return found
