"""A run as a screen: what did not happen and why, what did, and what to do next."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from pvsync.model.outcome import Accepted, NotTried, Receipt, Rejected, Result, Stale, Unknown, Verification
from pvsync.model.plan import MARKS
from pvsync.render.days import span_text, utc_text
from pvsync.render.english import counted, sentence
from pvsync.render.impact import LINE_WORDS
from pvsync.render.screen import EMPTY, Line, Screen, Span, Tone, cells, padded, paint, wrapped

_SHORT = 9


class Group(StrEnum):
    """Results that read alike, the ones that need a person first."""

    REJECTED = "rejected"
    UNKNOWN = "unknown"
    STALE = "stale"
    NOT_TRIED = "not tried"
    DIFFERS = "different"
    SETTLING = "settling"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class _Words:
    heading: str
    tone: Tone
    advice: str = ""


_WORDS = {
    Group.REJECTED: _Words(
        "Rejected by Prime Video, in its own words; nothing was written",
        Tone.BAD,
        "Rejected: correct the catalog as the words above say, then `pvsync plan`.",
    ),
    Group.UNKNOWN: _Words(
        "Unknown: sent, and no answer came",
        Tone.BAD,
        "Unknown: `pvsync verify {run}` reads what became of them.",
    ),
    Group.STALE: _Words(
        "Changed on Prime Video after the plan was made; nothing was written",
        Tone.WARNING,
        "Changed meanwhile: `pvsync plan` shows what it is now.",
    ),
    Group.NOT_TRIED: _Words(
        "Not tried",
        Tone.WARNING,
        "Not tried: `pvsync plan` and `pvsync apply` do what is left, and only that.",
    ),
    Group.DIFFERS: _Words(
        "Accepted, but a later read shows something else",
        Tone.BAD,
        "Accepted but different: `pvsync drift` shows the difference.",
    ),
    Group.SETTLING: _Words(
        "Accepted, not visible yet",
        Tone.NOTICE,
        "Not visible yet: Prime Video may take up to 24 hours; `pvsync verify {run}` looks again.",
    ),
    Group.DONE: _Words("Done", Tone.GOOD),
}


def render(receipt: Receipt, screen: Screen) -> str:
    """The whole receipt; nothing is cut."""
    return paint(_lines(receipt, screen.width), screen)


def _lines(receipt: Receipt, width: int) -> Iterator[Line]:
    yield from _head(receipt, width)
    groups: dict[Group, list[Result]] = {group: [] for group in Group}
    for result in receipt.results:
        groups[_group(result)].append(result)
    for group, results in groups.items():
        if results:
            yield from _results(_WORDS[group], results, width)
    notes = [*_approvals(receipt), *(sentence(text) for text in receipt.notes)]
    notes += [_WORDS[group].advice.format(run=receipt.run) for group, found in groups.items() if found]
    if any(notes):
        yield EMPTY
    for note in notes:
        if note:
            yield from wrapped((Span(note),), width, 2)
    yield EMPTY
    yield from wrapped((Span(_summary(receipt, groups), Tone.STRONG),), width, 2)


def _head(receipt: Receipt, width: int) -> Iterator[Line]:
    heading = f"Run {receipt.run} for {receipt.licensor} in {receipt.environment}"
    yield from wrapped((Span(heading, Tone.STRONG),), width, 2)
    seconds = (receipt.finished_at - receipt.started_at).total_seconds()
    parts = [utc_text(receipt.started_at), span_text(seconds), counted(receipt.requests, "request")]
    parts += [f"commit {receipt.commit[:_SHORT]}"] if receipt.commit else []
    parts += [f"plan {receipt.plan_id[:_SHORT]}"]
    yield from wrapped((Span(", ".join(parts), Tone.FAINT),), width, 2)
    if receipt.interrupted:
        interrupted = "The run was interrupted; what was in flight was finished first."
        yield from wrapped((Span(interrupted, Tone.WARNING),), width, 2)


def _group(result: Result) -> Group:
    match result.outcome:
        case Accepted():
            return {Verification.DIFFERS: Group.DIFFERS, Verification.SETTLING: Group.SETTLING}.get(
                result.verification, Group.DONE
            )
        case Rejected():
            return Group.REJECTED
        case Unknown():
            return Group.UNKNOWN
        case Stale():
            return Group.STALE
        case NotTried():
            return Group.NOT_TRIED
        case _:
            assert_never(result.outcome)


def _results(words: _Words, results: list[Result], width: int) -> Iterator[Line]:
    yield EMPTY
    yield from wrapped((Span(words.heading, words.tone),), width, 2)
    titles = max(cells(result.title or result.scope.alid) for result in results)
    titles = min(titles, width // 3)
    places = max(cells(_place(result)) for result in results)
    for result in results:
        start = f"  {MARKS[result.action]} {padded(result.title or result.scope.alid, titles)}"
        said = f"{padded(_place(result), places)}  {_said(result)}"
        yield from wrapped((Span(start), Span(f"  {said}")), width, 6)


def _place(result: Result) -> str:
    return f"{result.scope.territory} {LINE_WORDS[result.scope.business_line]}, {result.action}"


def _said(result: Result) -> str:
    match result.outcome:
        case Accepted():
            verified = result.verification is Verification.VERIFIED
            said = "accepted and verified" if verified else "accepted"
        case Rejected(words=words, status=status):
            said = f'{status}: "{words}"'
        case Unknown(why=why) | Stale(why=why) | NotTried(why=why):
            said = why
        case _:
            assert_never(result.outcome)
    return f"{said} ({result.note})" if result.note else said


def _approvals(receipt: Receipt) -> Iterator[str]:
    for guard, count in sorted(receipt.approvals.items()):
        yield f"Approved: {guard}={count}."


def _summary(receipt: Receipt, groups: dict[Group, list[Result]]) -> str:
    if not receipt.results:
        return "Receipt: nothing to do, nothing was written."
    verified = Counter(result.verification for result in groups[Group.DONE])[Verification.VERIFIED]
    parts = [f"{len(groups[Group.DONE]):,} done ({verified:,} verified)"]
    parts += [
        f"{len(found):,} {group}" for group, found in groups.items() if found and group is not Group.DONE
    ]
    return f"Receipt: {', '.join(parts)}."
