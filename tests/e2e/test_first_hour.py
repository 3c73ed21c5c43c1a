"""A partner's first hour, from `pip install` of the wheel to the history of a price: one script, in processes of its own.

What pvsync needs is not fetched: the new environment finds the packages of this one, all but pvsync itself.
"""

import os
import re
import socket
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_name("first_hour.sh")


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, made by its own build backend."""
    folder = tmp_path_factory.mktemp("wheels")
    build = ["-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    done = subprocess.run(
        [sys.executable, *build, "--wheel-dir", str(folder), str(ROOT)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every package of this environment but pvsync."""
    folder = tmp_path_factory.mktemp("packages")
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if not re.match(r"(?i)_?pvsync|__editable__|pip\b|setuptools\b|distutils-|.*\.pth$", entry.name):
            (folder / entry.name).symlink_to(entry)
    return folder


def free_port() -> int:
    """A port that is free with the one after it, where systems look for none by themselves."""
    for port in range(20_000 + os.getpid() % 5_000 * 2, 32_000, 2):
        try:
            with socket.socket() as one, socket.socket() as beside:
                one.bind(("127.0.0.1", port))
                beside.bind(("127.0.0.1", port + 1))
        except OSError:
            continue
        return port
    raise AssertionError("no two ports in a row are free")


def test_a_first_hour(tmp_path: Path, wheels: Path, packages: Path) -> None:
    done = subprocess.run(
        ["bash", str(SCRIPT)],
        cwd=tmp_path,
        env={
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "HOME": str(tmp_path),
            "PYTHON": sys.executable,
            "PORT": str(free_port()),
            "PYTHONPATH": str(packages),
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(wheels),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "Ada",
            "GIT_AUTHOR_EMAIL": "ada@example.com",
            "GIT_COMMITTER_NAME": "Ada",
            "GIT_COMMITTER_EMAIL": "ada@example.com",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    said = done.stdout
    assert "Successfully installed pvsync-" in said
    assert "The catalog is valid: 3 documents in 2 files." in said
    assert "Receipt: 5 done (5 verified)." in said
    assert "~ First Light gets cheaper in CA purchase: 12.99 to 11.99 CAD" in said
    assert "Receipt: 1 done (1 verified)." in said
    assert "scopes compared, and Prime Video holds exactly what this catalog says." in said
    history = said.rpartition("No changes: ")[2]
    assert re.search(r"12\.99 CAD\b.*\b11\.99 CAD", history, re.DOTALL)
    assert "Ada" in history
    assert said.endswith("complete -F _pvsync pvsync\n")
    installed = next(tmp_path.glob("environment/lib/python*/site-packages/pvsync"))
    assert (installed / "templates" / "page.css").is_file()
    assert (tmp_path / "films" / "plan.html").stat().st_size > 1000


def test_the_action_installs_this_checkout(tmp_path: Path, packages: Path) -> None:
    """The second line of its step, as it stands in action.yml, into an environment of its own."""
    environment = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True, capture_output=True)
    lines = (ROOT / "action.yml").read_text(encoding="utf-8").splitlines()
    (install,) = [line.strip() for line in lines if "--no-deps" in line]
    done = subprocess.run(
        ["bash", "-ec", f"{install}\npvsync --version"],
        env={
            "PATH": os.pathsep.join([str(environment / "bin"), "/usr/bin", "/bin"]),
            "HOME": str(tmp_path),
            "GITHUB_ACTION_PATH": str(ROOT),
            "PYTHONPATH": str(packages),
            "PIP_NO_INDEX": "1",
            "PIP_NO_BUILD_ISOLATION": "0",  # pip reads this variable as the flag's opposite: no isolation
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"pvsync \d+\.\d+\.\d+\n", done.stdout.splitlines(keepends=True)[-1])
