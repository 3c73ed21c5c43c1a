"""DELETE of a scope, or of one contract or channel in it (domain: Avails API section 4)."""

from http import HTTPStatus

from pvsync.emulator.extract import without
from pvsync.emulator.service import Outcome, Service, accepted, barred, not_found, refused, scope_of
from pvsync.emulator.target import DELETE_QUERY, Target

QUERY = DELETE_QUERY


def delete(service: Service, target: Target) -> Outcome:
    """Remove the transactions that the query names; a scope without transactions is absent.

    Returns:
        200; 404 with the documented sentence where nothing matches; 400 where a qualifier is missing.
    """
    if (refusal := barred(service, target)) is not None:
        return refusal
    scope = scope_of(service, target)
    if isinstance(scope, Outcome):
        return scope
    with service.store.writing():
        held = service.store.read(scope).avail
        if held is None:
            return not_found(target)
        left, missing = without(
            held,
            scope.business_line,
            target.query.get("contractId"),
            target.query.get("channelIdentity"),
            service.switches,
        )
        if missing:
            return refused(
                HTTPStatus.BAD_REQUEST,
                f"{' and '.join(missing)} is needed to delete in {scope.business_line}",
            )
        if left is held:
            return not_found(target)
        service.store.write(scope, left, service.clock())
    return accepted(service, f"Avail deleted for ALID {target.alid}", held)
