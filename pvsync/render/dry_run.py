"""What the service would say to a plan: as a screen, as Markdown, and for machines."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from pvsync.model.outcome import Accepted, Rejected, Unknown, Verdict
from pvsync.model.plan import MARKS, Change, Plan
from pvsync.render.english import counted
from pvsync.render.markdown import cell
from pvsync.render.screen import EMPTY, Line, Screen, Span, Tone, cells, padded, paint, wrapped

_SHORT = 9


class Said(StrEnum):
    """What the service says of a change, the worst first."""

    REJECTED = "rejected"
    UNSAID = "without an answer"
    NOT_ASKED = "not asked"
    ACCEPTED = "accepted"


_HEADINGS = {
    Said.REJECTED: "Prime Video does not take",
    Said.UNSAID: "Prime Video did not say",
    Said.NOT_ASKED: "Not asked: a delete cannot be tried out",
    Said.ACCEPTED: "Prime Video takes",
}
_TONES = {
    Said.REJECTED: Tone.BAD,
    Said.UNSAID: Tone.WARNING,
    Said.NOT_ASKED: Tone.NOTICE,
    Said.ACCEPTED: Tone.GOOD,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One change with what was said of it.

    Args:
        change: The change.
        said: The answer.
        words: The service's words, or why there are none; empty where it takes the change.
    """

    change: Change
    said: Said
    words: str

    @property
    def place(self) -> str:
        """Territory, business line and action."""
        scope = self.change.scope
        return f"{scope.territory} {scope.business_line}, {self.change.action}"


def row_of(change: Change, verdict: Verdict | None) -> Row:
    """A change with its verdict in words."""
    match verdict:
        case None:
            return Row(change, Said.NOT_ASKED, "")
        case Accepted():
            return Row(change, Said.ACCEPTED, "")
        case Rejected():
            return Row(change, Said.REJECTED, f'{verdict.status}: "{verdict.words}"')
        case Unknown():
            return Row(change, Said.UNSAID, verdict.why)
        case _:
            assert_never(verdict)


def text(plan: Plan, rows: Sequence[Row], screen: Screen) -> str:
    """The whole of it, as a screen."""
    return paint(_lines(plan, rows, screen.width), screen)


def markdown(plan: Plan, rows: Sequence[Row]) -> str:
    """The same for a comment on a pull request."""
    parts = [f"## {cell(_heading(plan))}"]
    for said, members in _groups(rows):
        parts.append(f"### {cell(_HEADINGS[said])}")
        parts.append(
            "\n".join(
                f"- {cell(row.change.title or row.change.scope.alid)}, {cell(row.place)}"
                + (f": {cell(row.words)}" if row.words else "")
                for row in members
            )
        )
    parts += [str(cell(note)) for note in _notes(rows)]
    return "\n\n".join([*parts, str(cell(_summary(rows)))]) + "\n"


def as_json(plan: Plan, rows: Sequence[Row]) -> str:
    """The same for machines; ASCII, so that nothing in it can steer a terminal."""
    document = {
        "format_version": "1",
        "plan_id": plan.plan_id,
        "environment": plan.environment,
        "results": [
            {
                "scope": {
                    "alid": row.change.scope.alid,
                    "territory": row.change.scope.territory,
                    "business_line": str(row.change.scope.business_line),
                },
                "action": str(row.change.action),
                "title": row.change.title,
                "said": str(row.said),
                "words": row.words,
            }
            for row in rows
        ],
        "summary": {str(said): sum(row.said is said for row in rows) for said in Said},
    }
    return json.dumps(document, indent=2) + "\n"


def _lines(plan: Plan, rows: Sequence[Row], width: int) -> Iterator[Line]:
    yield from wrapped((Span(_heading(plan), Tone.STRONG),), width, 2)
    for said, members in _groups(rows):
        yield EMPTY
        yield from wrapped((Span(_HEADINGS[said], _TONES[said]),), width, 2)
        names = [row.change.title or row.change.scope.alid for row in members]
        titles = min(max(map(cells, names)), width // 3)
        places = max(cells(row.place) for row in members)
        for row, name in zip(members, names, strict=True):
            start = f"  {MARKS[row.change.action]} {padded(name, titles)}  {padded(row.place, places)}"
            yield from wrapped((Span(f"{start}  {row.words}".rstrip()),), width, 6)
    yield EMPTY
    for note in _notes(rows):
        yield from wrapped((Span(note),), width, 2)
    yield from wrapped((Span(_summary(rows), Tone.STRONG),), width, 2)


def _groups(rows: Sequence[Row]) -> Iterator[tuple[Said, list[Row]]]:
    for said in Said:
        members = [row for row in rows if row.said is said]
        if members:
            yield said, members


def _heading(plan: Plan) -> str:
    return f"Dry run of plan {plan.plan_id[:_SHORT]} for {plan.licensor} in {plan.environment}; nothing was written"


def _notes(rows: Iterable[Row]) -> Iterator[str]:
    waiting = sum(bool(row.change.needs) for row in rows if row.said is Said.REJECTED)
    if waiting:
        yield (
            "Each change is judged beside what is live now. Of those that Prime Video does not take, "
            f"{waiting:,} would be sent after other changes of this plan."
        )


def _summary(rows: Sequence[Row]) -> str:
    parts = [f"{sum(row.said is said for row in rows):,} {said}" for said in Said]
    return f"Dry run: {counted(len(rows), 'change')}; {', '.join(reversed(parts))}."
