"""Ends that refer to another row: a pre-order that lasts until the purchase begins (`ESTStart`)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from pvsync.formats.ema import codes
from pvsync.formats.ema.lines import Line
from pvsync.formats.ema.notes import Notes
from pvsync.model.licence import License
from pvsync.model.window import instant_text, read_instant

_CONDITION = "eststart"
_DAY_LENGTH = 10


def with_ends(lines: Sequence[Line], notes: Notes) -> Iterator[Line]:
    """The lines of one title, each with an end of its own."""
    for line in lines:
        if line.end.casefold() != _CONDITION or line.is_delete:
            yield line
            continue
        begins = min((other.start for other in lines if _follows(other, line)), default="")
        end = _before(begins)
        if end:
            notes.say(
                codes.ASSUMED,
                line.spot,
                "End",
                f"`{line.end}` stands here, and the purchase begins {begins}; the end taken is {end}",
                f"write `{end}`, or what was agreed",
            )
            yield replace(line, terms={**line.terms, "end": end})
        else:
            notes.say(
                codes.NOT_UNDERSTOOD,
                line.spot,
                "End",
                f"`{line.end}` stands here, and no row says when the purchase begins",
                "write the last day of the pre-order",
            )
            yield line


def _follows(other: Line, line: Line) -> bool:
    """Whether a row is the purchase that a pre-order waits for."""
    return (
        line.license == License.POEST
        and other.license == License.EST
        and not other.is_delete
        and other.format == line.format
        and set(other.territories) >= set(line.territories)
        and other.start >= line.start
    )


def _before(begins: str) -> str:
    """The last day, or the last second, before a start; empty where the start is not understood."""
    try:
        if len(begins) == _DAY_LENGTH:
            return (date.fromisoformat(begins) - timedelta(days=1)).isoformat()
        return instant_text(read_instant(begins) - timedelta(seconds=1))
    except ValueError:
        return ""
