"""No command answers about nothing: a filter that cannot match, or that matches nothing, is a mistake and says so."""

import pytest
from e2e.estate import Estate
from e2e.test_converges import MOVIE

from pvsync.cli.main import main

SELECTING = (
    ("plan",),
    ("plan", "--detailed-exitcode"),
    ("drift",),
    ("apply", "--auto-approve"),
    ("apply", "--dry-run"),
    ("calendar",),
    ("timeline",),
    ("orphans",),
    ("validate", "--online"),
    ("inverse", "RUN"),
)


@pytest.fixture
def applied(estate: Estate) -> Estate:
    estate.write("catalog/heat.yaml", MOVIE)
    estate.commit()
    estate.apply()
    return estate


def run_of(estate: Estate) -> str:
    return min(path.name for path in (estate.root / ".pvsync" / "runs").iterdir() if path.name[0] == "2")


@pytest.mark.parametrize("command", SELECTING, ids=" ".join)
def test_a_selection_of_nothing_is_no_answer(applied: Estate, command: tuple[str, ...]) -> None:
    argv = [run_of(applied) if word == "RUN" else word for word in command]
    asked = applied.emulator.counters().requests

    for flag, hint in (
        ("--only=HEAD", "did you mean `HEAT`?"),
        ("--only=territory=JP", "there is territory: "),
        ("--only=kind=season", "there is kind: `movie`"),
        ("--exclude=*", "each pattern matches something"),
    ):
        said = applied.run(*argv, flag)
        assert said.code == 1, (flag, said)
        assert "matches" in said.err, (flag, said)
        assert "so nothing was looked at" in said.err
        assert hint in said.err, (flag, said.err)
        assert said.out == ""
    assert applied.emulator.counters().requests == asked


@pytest.mark.parametrize("command", SELECTING, ids=" ".join)
@pytest.mark.parametrize(
    ("pattern", "meant"),
    [("territory=UK", "territory=GB"), ("line=EST", "line=TVOD"), ("kind=film", "kind=movie")],
)
def test_what_cannot_exist_is_named_with_what_is_meant(
    applied: Estate, command: tuple[str, ...], pattern: str, meant: str
) -> None:
    argv = [run_of(applied) if word == "RUN" else word for word in command]
    for flag in ("--only", "--exclude"):
        said = applied.run(*argv, flag, pattern)
        assert said.code == 1
        assert said.err.startswith(f"error: `{pattern}` can match nothing: there is no "), said.err
        assert f"did you mean `{meant}`?" in said.err


def test_a_log_of_a_territory_that_is_none(applied: Estate) -> None:
    said = applied.run("log", "HEAT", "--territory", "UK")
    assert said.code == 1
    assert said.err == "error: `UK` is not a territory\nadvice: did you mean `GB`?\n"


def test_without_git_what_has_left_is_not_known(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    said = estate.run("orphans")
    assert (said.code, said.out) == (1, "")
    assert "this folder has no git history, so what has left the catalog is not known" in said.err


@pytest.mark.parametrize(
    ("argv", "error", "advice"),
    [
        ("plan --onyl x", "`pvsync plan` has no flag `--onyl`", "did you mean `--only`?"),
        ("plann", "`plann` is not a command", "did you mean `plan`?"),
        ("schema katalog", "`katalog` is not a schema", "did you mean `catalog`?"),
        ("import emma", "`emma` is not a ", "did you mean `ema`?"),
        ("plan --format jsno", "--format cannot be `jsno`", "did you mean `json`?"),
        ("plan extra", "`extra` is one argument too many", "see `pvsync plan --help`"),
        ("qqqq", "`qqqq` is not a command", "one of: apply, "),
    ],
)
def test_a_slip_of_the_keyboard(
    argv: str, error: str, advice: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(argv.split()) == 1
    said = capsys.readouterr().err
    assert f"error: {error}" in said
    assert f"advice: {advice}" in said


def test_alone_it_shows_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 1
    assert "commands:" in capsys.readouterr().err
