"""Every script of the GitLab jobs that `pvsync init --ci gitlab` writes, in order, against the emulator and a remote."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from e2e.estate import Estate
from e2e.forge import Forge
from e2e.partner_ci import FIRST_LIGHT_IN_CANADA, PartnerCI


class Jobs(yaml.SafeLoader):
    """GitLab's YAML: `!reference` takes lines from another place of the file."""


def reference(loader: yaml.SafeLoader, node: yaml.Node) -> tuple[str, ...]:
    assert isinstance(node, yaml.SequenceNode)
    return tuple(str(part) for part in loader.construct_sequence(node))


Jobs.add_constructor("!reference", reference)


@pytest.fixture
def partner(make_estate: Callable[..., Estate], tmp_path: Path) -> Iterator[PartnerCI]:
    forge = Forge("")
    emulator = make_estate(clock=lambda: datetime.now(UTC)).emulator
    yield PartnerCI.begin(tmp_path, emulator, forge, "gitlab")
    forge.close()


class Pipeline:
    """Jobs in one working copy, as GitLab's runner has them: before_script and script are one shell script."""

    def __init__(self, partner: PartnerCI, folder: Path) -> None:
        self.partner = partner
        self.folder = folder
        clone = ["git", "clone", "-q", partner.bare.as_uri(), str(folder)]
        subprocess.run(clone, check=True)
        text = (folder / ".gitlab-ci.yml").read_text(encoding="utf-8")
        self.document: dict[str, Any] = yaml.load(text, Jobs)  # noqa: S506 - a safe loader with one tag more

    def lines(self, given: list[Any]) -> Iterator[str]:
        for line in given:
            if isinstance(line, tuple):
                yield from self.lines(self.document[line[0]][line[1]])
            else:
                yield line

    def run(self, job: str, **variables: str) -> tuple[int, str]:
        folder, secrets = self.partner.emulator.folder, self.partner.secrets
        # What all jobs install is there after the first.
        before = self.document["default"]["before_script"] if job == "validate" else []
        script = [*before, *self.lines(self.document[job]["script"])]
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", "\n".join(script)],
            cwd=self.folder,
            env={
                "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
                "HOME": str(self.folder.parent),
                "CI": "true",
                "PIP_NO_INDEX": "1",
                "PV_CLIENT_KEY": str(folder.client_key),
                "PV_CLIENT_CERT": str(folder.client),
                "PV_API_KEY": secrets["PV_API_KEY"],
                "PVSYNC_PUSH_URL": self.partner.bare.as_uri(),
                "APPROVE": self.document["variables"]["APPROVE"]["value"],
                **variables,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout


def test_every_job_does_what_it_says(partner: PartnerCI, tmp_path: Path) -> None:
    pipeline = Pipeline(partner, tmp_path / "build")
    document = pipeline.document
    jobs = {name: job for name, job in document.items() if isinstance(job, dict) and "script" in job}
    assert {name: bool(job.get("environment")) for name, job in jobs.items()} == {
        "validate": False,
        "plan": True,
        "apply": True,
        "drift": True,
        "calendar": True,
    }
    assert jobs["apply"]["rules"] == [
        {"if": '$CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH', "when": "manual"}
    ]

    assert pipeline.run("validate")[0] == 0
    code, said = pipeline.run("plan")
    assert code == 0, said
    assert (pipeline.folder / "plan.html").is_file()
    code, said = pipeline.run("apply")
    assert code == 0, said
    assert "5 done (5 verified)" in said
    assert partner.git("ls-remote", "origin", "refs/notes/pvsync")
    partner.by_hand(FIRST_LIGHT_IN_CANADA, "9.99 CAD")
    code, said = pipeline.run("drift")
    assert code == 2, said
    assert "9.99 CAD" in said
    assert pipeline.run("calendar")[0] == 0
    assert (pipeline.folder / "calendar.ics").is_file()
