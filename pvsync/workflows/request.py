"""What a plan is asked for."""

from dataclasses import dataclass
from datetime import datetime

from pvsync.config.environment import Environment
from pvsync.workflows.selection import Selection


@dataclass(frozen=True, slots=True)
class Request:
    """What a plan is asked for.

    Args:
        environment: The service to compare with.
        as_of: The instant it is made for.
        simulated: Whether a person gave that instant.
        now: When it is made.
        selection: Which scopes are looked at.
        observed: Whether titles that are only observed are compared too; what is planned for them is never applied.
        since: A commit: only scopes that git renders otherwise than there are read, and what bundles tie to them.
        base: A commit that causes are told against, None for what receipts say.
        no_removals: Whether changes that take something away are left out.
        impact: Whether it is asked who watched what the plan hits.
    """

    environment: Environment
    as_of: datetime
    simulated: bool
    now: datetime
    selection: Selection
    observed: bool = False
    since: str | None = None
    base: str | None = None
    no_removals: bool = False
    impact: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """What narrows the plan, as typed; nothing where it is about everything."""
        return (*self.selection.words, *(() if self.since is None else ("--since", self.since)))
