"""Where an edit has arrived: the first run of each environment that carried its commit and was told yes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from pvsync.history.commits import Lineage
from pvsync.model.log import Arrival, Edit, LogEntry, State
from pvsync.model.outcome import Accepted, NotTried, Rejected, Result, Stale, Unknown
from pvsync.model.scope import Scope
from pvsync.model.trail import Entry
from pvsync.plan.edits import NOT_SAID, STATE


def with_arrivals(
    entries: Sequence[LogEntry], runs: Iterable[Entry], lineage: Lineage
) -> tuple[LogEntry, ...]:
    """The history of one title with what became of every edit.

    Args:
        entries: The history, in any order.
        runs: What the trail knows, oldest first.
        lineage: Which commit is part of which; holds the commits of runs that are there.
    """
    by_scope: dict[Scope, list[Entry]] = {}
    for run in runs:
        for scope in run.scopes:
            by_scope.setdefault(scope, []).append(run)
    results = {run.run: run.results() for of_scope in by_scope.values() for run in of_scope}
    same: dict[object, list[str]] = {}
    for entry in entries:
        for edit in entry.edits:
            same.setdefault(edit.key, []).append(entry.commit)
    look = _Look(by_scope, results, same, lineage)
    return tuple(
        replace(
            entry, edits=tuple(replace(edit, arrivals=look.of(entry.commit, edit)) for edit in entry.edits)
        )
        for entry in entries
    )


class _Look:
    def __init__(
        self,
        by_scope: Mapping[Scope, Sequence[Entry]],
        results: Mapping[str, Mapping[Scope, Result]],
        same: Mapping[object, Sequence[str]],
        lineage: Lineage,
    ) -> None:
        self._by_scope = by_scope
        self._results = results
        self._same = same
        self._lineage = lineage

    def of(self, commit: str, edit: Edit) -> tuple[Arrival, ...]:
        """What became of one edit of a commit, by environment."""
        found: dict[str, Arrival] = {}
        for run in self._by_scope.get(edit.scope, ()):
            known = found.get(run.environment)
            if run.undoes is not None:
                if known is not None and known.run == run.undoes and self._is_accepted(run, edit.scope):
                    found[run.environment] = Arrival(run.environment, State.UNDONE, run.run, run.at)
                continue
            over = known is not None and known.state in {State.APPLIED, State.OVERTAKEN}
            if not over and self._carries(run, commit, edit):
                found[run.environment] = self._arrival(run, commit, edit)
        return tuple(found[environment] for environment in sorted(found))

    def _carries(self, run: Entry, commit: str, edit: Edit) -> bool:
        """Whether a run brought what a commit says: made from it, or, as a takedown, just before it."""
        if not run.is_uncommitted:
            return self._lineage.includes(run.commit, commit)
        is_ending = edit.path == STATE and edit.after not in {None, NOT_SAID}
        return is_ending and commit != run.commit and self._lineage.includes(commit, run.commit)

    def _is_accepted(self, run: Entry, scope: Scope) -> bool:
        result = self._results[run.run].get(scope)
        return result is not None and isinstance(result.outcome, Accepted)

    def _arrival(self, run: Entry, commit: str, edit: Edit) -> Arrival:
        later = next(self._later(run, commit, edit), None)
        if later is not None:
            return Arrival(run.environment, State.OVERTAKEN, run.run, run.at, words=later)
        result = self._results[run.run].get(edit.scope)
        if result is None:
            return Arrival(run.environment, State.OPEN, run.run, run.at)
        state, words = _state(result)
        return Arrival(run.environment, state, run.run, run.at, result.verification, words)

    def _later(self, run: Entry, commit: str, edit: Edit) -> Iterator[str]:
        """Commits after this one that changed the same value and were part of what the run carried."""
        for other in self._same[edit.key]:
            is_after = other != commit and self._lineage.includes(other, commit)
            if is_after and self._lineage.includes(run.commit, other):
                yield other


def _state(result: Result) -> tuple[State, str]:
    match result.outcome:
        case Accepted():
            return State.APPLIED, ""
        case Rejected(words=words):
            return State.REJECTED, words
        case Unknown(why=why):
            return State.UNKNOWN, why
        case Stale(why=why):
            return State.STALE, why
        case NotTried(why=why):
            return State.NOT_TRIED, why
        case _:
            assert_never(result.outcome)
