"""The end of a takedown: that nothing is open, or that the title is not down and what to type next."""

from collections.abc import Iterator
from typing import Any

from pvsync.model.takedown import TakedownVerdict
from pvsync.model.window import instant_text
from pvsync.render.days import utc_text
from pvsync.render.english import counted, listed
from pvsync.render.impact import LINE_WORDS
from pvsync.render.screen import EMPTY, Line, Screen, Span, Tone, paint, wrapped

_SLOW = "Customers may still see it for up to 24 hours, until Prime Video shows the change everywhere."


def render(verdict: TakedownVerdict, screen: Screen) -> str:
    """The verdict as a screen."""
    return paint(_lines(verdict, screen.width), screen)


def verdict_json(verdict: TakedownVerdict) -> dict[str, Any]:
    """The verdict as JSON."""
    return {
        "taken_down": verdict.is_down,
        "alid": verdict.alid,
        "territories": list(verdict.territories),
        "business_line": None if verdict.business_line is None else str(verdict.business_line),
        "business_lines_not_read": [str(one) for one in verdict.not_read],
        "read_at": None if verdict.read_at is None else instant_text(verdict.read_at),
        "scopes": [
            {
                "scope": {
                    "alid": one.scope.alid,
                    "territory": one.scope.territory,
                    "business_line": str(one.scope.business_line),
                },
                "state": str(one.state),
                "words": one.words,
            }
            for one in verdict.scopes
        ],
        "next": verdict.advice,
    }


def _lines(verdict: TakedownVerdict, width: int) -> Iterator[Line]:
    read = counted(len(verdict.scopes), "scope")
    if verdict.is_down and verdict.read_at is not None:
        at = utc_text(verdict.read_at)
        text = f"Nothing of {verdict.alid} is open in {_where(verdict)}: {read} read on {at}."
        yield from wrapped((Span(text, Tone.GOOD),), width, 2)
        if verdict.not_read:
            lines = listed([LINE_WORDS[one] for one in verdict.not_read])
            more = f"Not read, since only {_only(verdict)} was asked for: {lines}. It may be on sale there."
            yield from wrapped((Span(more, Tone.BAD),), width, 2)
        yield from wrapped((Span(_SLOW, Tone.FAINT),), width, 2)
        return
    yield from wrapped((Span(f"NOT taken down: {verdict.alid} in {_where(verdict)}.", Tone.BAD),), width, 2)
    for one in verdict.left:
        scope = one.scope
        where = f"{scope.alid} in {scope.territory} {LINE_WORDS[scope.business_line]}"
        words = f": {one.words}" if one.words else ""
        yield from wrapped((Span("  ! ", Tone.BAD), Span(f"{where}: {one.state}{words}")), width, 4)
    if verdict.read_at is None:
        yield from wrapped((Span("Nothing was read after the takedown."),), width, 2)
    if verdict.advice:
        yield EMPTY
        yield from wrapped((Span(f"Next: {verdict.advice}", Tone.STRONG),), width, 2)


def _where(verdict: TakedownVerdict) -> str:
    line = "" if verdict.business_line is None else f" {_only(verdict)}"
    if verdict.territories:
        return f"{listed(list(verdict.territories))}{line}"
    territories = len({one.scope.territory for one in verdict.scopes})
    return (
        f"the 1 territory that is known{line}"
        if territories == 1
        else f"all {territories} territories that are known{line}"
    )


def _only(verdict: TakedownVerdict) -> str:
    return "" if verdict.business_line is None else LINE_WORDS[verdict.business_line]
