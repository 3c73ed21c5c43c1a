"""Every guard's bad example is refused by it alone, its good one by none, and its page is there."""

import subprocess
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pvsync.apply.receipt_json import receipt_to_json
from pvsync.diagnostics import Severity
from pvsync.history.note_lines import receipt_line
from pvsync.history.notes import OWN_NOTES, Notes
from pvsync.model.avail import Absent, Avail, Present, Reading
from pvsync.model.outcome import Accepted, Receipt, Result
from pvsync.model.plan import Action
from pvsync.model.progress import Silent
from pvsync.model.scope import Scope
from pvsync.model.verdict import GuardVerdict
from pvsync.rules.guard import Guard
from pvsync.rules.safety.examples import ELSEWHERE, ENDED
from pvsync.rules.verdicts import all_guards
from pvsync.workflows.plan import make_plan
from pvsync.workflows.project import Project, open_project
from pvsync.workflows.request import Request
from pvsync.workflows.selection import Selection

AS_OF = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


class Held:
    """A service that holds what an example says."""

    def __init__(self, avails: Iterable[Avail]) -> None:
        self._avails = {avail.scope: avail for avail in avails}

    def scopes(self) -> Iterable[Scope]:
        return self._avails

    def read(self, scopes: Iterable[Scope]) -> Iterator[tuple[Scope, Reading]]:
        for scope in scopes:
            yield scope, Present(self._avails[scope]) if scope in self._avails else Absent()


def git(root: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.com")
    subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True)


def leave_receipt(project: Project, scopes: Iterable[Scope], action: Action) -> None:
    """The note of a run from the commit `main`, as if it had brought what is live."""
    assert project.repository is not None
    environment = project.config.environment("local")
    results = tuple(Result(scope, action, "", Accepted()) for scope in scopes)
    commit = project.repository.resolve("before")
    receipt = Receipt(
        *("20260531T120000Z-00000a", "p" * 64, "0", environment.name, environment.alias, commit),
        *(AS_OF, AS_OF - DAY, AS_OF - DAY, results),
        url=environment.url,
    )
    Notes(project.repository, OWN_NOTES).put(commit, receipt_line(receipt_to_json(receipt)))


def planned(example: str, root: Path) -> tuple[GuardVerdict, ...]:
    """The verdicts of an example: what is live was committed first, and then the catalog."""
    config, _, rest = example.partition("# live")
    was, _, rest = rest.partition("\n")
    live, _, catalog = rest.partition("# catalog\n")
    (root / "catalog").mkdir(parents=True)
    (root / "pvsync.yaml").write_text(config, encoding="utf-8")
    file = root / "catalog" / "example.yaml"
    git(root, "init", "-q", "-b", "main")
    file.write_text(live, encoding="utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "before")
    git(root, "tag", "before")
    titles = open_project(None, root).catalog(AS_OF).titles()
    held = Held([avail for title in titles for avail in title.avails])
    if was == f": {ELSEWHERE}":
        git(root, "checkout", "-q", "--orphan", "elsewhere")
    file.write_text(catalog, encoding="utf-8")
    git(root, "commit", "-qam", "after", "--allow-empty")
    project = open_project(None, root)
    if was:
        leave_receipt(
            project, list(held.scopes()), Action.WITHDRAW if was == f": {ENDED}" else Action.REPLACE
        )
    request = Request(
        project.config.environment("local"), as_of=AS_OF, simulated=False, now=AS_OF, selection=Selection()
    )
    plan = make_plan(project, request, lambda: held, Silent()).plan
    assert plan is not None
    assert Severity.ERROR not in {finding.severity for finding in plan.diagnostics}
    return plan.guards


def refusing(verdicts: Iterable[GuardVerdict]) -> set[str]:
    return {verdict.guard for verdict in verdicts if verdict.verdict == "refuse"}


@pytest.mark.parametrize("guard", all_guards(), ids=lambda guard: guard.code)
def test_bad_is_refused_and_good_is_not(guard: Guard, tmp_path: Path) -> None:
    assert refusing(planned(guard.bad, tmp_path / "bad")) == {guard.key}
    assert refusing(planned(guard.good, tmp_path / "good")) == set()


@pytest.mark.parametrize("guard", all_guards(), ids=lambda guard: guard.code)
def test_the_page_says_what_why_and_where_from(guard: Guard) -> None:
    paragraphs = guard.page.strip().split("\n\n")
    assert len(paragraphs) >= 3
    assert paragraphs[-1].startswith("Source: ")
    assert guard.key in guard.page or guard.name in guard.page


def test_every_guard_says_what_it_lets_pass() -> None:
    assert len(all_guards()) >= 6
