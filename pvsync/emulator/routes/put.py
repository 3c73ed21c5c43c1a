"""PUT of a full extract (domain: Avails API sections 4 and 5): replaces what its scopes hold."""

from pvsync.emulator.extract import replaced
from pvsync.emulator.routes.validate import judged
from pvsync.emulator.scopes import Scope, parts
from pvsync.emulator.service import Outcome, Service, accepted
from pvsync.emulator.submission import Submission
from pvsync.emulator.target import Target
from pvsync.emulator.wire import JSON

QUERY = ()


def put(service: Service, target: Target, avails: list[dict[str, JSON]]) -> Outcome:
    """Check avails, then replace every scope they name.

    Args:
        service: The service.
        target: The ALID.
        avails: One avail from a single PUT, one or more from an item of a batch.

    Returns:
        200, or 400 with every finding in one message; then nothing has been written.
    """
    submissions = judged(service, target, avails)
    if isinstance(submissions, Outcome):
        return submissions
    now = service.clock()
    with service.store.writing():
        for submission in submissions:
            for (territory, line), part in _parts(submission).items():
                scope = Scope(target.licensor, target.alid, territory, line)
                held = service.store.read(scope).avail
                service.store.write(scope, replaced(held, part, now, service.switches), now)
    return accepted(service, f"Avail accepted for ALID {target.alid}", avails[0])


def _parts(submission: Submission) -> dict[tuple[str, str], JSON]:
    return parts(submission.avail, [row for _, row in submission.placed], submission.lines)
