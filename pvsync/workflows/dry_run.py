"""Have the service judge every write of a plan without making any."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pvsync.model.avail import Avail
from pvsync.model.outcome import Accepted, Rejected, Unknown, Verdict
from pvsync.model.plan import Change, Plan
from pvsync.model.progress import Progress
from pvsync.workflows.online import Judge


@dataclass(frozen=True, slots=True)
class Tried:
    """What the service says of one change.

    Args:
        change: The change.
        verdict: The service's answer, of two writes the worse one; None for a delete, which it does not judge.
    """

    change: Change
    verdict: Verdict | None


def try_out(plan: Plan, connect: Callable[[], Judge], progress: Progress) -> tuple[Tried, ...]:
    """Every change of a plan with the service's verdict, in the plan's order.

    Raises:
        ApiError: If the service cannot be asked at all.
    """
    writes = list(_writes(plan))
    found: dict[int, list[Verdict]] = {}
    if writes:
        progress.begin("asking Prime Video", len(writes))
        # Verdicts come with the very avail that was handed in: a bundle that is written twice has two of one scope.
        of_avail = {id(avail): number for number, avail in writes}
        for avail, verdict in connect().judge(avail for _, avail in writes):
            found.setdefault(of_avail[id(avail)], []).append(verdict)
            progress.advance()
        progress.end()
    return tuple(Tried(change, _worst(found.get(number, ()))) for number, change in enumerate(plan.changes))


def _writes(plan: Plan) -> Iterator[tuple[int, Avail]]:
    for number, change in enumerate(plan.changes):
        yield from ((number, avail) for avail in (change.first, change.after) if avail is not None)


def _worst(verdicts: list[Verdict] | tuple[()]) -> Verdict | None:
    for kind in (Rejected, Unknown, Accepted):
        worst = next((verdict for verdict in verdicts if isinstance(verdict, kind)), None)
        if worst is not None:
            return worst
    return None
