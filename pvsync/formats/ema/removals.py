"""What shall go: `Full Delete` rows become `state: deleted`, which a person has to confirm."""

from collections.abc import Sequence

from pvsync.formats.ema import codes
from pvsync.formats.ema.fold import Entry
from pvsync.formats.ema.lines import Line
from pvsync.formats.ema.notes import Notes
from pvsync.formats.ema.plain import Document, Plain
from pvsync.model.licence import BusinessLine, business_line


def removals(lines: Sequence[Line], avails: list[Entry], notes: Notes) -> Document:
    """The keys `state`, `avails` and `removed` of a title.

    `never_delivered` is never written: only a person can say that nothing was ever delivered.

    Args:
        lines: All rows of the title.
        avails: What its other rows offer.
        notes: Takes findings.
    """
    offered = {(where, _line_of(line)) for line in lines if not line.is_delete for where in line.territories}
    gone: dict[tuple[str, BusinessLine], None] = {}
    for line in lines:
        for where in line.territories if line.is_delete else ():
            gone[where, _line_of(line)] = None
            if (where, _line_of(line)) in offered:
                notes.say(
                    codes.NOT_UNDERSTOOD,
                    line.spot,
                    "EntryType",
                    f"`Full Delete` stands here for {where}, and another row offers the title there",
                    "delete one of the rows",
                )
    removed: list[Plain] = [
        {"territory": where, "business_line": str(line), "as": "deleted"} for where, line in gone
    ]
    entries: list[Plain] = list(avails)
    if not removed:
        return {"avails": entries}
    state: Document = {} if entries else {"state": "deleted"}
    return {**state, "avails": entries, "removed": removed}


def _line_of(line: Line) -> BusinessLine:
    channel = line.terms.get("channel")
    found = business_line(line.license, channel if isinstance(channel, str) else None, {})
    return BusinessLine.TVOD if found is None else found
