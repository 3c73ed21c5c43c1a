"""What `doctor` found: of each check the result, why it is made, and what is to be done where something is."""

from collections import Counter
from collections.abc import Iterator, Sequence

from pvsync.model.check import Check, CheckState
from pvsync.render.english import counted
from pvsync.render.screen import EMPTY, Line, Screen, Span, Tone, cells, padded, paint, wrapped

_TONES = {
    CheckState.OK: Tone.GOOD,
    CheckState.WARN: Tone.WARNING,
    CheckState.FAIL: Tone.BAD,
    CheckState.SKIPPED: Tone.FAINT,
}
_MARK = max(len(state) for state in CheckState)


def render(checks: Sequence[Check], screen: Screen) -> str:
    """All checks in their order, then what they come to."""
    return paint(_lines(checks, screen.width), screen)


def _lines(checks: Sequence[Check], width: int) -> Iterator[Line]:
    names = max((cells(check.name) for check in checks), default=0)
    hang = _MARK + 2 + names + 2
    for check in checks:
        mark = Span(padded(check.state, _MARK + 2), _TONES[check.state])
        name = Span(padded(check.name, names + 2), Tone.STRONG)
        yield from wrapped((mark, name, Span(check.sentence)), width, hang)
        if check.means:
            yield from wrapped((Span(" " * hang), Span(check.means, Tone.FAINT)), width, hang)
        if check.advice:
            yield from wrapped((Span(" " * hang), Span(check.advice, Tone.NOTICE)), width, hang)
    yield EMPTY
    yield (Span(_summary(checks), Tone.STRONG),)


def _summary(checks: Sequence[Check]) -> str:
    counts = Counter(check.state for check in checks)
    if not counts[CheckState.FAIL] and not counts[CheckState.WARN]:
        skipped = f", {counts[CheckState.SKIPPED]} skipped" if counts[CheckState.SKIPPED] else ""
        return f"Everything is in order: {counted(counts[CheckState.OK], 'check')} passed{skipped}."
    words = {
        CheckState.OK: "passed",
        CheckState.WARN: "to watch",
        CheckState.FAIL: "failed",
        CheckState.SKIPPED: "skipped",
    }
    return f"Checks: {', '.join(f'{counts[state]} {words[state]}' for state in CheckState if counts[state])}."
