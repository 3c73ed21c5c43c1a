"""Why a plan changes what it changes: git, live, both, or only the calendar."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from e2e.estate import Estate
from e2e.test_converges import MOVIE

DATED = MOVIE.replace(
    "      - {territory: CA, wsp: 7.99 CAD, srp: 12.99 CAD}\n",
    "      - {territory: CA, wsp: 7.99 CAD, srp: 12.99 CAD}\n    license_rights: {value: New Release, until: 2026-07-01}\n",
)
DEAL = """
kind: deal
name: library
avails:
  - {license: FVOD, territories: [US], formats: [HD], start: 2026-02-01, end: 2028-01-31}
"""
USER = """
kind: movie
alid: COLD
title: Cold Front
avails: [{use: library}]
"""


@pytest.fixture
def known(estate: Estate) -> Estate:
    estate.write("catalog/heat.yaml", MOVIE)
    estate.write("catalog/deal.yaml", DEAL)
    estate.write("catalog/cold.yaml", USER)
    estate.commit("the first state")
    estate.apply()
    estate.now += timedelta(seconds=1)
    return estate


def fields(estate: Estate, alid: str = "HEAT") -> list[tuple[str, str, str]]:
    """Territory, path and cause of every value that a plan changes."""
    return [
        (change["scope"]["territory"], item["path"], item["cause"])
        for change in estate.changes()
        if change["scope"]["alid"] == alid
        for item in change["fields"]
    ]


def by_hand(estate: Estate, path: str, value: str, territory: str = "US") -> None:
    """Somebody changes a term of every transaction in the portal."""
    for entry in estate.emulator.dump():
        if entry["alid"] == "HEAT" and entry["territory"] == territory:
            for row in entry["avail"]["Transaction"]:
                for term in row["Terms"]:
                    if term["_termName"] == path:
                        term["Money"]["value"] = value
            estate.emulator.seed([entry])


def test_what_git_changed_is_intent_with_its_commit(known: Estate) -> None:
    known.edit("catalog/heat.yaml", "wsp: 7.99 CAD", "wsp: 6.99 CAD")
    known.commit("cheaper in Canada")

    assert fields(known) == [
        ("CA", "transactions[EST HD].wsp", "intent"),
        ("CA", "transactions[EST UHD].wsp", "intent"),
    ]
    source: dict[str, Any] = known.changes()[0]["fields"][0]["source"]
    assert source["commit"] == known.git("rev-parse", "HEAD").strip()
    assert (source["file"], source["line"], source["author"]) == ("catalog/heat.yaml", 14, "Test")
    assert known.changes()[0]["reason"] == "changed in git"


def test_what_somebody_changed_by_hand_is_drift(known: Estate) -> None:
    by_hand(known, "WSP", "1.23")

    assert fields(known) == [
        ("US", "transactions[EST HD].wsp", "drift"),
        ("US", "transactions[EST UHD].wsp", "drift"),
    ]
    assert known.changes()[0]["reason"] == "changed on Prime Video, not in git"


def test_what_both_changed_is_both_and_the_rest_is_not(known: Estate) -> None:
    by_hand(known, "WSP", "1.23", territory="CA")
    known.edit("catalog/heat.yaml", "wsp: 7.99 CAD, srp: 12.99 CAD", "wsp: 6.99 CAD, srp: 11.99 CAD")
    known.commit("cheaper in Canada")

    assert set(fields(known)) == {
        ("CA", "transactions[EST HD].wsp", "both"),
        ("CA", "transactions[EST HD].srp", "intent"),
        ("CA", "transactions[EST UHD].wsp", "both"),
        ("CA", "transactions[EST UHD].srp", "intent"),
    }


def test_what_a_date_changes_is_dated(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", DATED)
    estate.commit("a new release until July")
    estate.apply()
    estate.now = datetime(2026, 7, 2, 12, tzinfo=UTC)

    assert {cause for _, _, cause in fields(estate)} == {"dated"}


def test_a_transaction_that_comes_or_goes_has_a_cause_too(known: Estate) -> None:
    known.edit("catalog/heat.yaml", "formats: [HD, UHD]", "formats: [HD]")
    known.edit(
        "catalog/heat.yaml", "      - {territory: US, format: UHD, wsp: 8.99 USD, srp: 12.99 USD}\n", ""
    )
    known.commit("no UHD any more")
    for entry in known.emulator.dump():
        if entry["alid"] == "COLD":
            extra = {
                **entry["avail"]["Transaction"][0],
                "FormatProfile": {"value": "SD"},
                "_TransactionID": "x",
            }
            entry["avail"]["Transaction"].append(extra)
            known.emulator.seed([entry])

    assert {cause for _, _, cause in fields(known)} == {"intent"}
    assert {cause for _, _, cause in fields(known, "COLD")} == {"drift"}


def test_a_deal_s_line_is_named_for_its_users(known: Estate) -> None:
    known.edit("catalog/deal.yaml", "2028-01-31", "2027-01-31")
    known.commit("the licence ends earlier")

    ((_, path, cause),) = fields(known, "COLD")
    (change,) = (one for one in known.changes() if one["scope"]["alid"] == "COLD")

    assert (path.rpartition(".")[2], cause) == ("end", "intent")
    assert change["fields"][0]["source"]["file"] == "catalog/deal.yaml"


def test_without_a_receipt_nobody_knows(known: Estate) -> None:
    for ref in ("refs/notes/pvsync-local", "refs/notes/pvsync"):
        known.git("update-ref", "-d", ref)
    by_hand(known, "WSP", "1.23")

    assert {cause for _, _, cause in fields(known)} == {"unknown"}


def test_a_commit_that_history_lost_is_no_base(known: Estate) -> None:
    known.git("checkout", "-q", "--orphan", "new")
    known.edit("catalog/heat.yaml", "wsp: 7.99 CAD", "wsp: 6.99 CAD")
    known.commit("history begins anew")
    known.git("branch", "-q", "-D", "main")

    # Whether git still has the old commit or not: it is no part of what is planned.
    assert {cause for _, _, cause in fields(known)} == {"behind"}
    known.git("reflog", "expire", "--expire=now", "--all")
    known.git("notes", "--ref=pvsync-local", "prune")
    assert known.run("plan").code == 3


def test_a_revert_is_named_and_not_the_commit_that_wrote_the_line_long_ago(known: Estate) -> None:
    known.edit("catalog/heat.yaml", "title: Heat Haze", "title: Heat Haze\nstate: withdrawn")
    known.commit("rights lost")
    known.apply()
    known.now += timedelta(days=1)
    known.git("revert", "--no-edit", "HEAD")

    sources = [item["source"] for change in known.changes() for item in change["fields"]]
    assert {source["commit"] for source in sources} == {known.git("rev-parse", "HEAD").strip()}
    assert {source["file"] for source in sources} == {"catalog/heat.yaml"}


def test_a_deal_or_a_setting_that_changed_is_named(known: Estate) -> None:
    known.edit("catalog/deal.yaml", "end: 2028-01-31", "end: 2029-01-31")
    known.commit("longer")
    known.configure("dates: utc\n")
    known.commit("days in UTC")

    changes = {change["scope"]["alid"]: change["fields"] for change in known.changes()}
    commits = {alid: {item["source"]["commit"] for item in fields} for alid, fields in changes.items()}
    newest = known.git("rev-parse", "HEAD").strip()
    assert commits["HEAT"] == {newest}
    assert newest in commits["COLD"] or commits["COLD"] == {known.git("rev-parse", "HEAD^").strip()}


def test_a_line_separator_in_a_title_moves_no_line_and_no_author(known: Estate) -> None:
    known.edit("catalog/heat.yaml", "title: Heat Haze", 'title: "Heat\u2028Haze"')
    known.commit("a title from a web page")
    known.apply()
    known.now += timedelta(seconds=1)
    known.edit("catalog/heat.yaml", "wsp: 7.99 CAD", "wsp: 6.99 CAD")
    known.git("-c", "user.name=Dee", "commit", "-qam", "cheaper", "--author=Dee <dee@example.com>")
    known.edit("catalog/heat.yaml", "    prices:", "    prices:  # ours")
    known.git("commit", "-qam", "a comment")

    source = known.changes()[0]["fields"][0]["source"]
    lines = (known.root / "catalog/heat.yaml").read_text(encoding="utf-8").split("\n")
    assert "wsp: 6.99 CAD" in lines[source["line"] - 1]
    assert source["author"] == "Dee"

    known.edit("catalog/heat.yaml", "formats:", "formatz:")
    finding = known.run("validate", "--format", "json").json["findings"][0]
    broken = (known.root / "catalog/heat.yaml").read_text(encoding="utf-8").split("\n")
    assert broken[finding["line"] - 1].strip().startswith("formatz:")
