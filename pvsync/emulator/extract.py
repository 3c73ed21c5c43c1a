"""Full extract: what a PUT leaves in a scope, and what a DELETE takes out of it.

domain: Avails API section 5: new entries replace all current and future entries within the same scope;
windows that are over are not said to be touched.
"""

from collections.abc import Mapping
from datetime import datetime

from pvsync.emulator.scopes import PRIME_SUBSCRIPTION
from pvsync.emulator.transactions import Transaction, read_transactions
from pvsync.emulator.wire import JSON


def replaced(
    held: dict[str, JSON] | None, sent: dict[str, JSON], now: datetime, switches: Mapping[str, str]
) -> dict[str, JSON]:
    """What a scope holds after a full extract.

    Args:
        held: What it held; None where it was absent.
        sent: The avail of this scope as sent.
        now: The present instant: windows that end before it are over.
        switches: `channel-scope` says whether other channels and contracts are replaced too.

    Returns:
        The avail as sent, followed by the transactions that stay.
    """
    new = read_transactions(sent)
    named = {(row.channel, row.contract) for row in new}
    per_channel = switches["channel-scope"] == "channel"
    kept = [
        row.raw
        for row in read_transactions(held)
        if (row.over(now) and not _superseded(row, new))
        or (per_channel and (row.channel, row.contract) not in named)
    ]
    return {**sent, "Transaction": [*sent["Transaction"], *kept]} if kept else sent


def without(
    held: dict[str, JSON],
    business_line: str,
    contract: str | None,
    channel: str | None,
    switches: Mapping[str, str],
) -> tuple[dict[str, JSON] | None, list[str]]:
    """What a DELETE leaves of a scope.

    A qualifier that the business line needs matches exactly: without one, only transactions that have none.
    A qualifier that it does not need narrows what is deleted where it is given.

    Args:
        held: What the scope holds.
        business_line: The line of the scope.
        contract: `contractId`, None where not given.
        channel: `channelIdentity`, None where not given.
        switches: `delete-qualifiers` says what is needed (open question 7).

    Returns:
        The avail that is left, None where nothing is, and the names of the qualifiers that are missing.
        An avail equal to `held` means that nothing matched.
    """
    needed = _needed(business_line, switches)
    rows = read_transactions(held)
    given = {"contractId": contract, "channelIdentity": channel}
    gone = [row for row in rows if _matches(row, given, needed)]
    if rows and not gone:
        return held, [name for name in needed if given[name] is None]
    left = [row.raw for row in rows if row not in gone]
    return ({**held, "Transaction": left} if left else None), []


def _superseded(old: Transaction, new: list[Transaction]) -> bool:
    """Whether the payload speaks of a window that is over: by its id, or by covering it."""
    return any(
        (old.identifier is not None and old.identifier == row.identifier)
        or (old.same_offer(row) and old.overlaps(row))
        for row in new
    )


def _needed(business_line: str, switches: Mapping[str, str]) -> tuple[str, ...]:
    if business_line not in (PRIME_SUBSCRIPTION, switches["channels-business-line"]):
        return ()
    match switches["delete-qualifiers"]:
        case "contract-or-channel":
            return ("contractId",) if business_line == PRIME_SUBSCRIPTION else ("channelIdentity",)
        case "both":
            return ("contractId", "channelIdentity")
        case _:
            return ()


def _matches(row: Transaction, given: Mapping[str, str | None], needed: tuple[str, ...]) -> bool:
    own = {"contractId": row.contract, "channelIdentity": row.channel}
    return all(own[name] == given[name] for name in own if name in needed or given[name] is not None)
