"""What a plan is that undoes a run."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Undoing:
    """That a plan does not come from the catalog: it puts back what was live before a run.

    Args:
        run: Id of the run.
        commits: Commits that said what the run brought, newest first: reverting them makes git say what is put back.
    """

    run: str
    commits: tuple[str, ...] = ()
