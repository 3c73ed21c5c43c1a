"""`pvsync log` on real histories: edits, deals, renames, branches, mistakes, and what became of each."""

from datetime import UTC, datetime, timedelta

import pytest
from e2e.estate import Estate
from e2e.machines import Fleet

HEAT = """
kind: movie
alid: HEAT
title: Heat Haze
avails:
  - key: est
    license: EST
    territories: [US, CA]
    formats: [HD]
    start: 2026-01-15
    end: 2031-01-14
    prices:
      - {territory: US, wsp: 6.99 USD, srp: 9.99 USD}
      - {territory: CA, wsp: 7.99 CAD, srp: 12.99 CAD}
  - {use: library}
"""
DEAL = """
kind: deal
name: library
avails:
  - {license: SVOD, territories: [US], formats: [HD], channel: prime, contract: CPH, category: sub, start: 2026-02-01, end: 2028-01-31}
"""
OTHER = HEAT.replace("HEAT", "HEATWAVE").replace("Heat Haze", "Heat Wave")


class Life:
    """An estate whose commits are a day apart, and whose runs come at noon of the same day."""

    def __init__(self, estate: Estate, monkeypatch: pytest.MonkeyPatch) -> None:
        self.estate = estate
        self._patch = monkeypatch
        self._day = datetime(2026, 6, 1, 9, tzinfo=UTC)

    def commit(self, message: str) -> str:
        date = self._day.isoformat()
        self._patch.setenv("GIT_AUTHOR_DATE", date)
        self._patch.setenv("GIT_COMMITTER_DATE", date)
        self.estate.commit(message)
        self.estate.now = self._day + timedelta(hours=3)
        self._day += timedelta(days=1)
        return self.estate.git("rev-parse", "HEAD").strip()

    def log(self, *flags: str) -> str:
        said = self.estate.run("log", *flags)
        assert said.code == 0, said.out + said.err
        return said.out

    def edits(self, *flags: str) -> list[tuple[str, list[str]]]:
        """Subject and edits of every entry, newest first."""
        said = self.estate.run("log", *flags, "--format", "json")
        assert said.code == 0, said.out + said.err
        return [
            (
                entry["subject"],
                [
                    " ".join(
                        str(part)
                        for part in (
                            edit["scope"]["territory"],
                            edit["transaction"],
                            edit["path"],
                            edit["before"],
                            edit["after"],
                        )
                    )
                    for edit in entry["edits"]
                ],
            )
            for title in said.json["titles"]
            for entry in title["entries"]
        ]


@pytest.fixture
def life(estate: Estate, monkeypatch: pytest.MonkeyPatch) -> Life:
    estate.write("catalog/heat.yaml", HEAT)
    estate.write("catalog/wave.yaml", OTHER)
    estate.write("catalog/deals.yaml", DEAL)
    made = Life(estate, monkeypatch)
    made.commit("Two movies")
    return made


def test_the_answer_to_who_changed_the_price_and_when_it_arrived(life: Life) -> None:
    life.estate.apply()
    life.estate.edit("catalog/heat.yaml", "srp: 9.99 USD", "srp: 8.99 USD")
    life.commit("Cheaper in the summer (#12)")
    life.estate.edit("catalog/heat.yaml", "srp: 8.99 USD", "srp: 7.99 USD")
    life.commit("Cheaper still (#13)")
    life.estate.apply()
    life.estate.edit("catalog/heat.yaml", "srp: 12.99 CAD", "srp: 11.99 CAD")
    life.commit("Canada follows")
    assert life.edits("HEAT")[:3] == [
        ("Canada follows", ["CA EST HD srp 12.99 CAD 11.99 CAD"]),
        ("Cheaper still (#13)", ["US EST HD srp 8.99 USD 7.99 USD"]),
        ("Cheaper in the summer (#12)", ["US EST HD srp 9.99 USD 8.99 USD"]),
    ]
    screen = life.log("HEAT", "--territory", "US", "--since", "2026-06-02")
    later = life.estate.git("rev-parse", "HEAD~1")[:9]
    assert "Canada follows" not in screen
    assert "Two movies" not in screen
    assert "3 June 2026, 09:00 UTC, Test, #13\n    Cheaper still (#13)" in screen
    assert "  ~ US TVOD  EST HD  srp  8.99 USD -> 7.99 USD\n" in screen
    assert "    local: applied on 3 June 2026, 12:00 UTC, and verified (run 20260603" in screen
    assert f"    local: never applied: commit {later} changed it again before\n" in screen
    assert "no receipt: not applied yet, or Prime Video already had this value" in life.log("HEAT")


def test_a_deal_that_changes_changes_the_titles_that_use_it(life: Life) -> None:
    life.estate.edit("catalog/deals.yaml", "end: 2028-01-31", "end: 2027-06-30")
    life.commit("The library deal ends earlier")
    changed = [
        (
            "The library deal ends earlier",
            ["US SVOD HD prime CPH end 2028-02-01T04:59:59Z 2027-07-01T03:59:59Z"],
        )
    ]
    assert life.edits("HEAT")[:1] == changed
    assert life.edits("HEAT")[1][0] == "Two movies"


def test_settings_of_a_commit_count_with_its_files(life: Life) -> None:
    config = life.estate.root / "pvsync.yaml"
    config.write_text(config.read_text() + "dates: utc\n")
    life.commit("Dates in UTC")
    subject, edits = life.edits("HEAT", "--territory", "CA")[0]
    assert subject == "Dates in UTC"
    assert edits == [
        "CA EST HD end 2031-01-15T03:29:59Z 2031-01-14T23:59:59Z",
        "CA EST HD start 2026-01-15T03:30:00Z 2026-01-15T00:00:00Z",
    ]


def test_what_does_not_change_the_title_is_not_shown(life: Life) -> None:
    life.estate.git("mv", "catalog/heat.yaml", "catalog/renamed.yaml")
    life.commit("Renamed")
    life.estate.edit("catalog/renamed.yaml", "title: Heat Haze", "title: Heat Haze  # the one with the sun")
    life.commit("A comment")
    life.estate.edit("catalog/wave.yaml", "9.99 USD", "5.99 USD")
    life.commit("Another title")
    life.estate.git("commit", "-q", "--allow-empty", "-m", "Nothing")
    life.estate.edit("catalog/renamed.yaml", "[HD]", "[HD, UHD]")
    life.commit("UHD")
    assert [subject for subject, _ in life.edits("HEAT")] == ["UHD", "Two movies"]
    assert all(" EST UHD None None 20" in edit for edit in life.edits("HEAT")[0][1])


def test_moved_between_documents_and_files_in_one_commit_is_no_change(life: Life) -> None:
    both = (life.estate.root / "catalog/heat.yaml").read_text() + "---" + OTHER
    life.estate.git("rm", "-q", "catalog/heat.yaml", "catalog/wave.yaml")
    life.estate.write("catalog/all.yaml", both)
    life.commit("One file")
    assert [subject for subject, _ in life.edits("HEAT")] == ["Two movies"]


def test_taken_down_offered_again_and_deleted_from_git(life: Life) -> None:
    life.estate.apply()
    heat = life.estate.root / "catalog/heat.yaml"
    whole = heat.read_text()
    heat.write_text(whole + "removed: [{territory: US, business_line: TVOD, as: withdrawn}]\n")
    life.commit("Rights dispute")
    assert life.estate.run("apply", "--auto-approve").code == 0
    heat.write_text(whole)
    life.commit("Settled")
    heat.unlink()
    life.commit("Gone")
    gone, settled, dispute, _ = life.edits("HEAT")
    assert dispute == ("Rights dispute", ["US None state None withdrawn"])
    assert settled[1][0] == "US None state withdrawn None"
    assert settled[1][1].startswith("US EST HD None None 2026")
    assert [edit.rpartition(" ")[2] for edit in gone[1]] == ["None"] * 3
    screen = life.log("HEAT")
    assert "  > US TVOD  the title  withdrawn\n" in screen
    assert "offered again" in screen
    assert "no longer offered: 15 January 2026 to 14 January 2031" in screen


def test_a_branch_carries_the_number_of_the_pull_request_that_merged_it(life: Life) -> None:
    git = life.estate.git
    git("checkout", "-q", "-b", "topic")
    life.estate.edit("catalog/heat.yaml", "title: Heat Haze", "title: Heat Haze!")
    life.commit("Cheaper")
    git("checkout", "-q", "main")
    life.estate.edit("catalog/heat.yaml", "12.99 CAD", "11.99 CAD")
    life.commit("Canada")
    git("merge", "-q", "--no-ff", "-m", "Merge pull request #7 from acme/topic", "topic")
    found = life.estate.run("log", "HEAT", "--format", "json").json["titles"][0]["entries"]
    assert {(entry["subject"], entry["pull_request"]) for entry in found} == {
        ("Cheaper", 7),
        ("Canada", None),
        ("Two movies", None),
    }


def test_what_only_a_merge_changed_is_the_merges(life: Life) -> None:
    git = life.estate.git
    git("checkout", "-q", "-b", "topic")
    life.estate.edit("catalog/heat.yaml", "9.99 USD", "8.99 USD")
    life.commit("Cheaper")
    git("checkout", "-q", "main")
    git("merge", "-q", "--no-ff", "--no-commit", "topic")
    life.estate.edit("catalog/heat.yaml", "12.99 CAD", "1.99 CAD")
    life.commit("A merge that does more")
    assert life.edits("HEAT")[:2] == [
        ("A merge that does more", ["CA EST HD srp 12.99 CAD 1.99 CAD"]),
        ("Cheaper", ["US EST HD srp 9.99 USD 8.99 USD"]),
    ]


def test_a_commit_with_errors_is_told_of_and_the_next_one_says_what_changed(life: Life) -> None:
    life.estate.edit("catalog/heat.yaml", "srp: 9.99 USD", "srp: 8.99 USD\n        oops: [")
    broken = life.commit("Oops")
    life.estate.edit("catalog/heat.yaml", "\n        oops: [", "")
    life.commit("Mended")
    assert life.edits("HEAT")[0] == ("Mended", ["US EST HD srp 9.99 USD 8.99 USD"])
    screen = " ".join(life.log("HEAT").split())
    assert (
        f"The catalog had errors at commit {broken[:9]}: what changed there is told of the next commit"
        in screen
    )


def test_a_revert_is_an_edit_like_any_other(life: Life) -> None:
    life.estate.edit("catalog/heat.yaml", "9.99 USD", "8.99 USD")
    life.commit("Cheaper")
    life.estate.git("revert", "--no-edit", "HEAD")
    assert [edits for _, edits in life.edits("HEAT")[:2]] == [
        ["US EST HD srp 8.99 USD 9.99 USD"],
        ["US EST HD srp 9.99 USD 8.99 USD"],
    ]


def test_globs_stand_for_alids_and_titles(life: Life) -> None:
    for pattern in ("HEAT*", "heat *", "*"):
        said = life.estate.run("log", pattern, "--format", "json").json
        assert [title["alid"] for title in said["titles"]] == ["HEAT", "HEATWAVE"]
    assert "Heat Wave, movie HEATWAVE" in life.log("heat w*")


def test_a_title_that_nobody_knows_is_a_usage_error(life: Life) -> None:
    said = life.estate.run("log", "HEET")
    assert said.code == 1
    assert "no commit of this branch knows a title `HEET`" in said.err
    assert "did you mean `HEAT`?" in said.err


def test_rejected_dead_and_missing_runs_are_each_told(life: Life) -> None:
    life.estate.apply()
    life.estate.edit("catalog/heat.yaml", "9.99 USD", "8.99 USD")
    life.commit("Cheaper")
    life.estate.fault(name="dropped-connection", endpoint="put")
    assert life.estate.run("apply", "--auto-approve").code != 0
    screen = " ".join(life.log("HEAT", "--since", "2026-06-02").split())
    assert "local: sent on 2 June 2026, 12:00 UTC, and not known to have arrived:" in screen
    life.estate.git("reset", "-q", "--hard", "HEAD~1")
    life.estate.edit("catalog/heat.yaml", "9.99 USD", "8.49 USD")
    life.commit("Cheaper, again")
    screen = " ".join(life.log("HEAT").split())
    assert "applied a commit that is not part of this branch: it was written anew since" in screen


def test_markdown_is_a_table_for_each_commit(life: Life) -> None:
    life.estate.edit("catalog/heat.yaml", "9.99 USD", "8.99 USD")
    life.commit("Cheaper | much")
    page = life.log("HEAT", "--format", "markdown")
    assert "| `~` | US TVOD | EST HD | `srp` | 9.99 USD | 8.99 USD |" in page
    assert "Cheaper \\| much" in page


def test_without_history_it_says_so(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", HEAT)
    assert "not in a git repository" in estate.run("log", "HEAT").err
    estate.git("init", "-q")
    assert "nothing is committed yet" in estate.run("log", "HEAT").err


def test_a_shallow_clone_is_refused(life: Life) -> None:
    fleet = Fleet.of(life.estate)
    said = fleet.clone("shallow", "--depth=1").run("log", "HEAT")
    assert said.code == 1
    assert "only a part of the history" in said.err
    assert "fetch-depth: 0" in said.err


def test_what_another_machine_applied_is_fetched(life: Life) -> None:
    fleet = Fleet.of(life.estate)
    fleet.first.git("commit", "-q", "--allow-empty", "-m", "the credentials stand in an earlier commit")
    fleet.first.git("push", "-q")
    other = fleet.clone("two")
    assert fleet.first.run("--env", "production", "apply", "--auto-approve").code == 0
    assert "no receipt: not applied yet" in other.run("log", "HEAT", "--no-fetch").out
    assert "production: applied on " in other.run("log", "HEAT").out
    fleet.hide()
    said = other.run("log", "HEAT")
    assert "production: applied on " in said.out
    assert "What other machines applied since the last fetch is not known" in said.out


def test_a_box_set_and_an_episode_have_their_own_history(life: Life) -> None:
    show = """
    kind: series
    alid: SHOW
    title: Show
    seasons: 2
    ---
    kind: season
    alid: S1
    series: SHOW
    number: 1
    title: "Show: Season 1"
    complete: true
    avails: [{license: EST, territories: [US], formats: [HD], start: 2026-01-01, end: 2028-12-31, tier: A, episode: {tier: B}}]
    episodes:
      - {alid: S1E1, number: 1, title: One}
    ---
    kind: season
    alid: S2
    series: SHOW
    number: 2
    title: "Show: Season 2"
    complete: 2026-12-01
    avails: [{license: EST, territories: [US], formats: [HD], start: 2026-01-01, end: 2028-12-31, tier: A, episode: {tier: B}}]
    episodes:
      - {alid: S2E1, number: 1, title: One}
    ---
    kind: bundle
    series: SHOW
    discount: 30
    avails: [{license: EST, territories: [US], formats: [Max], start: 2026-10-01, end: 2030-12-31, srp: 49.99 USD}]
    """
    life.estate.write("catalog/show.yaml", show)
    life.commit("A show")
    life.estate.edit("catalog/show.yaml", "title: One}\n---\nkind: bundle", "title: Uno}\n---\nkind: bundle")
    life.estate.edit("catalog/show.yaml", "srp: 49.99 USD", "srp: 39.99 USD")
    life.commit("Names and prices")
    assert life.edits("S2E1")[0][1] == ["US None title One Uno"]
    assert life.edits("SHOW")[0][1] == ["US EST Max srp 49.99 USD 39.99 USD"]
    assert life.edits("S1E1")[0][0] == "A show"


def test_a_commit_whose_settings_cannot_be_read_is_told_of(life: Life) -> None:
    config = life.estate.root / "pvsync.yaml"
    whole = config.read_text()
    config.write_text(whole + "oops: 1\n")
    broken = life.commit("Oops")
    config.write_text(whole)
    life.commit("Mended")
    assert [subject for subject, _ in life.edits("HEAT")] == ["Two movies"]
    assert f"errors at commit {broken[:9]}" in " ".join(life.log("HEAT").split())


def test_before_there_were_settings_there_was_no_catalog(life: Life) -> None:
    config = life.estate.root / "pvsync.yaml"
    whole = config.read_text()
    config.unlink()
    life.commit("No settings")
    config.write_text(whole)
    life.commit("Settings")
    assert [subject for subject, _ in life.edits("HEAT")] == ["Settings", "No settings", "Two movies"]
