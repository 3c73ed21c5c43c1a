"""A partner's repository in a temporary folder, an emulator beside it, and the command line to run."""

import io
import json
import subprocess
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pvsync.cli.main import main
from pvsync.cli.screen import Screen
from pvsync.emulator.faults import Fault
from pvsync.emulator.server import Emulator

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
LOOSE = """guards:
  going_dark: {count: 1000, share: 100}
  delta: off
  price_move: {count: 1000}
  window_shortened: {count: 1000}
  empty_catalog: off
"""
"""Every change of an estate of two titles is a large one; tests that are not about guards let it pass."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(slots=True)
class Estate:
    """One partner: repository, emulator, clock."""

    root: Path
    emulator: Emulator
    now: datetime = NOW
    answers: list[str] = field(default_factory=list)

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")

    def edit(self, name: str, before: str, after: str) -> None:
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after), encoding="utf-8")

    def configure(self, more: str = "", *, guards: str = LOOSE, **environment: object) -> None:
        keys = {"url": self.emulator.url, "rate": 1000, "open": 8, "settling_seconds": 0.05, **environment}
        lines = "".join(f"    {name}: {value}\n" for name, value in keys.items())
        own = "" if "guards:" in more else guards
        start = f"licensor: acme\nfan_out: ignore\n{own}"
        self.write("pvsync.yaml", f"{start}environments:\n  local:\n{lines}{more}")

    def run(self, *argv: str, clock: Callable[[], datetime] | None = None) -> Said:
        """Run a command line in this process, as a machine would: no terminal, no colour."""
        out, err = io.StringIO(), io.StringIO()
        screen = Screen(
            out=out,
            err=err,
            width=100,
            colour=False,
            err_colour=False,
            interactive=False,
            now=clock or (lambda: self.now),
        )
        code = main(["--config", str(self.root / "pvsync.yaml"), *argv], screen)
        return Said(code, out.getvalue(), err.getvalue())

    def git(self, *arguments: str) -> str:
        identity = ("-c", "user.name=Test", "-c", "user.email=test@example.com")
        done = subprocess.run(
            ["git", "-C", str(self.root), *identity, *arguments], check=True, capture_output=True, text=True
        )
        return done.stdout

    def commit(self, message: str = "a change") -> None:
        if not (self.root / ".git").exists():
            self.git("init", "-q", "-b", "main")
            self.write(".gitignore", ".pvsync/\nplan.json\n")
        self.git("add", "-A")
        self.git("commit", "-qm", message)

    def apply(self) -> Said:
        """Apply what the files say; it must be accepted."""
        said = self.run("apply", "--auto-approve")
        assert said.code == 0, said.out + said.err
        return said

    def changes(self) -> list[dict[str, Any]]:
        """The changes of a plan, by its JSON."""
        said = self.run("plan", "--format", "json")
        assert said.code in {0, 1, 3}, said.out + said.err
        changes: list[dict[str, Any]] = said.json["changes"]
        return changes

    def settled(self) -> None:
        """Nothing is left to do."""
        said = self.run("plan", "--detailed-exitcode")
        assert said.code == 0, said.out + said.err

    def fault(self, **fault: Any) -> None:
        self.emulator.faults.add(Fault(**fault))

    def live(self, alid: str, territory: str = "US") -> list[dict[str, Any]]:
        """The transactions that the service holds for an ALID in a territory."""
        rows: list[dict[str, Any]] = []
        for entry in self.emulator.dump():
            if entry["alid"] == alid and entry["territory"] == territory:
                rows.extend(entry["avail"]["Transaction"])
        return rows
