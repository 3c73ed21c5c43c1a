"""What runs by itself is as careful as it says: judged by zizmor, by the published schemas, by yamllint, and by us."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from pvsync.workflows.starter import Forge, starter

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
OURS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
STARTER = sorted((ROOT / "templates" / "starter" / "github").rglob("*.yml"))
GITLAB = ROOT / "templates" / "starter" / "gitlab" / "dot-gitlab-ci.yml"
ACTION = ROOT / "action.yml"
PINNED = re.compile(r"^\s*(?:- )?uses: [\w-]+/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def read(path: Path) -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    document["on"] = document.pop(True, {})  # YAML 1.1 reads `on` so, and so does PyYAML
    return document


def steps(path: Path) -> Iterator[dict[str, Any]]:
    document = read(path)
    jobs = document.get("jobs", {}).values()
    yield from [step for job in jobs for step in job["steps"]]
    yield from document.get("runs", {}).get("steps", [])


def run(*words: str) -> tuple[int, str]:
    done = subprocess.run(
        [str(BIN / words[0]), *words[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def recipe(target: str) -> list[list[str]]:
    """The commands of a target of the Makefile, its variables put in."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    values = dict(re.findall(r"^(\w+) :?= (.+)$", text, re.MULTILINE))
    block = re.search(rf"^{target}:.*\n((?:\t.+\n)+)", text, re.MULTILINE)
    assert block is not None
    lines = block[1].splitlines()
    for _ in range(3):
        lines = [re.sub(r"\$\((\w+)\)", lambda found: values[found[1]], line) for line in lines]
    return [shlex.split(line) for line in lines]


def tools_of_lint() -> list[list[str]]:
    """What `make lint` asks about workflows; the code has checks enough."""
    wanted = ("yamllint", "zizmor", "check-jsonschema")
    return [command for command in recipe("lint") if command[0].rpartition("/")[2] in wanted]


def test_make_lint_judges_them() -> None:
    commands = tools_of_lint()
    assert [command[0].rpartition("/")[2] for command in commands] == [
        "yamllint",
        "zizmor",
        *["check-jsonschema"] * 3,
    ]
    for command in commands:
        words = [
            name
            for word in command[1:]
            for name in (sorted(map(str, ROOT.glob(word))) if "*" in word else [word])
        ]
        code, said = run(command[0].rpartition("/")[2], *words)
        assert code == 0, said


@pytest.mark.parametrize("flaw", ["run: echo ${{ github.head_ref }}", "uses: actions/checkout@v6"])
def test_zizmor_would_see_a_flaw(flaw: str, tmp_path: Path) -> None:
    text = OURS[0].read_text(encoding="utf-8")
    broken = tmp_path / "ci.yml"
    broken.write_text(text.replace('run: make "$TARGET"', flaw), encoding="utf-8")
    assert run("zizmor", "--quiet", "--offline", "--pedantic", str(broken))[0] != 0


@pytest.mark.parametrize("path", [*OURS, *STARTER, ACTION], ids=name_of)
def test_actions_are_named_by_commit_and_version(path: Path) -> None:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert [line for line in lines if not PINNED.match(line)] == []
    assert "${{" not in "".join(step.get("run", "") for step in steps(path))


def test_one_action_has_one_commit() -> None:
    pairs = {step["uses"] for path in [*OURS, *STARTER, ACTION] for step in steps(path) if "uses" in step}
    assert len(pairs) == len({pair.partition("@")[0] for pair in pairs})


@pytest.mark.parametrize("path", [*OURS, *STARTER], ids=name_of)
def test_a_job_may_do_only_what_it_says(path: Path) -> None:
    document = read(path)
    assert document["permissions"] == {}
    assert document["concurrency"]["group"]
    for job in document["jobs"].values():
        writes = {name for name, level in job["permissions"].items() if level == "write"}
        has_files = any(step.get("uses", "").startswith("actions/checkout@") for step in job["steps"])
        if writes & {"issues", "pull-requests"}:
            assert not has_files
            assert "environment" not in job
            assert "secrets." not in str(job)
        if "secrets." in str(job):
            assert job["environment"] in {"prime-video-read", "prime-video-write"}
        if "contents" in writes:
            assert job["environment"] == "prime-video-write"
        assert job["timeout-minutes"]
        assert "pull_request_target" not in document["on"]


def test_ci_is_the_two_commands() -> None:
    document = read(ROOT / ".github" / "workflows" / "ci.yml")
    matrix = document["jobs"]["commands"]["strategy"]["matrix"]
    assert matrix["target"] == ["test", "demo"]
    assert [step["run"] for step in document["jobs"]["commands"]["steps"] if "run" in step] == [
        'make "$TARGET"'
    ]
    assert recipe("demo")[0][-1] == "demo"
    assert "pytest" in recipe("test")[0]


@pytest.mark.parametrize(
    ("results", "code"), [("success success", 0), ("success failure", 1), ("skipped", 1)]
)
def test_the_required_job_is_green_when_all_are(results: str, code: int) -> None:
    (step,) = read(ROOT / ".github" / "workflows" / "ci.yml")["jobs"]["green"]["steps"]
    done = subprocess.run(["bash", "-ec", step["run"]], env={"RESULTS": results}, check=False)
    assert done.returncode == code


def test_the_action_installs_from_locked_versions(tmp_path: Path) -> None:
    """Run dry: what is installed already is enough, and this environment stays as it is."""
    (step,) = [step for step in steps(ACTION) if "run" in step]
    first, second = step["run"].splitlines()
    environment = {
        "PATH": f"{BIN}:/usr/bin:/bin",
        "HOME": str(tmp_path),
        "GITHUB_ACTION_PATH": str(ROOT),
        "PIP_NO_INDEX": "1",
        "PIP_DRY_RUN": "1",
    }
    done = subprocess.run(
        ["bash", "-ec", first], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert shlex.split(second)[-2:] == ["--no-deps", "$GITHUB_ACTION_PATH"]
    assert (ROOT / "requirements" / "all.lock").is_file()


def hooks(name: str) -> list[dict[str, Any]]:
    document = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
    return (
        document
        if isinstance(document, list)
        else [hook for repo in document["repos"] for hook in repo["hooks"]]
    )


SAMPLE = {
    "ruff-format": "pvsync/errors.py",
    "ruff-check": "pvsync/errors.py",
    "codespell": "README.md",
    "validate-pyproject": "pyproject.toml",
    "config-schema": "pvsync.yaml",
    "zizmor": "action.yml",
    "yamllint": "action.yml",
    "pvsync-fmt": "catalog/movies/heat-haze.yaml",
}


@pytest.mark.parametrize(
    "hook",
    [*hooks(".pre-commit-config.yaml"), *hooks(".pre-commit-hooks.yaml")],
    ids=lambda hook: str(hook["id"]),
)
def test_the_entry_of_a_hook_runs(hook: dict[str, Any]) -> None:
    words = shlex.split(hook["entry"])
    files = [] if hook.get("pass_filenames") is False else [SAMPLE[hook["id"]]]
    if "files" in hook and files:
        assert re.search(hook["files"], files[0])
    code, said = run(words[0].rpartition("/")[2], *words[1:], *files)
    assert code == 0, said


def test_the_written_files_are_those_that_are_judged() -> None:
    files = starter("acme", Forge.GITHUB)
    for path in STARTER:
        assert files[f".github/workflows/{path.name}"] == path.read_text(encoding="utf-8")
    assert starter("acme", Forge.GITLAB)[".gitlab-ci.yml"] == GITLAB.read_text(encoding="utf-8")
    assert not any("__" in text for name, text in files.items() if not name.endswith(".schema.json"))
