"""What a guard is: a rule on the whole plan that counts; the engine judges the count."""

from collections.abc import Callable
from dataclasses import dataclass

from pvsync.diagnostics import Code
from pvsync.model.guarded import Counted, GuardedPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard(Code):
    """One guard: a kind of danger that knows how to count itself.

    Args:
        count: Counts in a plan.
    """

    count: Callable[[GuardedPlan], Counted]

    @property
    def key(self) -> str:
        """Its name in `guards:` of pvsync.yaml and behind `--approve`."""
        return self.name.replace("-", "_")
