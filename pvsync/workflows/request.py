"""What a plan is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from pvsync.config.environment import Environment
from pvsync.model.plan import Plan
from pvsync.model.scope import Scope
from pvsync.model.trail import Entry
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
        again: A saved plan that is made once more (`workflows.proof`): only its scopes are looked at, and what became
            known after it was made does not count.
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
    again: Plan | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """What narrows the plan, as typed; nothing where it is about everything."""
        return (*self.selection.words, *(() if self.since is None else ("--since", self.since)))

    @property
    def among(self) -> frozenset[Scope]:
        """The scopes of the saved plan, those that it could not read among them."""
        if self.again is None:
            return frozenset()
        changed = (change.scope for change in self.again.changes)
        return frozenset((*changed, *(one.scope for one in self.again.unread)))

    def known(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        """Of the runs of an environment those that count: for a saved plan, those before it that are not its own."""
        plan = self.again
        if plan is None:
            return entries
        return [one for one in entries if one.at <= plan.created_at and one.plan_id != plan.plan_id]

    @property
    def before_run(self) -> str | None:
        """What sorts behind the id of every run that counts, None where all count."""
        if self.again is None:
            return None
        return f"{self.again.created_at.astimezone(UTC):%Y%m%dT%H%M%SZ}~"
