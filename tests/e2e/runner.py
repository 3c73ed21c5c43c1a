"""A runner of GitHub's workflows, small but strict: what a workflow file says is what happens here.

Steps with `run` are run as they are, with exactly the environment that the file gives them. Of `uses`, the actions that
our workflows name are played: check out, Python, artifacts, upload of alerts. Anything else is a failure, and so are an
expression that it does not understand and a secret of an environment that the job has not got.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
_WORD = re.compile(r"'[^']*'|[A-Za-z_][\w.-]*(?:\(\))?")
_TRUE = {"always()": True, "true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Event:
    """What happened.

    Args:
        name: As in `on:`.
        sha: The commit that is checked out.
        ref: The ref that it stands for.
        head: The repository that a pull request comes from.
        inputs: Of a run that a person starts.
        base: The commit that a pull request goes into.
    """

    name: str
    sha: str
    ref: str
    head: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    base: str = ""


@dataclass(slots=True)
class Done:
    """What became of a job.

    Args:
        result: As in `needs`.
        outputs: What it handed on.
        said: What its steps printed.
        summary: What it wrote for the page of the run.
        alerts: The files that were uploaded as alerts.
    """

    result: str = "success"
    outputs: dict[str, str] = field(default_factory=dict)
    said: str = ""
    summary: str = ""
    alerts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Runner:
    """Where workflows run.

    Args:
        folder: For everything that a run leaves.
        remote: The repository, bare.
        repository: Its name.
        api: Address of the REST API.
        token: Of every job; the stand-in takes no other.
        secrets: By environment.
        variables: Of the repository.
    """

    folder: Path
    remote: Path
    repository: str
    api: str
    token: str
    secrets: Mapping[str, Mapping[str, str]] = field(repr=False)
    variables: Mapping[str, str] = field(default_factory=dict)
    installed: set[str] = field(default_factory=set)

    def run(self, workflow: Path, event: Event) -> dict[str, Done]:
        """Every job of a workflow, one after the other, each in a folder of its own."""
        document = yaml.safe_load(workflow.read_text(encoding="utf-8"))
        assert event.name in document[True], f"{workflow.name} does not run on {event.name}"
        assert document["permissions"] == {}
        done: dict[str, Done] = {}
        place = Path(self.folder, f"run-{self.count()}")
        for name, job in document["jobs"].items():
            done[name] = _Job(self, event, job, done, place / name).run()
        return done

    def again(self, workflow: Path, event: Event, name: str, done: dict[str, Done]) -> Done:
        """One job of the newest run once more, with what the others left."""
        job = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"][name]
        place = self.folder / f"run-{self.count() - 1}" / f"{name}-again"
        return _Job(self, event, job, done, place).run()

    def count(self) -> int:
        return len(list(self.folder.glob("run-*")))


class _Job:
    def __init__(
        self, runner: Runner, event: Event, job: dict[str, Any], needs: dict[str, Done], place: Path
    ) -> None:
        self.runner, self.event, self.job, self.place = runner, event, job, place
        self.done = Done()
        self.steps: dict[str, dict[str, str]] = {}
        wanted = job.get("needs", [])
        self.needs = {name: needs[name] for name in ([wanted] if isinstance(wanted, str) else wanted)}
        self.workspace = place / "workspace"
        self.artifacts = place.parent / "artifacts"
        # A pull request of a fork has no secrets, whatever its job asks for.
        is_fork = event.name == "pull_request" and event.head != runner.repository
        has = job.get("environment", "")
        self.secrets = {} if is_fork else runner.secrets.get(has, {})

    def run(self) -> Done:
        is_wanted = self.job.get("if", "true")
        well = all(done.result == "success" for done in self.needs.values())
        if not self.holds(is_wanted) or not (well or "cancelled()" in is_wanted or "always()" in is_wanted):
            self.done.result = "skipped"
            return self.done
        assert "permissions" in self.job
        self.workspace.mkdir(parents=True)
        for step in self.job["steps"]:
            always = str(step.get("if", ""))
            if self.done.result == "failure" and not ("always()" in always or "cancelled()" in always):
                continue
            if always and not self.holds(always):
                continue
            if "uses" in step:
                self.use(step["uses"].partition("@")[0], step.get("with", {}))
            elif not self.script(step):
                self.done.result = "failure"
        outputs = self.job.get("outputs", {})
        self.done.outputs = {name: self.text(value) for name, value in outputs.items()}
        self.done.summary = self.read("summary")
        return self.done

    def use(self, action: str, given: dict[str, Any]) -> None:
        match action:
            case "actions/checkout":
                assert given["persist-credentials"] is False
                self.check_out(0 if given.get("fetch-depth") == 0 else 1)
            case "actions/setup-python":
                assert given["python-version"]
            case "actions/upload-artifact":
                for name in given["path"].split():
                    self.upload(name, self.artifacts / given["name"], given)
            case "actions/download-artifact":
                shutil.copytree(self.artifacts / given["name"], self.workspace, dirs_exist_ok=True)
            case "github/codeql-action/upload-sarif":
                assert self.job["permissions"]["security-events"] == "write"
                self.done.alerts.append((self.workspace / given["sarif_file"]).read_text(encoding="utf-8"))
            case _:
                raise AssertionError(f"nobody plays {action}")

    def check_out(self, depth: int) -> None:
        for words in (
            ("init", "-q"),
            ("remote", "add", "origin", self.runner.remote.as_uri()),
            ("fetch", "-q", *(("--depth", str(depth)) if depth else ()), "origin", self.event.sha),
            ("checkout", "-q", "--detach", self.event.sha),
        ):
            subprocess.run(["git", *words], cwd=self.workspace, check=True, capture_output=True)
        if not depth:
            every = ("fetch", "-q", "origin", "+refs/heads/*:refs/remotes/origin/*")
            subprocess.run(["git", *every], cwd=self.workspace, check=True, capture_output=True)

    def upload(self, name: str, into: Path, given: dict[str, Any]) -> None:
        found = self.workspace / name
        into.mkdir(parents=True, exist_ok=True)
        if found.is_dir():
            assert given.get("include-hidden-files") or not name.startswith(".")
            shutil.copytree(found, into, dirs_exist_ok=True)
        elif found.exists():
            shutil.copy(found, into)

    def script(self, step: dict[str, Any]) -> bool:
        assert not EXPRESSION.search(step["run"]), "an expression inside `run`"
        if step["run"].startswith("python -m pip install"):
            # Many jobs install the same thing; once shows that it works.
            wanted = step["run"] + (self.workspace / "requirements.txt").read_text(encoding="utf-8")
            if wanted in self.runner.installed:
                return True
            self.runner.installed.add(wanted)
        file, output = self.place / "script", self.place / "output"
        file.write_text(step["run"], encoding="utf-8")
        output.write_text("", encoding="utf-8")
        shells = {
            "bash": ["bash", "--noprofile", "--norc", "-eo", "pipefail"],
            "python": [sys.executable],
        }
        given = {**self.job.get("env", {}), **step.get("env", {})}
        done = subprocess.run(
            [*shells[step.get("shell", "bash")], str(file)],
            cwd=self.workspace,
            env=dict(self.surroundings(output)) | {name: self.text(value) for name, value in given.items()},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        self.done.said += f"# {step.get('name', '')}\n{done.stdout}\n"
        lines = output.read_text(encoding="utf-8").splitlines()
        self.steps[step.get("id", "")] = dict(line.split("=", 1) for line in lines)
        return done.returncode == 0

    def surroundings(self, output: Path) -> Iterator[tuple[str, str]]:
        """What a step finds, and nothing of the machine that the test runs on but its tools."""
        yield "PATH", os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        yield "HOME", str(self.place)
        yield "CI", "true"
        yield "GITHUB_ACTIONS", "true"
        yield "GITHUB_API_URL", self.runner.api
        yield "GITHUB_REPOSITORY", self.runner.repository
        yield "GITHUB_REF", self.event.ref
        yield "GITHUB_SHA", self.event.sha
        yield "GITHUB_OUTPUT", str(output)
        yield "GITHUB_STEP_SUMMARY", str(self.place / "summary")
        yield "GIT_CONFIG_NOSYSTEM", "1"
        yield "PIP_NO_INDEX", "1"  # what is installed must do: nothing is fetched

    def read(self, name: str) -> str:
        file = self.place / name
        return file.read_text(encoding="utf-8") if file.exists() else ""

    def text(self, value: object) -> str:
        return EXPRESSION.sub(lambda found: str(self.value(found[1])), str(value))

    def holds(self, condition: str) -> bool:
        """Whether an `if` is met: `&&`, `||`, `!`, `==`, `!=`, brackets, texts and contexts."""
        bare = EXPRESSION.sub(r"\1", condition)
        python = _WORD.sub(lambda found: repr(self.value(found[0])), bare.replace("!cancelled()", "true"))
        python = python.replace("&&", " and ").replace("||", " or ")
        return bool(eval(python, {"__builtins__": {}}))  # noqa: S307 - our own files, after every name became a value

    def value(self, name: str) -> object:
        """The value of a name in an expression, of several the first that has one."""
        if "||" in name:
            return next(filter(None, (self.value(one.strip()) for one in name.split("||"))), "")
        if name.startswith("'"):
            return name[1:-1]
        if name in _TRUE:
            return _TRUE[name]
        first, _, rest = name.partition(".")
        if first in {"steps", "needs"}:
            return self.earlier(first, rest)
        contexts: dict[str, Mapping[str, object]] = {
            "secrets": self.secrets,
            "vars": self.runner.variables,
            "inputs": self.event.inputs,
        }
        return contexts[first].get(rest, "") if first in contexts else self.github()[name]

    def earlier(self, kind: str, rest: str) -> str:
        """What a step or a job before has handed on."""
        name, _, what = rest.partition(".")
        output = what.removeprefix("outputs.")
        if kind == "steps":
            return self.steps.get(name, {}).get(output, "")
        done = self.needs[name]
        return done.result if what == "result" else done.outputs[output]

    def github(self) -> dict[str, object]:
        event, runner = self.event, self.runner
        return {
            "github.event_name": event.name,
            "github.ref": event.ref,
            "github.repository": runner.repository,
            "github.token": runner.token,
            "github.event.pull_request.number": 7 if event.head else "",
            "github.event.pull_request.base.sha": event.base,
            "github.event.merge_group.base_sha": "" if event.head else event.base,
            "github.event.pull_request.head.repo.full_name": event.head,
        }
