"""What the past of the branch says of a plan: changes that it ties together or holds back, and why."""

from collections.abc import Sequence

from pvsync.diagnostics import Severity
from pvsync.model.plan import Action
from pvsync.model.trail import Entry
from pvsync.workflows.compared import Compared
from pvsync.workflows.desired import Desired
from pvsync.workflows.identities import identity_findings
from pvsync.workflows.moved import moved
from pvsync.workflows.past import Past
from pvsync.workflows.project import Project
from pvsync.workflows.selection import Selection

_OFFERS = frozenset({Action.CREATE, Action.REPLACE})


def hold_back(
    project: Project,
    desired: Desired,
    past: Past,
    compared: Compared,
    entries: Sequence[Entry],
    selection: Selection,
) -> None:
    """Take out of what was compared what an ALID may not do, and tie the two ALIDs of one title together.

    Args:
        project: The catalog.
        desired: The same, judged.
        past: What earlier commits declared.
        compared: What was compared; its changes are those that go on, its findings say why.
        entries: Runs of the environment, oldest first.
        selection: Which scopes are looked at.
    """
    known = {finding.place for finding in compared.findings}
    told = {
        alid: finding
        for alid, finding in identity_findings(project, desired, past.sightings, entries, selection)
        if finding.place not in known  # live says so already
    }
    refused = {alid for alid, finding in told.items() if finding.severity is Severity.ERROR}
    goes_on = [
        change
        for change in compared.changes
        if change.scope.alid not in refused or change.action not in _OFFERS
    ]
    compared.changes, others = moved(desired, goes_on, compared.orphans)
    compared.findings += [*told.values(), *others]
