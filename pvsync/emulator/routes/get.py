"""GET of one scope (domain: Avails API section 4): the avail with the transactions of one scope."""

from datetime import timedelta
from http import HTTPStatus

from pvsync.emulator.echo import only_supported
from pvsync.emulator.service import Outcome, Service, barred, not_found, scope_of
from pvsync.emulator.store import Held
from pvsync.emulator.target import SCOPE_QUERY, Target
from pvsync.emulator.transactions import read_transactions
from pvsync.emulator.wire import JSON

QUERY = SCOPE_QUERY


def get(service: Service, target: Target, stale: timedelta) -> Outcome:
    """Read one scope.

    Args:
        service: The service.
        target: ALID and scope.
        stale: How long after a write the state before it is still shown.

    Returns:
        200 with the bare avail as body, or 404 with the documented sentence.
    """
    if (refusal := barred(service, target)) is not None:
        return refusal
    scope = scope_of(service, target)
    if isinstance(scope, Outcome):
        return scope
    avail = _seen(service, service.store.read(scope), stale)
    return not_found(target) if avail is None else Outcome(HTTPStatus.OK.value, shown(service, avail))


def shown(service: Service, avail: dict[str, JSON]) -> dict[str, JSON]:
    """An avail as a read shows it (open questions 2 and 14)."""
    if service.switches["past-windows"] == "dropped":
        now = service.clock()
        live = [row.raw for row in read_transactions(avail) if not row.over(now)]
        avail = {**avail, "Transaction": live}
    return only_supported(avail) if service.switches["echo"] == "supported" else avail


def _seen(service: Service, held: Held, stale: timedelta) -> dict[str, JSON] | None:
    if held.written_at is not None and service.clock() < held.written_at + stale:
        return held.before
    return held.avail
