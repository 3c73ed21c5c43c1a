"""`pvsync validate` for machines, from a catalog that is a folder of a larger repository."""

import io
import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pvsync import __version__
from pvsync.cli.main import main
from pvsync.cli.screen import Screen


@pytest.fixture
def estate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    folder = tmp_path / "films, all"
    (folder / "catalog").mkdir(parents=True)
    (folder / "pvsync.yaml").write_text("licensor: acme\n", encoding="utf-8")
    (folder / "catalog" / "x.yaml").write_text("kind: film\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def run(*argv: str) -> tuple[int, str]:
    out = io.StringIO()
    screen = Screen(
        out,
        out,
        100,
        colour=False,
        err_colour=False,
        interactive=False,
        now=lambda: datetime(2026, 6, 1, tzinfo=UTC),
    )
    return main(["validate", *argv], screen), out.getvalue()


def uris(text: str) -> list[str]:
    results = json.loads(text)["runs"][0]["results"]
    return [one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in results]


@pytest.mark.usefixtures("estate")
def test_paths_are_those_of_the_repository() -> None:
    code, text = run("--format", "github")
    assert code == 1
    assert text.startswith("::error file=films%2C all/catalog/x.yaml,line=1,")
    code, text = run("--format", "sarif")
    assert (code, uris(text)) == (1, ["films%2C%20all/catalog/x.yaml"])
    assert json.loads(run("--format", "json")[1])["findings"][0]["file"] == "films, all/catalog/x.yaml"
    driver = json.loads(text)["runs"][0]["tool"]["driver"]
    assert driver["version"] == __version__
    rule = driver["rules"][0]
    assert "Begin the document with a kind" in rule["help"]["text"]


def test_a_configuration_with_errors_is_reported_in_the_format_asked_for(estate: Path) -> None:
    (estate / "pvsync.yaml").write_text("licensor: acme\nlicence: x\n", encoding="utf-8")
    code, text = run("--format", "sarif")
    assert (code, uris(text)) == (1, ["films%2C%20all/pvsync.yaml"])
    code, text = run("--format", "github")
    assert code == 1
    assert text.startswith("::error file=films%2C all/pvsync.yaml,line=2,")
