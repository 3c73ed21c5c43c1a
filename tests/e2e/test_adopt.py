"""`pvsync drift --write`: what somebody changed by hand comes into the catalog, in the right file, and nothing else moves."""

import difflib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from e2e.estate import Estate

DEALS = """
    # What we hold for years.
    kind: deal
    name: library
    avails:
      - {license: SVOD, territories: [US], formats: [HD], channel: prime, contract: CPH, start: 2026-02-01, end: 2028-01-31}
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
    episode_count: 3
    avails:
      - key: us-est          # to own
        license: EST
        territories: [US]
        formats: [HD]
        start: 2026-03-01
        end: 2030-12-31
        wsp: 14.99 USD
        srp: 19.99 USD
        episode: {wsp: 1.40 USD, srp: 1.99 USD}
      - {key: us-prime, use: library}
    episodes:
      - {alid: ASB-S1E1, number: 1, title: Pilot}   # the first
      - {alid: ASB-S1E2, number: 2, title: Two, avails: [{key: us-est, start: 2026-03-09}]}
      - alid: ASB-S1E3
        number: 3
        title: Three
"""
HEAT = """
    # A film.
    kind: movie
    alid: HEAT
    title: Heat Haze       # as on the poster
    avails:
      - key: est
        license: EST
        territories: [US, CA]   # both
        formats: [HD, UHD]
        start: 2026-01-15
        end: 2031-01-14          # the last day
        prices:
          - {territory: US, format: HD,  wsp: 6.99 USD, srp: 9.99 USD}
          - {territory: US, format: UHD, wsp: 8.99 USD, srp: 12.99 USD}
          # Canada is one price
          - {territory: CA, wsp: 7.99 CAD, srp: 12.99 CAD}
      - {key: prime, use: library}
"""
COLD = """
    kind: movie
    alid: COLD
    title: Cold Front
    avails:
      - {license: VOD, territories: [US, GB], formats: [HD], start: 2026-01-15, end: 2031-01-14, tier: Tier 3, rental: P30D}
      - use: library   # no key
"""


@pytest.fixture
def known(estate: Estate) -> Estate:
    """A deal with three users, committed and live."""
    for name, text in (("deals", DEALS), ("asb", SEASON), ("heat", HEAT), ("cold", COLD)):
        estate.write(f"catalog/{name}.yaml", text)
    estate.commit("the catalog")
    estate.apply()
    estate.now += timedelta(seconds=1)
    return estate


def by_hand(
    estate: Estate, alid: str, change: Callable[[dict[str, Any]], object], territory: str = "US", **where: str
) -> None:
    """Somebody changes transactions in the portal: all of them, or those of a licence or format."""
    for entry in estate.emulator.dump():
        if (entry["alid"], entry["territory"]) != (alid, territory):
            continue
        rows = entry["avail"]["Transaction"]
        meant = [
            row
            for row in rows
            if where.get("license", row["LicenseType"]) == row["LicenseType"]
            and where.get("format", row["FormatProfile"]["value"]) == row["FormatProfile"]["value"]
        ]
        if not meant:
            continue
        for row in meant:
            change(row)
        estate.emulator.seed([entry])


def term(name: str, value: str) -> Callable[[dict[str, Any]], object]:
    def change(row: dict[str, Any]) -> None:
        for one in row["Terms"]:
            if one["_termName"] == name:
                member = next(key for key in ("Money", "Duration", "Text") if key in one)
                if member == "Money":
                    one["Money"]["value"] = value
                else:
                    one[member] = value

    return change


def end(instant: str) -> Callable[[dict[str, Any]], object]:
    return lambda row: row.update(End=instant)


def adopted(estate: Estate, *flags: str, code: int = 0) -> str:
    """Write, and give the lines that changed, those that went first; nothing is left to adopt."""
    names = sorted((estate.root / "catalog").glob("*.yaml"))
    before = {path: path.read_text(encoding="utf-8") for path in names}
    said = estate.run("drift", "--write", *flags)
    assert said.code == code, said.out + said.err
    lines: list[str] = []
    for path, text in before.items():
        after = path.read_text(encoding="utf-8")
        found = difflib.unified_diff(text.splitlines(), after.splitlines(), n=0, lineterm="")
        lines += [line for line in found if not line.startswith(("---", "+++", "@@"))]
    if lines:
        estate.commit("as it is live")
    if code == 0:
        after_it = estate.run("drift")
        assert after_it.code == 0, after_it.out + after_it.err
    return "\n".join(lines)


def test_a_window_of_the_whole_avail_changes_in_its_own_line(known: Estate) -> None:
    by_hand(known, "HEAT", end("2030-07-01T03:59:59Z"), license="EST")
    by_hand(known, "HEAT", end("2030-07-01T02:29:59Z"), territory="CA")

    assert (
        adopted(known)
        == "-    end: 2031-01-14          # the last day\n+    end: 2030-06-30          # the last day"
    )


def test_a_price_changes_in_its_line(known: Estate) -> None:
    by_hand(known, "HEAT", term("SRP", "8.49"), format="HD", license="EST")

    assert adopted(known) == (
        "-      - {territory: US, format: HD,  wsp: 6.99 USD, srp: 9.99 USD}\n"
        "+      - {territory: US, format: HD,  wsp: 6.99 USD, srp: 8.49 USD}"
    )


def test_a_price_of_a_part_gets_a_line_of_its_own(known: Estate) -> None:
    by_hand(known, "HEAT", term("WSP", "5.55"), territory="CA", format="UHD")

    assert adopted(known) == "+      - {territory: CA, format: UHD, wsp: 5.55 CAD, srp: 12.99 CAD}"


def test_a_window_of_one_territory_takes_it_out_into_an_avail_of_its_own(known: Estate) -> None:
    by_hand(known, "COLD", end("2029-01-01T00:00:00Z"), territory="GB")

    assert adopted(known) == (
        "-  - {license: VOD, territories: [US, GB], formats: [HD], start: 2026-01-15, end: 2031-01-14, tier: Tier 3, rental: P30D}\n"
        "+  - {license: VOD, territories: [US], formats: [HD], start: 2026-01-15, end: 2031-01-14, tier: Tier 3, rental: P30D}\n"
        "+  - {license: VOD, territories: [GB], formats: [HD], start: 2026-01-15, tier: Tier 3, rental: P30D, "
        "end: 2029-01-01T00:00:00Z}"
    )


def test_a_value_of_a_deal_is_written_at_the_title_and_the_others_are_named(known: Estate) -> None:
    by_hand(known, "HEAT", end("2027-02-01T04:59:59Z"), license="SVOD")
    by_hand(known, "HEAT", end("2027-02-01T04:59:59Z"), license="SVOD")

    assert (
        "The deal library goes on saying otherwise for ASB-S1, ASB-S1E1, ASB-S1E2, ASB-S1E3 and COLD"
        in " ".join(known.run("drift", "--write", "--dry-run").out.split())
    )
    assert (
        adopted(known) == "-  - {key: prime, use: library}\n+  - {key: prime, use: library, end: 2027-01-31}"
    )


def test_the_deal_itself_changes_only_when_asked(known: Estate) -> None:
    by_hand(known, "HEAT", end("2027-02-01T04:59:59Z"), license="SVOD")

    said = known.run("drift", "--write", "--deals")

    assert said.code == 0
    assert (
        "+  - {license: SVOD, territories: [US], formats: [HD], channel: prime, contract: CPH, start: 2026-02-01, end: 2027-01-31}"
        in said.out
    )
    assert (
        "This also changes ASB-S1E1, ASB-S1E2, ASB-S1E3 and COLD, which nobody changed by hand"
        in " ".join(said.out.split())
    )


def test_an_episode_gets_an_avail_of_the_season_s_key(known: Estate) -> None:
    by_hand(known, "ASB-S1E1", end("2029-01-01T04:59:59Z"), license="EST")
    by_hand(known, "ASB-S1E2", end("2029-01-01T04:59:59Z"), license="EST")

    assert adopted(known) == (
        "-  - {alid: ASB-S1E1, number: 1, title: Pilot}   # the first\n"
        "-  - {alid: ASB-S1E2, number: 2, title: Two, avails: [{key: us-est, start: 2026-03-09}]}\n"
        "+  - {alid: ASB-S1E1, number: 1, title: Pilot, avails: [{key: us-est, end: 2028-12-31}]}   # the first\n"
        "+  - {alid: ASB-S1E2, number: 2, title: Two, avails: [{key: us-est, start: 2026-03-09, end: 2028-12-31}]}"
    )


def test_what_all_episodes_share_changes_at_the_season(known: Estate) -> None:
    for alid in ("ASB-S1", "ASB-S1E1", "ASB-S1E2", "ASB-S1E3"):
        by_hand(known, alid, end("2029-01-01T04:59:59Z"), license="EST")

    assert adopted(known) == "-    end: 2030-12-31\n+    end: 2028-12-31"


def test_what_only_the_season_has_cannot_be_said_and_is_listed(known: Estate) -> None:
    by_hand(known, "ASB-S1", end("2029-01-01T04:59:59Z"), license="EST")

    said = known.run("drift", "--write")

    assert said.code == 2
    assert "ASB-S1 US EST HD: end stays as it is (live says 2028-12-31)" in " ".join(said.out.split())
    assert adopted(known, code=2) == ""


def test_a_transaction_that_only_live_has_becomes_an_avail(known: Estate) -> None:
    for entry in known.emulator.dump():
        if (
            entry["alid"] == "COLD"
            and entry["territory"] == "US"
            and entry["avail"]["Transaction"][0]["LicenseType"] == "VOD"
        ):
            extra = {
                **entry["avail"]["Transaction"][0],
                "FormatProfile": {"value": "SD"},
                "_TransactionID": "x",
            }
            entry["avail"]["Transaction"].append(extra)
            known.emulator.seed([entry])

    assert adopted(known) == (
        "+  - {license: VOD, territories: [US], formats: [SD], start: 2026-01-15, end: 2031-01-14, tier: Tier 3, rental: P30D}"
    )


def test_a_transaction_that_live_has_no_more_leaves_the_avail(known: Estate) -> None:
    for entry in known.emulator.dump():
        if entry["alid"] == "HEAT" and entry["territory"] == "CA":
            rows = entry["avail"]["Transaction"]
            rows[:] = [row for row in rows if row["FormatProfile"]["value"] == "HD"]
            known.emulator.seed([entry])

    lines = adopted(known)

    assert "-    territories: [US, CA]   # both\n+    territories: [US]   # both" in lines
    assert (
        "+  - {key: est-ca-hd, license: EST, territories: [CA], formats: [HD], start: 2026-01-15, end: 2031-01-14, prices: [{territory: CA, wsp: 7.99 CAD, srp: 12.99 CAD}]}"
        in lines
    )


def test_a_title_that_was_renamed_everywhere_is_renamed(known: Estate) -> None:
    for entry in known.emulator.dump():
        if entry["alid"] == "HEAT":
            entry["avail"]["Asset"][0]["Metadata"]["TitleInternalAlias"] = "Heat Haze: Restored"
            known.emulator.seed([entry])

    assert adopted(known) == (
        '-title: Heat Haze       # as on the poster\n+title: "Heat Haze: Restored"       # as on the poster'
    )


def test_what_git_changed_too_is_left(known: Estate) -> None:
    known.edit("catalog/cold.yaml", "rental: P30D", "rental: P7D")
    known.commit("a week to begin")
    by_hand(known, "COLD", term("RentalDuration", "P14D"), license="VOD")
    by_hand(known, "COLD", term("RentalDuration", "P14D"), license="VOD", territory="GB")

    said = known.run("drift", "--write")

    assert said.code == 2
    assert "git was changed since the last apply" in " ".join(said.out.split())


def test_what_is_missing_altogether_is_a_word_for_a_person(known: Estate) -> None:
    known.write("catalog/new.yaml", COLD.replace("COLD", "NEW").replace("Cold Front", "New"))
    known.commit("a new title")
    assert known.run("drift", "--write").code == 0  # it waits for its first apply, and nobody took it away
    known.apply()
    known.emulator.seed([entry for entry in known.emulator.dump() if entry["alid"] != "NEW"], replace=True)

    said = known.run("drift", "--write")

    assert said.code == 2
    assert "NEW GB TVOD is missing on Prime Video altogether" in said.out
    assert "  - {territory: GB, business_line: TVOD, as: withdrawn}" in said.out


def test_uncommitted_files_are_not_touched(known: Estate) -> None:
    known.edit("catalog/cold.yaml", "Cold Front", "Cold Fronts")

    said = known.run("drift", "--write")

    assert said.code == 1
    assert said.err.startswith("error: the catalog has changes that are not committed")


def test_flags_that_do_not_go_together(known: Estate) -> None:
    assert known.run("drift", "--deals").code == 1
    assert known.run("drift", "--write", "--base", "HEAD").code == 1


def test_json_and_dry_run_write_nothing(known: Estate) -> None:
    by_hand(known, "HEAT", term("SRP", "8.49"), format="HD", license="EST")

    said = known.run("drift", "--write", "--dry-run", "--format", "json")

    assert said.json["written"] is False
    assert said.json["files"] == ["catalog/heat.yaml"]
    assert said.json["done"] == [
        {"alid": "HEAT", "what": "US EST HD: price", "value": "wsp 6.99 USD, srp 8.49 USD", "deal": None}
    ]
    assert known.git("status", "--porcelain") == ""


def test_no_drift_is_said(known: Estate) -> None:
    said = known.run("drift", "--write")

    assert said.code == 0
    assert said.out == "Nothing was changed by hand, so nothing is written.\n"
