"""From YAML to live and back to nothing to do, over real HTTPS, for every kind and every change of a rights team."""

from collections.abc import Callable
from datetime import timedelta

from e2e.estate import Estate

MOVIE = """
kind: movie
alid: HEAT
title: Heat Haze
avails:
  - key: est
    license: EST
    territories: [US, CA]
    formats: [HD, UHD]
    start: 2026-01-15
    end: 2031-01-14
    prices:
      - {territory: US, format: HD, wsp: 6.99 USD, srp: 9.99 USD}
      - {territory: US, format: UHD, wsp: 8.99 USD, srp: 12.99 USD}
      - {territory: CA, wsp: 7.99 CAD, srp: 12.99 CAD}
"""

EVERYTHING = """
kind: deal
name: library
avails:
  - {license: SVOD, territories: [US], formats: [HD], channel: prime, contract: CPH, category: sub, start: 2026-02-01, end: 2028-01-31}
---
kind: movie
alid: ALL-TERMS
title: All Terms
content_id: ALL-TERMS-CID
licensor: Acme Pictures
entitlements: [{ecosystem: DMA, id: DMA-1}]
avails:
  - {license: EST, territories: [US], formats: [SD, HD, UHD, 4K], start: 2026-02-01, end: 2028-01-31, wsp: 6.99 USD, srp: 9.99 USD,
     announce: 2026-01-10, exclusive: true, exclusive_attributes: "Premiere", instructions: "call us", license_rights: New Release,
     other_terms: "as agreed", download: Yes, languages: {asset: [en-US, fr-CA], allowed: [en]}}
  - {license: VOD, territories: [US], formats: [HD], start: 2026-02-01, end: 2028-01-31, tier: Tier 3, rental: P30D, watch: PT48H}
  - {license: POEST, territories: [US], formats: [HD], start: 2026-05-01, end: 2026-08-31, wsp: 6.99 USD, suppression_lift: 2026-04-01}
  - {license: FVOD, territories: [US], formats: [HD], start: 2026-02-01, end: 2028-01-31}
  - {use: library}
  - {use: library, contract: FIXED_FEE, start: 2028-02-01, end: 2029-01-31}
  - {use: library, channel: a4k, formats: [UHD]}
  - {use: library, channel: alpha, languages: {holdback: [{tag: fr-CA, asset: subtitle}, {tag: fr-CA, asset: audio}]}}
  - {use: library, channel: beta}
---
kind: movie
work_type: Short
alid: SHORT
title: A Short
avails: [{license: FVOD, territories: [GB], formats: [HD], start: 2026-02-01, end: 2028-01-31}]
---
kind: series
alid: ASB
title: Avail Strikes Back
seasons: 4
---
kind: season
alid: ASB-S1
series: ASB
number: 1
title: "Avail Strikes Back: Season 1"
avails:
  - {key: us-est, license: EST, territories: [US], formats: [HD], start: 2026-03-01, end: 2030-12-31,
     wsp: 14.99 USD, srp: 19.99 USD, episode: {wsp: 1.40 USD, srp: 1.99 USD}}
  - {key: us-prime, use: library}
episodes:
  - {alid: ASB-S1E1, number: 1, title: Pilot}
  - {alid: ASB-S1E2, number: 2, title: Two, avails: [{key: us-est, start: 2026-07-09}]}
  - {alid: ASB-S1E3, number: 3, title: Three, avails: [{license: FVOD, territories: [US], formats: [HD], start: 2026-03-16, end: 2027-04-16}]}
"""


def test_every_kind_and_every_term_converges(estate: Estate) -> None:
    estate.write("catalog/all.yaml", EVERYTHING)
    estate.apply()
    estate.settled()
    terms = [term for row in estate.live("ALL-TERMS") for term in row.get("Terms", [])]
    channels = {term["Text"] for term in terms if term["_termName"] == "ChannelIdentity"}
    assert channels == {"a4k", "alpha", "beta"}
    assert {term["_termName"] for term in terms} >= {
        "WSP",
        "Tier",
        "RentalDuration",
        "SuppressionLiftDate",
        "Exclusive",
    }


def test_a_price_that_is_edited_is_the_only_change(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    estate.apply()
    estate.edit("catalog/heat.yaml", "wsp: 6.99 USD", "wsp: 5.99 USD")

    (change,) = estate.changes()

    assert change["scope"] == {"alid": "HEAT", "territory": "US", "business_line": "TVOD"}
    (field,) = change["fields"]
    assert (field["path"], field["before"], field["after"]) == (
        "transactions[EST HD].wsp",
        "6.99 USD",
        "5.99 USD",
    )
    assert field["source"]["file"] == "catalog/heat.yaml"
    assert (field["source"]["line"], field["source"]["column"]) == (12, 42)
    estate.apply()
    estate.settled()


def test_ending_a_live_window_is_sent_and_goes_dark(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    estate.apply()
    estate.edit("catalog/heat.yaml", "end: 2031-01-14", "end: 2026-05-30")

    said = estate.run("plan")

    assert "Heat Haze leaves CA and US purchase today" in said.out
    assert {change["action"] for change in estate.changes()} == {"replace"}
    estate.apply()
    assert {row["End"] for row in estate.live("HEAT")} == {"2026-05-31T03:59:59Z"}
    estate.settled()


def test_a_format_that_moves_reads_as_one_value(estate: Estate) -> None:
    estate.write(
        "catalog/heat.yaml",
        MOVIE.replace("[HD, UHD]", "[HD]").replace(
            "      - {territory: US, format: UHD, wsp: 8.99 USD, srp: 12.99 USD}\n", ""
        ),
    )
    estate.apply()
    before = {row["_TransactionID"] for row in estate.live("HEAT", "CA")}
    estate.edit("catalog/heat.yaml", "formats: [HD]", "formats: [UHD]")
    estate.edit("catalog/heat.yaml", "format: HD, ", "format: UHD, ")
    fields = [field for change in estate.changes() for field in change["fields"]]
    assert [(field["path"], field["before"], field["after"]) for field in fields] == [
        ("transactions[EST UHD].format", "HD", "UHD")
    ] * 2
    estate.apply()
    assert {row["_TransactionID"] for row in estate.live("HEAT", "CA")} == before
    estate.settled()


def test_a_start_that_moves_converges_under_the_same_id(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    estate.apply()
    before = {row["_TransactionID"] for row in estate.live("HEAT")}
    for start in ("2026-03-01", "2026-09-01", "2026-01-15"):
        estate.edit("catalog/heat.yaml", "start: " + _start(estate), f"start: {start}")
        estate.apply()
        estate.settled()
    assert {row["_TransactionID"] for row in estate.live("HEAT")} == before


def test_a_dropped_format_ends_yesterday_and_a_new_territory_appears(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    estate.apply()
    estate.edit("catalog/heat.yaml", "formats: [HD, UHD]", "formats: [HD]")
    estate.edit(
        "catalog/heat.yaml", "      - {territory: US, format: UHD, wsp: 8.99 USD, srp: 12.99 USD}\n", ""
    )
    estate.edit("catalog/heat.yaml", "territories: [US, CA]", "territories: [US, CA, GB]")
    estate.edit(
        "catalog/heat.yaml",
        "      - {territory: CA,",
        "      - {territory: GB, wsp: 5.99 GBP, srp: 8.99 GBP}\n      - {territory: CA,",
    )
    actions = {(change["scope"]["territory"], change["action"]) for change in estate.changes()}
    assert actions == {("US", "replace"), ("CA", "replace"), ("GB", "create")}
    estate.apply()
    ended = [row for row in estate.live("HEAT") if row["FormatProfile"]["value"] == "UHD"]
    assert [row["End"] for row in ended] == ["2026-06-01T03:59:59Z"]
    estate.settled()


def test_a_window_that_ends_between_plan_and_apply_makes_the_plan_stale_and_then_converges(
    estate: Estate,
) -> None:
    estate.write("catalog/heat.yaml", MOVIE.replace("end: 2031-01-14", "end: 2026-06-10"))
    estate.apply()
    estate.edit("catalog/heat.yaml", "wsp: 7.99 CAD", "wsp: 6.99 CAD")
    plan = str(estate.root / "plan.json")
    assert estate.run("plan", "--out", plan).code == 0
    estate.now += timedelta(days=20)
    said = estate.run("apply", plan)
    assert said.code == 3
    assert "was valid until 2026-06-11T02:29:59Z" in said.err
    estate.settled()


def test_windows_that_the_service_no_longer_shows_change_nothing(make_estate: Callable[..., Estate]) -> None:
    estate = make_estate(assume={"past-windows": "dropped"})
    estate.write("catalog/heat.yaml", MOVIE.replace("end: 2031-01-14", "end: 2026-06-10"))
    estate.apply()
    estate.now += timedelta(days=20)
    estate.settled()


def test_one_alid_in_sixty_territories(estate: Estate) -> None:
    territories = [
        "US",
        "CA",
        "GB",
        "DE",
        "FR",
        "IT",
        "ES",
        "PT",
        "NL",
        "BE",
        "LU",
        "AT",
        "CH",
        "SE",
        "NO",
        "DK",
        "FI",
        "IS",
        "IE",
        "PL",
        "CZ",
        "SK",
        "HU",
        "RO",
        "BG",
        "GR",
        "HR",
        "SI",
        "RS",
        "EE",
        "LV",
        "LT",
        "MT",
        "CY",
        "TR",
        "IL",
        "ZA",
        "NG",
        "KE",
        "EG",
        "MA",
        "AE",
        "SA",
        "QA",
        "KW",
        "IN",
        "ID",
        "MY",
        "SG",
        "TH",
        "VN",
        "PH",
        "JP",
        "KR",
        "AU",
        "NZ",
        "BR",
        "MX",
        "AR",
        "CL",
    ]
    assert len(territories) == 60
    estate.write(
        "catalog/wide.yaml",
        f"""
        kind: movie
        alid: WIDE
        title: Wide
        avails: [{{license: FVOD, territories: [{", ".join(territories)}], formats: [HD], start: 2026-01-01, end: 2028-01-01}}]
        """,
    )
    said = estate.apply()
    assert "60 done (60 verified)" in said.out
    estate.settled()


def _start(estate: Estate) -> str:
    text = (estate.root / "catalog/heat.yaml").read_text()
    return text.split("start: ")[1].split("\n")[0]
