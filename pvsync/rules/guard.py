"""What a guard is: a rule on the whole plan that counts; the engine judges the count."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pvsync.diagnostics import Code
from pvsync.model.guarded import Counted, GuardedPlan, Threshold


@dataclass(frozen=True, slots=True)
class Limit:
    """A key that a guard takes below its name in `guards:` of pvsync.yaml.

    Args:
        about: What it limits; the reference adds what it is by itself.
        example: A value, as it is written; empty for none.
    """

    about: str
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard(Code):
    """One guard: a kind of danger that knows how to count itself, what it lets pass and how it is said.

    Args:
        count: Counts in a plan.
        usual: What it lets pass where pvsync.yaml does not say; its page gives the reasons.
        about: What it watches over, for the reference of pvsync.yaml.
        limits: The keys that it takes, by their names in `Threshold` (`unknown` for `passes_unknown`); with none it is
            `on` or `off`.
        one: One of what it counts, as in `1 window on sale ends earlier`; `{percent}` is its threshold's.
        many: Several of them.
    """

    count: Callable[[GuardedPlan], Counted]
    usual: Threshold
    about: str
    one: str
    many: str
    limits: Mapping[str, Limit] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Its name in `guards:` of pvsync.yaml and behind `--approve`."""
        return self.name.replace("-", "_")

    def threshold(self, plan: GuardedPlan) -> Threshold:
        """What it lets pass in a plan."""
        return plan.thresholds.get(self.key, self.usual)

    def says(self, count: int, threshold: Threshold) -> str:
        """What it counted, in words; empty where that is nothing."""
        percent = 0 if threshold.percent is None else threshold.percent
        words = f"{count:,} {self.one if count == 1 else self.many}"
        return words.replace("{percent}", str(percent)) if count else ""
