"""`pvsync takedown` in one command, and then nothing is left to do; the git diff is the entry and nothing else."""

from datetime import timedelta
from typing import Any

import pytest
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
    assert "Nothing of HEAT is open in US: 4 scopes read on 1 June 2026, 12:00 UTC." in " ".join(
        said.out.split()
    )
    assert "up to 24 hours" in said.out
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


def test_where_the_service_answers_nothing_it_is_loud_and_the_same_again_works(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    estate.apply()
    argv = ("takedown", "HEAT", "--territory", "US", "--because", "x", "--auto-approve")
    estate.fault(name="500")
    said = estate.run(*argv, "--format", "json")
    assert said.code == 1
    assert said.json["taken_down"] is False
    assert "takedown HEAT --territory US" in said.json["next"]
    assert "NOT taken down" in estate.run(*argv).out
    estate.emulator.faults.clear()
    assert estate.run(*argv).code == 0


def test_what_a_first_try_wrote_into_the_file_does_not_keep_a_second_from_sending(known: Estate) -> None:
    failing(known, "ONE", "get", "batch/get", "put", "batch/put")
    assert takedown(known, "ONE").code == 1
    assert is_open(known, "ONE")
    known.emulator.faults.clear()
    failing(known, "ONE", "get", "batch/get")
    assert takedown(known, "ONE").code == 1
    assert not is_open(known, "ONE")


def test_what_nobody_can_see_of_others_is_not_sent_over(known: Estate) -> None:
    known.configure(foreign="keep")
    known.commit("others keep theirs")
    failing(known, "ONE", "get", "batch/get")
    said = takedown(known, "ONE")
    assert said.code == 1
    assert is_open(known, "ONE")
    assert "--with-others" in said.out
    assert takedown(known, "ONE", "--with-others").code == 1
    assert not is_open(known, "ONE")


def test_unknown_titles_territories_and_an_absent_person_are_usage_errors(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    for argv, words in (
        (("HEET", "--territory", "US", "--auto-approve"), "did you mean `HEAT`?"),
        (("HEAT", "--territory", "JP", "--auto-approve"), "nothing of HEAT was ever offered in JP from here"),
        (("HEAT", "--territory", "US"), "--auto-approve"),
        (("HEAT", "--territory", "ALL", "--auto-approve"), "for all of them write `--everywhere`"),
    ):
        said = estate.run("takedown", *argv, "--because", "x")
        assert said.code == (1 if "--auto-approve" in argv else 3)
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


FILM = """
kind: movie
alid: {alid}
title: {title}
{keys}avails:
  - {{license: EST, territories: [US, CA], formats: [HD], start: 2026-01-15, end: 2030-12-31, wsp: 6.99 USD, srp: 9.99 USD}}
"""
COLLECTION = """
kind: collection
alid: BOTH
title: Both
members: [ONE, TWO]
discount: 20
avails:
  - {license: EST, territories: [US], formats: [Max], start: 2026-02-01, end: 2030-12-31, wsp: 9.00 USD, srp: 15.99 USD}
"""


def film(alid: str, keys: str = "") -> str:
    return FILM.format(alid=alid, title=f"Film {alid}", keys=keys)


@pytest.fixture
def known(estate: Estate) -> Estate:
    for alid in ("ONE", "TWO"):
        estate.write(f"catalog/{alid.lower()}.yaml", film(alid))
    estate.commit("two films")
    estate.apply()
    estate.now = estate.now.replace(hour=13)
    return estate


def takedown(estate: Estate, alid: str, *flags: str, where: tuple[str, ...] = ("--territory", "US")) -> Any:
    return estate.run("takedown", alid, *where, "--because", "court order", "--auto-approve", *flags)


def failing(estate: Estate, alid: str, *endpoints: str) -> None:
    for endpoint in endpoints:
        estate.fault(name="500", alid=alid, endpoint=endpoint)


def is_open(estate: Estate, alid: str, territory: str = "US") -> bool:
    now = f"{estate.now:%Y-%m-%dT%H:%M:%SZ}"
    return any(row.get("End", "9999") > now for row in estate.live(alid, territory))


def test_a_title_that_cannot_be_read_is_ended_by_what_git_says_and_not_called_down(known: Estate) -> None:
    failing(known, "ONE", "get", "batch/get")

    said = takedown(known, "ONE")

    assert not is_open(known, "ONE")
    assert said.code == 1
    assert "NOT taken down: ONE in US." in said.out
    assert "could not be read" in said.out
    assert "Next: `pvsync takedown ONE --territory US --because" in " ".join(said.out.split())
    assert "24 hours" not in said.out + said.err

    known.emulator.faults.clear()
    again = takedown(known, "ONE")
    assert again.code == 0, again.out + again.err
    assert "Nothing of ONE is open in US" in again.out


def test_live_that_is_not_understood_is_ended_all_the_same(known: Estate) -> None:
    entries = known.emulator.dump()
    for entry in entries:
        if (entry["alid"], entry["territory"]) == ("ONE", "US"):
            entry["avail"]["Transaction"][0]["End"] = "2031-01-01T04:59:60Z"
    known.emulator.seed(entries)

    said = takedown(known, "ONE")

    assert said.code == 0, said.out + said.err
    assert not is_open(known, "ONE")


def test_writes_that_fail_are_a_loud_failure(known: Estate) -> None:
    failing(known, "ONE", "put", "batch/put")
    said = takedown(known, "ONE")
    assert said.code == 1
    assert is_open(known, "ONE")
    assert "NOT taken down: ONE in US." in said.out
    assert "still open: EST HD" in " ".join(said.out.split())


def test_what_does_not_show_yet_is_not_down_yet(known: Estate) -> None:
    known.now = known.now.replace(hour=18)
    known.fault(name="stale-reads", seconds=7200.0)
    said = takedown(known, "ONE")
    assert said.code == 1
    assert "accepted, not visible yet" in said.out
    assert " --wait` reads until it shows" in " ".join(said.out.split())


def test_a_read_that_is_behind_our_own_write_proves_nothing(known: Estate) -> None:
    known.configure(propagation_hours=24)
    known.commit("as the documents have it")
    known.fault(name="stale-reads", seconds=7200.0)
    takedown(known, "ONE")
    assert not is_open(known, "ONE")


def test_rows_of_others_are_named_and_go_only_where_that_is_meant(known: Estate) -> None:
    known.configure(foreign="keep")
    known.commit("others keep theirs")
    entries = known.emulator.dump()
    for entry in entries:
        if (entry["alid"], entry["territory"]) == ("ONE", "US"):
            row = entry["avail"]["Transaction"][0]
            other = {**row, "_TransactionID": "theirs", "FormatProfile": {"value": "UHD"}}
            entry["avail"]["Transaction"].append(other)
    known.emulator.seed(entries)

    said = takedown(known, "ONE")
    assert said.code == 1
    assert "made by others, still open: EST UHD" in " ".join(said.out.split())
    assert is_open(known, "ONE")

    said = takedown(known, "ONE", "--with-others")
    assert said.code == 0, said.out + said.err
    assert not is_open(known, "ONE")


def test_errors_elsewhere_in_the_catalog_stand_in_nobodys_way(known: Estate) -> None:
    known.edit("catalog/two.yaml", "end: 2030-12-31", "end: 2020-12-31")
    known.write("catalog/broken.yaml", "kind: movie\nalid: [\n")

    said = takedown(known, "ONE", where=("--everywhere",))

    assert said.code == 0, said.out + said.err
    assert not is_open(known, "ONE")
    assert not is_open(known, "ONE", "CA")
    assert is_open(known, "TWO")
    assert "which a takedown does not look at" in said.out


def test_a_title_whose_own_file_is_broken_goes_by_what_runs_and_live_know(known: Estate) -> None:
    known.write("catalog/one.yaml", "kind: movie\nalid: ONE\ntitle: [\n")
    said = takedown(known, "ONE", where=("--everywhere",))
    assert said.code == 0, said.out + said.err
    assert not is_open(known, "ONE")
    assert not is_open(known, "ONE", "CA")
    assert "ONE has no entry in the catalog" in said.err


def test_a_protected_title_goes_only_where_that_is_meant(known: Estate) -> None:
    known.write("catalog/one.yaml", film("ONE", "protect: true\n"))
    known.commit("protected")
    before = known.emulator.dump()
    said = takedown(known, "ONE")
    assert said.code == 3
    assert "NOT taken down: ONE is protected" in said.err
    assert "--despite-protection" in said.err
    assert known.emulator.dump() == before

    said = takedown(known, "ONE", "--despite-protection")
    assert said.code == 0, said.out + said.err
    assert "protected=1" in said.out
    assert not is_open(known, "ONE")
    assert "protect: false" in (known.root / "catalog/one.yaml").read_text(encoding="utf-8")
    assert known.run("validate").code == 0


def test_a_bundle_on_sale_goes_first_where_that_is_meant(known: Estate) -> None:
    known.write("catalog/both.yaml", COLLECTION)
    known.commit("a bundle")
    known.apply()
    before = known.emulator.dump()
    said = takedown(known, "ONE")
    assert said.code == 3
    assert "--with-bundles" in said.err
    assert known.emulator.dump() == before
    assert known.git("status", "--porcelain") == ""

    said = takedown(known, "ONE", "--with-bundles")
    assert said.code == 0, said.out + said.err
    assert not is_open(known, "ONE")
    assert not is_open(known, "BOTH")
    assert is_open(known, "TWO")
    known.settled()


def test_its_trail_tells_in_every_environment_and_its_reason_too(known: Estate) -> None:
    assert takedown(known, "ONE").code == 0
    known.now = known.now.replace(hour=14)
    known.commit("taken down")
    log = " ".join(known.run("log", "ONE").out.split())
    assert "applied" in log
    assert "no receipt" not in log
    notes = known.git("notes", "--ref=pvsync-local", "show", "HEAD^")
    assert "taken down because: court order" in notes
    run = max(path.name for path in (known.root / ".pvsync" / "runs").iterdir() if path.name[0] == "2")
    assert known.run("verify", run).code == 0
    assert "opens in US purchase" in known.run("inverse", run).out


def test_a_reason_has_to_say_something(known: Estate) -> None:
    said = known.run("takedown", "ONE", "--territory", "US", "--because", " ", "--auto-approve")
    assert said.code == 1
    assert "`--because` says nothing" in said.err


def test_its_verdict_as_json(known: Estate) -> None:
    said = takedown(known, "ONE", "--format", "json")
    assert said.code == 0
    found = said.json
    assert (found["taken_down"], found["read_at"], found["next"]) == (True, "2026-06-01T13:00:00Z", "")
    assert {one["state"] for one in found["scopes"]} == {"nothing open"}
    assert found["receipt"]["summary"]["accepted"] == 1

    failing(known, "TWO", "put", "batch/put")
    found = takedown(known, "TWO", "--format", "json").json
    assert found["taken_down"] is False
    assert "takedown TWO" in found["next"]


def test_nothing_false_is_said_where_the_edit_is_not_committed(known: Estate) -> None:
    said = takedown(known, "ONE")
    assert "only the local environment takes such a plan" not in said.out + said.err


def test_git_that_is_older_than_what_was_applied_keeps_nothing_on_sale(known: Estate) -> None:
    known.edit("catalog/one.yaml", "srp: 9.99", "srp: 8.99")
    known.commit("cheaper")
    known.apply()
    known.now = known.now.replace(hour=15)
    known.git("checkout", "-q", "HEAD^")
    said = takedown(known, "ONE")
    assert said.code == 0, said.out + said.err
    assert not is_open(known, "ONE")


def test_one_line_says_nothing_of_the_others(known: Estate) -> None:
    said = takedown(known, "ONE", "--business-line", "FVOD")
    words = " ".join(said.out.split())
    assert said.code == 0, said.out + said.err
    assert "Nothing of ONE is open in US FVOD: 1 scope read" in words
    assert (
        "Not read, since only FVOD was asked for: TVOD, Prime subscription and channels. It may be on sale there."
        in words
    )
    assert is_open(known, "ONE")

    found = takedown(known, "ONE", "--business-line", "FVOD", "--format", "json").json
    assert found["business_line"] == "FVOD"
    assert found["business_lines_not_read"] == ["TVOD", "PRIME_SUBSCRIPTION", "CHANNELS"]


def test_a_title_that_is_only_observed_goes_only_where_that_is_meant(known: Estate) -> None:
    known.edit("catalog/one.yaml", "title: Film ONE\n", "title: Film ONE\nmanage: observe\n")
    known.commit("somebody else has it")

    said = takedown(known, "ONE")
    assert said.code == 1, said.out + said.err
    assert "made by others, still open: EST HD" in " ".join(said.out.split())
    assert "--with-others" in said.out
    assert is_open(known, "ONE")
    assert known.git("diff") == ""

    said = takedown(known, "ONE", "--with-others")
    assert said.code == 0, said.out + said.err
    assert not is_open(known, "ONE")
    assert known.git("diff") == ""
    assert known.run("validate").code == 0


def test_what_is_over_by_this_machines_clock_alone_is_open(known: Estate) -> None:
    for entry in (entries := known.emulator.dump()):
        if (entry["alid"], entry["territory"]) == ("ONE", "US"):
            entry["avail"]["Transaction"][0]["End"] = "2026-06-02T03:59:59Z"
    known.emulator.seed(entries)

    said = known.run(
        "takedown",
        "ONE",
        "--territory",
        "US",
        "--because",
        "court order",
        "--auto-approve",
        clock=lambda: known.now + timedelta(days=2),
    )

    words = " ".join(said.out.split())
    assert said.code == 1, said.out + said.err
    assert "NOT taken down" in words
    assert "this machine's clock is 2 days ahead of the service's" in words
