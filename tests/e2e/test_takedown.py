"""`pvsync takedown` in one command, and then nothing is left to do; the git diff is the entry and nothing else."""

from e2e.estate import Estate
from e2e.test_converges import MOVIE

SHOW = """
kind: series
alid: SHOW
title: Show
seasons: 1
---
kind: season
alid: S1
series: SHOW
number: 1
title: "Show: Season 1"
avails: [{license: EST, territories: [US, CA], formats: [HD], start: 2026-01-01, end: 2028-12-31, tier: A, episode: {tier: B}}]
episodes:
  - {alid: S1E1, number: 1, title: One}
  - {alid: S1E2, number: 2, title: Two}
"""


def test_one_command_takes_it_down_and_the_diff_is_the_entry(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    estate.commit()
    estate.apply()

    said = estate.run(
        "takedown", "HEAT", "--territory", "US", "--because", "rights dispute", "--auto-approve"
    )

    assert said.code == 0, said.out + said.err
    assert "Heat Haze leaves US purchase today" in said.out
    assert "up to 24 hours" in said.err
    assert {row["End"] for row in estate.live("HEAT")} == {"2026-06-01T03:59:59Z"}
    assert {row["End"] for row in estate.live("HEAT", "CA")} == {"2031-01-15T03:29:59Z"}
    diff = [
        line
        for line in estate.git("diff", "-U0").splitlines()
        if line[:1] in "+-" and line[:3] not in {"+++", "---"}
    ]
    assert diff[0] == "+removed:"
    assert len(diff) == 2
    assert "territory: US" in diff[1]
    assert "because: rights dispute" in diff[1]
    estate.settled()


def test_a_season_takes_its_episodes_along(estate: Estate) -> None:
    estate.write("catalog/show.yaml", SHOW)
    estate.apply()
    said = estate.run("takedown", "S1", "--territory", "CA", "--because", "recall", "--auto-approve")
    assert said.code == 0, said.out + said.err
    for alid in ("S1", "S1E1", "S1E2"):
        assert {row["End"] for row in estate.live(alid, "CA")} == {"2026-06-01T02:29:59Z"}
        assert {row["End"] for row in estate.live(alid)} == {"2029-01-01T04:59:59Z"}
    estate.settled()


def test_where_it_cannot_be_planned_the_file_is_as_it_was(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    estate.apply()
    before = (estate.root / "catalog/heat.yaml").read_bytes()
    estate.fault(name="500")
    assert estate.run("takedown", "HEAT", "--territory", "US", "--because", "x", "--auto-approve").code == 1
    assert (estate.root / "catalog/heat.yaml").read_bytes() == before


def test_unknown_titles_territories_and_an_absent_person_are_usage_errors(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    for argv, words in (
        (("HEET", "--territory", "US", "--auto-approve"), "did you mean `HEAT`?"),
        (("HEAT", "--territory", "JP", "--auto-approve"), "git has nothing of HEAT in JP"),
        (("HEAT", "--territory", "US"), "--auto-approve"),
    ):
        said = estate.run("takedown", *argv, "--because", "x")
        assert said.code == 1
        assert words in said.err
    assert estate.emulator.counters().requests == 0


def test_a_takedown_goes_to_production_before_its_commit(estate: Estate) -> None:
    folder = ".pvsync/emulator"
    credentials = f"{{key: file:{folder}/client.key, cert: file:{folder}/client.pem, ca: file:{folder}/ca.pem, api_key: file:{folder}/api-key}}"
    estate.configure(more=f"  production:\n    url: {estate.emulator.url}\n    credentials: {credentials}\n")
    estate.write("catalog/heat.yaml", MOVIE)
    estate.commit()
    assert estate.run("--env", "production", "apply", "--auto-approve").code == 0
    said = estate.run(
        "--env", "production", "takedown", "HEAT", "--territory", "US", "--because", "x", "--auto-approve"
    )
    assert said.code == 0, said.out + said.err
    assert "Commit catalog/heat.yaml" in said.err
