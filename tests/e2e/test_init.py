"""`pvsync init`: what it writes is right at once, and what is there already stays."""

import io
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from e2e.estate import Estate, Said

from pvsync.cli.main import main
from pvsync.cli.screen import Screen


def typed(*words: str, interactive: bool = False) -> Said:
    out, err = io.StringIO(), io.StringIO()
    screen = Screen(out, err, 100, False, False, interactive, lambda: datetime.now(UTC))
    return Said(main(list(words), screen), out.getvalue(), err.getvalue())


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "prime video"


def test_what_it_writes_is_clean_and_needs_no_formatting(folder: Path) -> None:
    said = typed("init", str(folder), "--licensor", "acme")
    assert said.code == 0, said.err
    config = str(folder / "pvsync.yaml")
    checked = typed("--config", config, "validate")
    assert (checked.code, checked.out) == (0, "The catalog is valid: 3 documents in 2 files.\n")
    assert typed("--config", config, "fmt", "--check").code == 0
    assert said.out.splitlines()[-3:] == [
        f"  cd '{folder}' && git init -b main && git add --all && git commit -m \"The catalog begins\"",
        f"  cd '{folder}' && pvsync emulator    # in another terminal: a stand-in for Prime Video, without an account",
        "  pvsync apply       # shows what would change, and asks",
    ]


def test_it_can_be_applied_at_once(folder: Path, make_estate: Callable[..., Estate]) -> None:
    assert typed("init", str(folder), "--licensor", "acme").code == 0
    estate = make_estate(clock=lambda: datetime.now(UTC))
    (folder / ".pvsync").symlink_to(estate.root / ".pvsync")
    config = folder / "pvsync.yaml"
    local = f"environments:\n  local: {{url: '{estate.emulator.url}', rate: 1000, settling_seconds: 0.05}}\n"
    config.write_text(config.read_text(encoding="utf-8").replace("environments:\n", local), encoding="utf-8")
    applied = typed("--config", str(config), "apply", "--auto-approve")
    assert applied.code == 0, applied.out + applied.err
    assert "5 done (5 verified)" in applied.out
    assert typed("--config", str(config), "plan", "--detailed-exitcode").code == 0


def test_a_second_time_changes_nothing(folder: Path) -> None:
    typed("init", str(folder), "--licensor", "acme")
    (folder / "README.md").write_text("Ours.\n", encoding="utf-8")
    (folder / "catalog" / "movies" / "first-light.yaml").unlink()
    (folder / "requirements.txt").unlink()
    before = tree(folder)
    said = typed("init", str(folder))
    assert said.code == 0, said.err
    assert said.out.splitlines()[:5] == [
        "Written:",
        "  requirements.txt",
        "Left as they are, and different from what would be written (`--force FILE` writes one anew):",
        "  README.md",
        "14 files as they should be.",
    ]
    after = tree(folder)
    assert after.pop("requirements.txt").endswith(b"\npvsync[all]==0.1.0\n")
    assert after == before


def test_a_folder_below_the_top_of_a_repository_is_told_so(folder: Path) -> None:
    subprocess.run(["git", "init", "-q", str(folder.parent)], check=True)
    said = typed("init", str(folder), "--licensor", "acme")
    assert (said.code, "jobs are read only there" in said.err) == (0, True)
    assert typed("init", str(folder.parent), "--licensor", "acme").err == ""


def test_a_file_that_is_named_is_written_anew(folder: Path) -> None:
    typed("init", str(folder), "--licensor", "acme")
    (folder / "README.md").write_text("Ours.\n", encoding="utf-8")
    said = typed("init", str(folder), "--force", "README.md")
    assert said.out.startswith("Written anew:\n  README.md\n15 files as they should be.\n")
    assert "The Prime Video catalog of acme" in (folder / "README.md").read_text(encoding="utf-8")
    said = typed("init", str(folder), "--force", "README")
    assert said.code == 1
    assert "`README` is not a file of init" in said.err
    assert "README.md" in said.err


@pytest.mark.parametrize(("alias", "line"), [("no", '"no"'), ("12", '"12"'), ("a:b", '"a:b"'), ("ok", "ok")])
def test_an_alias_is_text_in_yaml(folder: Path, alias: str, line: str) -> None:
    assert typed("init", str(folder), "--licensor", alias).code == 0
    text = (folder / "pvsync.yaml").read_text(encoding="utf-8")
    assert f"\nlicensor: {line}  # vendor alias" in text
    assert typed("--config", str(folder / "pvsync.yaml"), "validate").code == 0


def test_it_asks_who_you_are(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = typed("init", str(folder))
    assert (said.code, said.err) == (
        1,
        "error: init does not know who you are\nadvice: give your vendor alias: `--licensor acme`\n",
    )
    monkeypatch.setattr("builtins.input", lambda: " acme ")
    assert typed("init", str(folder), interactive=True).code == 0
    assert not list(folder.parent.glob("acme"))

    def gone() -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", gone)
    assert typed("init", str(folder.parent / "other"), interactive=True).code == 1
    assert not (folder.parent / "other").exists()


def test_what_is_no_alias_is_refused(folder: Path) -> None:
    said = typed("init", str(folder), "--licensor", "a b")
    assert said.code == 1
    assert "`a b` cannot be a vendor alias" in said.err
    assert not folder.exists()


def test_for_gitlab_as_json(folder: Path) -> None:
    said = typed("init", str(folder), "--licensor", "acme", "--ci", "gitlab", "--format", "json")
    files = {file["file"]: file["state"] for file in said.json["files"]}
    assert files[".gitlab-ci.yml"] == "written"
    assert not any(name.startswith(".github") for name in files)
    assert len(said.json["next"]) == 3
    assert "merge request" in (folder / "README.md").read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_to_is_a_sentence(folder: Path) -> None:
    folder.write_text("a file\n", encoding="utf-8")
    said = typed("init", str(folder), "--licensor", "acme")
    assert said.code == 1
    assert " cannot be written (" in said.err


def test_a_folder_in_the_place_of_a_file_stays(folder: Path) -> None:
    (folder / "README.md").mkdir(parents=True)
    said = typed("init", str(folder), "--licensor", "acme")
    assert said.code == 0, said.err
    assert "  README.md\n" in said.out.partition("Left as they are")[2]


def test_a_file_that_cannot_be_read_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed("init", str(folder), "--licensor", "acme")
    real = Path.read_bytes

    def closed(path: Path) -> bytes:
        if path.name == "README.md":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", closed)
    said = typed("init", str(folder), "--force", "README.md")
    assert said.code == 0, said.err
    assert "  README.md\n" in said.out.partition("Left as they are")[2]


def test_without_its_templates_it_says_what_to_do(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pvsync.__file__", str(folder / "pvsync" / "__init__.py"))
    said = typed("init", str(folder), "--licensor", "acme")
    assert said.code == 1
    assert "install pvsync again from its wheel" in said.err
