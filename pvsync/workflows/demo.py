"""The whole tool on a throw-away repository: every step prints the command that a user would type, and runs it."""

import os
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from pvsync.errors import CatalogUnreadable, EmulatorError
from pvsync.model.avail import Present
from pvsync.model.licence import BusinessLine
from pvsync.model.money import Money
from pvsync.model.scope import Scope
from pvsync.workflows.connect import connect
from pvsync.workflows.emulate import see_that_it_is_installed
from pvsync.workflows.project import open_project

_MOVIE = "catalog/movies/heat-haze.yaml"
_CONNECTIONS_TRIED = 100
_BETWEEN_TRIES = 0.1
_STOP_SECONDS = 10
_HEAD_LINES, _TAIL_LINES = 26, 3

# One price, one format, one territory and one end date: what a rights team does on an ordinary Tuesday.
_EDITS = (
    (_MOVIE, "srp: 9.99 USD", "srp: 7.99 USD"),
    (_MOVIE, "formats: [HD, UHD] ", "formats: [HD]      "),
    (_MOVIE, "      - {territory: US, format: UHD, wsp: 8.99 USD, srp: 12.99 USD}\n", ""),
    (_MOVIE, "territories: [US, CA]\n", "territories: [US, CA, GB]\n"),
    (
        _MOVIE,
        "      - {territory: CA, wsp: 7.99 CAD,",
        "      - {territory: GB, wsp: 5.99 GBP, srp: 8.99 GBP}\n      - {territory: CA, wsp: 7.99 CAD,",
    ),
    (_MOVIE, "end: 2028-02-11", "end: 2027-06-30"),
)
_COLLECTION = ("catalog/collections/two-for-the-holidays.yaml", "discount: 25 ", "discount: 30 ")
_BY_HAND = Scope("HEATHAZE-2024", "US", BusinessLine.TVOD)


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the demo is given.

    Args:
        folder: The throw-away repository.
        say: Prints a line.
        width: Columns.
    """

    folder: Path
    say: Callable[[str], None]
    width: int

    def tell(self, text: str) -> None:
        """A sentence between two commands."""
        self.say(f"\n# {text}")

    def run(self, *arguments: str, ends_with: tuple[int, ...] = (0,), whole: bool = False) -> None:
        """Run `pvsync` as a user would, and print what it prints (the beginning and the end, where it is long).

        Raises:
            CatalogUnreadable: If it exits with something else than expected.
        """
        self.say(f"\n$ pvsync {shlex.join(arguments)}")
        environment = os.environ | {"COLUMNS": str(self.width), "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(  # noqa: S603 - our own interpreter and package
            [sys.executable, "-m", "pvsync", *arguments],
            cwd=self.folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        for line in done.stdout.splitlines() if whole else _shortened(done.stdout.splitlines()):
            self.say(line)
        if done.returncode not in ends_with:
            raise CatalogUnreadable(
                f"the demo stopped: `pvsync {arguments[0]}` exited with {done.returncode}"
            )

    def edit(self, name: str, before: str, after: str) -> None:
        """Change one place of a file.

        Raises:
            CatalogUnreadable: If the example is not what the demo was written for.
        """
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        if text.count(before) != 1:
            raise CatalogUnreadable(f"the example catalog is not what the demo expects: {name}")
        path.write_text(text.replace(before, after), encoding="utf-8")

    def show_diff(self) -> None:
        """Show what was edited."""
        self.say("\n$ git diff -U0")
        for line in self.git("diff", "-U0").splitlines():
            if line.startswith(("+", "-", "@@")):
                self.say(line)

    def commit(self, message: str) -> None:
        """Commit what was edited."""
        self.git("commit", "-qam", message)
        self.say(f'$ git commit -am "{message}"')

    def git(self, *arguments: str) -> str:
        """Run git quietly."""
        identity = ("-c", "user.name=Demo", "-c", "user.email=demo@example.com")
        done = subprocess.run(  # noqa: S603 - fixed arguments
            ["git", *identity, *arguments],  # noqa: S607 - the user's own git
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout


def demo(example: Path, say: Callable[[str], None], width: int, *, keep: Path | None = None) -> None:
    """Give the demo.

    Args:
        example: Folder with the example's `pvsync.yaml` and `catalog/`.
        say: Prints a line.
        width: Columns.
        keep: Folder to leave the repository in; a temporary one that is removed where not given.

    Raises:
        PvsyncError: If a step does not come out as it should.
    """
    _see_what_is_needed()
    with _folder(keep) as folder:
        stage = Stage(folder, say, width)
        port = _free_port()
        _prepare(stage, example, port)
        with _emulator(stage, port):
            _from_yaml_to_live(stage)
            _an_ordinary_change(stage)
            _a_change_by_hand(stage)
            _a_bundle(stage)
            _a_takedown(stage)
        stage.tell("That was it: from YAML to live, and back to nothing to do.")


def _see_what_is_needed() -> None:
    """Make sure of git and of the extra before anything is written or started.

    Raises:
        PvsyncError: If one is missing.
    """
    if shutil.which("git") is None:
        raise CatalogUnreadable("git is not installed", advice="install git; the demo commits a catalog")
    see_that_it_is_installed()


def _from_yaml_to_live(stage: Stage) -> None:
    stage.tell("A catalog in git: is it right?")
    stage.run("validate")
    stage.tell("What would change on Prime Video? Everything, since nothing is there yet.")
    stage.run("plan", "--out", "plan.json")
    stage.tell("Carry out exactly that plan.")
    stage.run("apply", "plan.json")
    stage.tell("And now?")
    stage.run("plan", whole=True)


def _an_ordinary_change(stage: Stage) -> None:
    stage.tell("A price falls, UHD is given up, Great Britain is added, rental ends sooner.")
    for edit in _EDITS:
        stage.edit(*edit)
    stage.show_diff()
    stage.commit("Heat Haze: winter price, no UHD, into GB, rental ends in June 2027")
    stage.run("plan", "--out", "plan.json", ends_with=(3,), whole=True)
    stage.tell(
        "A window that is open would end sooner: a guard asks whether that is meant. It is; exactly this."
    )
    stage.run("apply", "plan.json", ends_with=(3,))
    stage.run("apply", "plan.json", "--approve", "window_shortened=1", whole=True)
    stage.tell("Nothing is left to do, and what was written can be read.")
    stage.run("plan", whole=True)
    stage.run("verify", whole=True)


def _a_bundle(stage: Stage) -> None:
    stage.tell("A collection of two films: owners of one now get 30 percent off. What comes by itself, too?")
    stage.edit(*_COLLECTION)
    stage.show_diff()
    stage.commit("Two for the Holidays: 30 percent off for those who own one of them")
    stage.run("apply", "--auto-approve", whole=True)
    stage.run("calendar", "--days", "21")


def _a_takedown(stage: Stage) -> None:
    stage.tell("The music of Moth Season is in dispute: off in Japan, now, in one command.")
    because = ("--because", "music rights", "--auto-approve")
    stage.run("takedown", "MOTHSEASON-2023", "--territory", "JP", *because, whole=True)
    stage.show_diff()
    stage.commit("Moth Season: down in JP, music rights")
    stage.run("plan", whole=True)


def _a_change_by_hand(stage: Stage) -> None:
    stage.tell("Somebody changes a price at the service by hand. pvsync sees it.")
    _change_by_hand(stage)
    stage.run("drift", ends_with=(2,), whole=True)
    stage.tell("Git is right: put it back.")
    stage.run("apply", "--auto-approve", whole=True)
    stage.run("drift", whole=True)


def _change_by_hand(stage: Stage) -> None:
    project = open_project(None, stage.folder)
    with connect(project.config, project.config.environment("local")) as client:
        _, reading = next(client.read([_BY_HAND]))
        if not isinstance(reading, Present):
            raise CatalogUnreadable("the demo stopped: the service does not hold Heat Haze")
        rows = tuple(
            replace(row, terms={**row.terms, "srp": Money("USD", Decimal("5.99"))})
            if row.license == "EST"
            else row
            for row in reading.avail.transactions
        )
        client.write([replace(reading.avail, transactions=rows)])


def _prepare(stage: Stage, example: Path, port: int) -> None:
    shutil.copytree(example / "catalog", stage.folder / "catalog")
    config = (example / "pvsync.yaml").read_text(encoding="utf-8")
    (stage.folder / "pvsync.yaml").write_text(_with_local(config, port), encoding="utf-8")
    (stage.folder / ".gitignore").write_text(".pvsync/\nplan.json\n", encoding="utf-8")
    stage.git("init", "-q", "-b", "main")
    stage.git("add", "-A")
    stage.git("commit", "-qm", "The catalog as it stands")


def _with_local(config: str, port: int) -> str:
    """The configuration with the demo's own port, so that an emulator that already runs is left in peace."""
    return config.replace(
        "environments:\n", f"environments:\n  local:\n    url: https://127.0.0.1:{port}\n", 1
    )


@contextmanager
def _emulator(stage: Stage, port: int) -> Iterator[None]:
    stage.say(f"$ pvsync emulator --port {port} &")
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and package
        [sys.executable, "-m", "pvsync", "emulator", "--quiet", "--port", str(port)],
        cwd=stage.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        _wait_until_it_listens(process, port)
        stage.say(f"The emulator listens on https://127.0.0.1:{port}")
        yield
    finally:
        process.terminate()
        process.wait(_STOP_SECONDS)
        if process.stdout is not None:
            process.stdout.close()


def _wait_until_it_listens(process: "subprocess.Popen[str]", port: int) -> None:
    for _ in range(_CONNECTIONS_TRIED):
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(_BETWEEN_TRIES)
    raise EmulatorError("the emulator did not start", advice="run `pvsync emulator` by itself to see why")


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="pvsync-demo-") as name:
        yield Path(name)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _shortened(lines: list[str]) -> Iterator[str]:
    left_out = len(lines) - _HEAD_LINES - _TAIL_LINES
    if left_out <= 0:
        yield from lines
        return
    yield from lines[:_HEAD_LINES]
    yield f"  ... {left_out} more lines ..."
    yield from lines[-_TAIL_LINES:]
