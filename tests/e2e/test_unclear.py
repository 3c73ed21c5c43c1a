"""What somebody put into live that is not understood: shown and replaced where git states it, else nothing is done."""

from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from e2e.estate import Estate

FILM = """
kind: movie
alid: HEAT
title: Heat Haze
avails:
  - {license: EST, territories: [US], formats: [HD], start: 2026-01-15, end: 2031-01-14, wsp: 0.50 USD, srp: 0.99 USD,
     languages: {asset: [en-us]}}
"""
Row = dict[str, Any]


@pytest.fixture
def known(estate: Estate) -> Estate:
    estate.configure(guards="guards: {delta: {share: 100}}\n")
    estate.write("catalog/heat.yaml", FILM)
    estate.commit("the first state")
    estate.apply()
    return estate


def by_hand(estate: Estate, clean: list[Any], edit: Callable[[Row], None]) -> None:
    """Live as it was, with one edit in the portal."""
    entries = deepcopy(clean)
    for entry in entries:
        edit(entry["avail"]["Transaction"][0])
    estate.emulator.seed(entries)


def price(row: Row, name: str) -> Row:
    found: Row = next(term for term in row["Terms"] if term["_termName"] == name)
    return found


def test_what_git_states_replaces_what_is_not_understood(known: Estate) -> None:
    clean = known.emulator.dump()

    def second(row: Row) -> None:
        row["Terms"].append({"_termName": "SRP", "Money": {"value": "0.01", "_currency": "USD"}})

    def member(row: Row) -> None:
        price(row, "SRP")["Money"]["_taxIncluded"] = "Yes"

    def amount(text: str) -> Callable[[Row], None]:
        return lambda row: price(row, "SRP")["Money"].update(value=text)

    cases: list[tuple[Callable[[Row], None], str, str, bool]] = [
        (second, "srp", "two prices named SRP: 0.99 USD and 0.01 USD", True),
        (member, "srp", "not understood: {", True),
        (amount("9,99"), "srp", "not understood: {", True),
        (amount("NaN"), "srp", "not understood: {", True),
        (amount("9" * 400), "srp", 'not understood: {"Money":{"_currency":"USD","value":"999', True),
        (amount(""), "srp", "not understood: {", True),
        (lambda row: row["AssetLanguage"][0].update(_x="1"), "languages.asset", "not understood: [", False),
        (
            lambda row: row["Territory"].append({"country": "CA"}),
            "territory",
            "US, CA in one transaction",
            False,
        ),
        (
            lambda row: row.update(FormatProfile={"value": "HD", "_HDR": "Yes"}),
            "format",
            "not understood: {",
            False,
        ),
    ]
    for edit, path, said, is_price in cases:
        by_hand(known, clean, edit)
        (change,) = known.run("plan", "--format", "json").json["changes"]
        (field,) = change["fields"]
        assert (field["path"], field["cause"]) == (f"transactions[EST HD].{path}", "drift")
        assert field["before"].startswith(said)
        shown = " ".join(known.run("plan").out.split())
        drift = known.run("drift")
        assert drift.code == 2, drift
        drift_said = " ".join(drift.out.split())
        assert "none to" not in shown
        assert "9" * 160 not in shown + drift_said
        assert (f": live has {said}" in shown) == is_price
        assert said in drift_said
        guarded = known.run("apply", "--auto-approve")
        assert (guarded.code != 0) == is_price, guarded
        if is_price:
            assert known.run("apply", "--auto-approve", "--approve", "price_move=1").code == 0
        assert known.emulator.dump() == clean, (path, said)
        known.settled()


def test_what_git_does_not_state_leaves_the_scope_unread(known: Estate) -> None:
    clean = known.emulator.dump()

    def exclusive(row: Row) -> None:
        row["Terms"].append({"_termName": "Exclusive", "Boolean": "perhaps"})

    def license_type(row: Row) -> None:
        row.update(LicenseType="LEASE", _TransactionID="theirs")

    def instant(row: Row) -> None:
        row["End"] = "2031-01-01T04:59:60Z"

    for edit, said in (
        (exclusive, 'not understood: {"Boolean":"perhaps","_termName":"Exclusive"}'),
        (license_type, "the licence type LEASE, which pvsync does not know"),
        (instant, '"2031-01-01T04:59:60Z"'),
        (lambda row: row.update(Terms="x"), "`Terms` is not a list of named terms"),
    ):
        by_hand(known, clean, edit)
        before = known.emulator.dump()
        plan = known.run("plan", "--format", "json")
        assert plan.code == 1, plan
        assert plan.json["changes"] == []
        (unread,) = plan.json["unread"]
        assert said in unread["why"]
        assert known.run("apply", "--auto-approve").code == 1
        assert known.emulator.dump() == before


def test_what_nobody_knows_the_name_of_is_kept_and_told_of_where_it_changed(known: Estate) -> None:
    clean = known.emulator.dump()
    assert "holds exactly what this catalog says" in known.run("plan").out

    def tag(value: str) -> Callable[[Row], None]:
        def edit(row: Row) -> None:
            row["Terms"].append({"_termName": "BrandingRights", "Boolean": True})
            row["PromoTag"] = {"value": value, "rank": 1}

        return edit

    by_hand(known, clean, tag("A"))
    appeared = known.run("plan")
    assert appeared.code == 0, appeared
    said = " ".join(appeared.out.split())
    assert "holds exactly" not in said
    assert "Nothing to send: 1 scope compared." in said
    assert 'EST HD, PromoTag: nothing to {"rank":1,"value":"A"}' in said
    assert 'Terms: nothing to {"BrandingRights":{"Boolean":true}}' in said
    drift = known.run("drift", "--format", "json")
    assert drift.code == 2, drift
    assert [one["scope"]["alid"] for one in drift.json["drift"]["extra"]] == ["HEAT"]
    assert "under names that pvsync does not know" in " ".join(known.run("drift").out.split())

    # A later apply sends them on, and records them: from then on only what changes is told of.
    known.write("catalog/heat.yaml", FILM.replace("2031-01-14", "2031-02-14"))
    known.commit("longer")
    known.now += timedelta(hours=1)
    known.apply()
    kept = known.emulator.dump()
    assert kept[0]["avail"]["Transaction"][0]["PromoTag"] == {"value": "A", "rank": 1}
    again = known.run("drift")
    assert again.code == 0, again.out
    known.settled()

    def other(row: Row) -> None:
        row["PromoTag"]["value"] = "B"

    by_hand(known, kept, other)
    drift = known.run("drift")
    assert drift.code == 2, drift
    assert 'EST HD, PromoTag.value: "A" to "B"' in " ".join(drift.out.split())
    by_hand(known, kept, lambda row: row.pop("PromoTag"))
    assert 'PromoTag: {"rank":1,"value":"A"} to nothing' in " ".join(known.run("drift").out.split())


def test_no_file_is_made_to_say_and_no_undo_brings_back_what_is_not_understood(known: Estate) -> None:
    clean = known.emulator.dump()
    before = (known.root / "catalog/heat.yaml").read_text()

    def unclear(row: Row) -> None:
        row["OtherInstructions"] = ["as", "agreed"]
        row["Terms"].append({"_termName": "SRP", "Money": {"value": "0.01", "_currency": "USD"}})

    known.write("catalog/heat.yaml", FILM.replace("srp:", "instructions: as agreed, srp:"))
    known.commit("instructions")
    known.now += timedelta(hours=1)
    known.apply()
    clean = known.emulator.dump()
    before = (known.root / "catalog/heat.yaml").read_text()
    by_hand(known, clean, unclear)
    written = known.run("drift", "--write")
    assert written.code == 2, written
    said = " ".join((written.out + written.err).split())
    assert said.count("what live says there is not understood") == 2
    assert (known.root / "catalog/heat.yaml").read_text() == before

    known.write("ids.txt", "HEAT\n")
    known.git("mv", "catalog/heat.yaml", "heat.txt")
    known.commit("not managed yet")
    (known.root / "catalog").mkdir(exist_ok=True)
    imported = known.run(
        "import",
        "live",
        "--ids",
        str(known.root / "ids.txt"),
        "--territories",
        "US",
        "--into",
        str(known.root / "catalog"),
    )
    assert imported.code == 4, imported
    assert "live has a value that is not understood, " in " ".join((imported.out + imported.err).split())
    assert not list((known.root / "catalog").glob("**/*.yaml"))
    known.git("mv", "heat.txt", "catalog/heat.yaml")
    known.commit("managed again")

    # What is not understood is replaced; undoing that run does not bring it back.
    known.now += timedelta(hours=1)
    assert known.run("apply", "--auto-approve", "--approve", "price_move=1").code == 0
    assert known.emulator.dump()[0]["avail"]["Transaction"] == clean[0]["avail"]["Transaction"]
    run = max(folder.name for folder in (known.root / ".pvsync/runs").glob("2026*"))
    back = known.run("inverse", run)
    assert "is not understood, so it is not put back" in " ".join((back.out + back.err).split())
