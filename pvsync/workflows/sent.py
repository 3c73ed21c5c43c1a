"""What the last runs sent that live alone cannot tell: at places that it never shows, and under names that nobody knows."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial

from pvsync.apply.journal import read_journal
from pvsync.apply.ledger import Ledger
from pvsync.apply.receipt import build_receipt
from pvsync.apply.receipt_json import receipt_from_json
from pvsync.apply.runs import RUNS_FOLDER, Run, Runs
from pvsync.config.environment import Environment
from pvsync.errors import JournalError, PlanTampered
from pvsync.model.avail import Avail
from pvsync.model.normal import Table
from pvsync.model.outcome import Accepted, Receipt, Result, Unknown
from pvsync.model.scope import Scope
from pvsync.model.standing import ExtraChange
from pvsync.model.trail import Entry
from pvsync.model.unshown import Extra
from pvsync.plan.compare import Setting
from pvsync.plan.extra import extra_said
from pvsync.plan.file import read_plan
from pvsync.workflows.project import Project

_ASSUMED = re.compile(rb'"assumed"')
_EXTRA = re.compile(rb'"extra": \{\s*"')


def sent_values(
    project: Project, environment: Environment, entries: Sequence[Entry], *, before: str | None = None
) -> dict[Scope, Table]:
    """What the newest run that was accepted sent of each scope; nothing where a later one left it in doubt.

    Args:
        project: The repository that keeps the runs of this machine.
        environment: The service.
        entries: Runs of this environment that the notes tell of, those of other machines too.
        before: Only runs that are older than this one, None for all.
    """
    own = Runs(project.root / RUNS_FOLDER).all()
    if not any(result.assumed for entry in entries for result in entry.results().values()) and not any(
        _says(run, _ASSUMED) for run in own
    ):
        return {}
    last = last_results(project, environment, entries, before=before)
    return {result.scope: result.assumed for _, result in last if result.assumed}


class Extras:
    """What the last runs sent on under names that nobody knows.

    Receipts are read only where something is to be held against them; almost nothing ever is.

    Args:
        project: The repository that keeps the runs of this machine.
        environment: The service.
        entries: Runs of this environment that the notes tell of.
        before: Only runs that are older than this one, None for all.
    """

    def __init__(
        self,
        project: Project,
        environment: Environment,
        entries: Sequence[Entry],
        *,
        before: str | None = None,
    ) -> None:
        self._last = partial(last_results, project, environment, entries, before=before)
        own = Runs(project.root / RUNS_FOLDER).all()
        self._is_any = any(result.extra for entry in entries for result in entry.results().values()) or any(
            _says(run, _EXTRA) for run in own
        )

    @cached_property
    def _by_scope(self) -> dict[Scope, tuple[str, Extra]]:
        return {result.scope: (run, result.extra) for run, result in self._last() if result.extra is not None}

    def changed(self, live: Avail, setting: Setting) -> ExtraChange | None:
        """What live says that was not so after the last apply, or that no receipt tells of; None where there is nothing.

        Args:
            live: What a reading shows.
            setting: What every comparison shares.
        """
        is_any = bool(live.extra) or any(row.extra for row in live.transactions)
        if not is_any and not self._is_any:
            return None
        run, left = self._by_scope.get(live.scope, ("", None))
        said = extra_said(live, left, setting.at, setting.zones)
        return ExtraChange(live.scope, live.title.title, run, said) if said else None


def last_results(
    project: Project, environment: Environment, entries: Sequence[Entry], *, before: str | None = None
) -> Iterator[tuple[str, Result]]:
    """By scope the newest run that was accepted, with what it did; none where a later one left the scope in doubt.

    Args:
        project: The repository that keeps the runs of this machine.
        environment: The service.
        entries: Runs of this environment that the notes tell of.
        before: Only runs that are older than this one, None for all.
    """
    own = {run.id: run for run in Runs(project.root / RUNS_FOLDER).all()}
    noted = {entry.run: entry for entry in entries}
    settled: set[Scope] = set()
    for name in sorted({*own, *noted}, reverse=True):
        if before is not None and name >= before:
            continue
        try:
            receipt = _receipt(own.get(name), noted.get(name))
        except (JournalError, PlanTampered, OSError):
            return  # what a run did that cannot be read is not known, so nothing before it holds for certain
        if receipt is None:
            settled.update(noted[name].scopes)
        elif environment.service.is_of(receipt):
            yield from ((name, result) for result in _decided(receipt.results, settled))


def _says(run: Run, words: re.Pattern[bytes]) -> bool:
    """Whether the receipt of a run has a member; a look at the bytes, as almost none does."""
    return run.receipt_path.is_file() and words.search(run.receipt_path.read_bytes()) is not None


def _receipt(run: Run | None, entry: Entry | None) -> Receipt | None:
    """The receipt of a run, or the one that its journal yields; None for a run of another machine that never said."""
    if entry is not None and entry.receipt is not None:
        return entry.receipt
    if run is None:
        return None
    if run.receipt_path.is_file():
        return receipt_from_json(run.receipt_path.read_bytes())
    return build_receipt(read_plan(run.plan_path.read_bytes()), Ledger.of(read_journal(run.journal_path)))


def _decided(results: Iterable[Result], settled: set[Scope]) -> Iterator[Result]:
    """What was accepted of scopes that no later run has touched, or may have."""
    for result in results:
        if result.scope in settled:
            continue
        if isinstance(result.outcome, Accepted):
            settled.add(result.scope)
            yield result
        elif isinstance(result.outcome, Unknown) or result.is_half:
            settled.add(result.scope)
