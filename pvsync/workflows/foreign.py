"""Live transactions that git never declared and no run sent: which of them stay, because `foreign: keep` says so."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cached_property

from pvsync.apply.journal import read_journal
from pvsync.apply.ledger import Ledger
from pvsync.apply.receipt import build_receipt
from pvsync.apply.receipt_json import receipt_from_json
from pvsync.apply.runs import RUNS_FOLDER, Run, Runs
from pvsync.config.environment import Environment
from pvsync.errors import CatalogUnreadable, JournalError, PlanTampered, UsageError
from pvsync.history.commits import Lineage
from pvsync.model.avail import Avail
from pvsync.model.outcome import Accepted, Result, Unknown
from pvsync.model.plan import Change, Plan, RowFate
from pvsync.model.scope import Scope
from pvsync.model.standing import Foreign, KeptRow
from pvsync.model.trail import Entry
from pvsync.model.transaction import Transaction, names_of
from pvsync.plan.file import read_plan
from pvsync.plan.foreign import offer_of, strangers
from pvsync.workflows.past import Past
from pvsync.workflows.project import Project
from pvsync.workflows.rendered import rendered

_OURS = frozenset({RowFate.ADDED, RowFate.CHANGED, RowFate.SAME})


class Strangers:
    """Tells what is ours from what is not, and remembers what it kept.

    Args:
        project: Its configuration says what becomes of what others made.
        environment: The service.
        entries: Its runs that the notes tell of, oldest first.
        past: What earlier versions of the catalog declared; asked for once there is something to tell apart.
    """

    def __init__(
        self,
        project: Project,
        environment: Environment,
        entries: Sequence[Entry],
        past: Callable[[], Past],
    ) -> None:
        self.kept: list[KeptRow] = []
        self._project = project
        self._environment = environment
        self._entries = entries
        self._ask = past
        channels = project.config.foreign_channels
        self._is_usual = environment.foreign is Foreign.REMOVE and Foreign.KEEP not in channels.values()

    def may_keep(self, word: Foreign | None) -> bool:
        """Whether anything that others made could stay in a scope whose document says this."""
        return word is Foreign.KEEP or (word is None and not self._is_usual)

    def of(self, live: Avail, word: Foreign | None, declared: Iterable[str], at: datetime) -> frozenset[int]:
        """Indexes of the transactions of a scope that are kept for others.

        Args:
            live: What the service holds.
            word: What the title's own document says, None for nothing.
            declared: Names of what git declares there now.
            at: The instant of the plan.
        """
        if not self.may_keep(word):
            return frozenset()

        def keeps(row: Transaction) -> bool:
            return self._word(word, row) is Foreign.KEEP

        alid, rows = live.scope.alid, live.transactions
        ours = frozenset(declared)
        found = strangers(alid, rows, ours, keeps)
        if found:
            found = strangers(alid, rows, ours | self._once(live.scope), keeps)
        in_doubt = bool(found) and (not self._past.is_known or live.scope in self._sent.lost)
        named = (rows[index] for index in sorted(found) if not rows[index].window.is_over(at))
        self.kept += [_kept(live, row, in_doubt=in_doubt) for row in named]
        return found

    def _word(self, word: Foreign | None, row: Transaction) -> Foreign:
        """What counts for a transaction: its title's word, its channel's, or the environment's."""
        if word is not None:
            return word
        return self._project.config.foreign_channels.get(row.channel or "", self._environment.foreign)

    def _once(self, scope: Scope) -> frozenset[str]:
        """Names of everything that git ever declared in a scope, or a run ever sent there."""
        return self._past.rows.get(scope, frozenset()) | self._sent.names.get(scope, frozenset())

    @cached_property
    def _past(self) -> Past:
        return self._ask()

    @cached_property
    def _sent(self) -> "_Sent":
        return _Sent(self._project, self._environment, self._entries)


class _Sent:
    """What runs sent that the history of the branch does not tell of.

    Attributes:
        names: Names of the transactions, by scope.
        lost: Scopes of runs of which nobody here knows any more what they sent.
    """

    def __init__(self, project: Project, environment: Environment, entries: Sequence[Entry]) -> None:
        self.names: dict[Scope, frozenset[str]] = {}
        self.lost: set[Scope] = set()
        self._project = project
        here = {run.id: run for run in Runs(project.root / RUNS_FOLDER).all()}
        for entry in entries:
            run = here.pop(entry.run, None)
            is_known = self._is_history(entry.commit) or self._take_commit(entry)
            if not is_known and (run is None or not self._take_run(run, environment)):
                self.lost.update(_reached(entry))
        for run in here.values():
            self._take_run(run, environment)

    def _is_history(self, commit: str) -> bool:
        tip = self._project.head()
        return tip is not None and self._lineage.includes(tip, commit)

    @cached_property
    def _lineage(self) -> Lineage:
        tip, repository = self._project.head(), self._project.repository
        if tip is None or repository is None:
            raise RuntimeError("a lineage without a commit")
        return Lineage(repository, [tip])

    def _take_commit(self, entry: Entry) -> bool:
        """Take what a commit of another branch declared; False where it has gone."""
        scopes = set(_reached(entry))
        if not scopes or entry.undoes is not None:
            return True  # what an undoing put back is what was there before: whose that was is not its word
        try:
            then = rendered(self._project.at(entry.commit), entry.as_of, {scope.alid for scope in scopes})
        except (UsageError, CatalogUnreadable):
            return False
        for scope in scopes & then.keys():
            self._add(scope, then[scope].transactions)
        return True

    def _take_run(self, run: Run, environment: Environment) -> bool:
        """Take what a run of this machine sent, from its own folder; False where that cannot be read."""
        try:
            plan = read_plan(run.plan_path.read_bytes())
            results = _results(run, plan)
        except (OSError, PlanTampered, JournalError):
            return False
        if not environment.service.is_of(plan) or plan.undoes:
            return True
        reached = {result.scope for result in results if _may_be_live(result)}
        for change in plan.changes:
            if change.scope in reached:
                self._add(change.scope, _own_rows(change))
        return True

    def _add(self, scope: Scope, rows: Iterable[Transaction]) -> None:
        names = frozenset(name for row in rows for name in names_of(scope.alid, row))
        self.names[scope] = self.names.get(scope, names) | names


def _own_rows(change: Change) -> Iterator[Transaction]:
    for row in change.rows:
        if row.fate in _OURS and row.after is not None and change.after is not None:
            yield change.after.transactions[row.after]


def _results(run: Run, plan: Plan) -> tuple[Result, ...]:
    if run.receipt_path.is_file():
        return receipt_from_json(run.receipt_path.read_bytes()).results
    return build_receipt(plan, Ledger.of(read_journal(run.journal_path))).results


def _reached(entry: Entry) -> Iterator[Scope]:
    """The scopes that a run changed, or may have."""
    if entry.is_open:
        yield from entry.scopes
    yield from (scope for scope, result in entry.results().items() if _may_be_live(result))


def _may_be_live(result: Result) -> bool:
    return result.is_half or isinstance(result.outcome, Accepted | Unknown)


def _kept(live: Avail, row: Transaction, *, in_doubt: bool) -> KeptRow:
    window = row.window
    return KeptRow(live.scope, live.title.title, offer_of(row), window.start, window.end, in_doubt)
