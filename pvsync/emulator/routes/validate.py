"""POST of an avail to be judged and not kept (domain: Avails API sections 4 and 6)."""

from collections import Counter
from http import HTTPStatus

from pvsync.emulator.checks import findings
from pvsync.emulator.scopes import parts
from pvsync.emulator.service import Outcome, Service, accepted, barred, refused
from pvsync.emulator.submission import Submission, bundled, submit
from pvsync.emulator.target import Target
from pvsync.emulator.wire import JSON, member

QUERY = ()


def validate(service: Service, target: Target, avails: list[dict[str, JSON]]) -> Outcome:
    """Check avails as a PUT would, and write nothing.

    Returns:
        200, or 400 with every finding in one message.
    """
    submissions = judged(service, target, avails)
    if isinstance(submissions, Outcome):
        return submissions
    return accepted(service, f"Avail valid for ALID {target.alid}", avails[0])


def judged(service: Service, target: Target, avails: list[dict[str, JSON]]) -> list[Submission] | Outcome:
    """Avails that passed every check, or the refusal that names every finding."""
    if (refusal := barred(service, target)) is not None:
        return refusal
    submissions = [_beside(service, target, avail) for avail in avails]
    wrong = [finding for submission in submissions for finding in findings(submission)]
    wrong = wrong or _across(service, submissions)
    return refused(HTTPStatus.BAD_REQUEST, "; ".join(wrong)) if wrong else submissions


def unwrapped_avail(body: JSON) -> list[dict[str, JSON]] | Outcome:
    """The avail in `{"avail": {...}}` (domain: Avails API onboarding page, step 4)."""
    avail = member(body, "avail")
    if not isinstance(avail, dict):
        return refused(HTTPStatus.BAD_REQUEST, 'the body is not {"avail": {...}}')
    return [avail]


def unwrapped_avails(body: JSON) -> list[dict[str, JSON]] | Outcome:
    """The avails in `{"avails": [...]}`, the body of a batch item (domain: Avails API section 4)."""
    avails = member(body, "avails")
    if not isinstance(avails, list) or not avails or not all(isinstance(avail, dict) for avail in avails):
        return refused(HTTPStatus.BAD_REQUEST, 'the body of the item is not {"avails": [{...}]}')
    return avails


def _beside(service: Service, target: Target, avail: dict[str, JSON]) -> Submission:
    """An avail as it is judged; that of a bundle beside what is held of it and of its seasons or movies."""
    submission = submit(avail, target.alid, service.lines, service.switches)
    store, licensor = service.store, target.licensor
    collections = [asset for _, asset in submission.assets("collection")]
    members = {alid for asset in collections for alid in bundled(asset)}
    parts = {alid: held for alid in sorted(members) if (held := store.avails_of(licensor, alid))}
    if "series" in submission.work_types:
        parts |= store.seasons_of(licensor, target.alid)
    held = store.avails_of(licensor, target.alid) if collections else ()
    return submission.beside(held, parts, service.clock())


def _across(service: Service, submissions: list[Submission]) -> list[str]:
    """What is wrong with several avails together: the later would wipe the earlier of its scope."""
    scopes = Counter(
        scope
        for submission in submissions
        for scope in parts(submission.avail, [row for _, row in submission.placed], submission.lines)
    )
    twice = [f"two avails are for {territory} {line}" for (territory, line), n in scopes.items() if n > 1]
    if len(scopes) > 1 and service.switches["territories-per-put"] == "one":
        twice.append(
            f"the avails name several scopes: {', '.join(' '.join(scope) for scope in sorted(scopes))}"
        )
    return twice
