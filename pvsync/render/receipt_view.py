"""A receipt grouped and put into words; what every layout of a receipt reads."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from pvsync.model.outcome import Accepted, NotTried, Receipt, Rejected, Result, Stale, Unknown, Verification
from pvsync.model.plan import MARKS, Action
from pvsync.render.days import span_text, utc_text
from pvsync.render.english import counted, sentence
from pvsync.render.impact import LINE_WORDS

_SHORT = 9
_INTERRUPTED = "The run was interrupted; what was in flight was finished first."


class Group(StrEnum):
    """Results that read alike, the ones that need a person first."""

    REJECTED = "rejected"
    UNKNOWN = "unknown"
    STALE = "stale"
    NOT_TRIED = "not tried"
    DIFFERS = "different"
    SETTLING = "settling"
    NOT_CONFIRMED = "not confirmed"
    DONE = "done"


_HEADINGS = {
    Group.REJECTED: "Rejected by Prime Video, in its own words; nothing was written",
    Group.UNKNOWN: "Unknown: sent, and no answer came",
    Group.STALE: "Changed on Prime Video after the plan was made; nothing was written",
    Group.NOT_TRIED: "Not tried",
    Group.DIFFERS: "Accepted, but a later read shows something else",
    Group.SETTLING: "Accepted, not visible yet",
    Group.NOT_CONFIRMED: "Accepted, and a later read does not show what stands at assumed places",
    Group.DONE: "Done",
}
_ADVICE = {
    Group.REJECTED: "Rejected: correct the catalog as the words above say, then `pvsync plan`.",
    Group.UNKNOWN: "Unknown: `pvsync verify {run}` reads what became of them.",
    Group.STALE: "Changed meanwhile: `pvsync plan` shows what it is now.",
    Group.NOT_TRIED: "Not tried: `pvsync plan` and `pvsync apply` do what is left, and only that.",
    Group.DIFFERS: "Accepted but different: `pvsync drift` shows the difference.",
    Group.SETTLING: "Not visible yet: Prime Video may take up to 24 hours; `pvsync verify {run}` looks again.",
    Group.NOT_CONFIRMED: "Not confirmed: members, discounts and other terms have no documented place in the API; an EMA sheet has one: `pvsync export ema`.",
}
_DELETE_REJECTED = (
    "Rejected deletes: nothing in the catalog mends these. `pvsync plan` shows what is left of them; "
    "ask partner support what a delete needs, or write `withdrawn`, which ends the offers."
)
_BY_VERIFICATION = {
    Verification.DIFFERS: Group.DIFFERS,
    Verification.SETTLING: Group.SETTLING,
    Verification.NOT_CONFIRMED: Group.NOT_CONFIRMED,
}


@dataclass(frozen=True, slots=True)
class ResultView:
    """What became of one scope.

    Args:
        mark: The action's mark.
        title: The title, or its ALID where it has none.
        place: Territory, business line and action.
        said: What the service said, or why nothing was sent.
    """

    mark: str
    title: str
    place: str
    said: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """Results that read alike.

    Args:
        group: Which.
        heading: The same in words.
        results: In the order of the plan.
    """

    group: Group
    heading: str
    results: tuple[ResultView, ...]


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """A receipt in words.

    Args:
        heading: Which run, for whom and where.
        facts: When, how long, with how many requests, for which commit and plan.
        interrupted: One sentence, empty for a run that went to its end.
        groups: Everything that became of something, what needs a person first.
        notes: What was approved, what the run could not know, what to do next; whole sentences.
        summary: The counts as one sentence.
    """

    heading: str
    facts: str
    interrupted: str
    groups: tuple[GroupView, ...]
    notes: tuple[str, ...]
    summary: str


def receipt_view(receipt: Receipt) -> ReceiptView:
    """Everything that a receipt says, ready to be laid out."""
    found: dict[Group, list[Result]] = {group: [] for group in Group}
    for result in receipt.results:
        found[_group(result)].append(result)
    return ReceiptView(
        heading=_heading(receipt),
        facts=", ".join(_facts(receipt)),
        interrupted=_INTERRUPTED if receipt.interrupted else "",
        groups=tuple(
            GroupView(group, _HEADINGS[group], tuple(_result(one) for one in results))
            for group, results in found.items()
            if results
        ),
        notes=tuple(_notes(receipt, found)),
        summary=_summary(receipt, found),
    )


def _heading(receipt: Receipt) -> str:
    where = f"for {receipt.licensor} in {receipt.environment}"
    return f"Run {receipt.run} {where}" if receipt.run else f"Nothing to apply {where}"


def _facts(receipt: Receipt) -> Iterator[str]:
    yield utc_text(receipt.started_at)
    yield span_text((receipt.finished_at - receipt.started_at).total_seconds())
    yield counted(receipt.requests, "request")
    if receipt.commit:
        yield f"commit {receipt.commit[:_SHORT]}"
    yield f"plan {receipt.plan_id[:_SHORT]}"


def _group(result: Result) -> Group:
    match result.outcome:
        case Accepted():
            return _BY_VERIFICATION.get(result.verification, Group.DONE)
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


def _result(result: Result) -> ResultView:
    place = f"{result.scope.territory} {LINE_WORDS[result.scope.business_line]}, {result.action}"
    return ResultView(MARKS[result.action], result.title or result.scope.alid, place, _said(result))


def _said(result: Result) -> str:
    match result.outcome:
        case Accepted() if result.action is Action.FORGET:
            said = "nothing sent: left on sale as `on_removal: forget` says"
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


def _notes(receipt: Receipt, found: dict[Group, list[Result]]) -> Iterator[str]:
    for guard, count in sorted(receipt.approvals.items()):
        yield f"Approved: {guard}={count}."
    yield from (sentence(text) for text in receipt.notes)
    for group, advice in _ADVICE.items():
        deletes = [one for one in found[group] if group is Group.REJECTED and one.action is Action.DELETE]
        if deletes:
            yield _DELETE_REJECTED
        if len(found[group]) > len(deletes):
            yield advice.format(run=receipt.run)


def _summary(receipt: Receipt, found: dict[Group, list[Result]]) -> str:
    if not receipt.results:
        return "Receipt: nothing to do, nothing was written."
    forgotten = sum(result.action is Action.FORGET for result in found[Group.DONE])
    verified = Counter(result.verification for result in found[Group.DONE])[Verification.VERIFIED] - forgotten
    on_sale = f", {forgotten:,} left on sale" if forgotten else ""
    parts = [f"{len(found[Group.DONE]):,} done ({verified:,} verified{on_sale})"]
    parts += [
        f"{len(results):,} {group}" for group, results in found.items() if results and group is not Group.DONE
    ]
    return f"Receipt: {', '.join(parts)}."
