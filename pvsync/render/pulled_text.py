"""A pull of datasets as a screen: what came, how far the store is, and what should be known about the data."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from pvsync.diagnostics import Severity
from pvsync.model.datasets import Pulled, Remark, Standing
from pvsync.render.english import counted, listed
from pvsync.render.screen import EMPTY, Line, Screen, Span, Tone, paint, wrapped

_TONES = {Severity.ERROR: Tone.BAD, Severity.WARNING: Tone.WARNING, Severity.NOTICE: Tone.NOTICE}
_HOURS_OF_TWO_DAYS = 48


def pulled_text(pulled: Pulled, screen: Screen) -> str:
    """What a pull did."""
    return paint(_lines(pulled, screen.width), screen)


def _lines(pulled: Pulled, width: int) -> Iterator[Line]:
    for remark in pulled.remarks:
        yield from _remark(remark, width)
    if pulled.remarks:
        yield EMPTY
    for standing in pulled.standings:
        yield (Span(_standing(standing)),)
    late = tuple(standing for standing in pulled.standings if standing.behind)
    if late:
        yield from wrapped((Span(_late(late, pulled.now), Tone.WARNING),), width, 2)
    said = f"Taken in: {counted(pulled.files, 'file')} with {counted(pulled.rows, 'row')}."
    yield (Span(said if pulled.files else "Nothing new was published.", Tone.STRONG),)


def _remark(remark: Remark, width: int) -> Iterator[Line]:
    head = Span(f"{remark.severity}", _TONES[remark.severity])
    yield from wrapped((head, Span(f" {remark.dataset}: {remark.message}")), width, 2)
    yield from wrapped((Span(f"  hint: {remark.hint}", Tone.FAINT),), width, 8)


def behind_note(late: Sequence[Standing]) -> str:
    """One line beside an answer of a store that is behind.

    Args:
        late: The datasets that are, at least one.
    """
    looked = [standing.looked for standing in late if standing.looked is not None]
    if len(looked) < len(late):
        missing = listed([standing.dataset for standing in late if standing.looked is None])
        return f"note: {missing} was never pulled whole; `pvsync datasets pull` goes on"
    return f"note: the store is of {min(looked):%Y-%m-%d %H:%M} UTC; `pvsync datasets pull` looks for more"


def _standing(standing: Standing) -> str:
    held = f"{standing.dataset}: {counted(standing.files, 'file')}, {counted(standing.rows, 'row')}"
    newest = _newest(standing)
    return held if newest is None else f"{held}, up to {newest:%Y-%m-%d %H:%M} UTC"


def _late(late: Sequence[Standing], now: datetime) -> str:
    newest = max((one for one in map(_newest, late) if one is not None), default=None)
    if newest is None:
        return "Behind: files come about every 4 hours, and there is none yet."
    since = _span((now - newest).total_seconds() / 3600)
    return f"Behind: files come about every 4 hours, and the newest is {since} old."


def _newest(standing: Standing) -> datetime | None:
    return max((one for one in (standing.newest_file, standing.newest_row) if one is not None), default=None)


def _span(hours: float) -> str:
    if hours < _HOURS_OF_TWO_DAYS:
        return counted(int(hours), "hour")
    return counted(int(hours / 24), "day")
