"""What a reader must know of a plan that undoes a run."""

from collections.abc import Iterator

from pvsync.model.plan import Plan
from pvsync.model.undoing import Undoing
from pvsync.render.english import counted, sentence

NOTHING_TO_UNDO = "No changes. Nothing of this run is to be undone."

_SHORT = 9
_NAMED = 5


def undo_notes(plan: Plan, undoing: Undoing) -> Iterator[str]:
    """Whole sentences: what is put back, and that git says otherwise."""
    done = counted(plan.coverage.scopes_desired, "scope")
    yield f"This plan undoes run {undoing.run}, which had {done} accepted: it puts back what was live before."
    yield from (sentence(f"{finding.message}; {finding.hint}") for finding in plan.diagnostics)
    if not plan.changes:
        return
    yield f"Git still says otherwise: once this is applied, the next plan goes back to git. {_remedy(undoing)}"


def _remedy(undoing: Undoing) -> str:
    named = [commit[:_SHORT] for commit in undoing.commits]
    if not named:
        return "To stay here, write what is live into the catalog: `pvsync drift --write`."
    if len(named) > _NAMED:
        return f"To stay here, revert the {len(named)} commits that said so, newest first: {named[0]} to {named[-1]}."
    return f"To stay here, say so in git: `git revert {' '.join(named)}`."
