"""Whatever a branch went through, nothing that it ever declared stays invisible, and nothing else turns up."""

import subprocess
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pvsync.history.tombstones import Memory, remember
from pvsync.model.progress import Silent
from pvsync.model.scope import Scope
from pvsync.workflows.declared import PastDeclarations
from pvsync.workflows.desired import load
from pvsync.workflows.past import past_of
from pvsync.workflows.project import Project, open_project

NOW = datetime(2026, 6, 1, tzinfo=UTC)
NAMES = ("a", "b", "c")
BRANCHES = ("main", "side")
AVAIL = "{license: EST, territories: [%s], formats: [HD], start: 2026-01-01, end: 2030-12-31, wsp: %d.99 USD}"
DEAL = """\
kind: deal
name: library
avails:
  - {license: FVOD, territories: [%s], formats: [HD], start: 2026-01-01, end: 2030-12-31}
"""

territories = st.lists(st.sampled_from(["US", "CA", "NORDIC"]), min_size=1, max_size=2, unique=True)
edits = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(NAMES), territories, st.integers(1, 3)),
    st.tuples(st.just("use"), st.sampled_from(NAMES)),
    st.tuples(st.just("deal"), territories),
    st.tuples(st.just("group"), st.sampled_from(["SE", "SE, NO", "DK"])),
    st.tuples(st.just("delete"), st.sampled_from(NAMES)),
    st.tuples(st.just("move"), st.sampled_from(NAMES)),
    st.tuples(st.just("break"), st.sampled_from(NAMES)),
    st.tuples(st.just("switch"), st.sampled_from(BRANCHES)),
    st.tuples(st.just("merge"), st.sampled_from(["-Xours", "-Xtheirs", "-sours"])),
    st.just(("revert",)),
)


class Life:
    """A repository in which things happen."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.git("init", "-q", "-b", "main")
        self.put(".gitignore", ".pvsync/\n")
        self.put("pvsync.yaml", config("SE"))
        self.put("catalog/deals.yaml", DEAL % "GB")
        self.commit()
        self.put("README.md", "a catalog")
        self.commit()
        self.git("branch", "side")

    def git(self, *arguments: str, check: bool = True) -> str:
        identity = ("-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "gc.auto=0")
        command = ["git", "-C", str(self.root), *identity, *arguments]
        return subprocess.run(command, check=check, capture_output=True, text=True).stdout

    def put(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "change")

    def happen(self, edit: tuple[object, ...]) -> None:
        match edit:
            case ("deal", list(places)):
                self.put("catalog/deals.yaml", DEAL % ", ".join(places))
            case ("group", str(members)):
                self.put("pvsync.yaml", config(members))
            case ("write" | "use" | "break" | "delete" | "move", str(name), *values):
                self.happen_to(self.root / f"catalog/{name}.yaml", edit[0], name, values)
            case ("switch", str(branch)):
                self.git("switch", "-q", branch)
            case ("merge", str(way)):
                other = "side" if self.git("branch", "--show-current").strip() == "main" else "main"
                self.git("merge", "-q", "--no-ff", way, "-m", "merge", other, check=False)
            case _:
                self.git("revert", "--no-edit", "HEAD", check=False)
                self.git("reset", "-q", "--hard", check=False)
        self.commit()

    def happen_to(self, path: Path, what: object, name: str, values: list[object]) -> None:
        match what, values:
            case "write", [list(places), int(price)]:
                path.write_text(movie(name, AVAIL % (", ".join(places), price)), encoding="utf-8")
            case "use", _:
                path.write_text(movie(name, "{use: library}"), encoding="utf-8")
            case "break", _:
                path.write_text("kind: movie\nalid: [\n", encoding="utf-8")
            case "move", _ if path.exists():
                self.put(f"catalog/moved/{name}.yaml", path.read_text(encoding="utf-8"))
                path.unlink()
            case _:
                path.unlink(missing_ok=True)


def movie(name: str, avail: str) -> str:
    return f"kind: movie\nalid: {name}\ntitle: {name}\navails:\n  - {avail}\n"


def config(members: str) -> str:
    return f"licensor: acme\nterritory_groups: {{NORDIC: [{members}]}}\n"


def declared(project: Project) -> set[Scope]:
    return {record.scope for record in load(project, NOW, Silent()).records}


def declared_ever(project: Project) -> set[Scope]:
    """What every commit of the branch declares, each read whole and for itself; git itself lists them."""
    assert project.repository is not None
    commits = project.repository.run("rev-list", "HEAD").split()
    return {scope for commit in commits for scope in declared(project.at(commit))}


DROPPED_BY_A_MERGE: list[tuple[object, ...]] = [
    ("switch", "side"),
    ("write", "a", ["US"], 1),
    ("switch", "main"),
    ("merge", "-sours"),
]
"""What only the second parent of a merge declares: the branch held it, and no commit of the first parent's line did."""


@given(st.lists(edits, min_size=1, max_size=12))
@example(DROPPED_BY_A_MERGE)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_has_left_is_all_that_was_ever_declared_and_is_not_now(life: list[tuple[object, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        repository = Life(Path(folder))
        for index, edit in enumerate(life):
            repository.happen(edit)
            if index == len(life) // 2:  # what is kept from here is gone on with below
                past_of(open_project(None, repository.root), Silent()).left(())
        project = open_project(None, repository.root)
        now = declared(project)

        went = {tombstone.scope for tombstone in past_of(project, Silent()).left(now)}

        assert went == declared_ever(project) - now
        assert went == set(from_scratch(project)) - now


def from_scratch(project: Project) -> Iterator[Scope]:
    assert project.repository is not None
    head = project.head()
    assert head is not None
    memory = remember(project.repository, PastDeclarations(project.root, project.config), head, Memory())
    yield from memory.tombstones
