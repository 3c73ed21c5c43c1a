"""One call that removes part of a scope, as the service's DELETE takes it."""

from dataclasses import dataclass

from pvsync.model.avail import Avail
from pvsync.model.scope import Scope


@dataclass(frozen=True, slots=True, order=True)
class DeleteCall:
    """A DELETE is finer than a scope: a scope with several contracts or channels needs several.

    Args:
        scope: The scope.
        contract: Contract among its live transactions; empty where they state none.
        channel: Channel among its live transactions; empty where they have none.
    """

    scope: Scope
    contract: str = ""
    channel: str = ""


def delete_calls(live: Avail) -> tuple[DeleteCall, ...]:
    """The calls that delete a scope: one for each (contract, channel) among its live transactions."""
    found = {(row.contract or "", row.channel or "") for row in live.transactions} or {("", "")}
    return tuple(DeleteCall(live.scope, contract, channel) for contract, channel in sorted(found))
