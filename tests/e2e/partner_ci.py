"""A partner's repository as `pvsync init` writes it, with its remote, its service and its forge: for tests of its jobs."""

import io
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from e2e.estate import LOOSE, Said
from e2e.forge import REPOSITORY, Forge
from e2e.runner import Done, Event, Runner

from pvsync.cli.main import main
from pvsync.cli.screen import Screen
from pvsync.config.environment import CredentialReferences
from pvsync.emulator.server import Emulator
from pvsync.model.avail import Present
from pvsync.model.licence import BusinessLine
from pvsync.model.money import Money
from pvsync.model.scope import Scope
from pvsync.workflows.connect import connect
from pvsync.workflows.project import open_project

TOKEN = "job-token-canary"  # noqa: S105 - a canary, not a secret
IDENTITY = {
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.com",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.com",
}
FIRST_LIGHT_IN_CANADA = Scope("EXAMPLE-FIRST-LIGHT", "CA", BusinessLine.TVOD)
ENVIRONMENTS = ("prime-video-read", "prime-video-write")


@dataclass(slots=True)
class PartnerCI:
    """One partner.

    Args:
        root: The clone that people work in.
        bare: The remote.
        emulator: What environment `production` talks to.
        forge: Issues and comments.
        runner: Runs the workflows of a commit.
    """

    root: Path
    bare: Path
    emulator: Emulator
    forge: Forge
    runner: Runner
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def begin(cls, folder: Path, emulator: Emulator, forge: Forge, ci: str) -> "PartnerCI":
        """`pvsync init` as a process, one commit, and a remote that has it."""
        root, bare, runs = folder / "prime-video", folder / "remote.git", folder / "runs"
        words = ["init", str(root), "--licensor", "acme", "--ci", ci]
        subprocess.run([sys.executable, "-m", "pvsync", *words], check=True, capture_output=True)
        runs.mkdir()
        state = emulator.folder
        secrets = {
            "PV_CLIENT_KEY": state.client_key.read_text(encoding="utf-8").strip(),
            "PV_CLIENT_CERT": state.client.read_text(encoding="utf-8").strip(),
            "PV_API_KEY": emulator.api_key,
        }
        runner = Runner(runs, bare, REPOSITORY, forge.url, TOKEN, dict.fromkeys(ENVIRONMENTS, secrets))
        partner = cls(root, bare, emulator, forge, runner, secrets)
        service = f"url: {emulator.url}\n    rate: 1000\n    settling_seconds: 0.05\n"
        authority = f"    credentials:\n      ca: file:{state.authority}\n"
        partner.edit(
            "pvsync.yaml", r"production: .*\n    credentials:\n", f"production:\n    {service}{authority}"
        )
        partner.edit("pvsync.yaml", r"\Z", LOOSE.replace("count: 1000, share: 100", "count: 0, share: 0"))
        partner.edit("catalog/movies/first-light.yaml", "start: .*", "start: 2026-01-01")
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(bare)], check=True)
        partner.git("init", "-q", "-b", "main")
        partner.git("remote", "add", "origin", bare.as_uri())
        partner.commit("The catalog begins")
        return partner

    def git(self, *words: str) -> str:
        done = subprocess.run(
            ["git", *words],
            cwd=self.root,
            env=os.environ | IDENTITY,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()

    def edit(self, name: str, before: str, after: str) -> None:
        path = self.root / name
        text, count = re.subn(before, lambda _: after, path.read_text(encoding="utf-8"), count=1)
        assert count == 1, f"{name} has no {before}"
        path.write_text(text, encoding="utf-8")

    def commit(self, message: str) -> str:
        """Onto main, and to the remote; the commit."""
        self.git("add", "-A")
        self.git("commit", "-qm", message)
        self.git("push", "-q", "origin", "HEAD")
        return self.git("rev-parse", "HEAD")

    def propose(self, message: str) -> str:
        """What is edited as a branch; the commit that a merge would make."""
        self.git("checkout", "-qB", "change")
        self.git("add", "-A")
        self.git("commit", "-qm", message)
        self.git("checkout", "-q", "--detach", "origin/main")
        self.git("merge", "-q", "--no-ff", "-m", "Merge the change into main", "change")
        self.git("push", "-qf", "origin", "HEAD:refs/pull/7/merge")
        return self.git("rev-parse", "HEAD")

    def merge(self) -> str:
        """The proposed merge becomes main."""
        merged = self.git("rev-parse", "HEAD")
        self.git("checkout", "-qB", "main", merged)
        self.git("push", "-q", "origin", "main")
        self.git("fetch", "-q", "origin")
        return merged

    def pull_request(self, workflow: str, sha: str, head: str = REPOSITORY) -> dict[str, Done]:
        base = self.git("rev-parse", "origin/main")
        return self.run(workflow, Event("pull_request", sha, "refs/pull/7/merge", head=head, base=base))

    def on_main(self, workflow: str, name: str = "push", sha: str = "", approve: str = "") -> dict[str, Done]:
        sha = sha or self.git("rev-parse", "origin/main")
        return self.run(workflow, Event(name, sha, "refs/heads/main", inputs={"approve": approve}))

    def once_more(self, workflow: str, job: str, done: dict[str, Done]) -> Done:
        """A job of the newest run on main is started again."""
        event = Event("schedule", self.git("rev-parse", "origin/main"), "refs/heads/main")
        return self.runner.again(self.file(workflow), event, job, done)

    def file(self, workflow: str) -> Path:
        return self.root / ".github" / "workflows" / f"pvsync-{workflow}.yml"

    def run(self, workflow: str, event: Event) -> dict[str, Done]:
        done = self.runner.run(self.file(workflow), event)
        for job in done.values():
            for secret in (*self.secrets.values(), TOKEN):
                assert secret not in job.said + job.summary
        return done

    def type(self, *words: str) -> Said:
        """A command of somebody's machine, in this process."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PV_API_KEY", self.emulator.api_key)
            patch.chdir(self.root)
            folder = self.root / ".pvsync" / "credentials" / "production"
            folder.mkdir(parents=True, exist_ok=True)
            for name, secret in (("client.key", "PV_CLIENT_KEY"), ("clientCert.pem", "PV_CLIENT_CERT")):
                (folder / name).touch(0o600)
                (folder / name).write_text(self.secrets[secret] + "\n", encoding="utf-8")
            out = io.StringIO()
            plain = Screen(out, out, 100, False, False, False, lambda: datetime.now(UTC))
            return Said(main(list(words), plain), out.getvalue(), "")

    def applied(self) -> None:
        """What main says is live."""
        said = self.type("--env", "production", "apply", "--auto-approve")
        assert said.code == 0, said.out

    def by_hand(self, scope: Scope, srp: str) -> None:
        """Somebody changes a retail price at the service."""
        folder, config = self.emulator.folder, open_project(None, self.root).config
        files = (folder.client_key, folder.client, folder.authority, folder.api_key)
        references = CredentialReferences(*(f"file:{file.name}" for file in files))
        service = replace(config.environment("production"), credentials=references)
        with connect(replace(config, root=folder.client_key.parent), service) as client:
            _, reading = next(client.read([scope]))
            assert isinstance(reading, Present)
            amount, _, currency = srp.partition(" ")
            terms = {"srp": Money(currency, Decimal(amount))}
            rows = tuple(replace(row, terms={**row.terms, **terms}) for row in reading.avail.transactions)
            client.write([replace(reading.avail, transactions=rows)])

    def with_variables(self, **variables: str) -> None:
        self.runner = replace(self.runner, variables=variables)
