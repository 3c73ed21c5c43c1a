"""Approvals of what guards refuse: by the exact count, or by a command that is its own approval."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pvsync.catalog.scalars import suggestion
from pvsync.errors import PlanStale, PlanUnsafe, UsageError
from pvsync.model.scope import Scope
from pvsync.model.verdict import GuardVerdict
from pvsync.render.english import listed
from pvsync.render.view_guards import counts_of, refusal
from pvsync.rules.verdicts import all_guards

_REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Approval:
    """What is approved.

    Args:
        counts: Exact counts, by guard.
        note: For the receipt: how they came to be approved where nobody named them; empty where somebody did.
        because: For the receipt: why the run was made, where a person gave a reason.
        uncommitted: Whether a plan of uncommitted files may be carried out: a takedown cannot wait for a review.
        blind: Scopes that are sent although they could not be read.
    """

    counts: Mapping[str, int] = field(default_factory=dict)
    note: str = ""
    because: str = ""
    uncommitted: bool = False
    blind: frozenset[Scope] = frozenset()

    @property
    def notes(self) -> tuple[str, ...]:
        """What the receipt keeps of it."""
        return tuple(filter(None, (self.note, self.because)))


def read_approval(texts: Iterable[str]) -> Approval:
    """The approval of a command line.

    Args:
        texts: What stands behind `--approve`, as in `going_dark=5`.

    Raises:
        UsageError: If one is not a guard and a count, or names a guard twice.
    """
    counts: dict[str, int] = {}
    names = [guard.key for guard in all_guards()]
    for text in texts:
        name, _, number = text.partition("=")
        if name not in names:
            raise UsageError(f"there is no guard `{name}`", advice=suggestion(name, names, what="guards"))
        if not (number.isascii() and number.isdecimal()):
            raise UsageError(
                f"`--approve {text}` does not say how many", advice=f"write the exact count: `{name}=5`"
            )
        if name in counts:
            raise UsageError(
                f"`--approve` names {name} twice", advice="write each guard once, with its exact count"
            )
        counts[name] = int(number)
    return Approval(counts)


def require(verdicts: Sequence[GuardVerdict], approval: Approval) -> None:
    """See that exactly what is refused is approved.

    Raises:
        PlanUnsafe: If a guard refuses and is not approved, by another count or not at all, or an approval is of no use.
    """
    refused = {verdict.guard: verdict for verdict in verdicts if verdict.verdict == _REFUSE}
    for guard, count in approval.counts.items():
        verdict = refused.get(guard)
        if verdict is None:
            raise PlanUnsafe(
                f"{guard} does not refuse this plan, so there is nothing to approve",
                advice=f"leave `--approve {guard}={count}` out; an approval kept for another day is none",
            )
        if count != verdict.count:
            raise PlanUnsafe(
                f"{guard} counted {verdict.count:,}, and {count:,} is approved: {counts_of(verdict)}",
                advice=f"look at the plan again; `--approve {guard}={verdict.count}` lets exactly it through",
            )
    missing = [verdict for guard, verdict in refused.items() if guard not in approval.counts]
    if missing:
        flags = " ".join(f"--approve {verdict.guard}={verdict.count}" for verdict in missing)
        raise PlanUnsafe(
            ". ".join(refusal(verdict) for verdict in missing),
            advice=f"correct the catalog, or look at the plan and let exactly this through: `{flags}`",
        )


def require_still(verdicts: Sequence[GuardVerdict], approval: Approval) -> None:
    """See that other runs have not made a plan one that its guards refuse.

    Raises:
        PlanStale: If a guard refuses now what it did not, or counts more than was approved.
    """
    for verdict in verdicts:
        if verdict.verdict == _REFUSE and approval.counts.get(verdict.guard) != verdict.count:
            raise PlanStale(
                f"other runs came in between, and now {refusal(verdict)}",
                advice="make a new plan and look at it",
            )


def own_approval(verdicts: Sequence[GuardVerdict], command: str) -> Approval:
    """The approval that a command gives by itself, of exactly the counts that it shows."""
    counts = {verdict.guard: verdict.count for verdict in verdicts if verdict.verdict == _REFUSE}
    if not counts:
        return Approval()
    named = listed([f"{guard}={count}" for guard, count in counts.items()])
    return Approval(counts, f"the {command} is its own approval for exactly these counts: {named}")
