"""Thirty commits in the life of a catalog, and what a person reads at each of them.

Every screen is compared with a file in tests/golden/life, one for each step. After a wanted change write them anew and
read them as a rights manager would, then commit them:

    PVSYNC_UPDATE_GOLDEN=1 pytest tests/e2e/test_life.py
"""

import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from e2e.estate import Estate

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "life"
RUN = re.compile(r"\b(\d{8}T\d{6}Z)-[0-9a-f]{6}\b")
PLAN = re.compile(r"\bplan [0-9a-f]{9}\b")
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
    end: 2031-01-14          # the last day
    prices:
      - {territory: US, wsp: 6.99 USD, srp: 9.99 USD}
      - {territory: CA, wsp: 7.99 CAD, srp: 12.99 CAD}
"""
COLD = """
kind: movie
alid: COLD
title: Cold Front
avails:
  - {license: EST, territories: [US], formats: [HD], start: 2026-01-15, end: 2031-01-14, wsp: 6.99 USD, srp: 9.99 USD}
"""
WARM = """
kind: movie
alid: WARM
title: Warm Wind
avails: [{use: library}]
"""
DEAL = """
kind: deal
name: library
avails:
  - {license: FVOD, territories: [US], formats: [HD], start: 2026-02-01, end: 2028-01-31}
"""
SEASON = """
kind: series
alid: ASB
title: Avail Strikes Back
seasons: 1
---
kind: season
alid: ASB-S1
series: ASB
number: 1
title: "Avail Strikes Back: Season 1"
episode_count: 2
avails:
  - {key: est, license: EST, territories: [US], formats: [HD], start: 2026-03-01, end: 2030-12-31,
     wsp: 14.99 USD, srp: 19.99 USD, episode: {wsp: 1.40 USD, srp: 1.99 USD}}
episodes:
  - {alid: ASB-S1E1, number: 1, title: Pilot}
  - {alid: ASB-S1E2, number: 2, title: Two}
"""
PAIR = """
# pvsync: allow PV801 because its metadata file is made by hand
kind: collection
alid: PAIR
title: Heat and Cold
members: [HEAT, COLD]
discount: 25
avails:
  - {license: EST, territories: [US], formats: [Max], start: 2026-07-01, end: 2030-12-31, wsp: 9.00 USD, srp: 14.99 USD}
"""


class Life:
    """A repository, a service, a clock that a day goes by on at each commit, and a book of screens."""

    def __init__(self, estate: Estate, patch: pytest.MonkeyPatch) -> None:
        self.estate = estate
        self.patch = patch
        self.commits: list[str] = []
        self.seen: set[str] = set()
        self.page: list[str] = []
        self.tick()

    def tick(self) -> None:
        self.estate.now += timedelta(days=1)
        for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
            self.patch.setenv(name, self.estate.now.isoformat())

    def commit(self, message: str) -> None:
        self.estate.commit(message)
        self.know()

    def git(self, *arguments: str) -> None:
        self.estate.git(*arguments)
        self.know()

    def know(self) -> None:
        """Give every new commit its number, oldest first."""
        for commit in self.estate.git("log", "--all", "--reverse", "--topo-order", "--format=%H").split():
            if (
                commit not in self.seen
                and self.estate.git("log", "-1", "--format=%an", commit).strip() == "Test"
            ):
                self.seen.add(commit)
                self.commits.append(commit)

    def see(self, *words: str, code: int = 0) -> str:
        """Type a command, and put what it shows on the page."""
        said = self.estate.run("--debug", *words)
        assert said.code == code, f"{words} exits with {said.code}\n{said.out}{said.err}"
        shown = " ".join(self.plain(word) for word in words)
        exits = f"    # exit {code}" if code else ""
        self.page.append(f"$ pvsync {shown}{exits}\n{self.plain(said.out + said.err).rstrip()}\n")
        return said.out

    def apply(self) -> None:
        """Apply, unseen: what becomes of a run is told by its receipt, which has screens of its own."""
        said = self.estate.run("apply", "--auto-approve")
        assert said.code == 0, said.out + said.err

    def plain(self, text: str) -> str:
        """A screen without what no two runs share, letter for letter as wide as before."""
        for number, commit in enumerate(self.commits, 1):
            text = text.replace(commit[:12], f"commit-{number:02}...").replace(
                commit[:9], f"commit-{number:02}"
            )
        text = text.replace(f"{self.estate.root}/", "")
        return PLAN.sub("plan PLAN-ID--", RUN.sub(r"\1-xxxxxx", text))

    def last_run(self) -> str:
        return max(path.name for path in (self.estate.root / ".pvsync/runs").iterdir() if path.is_dir())

    def by_hand(self, alid: str, change: Callable[[dict[str, Any]], object], territory: str = "US") -> None:
        for entry in self.estate.emulator.dump():
            if (entry["alid"], entry["territory"]) == (alid, territory):
                for row in entry["avail"]["Transaction"]:
                    change(row)
                self.estate.emulator.seed([entry])

    def turn(self, name: str) -> None:
        """End a step: its page is compared, and the next day begins."""
        screen = "\n".join(self.page)
        path = GOLDEN / f"{name}.txt"
        if os.environ.get("PVSYNC_UPDATE_GOLDEN"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(screen, encoding="utf-8", newline="\n")
        assert screen == path.read_bytes().decode(), name
        self.page = []
        self.tick()


def price(name: str, value: str) -> Callable[[dict[str, Any]], object]:
    def change(row: dict[str, Any]) -> None:
        for term in row["Terms"]:
            if term["_termName"] == name:
                term["Money"]["value"] = value

    return change


@pytest.fixture
def life(estate: Estate, monkeypatch: pytest.MonkeyPatch) -> Life:
    return Life(estate, monkeypatch)


def test_thirty_commits(life: Life) -> None:
    growing(life)
    changing(life)
    leaving(life)
    branching(life)
    mistaken(life)
    looking_back(life)
    assert len(life.commits) >= 30


def growing(life: Life) -> None:
    write = life.estate.write
    write("catalog/heat.yaml", HEAT)
    life.commit("Heat Haze, to own in US and Canada (#1)")
    life.see("plan")
    life.see("orphans")
    life.apply()
    life.see("drift")
    life.turn("01-a-first-title")

    write("catalog/cold.yaml", COLD)
    life.commit("Cold Front (#2)")
    life.see("plan")
    life.apply()
    life.turn("02-a-second-title")

    write("catalog/deals.yaml", DEAL)
    write("catalog/warm.yaml", WARM)
    life.commit("A deal for free films, and Warm Wind by it (#3)")
    life.see("plan")
    life.apply()
    life.turn("03-a-deal-and-who-uses-it")

    write("catalog/asb.yaml", SEASON)
    life.commit("A season with two episodes (#4)")
    life.see("plan")
    life.apply()
    life.turn("04-a-season")

    write("catalog/pair.yaml", PAIR)
    life.commit("Heat Haze and Cold Front together (#5)")
    life.see("plan")
    life.apply()
    life.turn("05-a-collection")


def changing(life: Life) -> None:
    estate = life.estate
    estate.edit("catalog/heat.yaml", "wsp: 7.99 CAD, srp: 12.99 CAD", "wsp: 6.49 CAD, srp: 9.99 CAD")
    life.commit("Heat Haze gets cheaper in Canada (#6)")
    life.see("plan")
    life.apply()
    life.see("inverse", life.last_run())
    life.turn("06-a-price")

    estate.edit(
        "catalog/cold.yaml",
        "srp: 9.99 USD}",
        "srp: 9.99 USD}\n  - {license: EST, territories: [GB], formats: [HD], start: 2026-07-01, end: 2031-01-14, wsp: 5.99 GBP, srp: 8.99 GBP}",
    )
    life.commit("Cold Front comes to Britain (#7)")
    life.see("plan")
    life.apply()
    life.turn("07-a-territory")

    (estate.root / "catalog/movies").mkdir()
    estate.git("mv", "catalog/heat.yaml", "catalog/movies/heat-haze.yaml")
    life.commit("Films in a folder of their own (#8)")
    life.see("plan")
    life.see("orphans")
    life.turn("08-a-file-moves")

    estate.edit("catalog/cold.yaml", "title: Cold Front", "title: Cold Front     # working title until 2021")
    life.commit("A remark (#9)")
    life.see("plan", "--since", "HEAD^")
    life.turn("09-a-remark")

    estate.edit("catalog/deals.yaml", "end: 2028-01-31", "end: 2029-01-31")
    life.commit("The free films stay a year longer (#10)")
    life.see("plan")
    life.apply()
    life.see("log", "WARM", "--no-fetch")
    life.turn("10-a-deal-changes")

    life.by_hand("HEAT", price("SRP", "8.49"))
    life.see("drift", code=2)
    life.see("plan")
    life.see("drift", "--write")
    life.commit("What was changed in the portal stays (#11)")
    life.see("drift")
    life.see("plan")
    life.turn("11-a-change-by-hand-is-adopted")

    life.by_hand("COLD", price("WSP", "1.00"))
    life.see("plan")
    life.apply()
    life.see("drift")
    life.turn("12-another-one-is-put-back")


def leaving(life: Life) -> None:
    estate = life.estate
    gb = "  - {license: EST, territories: [GB], formats: [HD], start: 2026-07-01, end: 2031-01-14, wsp: 5.99 GBP, srp: 8.99 GBP}\n"
    estate.edit("catalog/cold.yaml", gb, "")
    life.commit("Cold Front leaves Britain (#12)")
    life.see("plan", code=1)
    life.see("orphans", code=2)
    life.turn("13-a-territory-leaves-without-a-word")

    path = estate.root / "catalog/cold.yaml"
    path.write_text(path.read_text() + "removed:\n  - {territory: GB, business_line: TVOD, as: withdrawn}\n")
    life.commit("and it shall end there (#13)")
    life.see("plan")
    life.apply()
    life.see("orphans")
    life.turn("14-the-word-is-said")

    estate.git("rm", "-q", "catalog/warm.yaml")
    life.commit("Warm Wind is gone (#14)")
    life.see("plan", code=1)
    life.see("orphans", code=2)
    life.turn("15-a-file-is-deleted")

    life.git("revert", "--no-edit", "HEAD")
    life.see("plan")
    life.see("orphans")
    life.turn("16-and-restored")

    estate.write(
        "catalog/warm.yaml",
        "kind: movie\nalid: WARM\ntitle: Warm Wind\nstate: withdrawn\navails: [{use: library}]\n",
    )
    life.commit("Warm Wind ends (#15)")
    life.see("plan")
    life.apply()
    life.see("inverse", life.last_run(), code=3)
    life.turn("17-withdrawn")

    estate.git("rm", "-q", "catalog/warm.yaml")
    life.commit("Nothing is left to say of Warm Wind (#16)")
    life.see("plan")
    life.see("orphans")
    life.turn("18-deleted-once-it-has-ended")


def branching(life: Life) -> None:
    estate = life.estate
    estate.git("switch", "-qc", "episode-three")
    estate.edit(
        "catalog/asb.yaml", "title: Two}", "title: Two}\n  - {alid: ASB-S1E3, number: 3, title: Three}"
    )
    estate.edit("catalog/asb.yaml", "episode_count: 2", "episode_count: 3")
    life.commit("A third episode")
    life.tick()
    estate.git("switch", "-q", "main")
    estate.edit("catalog/asb.yaml", "srp: 19.99 USD, episode", "srp: 17.99 USD, episode")
    life.commit("The season gets cheaper (#17)")
    life.tick()
    life.git(
        "merge", "-q", "--no-ff", "-m", "Merge pull request #18 from acme/episode-three", "episode-three"
    )
    life.see("plan")
    life.apply()
    life.see("log", "ASB-S1*", "--no-fetch", "--since", "2026-06-19")
    life.turn("19-a-merge")

    estate.edit(
        "catalog/movies/heat-haze.yaml",
        "srp: 8.49 USD}",
        "srp: 8.49 USD}\n      - {territory: US, wsp: 4.99 USD, srp: 5.99 USD, from: 2026-07-01, until: 2026-07-15}",
    )
    life.commit("Two weeks of summer (#19)")
    life.see("plan")
    life.apply()
    life.turn("20-a-promotion")

    life.git("revert", "--no-edit", "HEAD")
    life.see("plan")
    life.apply()
    life.turn("21-is-taken-back-in-git")


def mistaken(life: Life) -> None:
    estate = life.estate
    estate.edit("catalog/cold.yaml", "alid: COLD", "alid: COLD-2022")
    estate.edit("catalog/pair.yaml", "members: [HEAT, COLD]", "members: [HEAT, COLD-2022]")
    life.commit("Cold Front under another id (#20)")
    life.see("plan", code=1)
    life.turn("22-another-alid")

    life.git("revert", "--no-edit", "HEAD")
    life.see("plan")
    life.turn("23-and-the-old-one-again")

    estate.write("catalog/mild.yaml", COLD.replace("COLD", "MILD").replace("Cold Front", "Mild Air"))
    life.commit("Mild Air (#21)")
    life.apply()
    life.tick()
    estate.edit("catalog/pair.yaml", "members: [HEAT, COLD]", "members: [HEAT, MILD]")
    life.commit("Other films together (#22)")
    life.see("plan", code=1)
    life.turn("24-other-members")

    life.git("revert", "--no-edit", "HEAD")
    life.see("plan")
    life.turn("25-and-the-old-ones-again")

    estate.edit("catalog/mild.yaml", "end: 2031-01-14", "end: 2027-01-14")
    life.commit("Mild Air ends early (#23)")
    life.see("plan")
    life.apply()
    life.tick()
    run = life.last_run()
    life.see("inverse", run, "--out", str(estate.root / "plan.json"))
    said = estate.run("apply", str(estate.root / "plan.json"))
    assert said.code == 0, said.out + said.err
    life.see("plan")
    life.see("inverse", run)
    life.turn("26-a-run-is-undone")

    life.git("revert", "--no-edit", "HEAD")
    life.see("plan")
    life.see("log", "MILD", "--no-fetch")
    life.turn("27-and-git-follows")


def looking_back(life: Life) -> None:
    estate = life.estate
    estate.edit("catalog/mild.yaml", "title: Mild Air", "title: Mild Airs")
    life.commit("A title is corrected (#24)")
    life.see("plan")
    life.apply()
    life.turn("28-a-title-is-corrected")

    estate.git("mv", "catalog/mild.yaml", "catalog/movies/mild-airs.yaml")
    estate.git("mv", "catalog/cold.yaml", "catalog/movies/cold-front.yaml")
    life.commit("All films in their folder (#25)")
    life.see("plan")
    life.turn("29-files-move-again")

    life.see("log", "HEAT", "--no-fetch")
    life.see("log", "COLD", "--no-fetch")
    life.see("orphans", "--all")
    life.see("drift")
    life.turn("30-looking-back")
