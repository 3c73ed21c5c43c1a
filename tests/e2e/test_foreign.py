"""`foreign: keep`: what others made stays, what was ours once goes, and a plan names both."""

import copy
from datetime import timedelta
from typing import Any

import pytest
from e2e.estate import Estate
from e2e.test_causes import by_hand
from e2e.test_converges import MOVIE

KEEP = "    foreign: keep\n"


@pytest.fixture
def known(estate: Estate) -> Estate:
    """One title, live, and the environment keeps what others made."""
    estate.configure(KEEP)
    estate.write("catalog/heat.yaml", MOVIE)
    estate.commit("one title")
    estate.apply()
    estate.now += timedelta(seconds=1)
    return estate


def made_by_others(estate: Estate, territory: str = "US", **changes: Any) -> dict[str, Any]:
    """Somebody adds a transaction in the portal; its id, format and what else is given are theirs."""
    (entry,) = (one for one in estate.emulator.dump() if one["territory"] == territory)
    row = copy.deepcopy(entry["avail"]["Transaction"][0])
    row |= {"_TransactionID": "theirs", "FormatProfile": {"value": "SD"}, **changes}
    entry["avail"]["Transaction"].append(row)
    estate.emulator.seed([entry])
    return next(one for one in estate.live("HEAT", territory) if one["_TransactionID"] == "theirs")


def ids(estate: Estate, territory: str = "US") -> dict[str, str]:
    """Format and end of what is live, by id."""
    return {row["_TransactionID"]: row["FormatProfile"]["value"] for row in estate.live("HEAT", territory)}


def kept(estate: Estate, *flags: str) -> list[tuple[str, str, bool]]:
    """Scope, offer and doubt of what a plan keeps."""
    said = estate.run("plan", "--format", "json", *flags)
    rows = said.json.get("kept", [])
    return [(row["scope"]["territory"], row["offer"], row["in_doubt"]) for row in rows]


def codes(estate: Estate) -> list[str]:
    said = estate.run("plan", "--format", "json")
    return [item["code"] for item in said.json["diagnostics"]]


def test_what_others_made_is_no_change_no_drift_and_is_named(known: Estate) -> None:
    made_by_others(known)

    said, drift = known.run("plan"), known.run("drift")

    assert (said.code, drift.code) == (0, 0)
    assert known.changes() == []
    line = "  = Heat Haze, HEAT in US TVOD: EST SD, 15 January 2026 to 14 January 2031\n"
    for text in (said.out, drift.out):
        assert f"Made by others, and kept as it is\n{line}" in text
    assert "compared. Prime Video holds what this catalog says, and what others made." in said.out
    assert kept(known) == [("US", "EST SD", False)]


def test_without_the_key_it_goes(known: Estate) -> None:
    made_by_others(known)
    known.configure()
    known.commit("git alone counts")

    (change,) = known.changes()

    assert [row["fate"] for row in change["rows"]] == ["same", "ended", "same"]
    assert {item["cause"] for item in change["fields"]} == {"drift"}
    assert known.run("drift").code == 2


def test_a_full_extract_sends_it_again_verbatim(known: Estate) -> None:
    theirs = made_by_others(known, Description="as they wrote it")
    known.edit("catalog/heat.yaml", "wsp: 6.99 USD", "wsp: 5.99 USD")
    known.commit("cheaper")

    said = known.run("plan", "--format", "json")
    (change,) = said.json["changes"]
    known.apply()

    assert [row["fate"] for row in change["rows"]] == ["changed", "kept", "same"]
    assert {verdict["guard"]: verdict["count"] for verdict in said.json["guards"]}["going_dark"] == 0
    assert next(row for row in known.live("HEAT") if row["_TransactionID"] == "theirs") == theirs
    known.settled()


def test_what_was_ours_and_left_git_ends_and_the_rest_stays(known: Estate) -> None:
    theirs = made_by_others(known)
    known.edit("catalog/heat.yaml", "formats: [HD, UHD]", "formats: [HD]")
    known.edit(
        "catalog/heat.yaml", "      - {territory: US, format: UHD, wsp: 8.99 USD, srp: 12.99 USD}\n", ""
    )
    known.commit("no UHD any more")

    change = next(one for one in known.changes() if one["scope"]["territory"] == "US")
    known.apply()

    assert {row["label"]: row["fate"] for row in change["rows"]} == {
        "EST HD": "same",
        "EST SD": "kept",
        "EST UHD": "ended",
    }
    ends = {row["FormatProfile"]["value"]: row["End"] for row in known.live("HEAT")}
    assert ends == {"HD": theirs["End"], "SD": theirs["End"], "UHD": "2026-06-01T03:59:59Z"}
    known.settled()


def test_what_was_kept_once_is_not_ours_because_we_sent_it(known: Estate) -> None:
    made_by_others(known)
    known.edit("catalog/heat.yaml", "wsp: 6.99 USD", "wsp: 5.99 USD")
    known.commit("cheaper")
    known.apply()
    known.now += timedelta(seconds=1)
    known.edit("catalog/heat.yaml", "wsp: 5.99 USD", "wsp: 4.99 USD")
    known.commit("cheaper still")

    (change,) = known.changes()

    assert [row["fate"] for row in change["rows"]] == ["changed", "kept", "same"]


def test_what_git_takes_over_is_ours_from_then_on(known: Estate) -> None:
    made_by_others(known)
    before = (known.root / "catalog/heat.yaml").read_text(encoding="utf-8")
    known.edit("catalog/heat.yaml", "[HD, UHD]", "[SD, HD, UHD]")
    known.edit(
        "catalog/heat.yaml",
        "    prices:\n",
        "    prices:\n      - {territory: US, format: SD, wsp: 6.99 USD, srp: 9.99 USD}\n",
    )
    known.commit("SD is ours now")
    known.apply()
    assert kept(known) == []
    (known.root / "catalog/heat.yaml").write_text(before, encoding="utf-8")
    known.commit("no SD any more")

    change = next(one for one in known.changes() if one["scope"]["territory"] == "US")

    assert {row["label"]: row["fate"] for row in change["rows"]}["EST SD"] == "ended"
    assert kept(known) == []


def test_a_format_of_ours_never_takes_the_place_of_theirs(known: Estate) -> None:
    made_by_others(known, FormatProfile={"value": "4K"})
    known.edit("catalog/heat.yaml", "[HD, UHD]", "[SD, HD, UHD]")
    known.edit(
        "catalog/heat.yaml",
        "    prices:\n",
        "    prices:\n      - {territory: US, format: SD, wsp: 6.99 USD, srp: 9.99 USD}\n",
    )
    known.commit("SD as well")

    change = next(one for one in known.changes() if one["scope"]["territory"] == "US")

    assert {row["label"]: row["fate"] for row in change["rows"]} == {
        "EST 4K": "kept",
        "EST HD": "same",
        "EST SD": "added",
        "EST UHD": "same",
    }


def test_what_would_overlap_is_refused_in_a_sentence(known: Estate) -> None:
    made_by_others(known, Start="2026-03-01T05:00:00Z")
    known.edit("catalog/heat.yaml", "[HD, UHD]", "[SD, HD, UHD]")
    known.edit(
        "catalog/heat.yaml",
        "    prices:\n",
        "    prices:\n      - {territory: US, format: SD, wsp: 6.99 USD, srp: 9.99 USD}\n",
    )
    known.commit("SD as well")

    said = known.run("plan")

    assert said.code == 1
    assert "PV917" in said.out
    sentence = "live has EST SD from 2026-03-01 to 2031-01-14, which was never ours and is kept, and git offers EST SD from 2026-01-15"
    assert sentence in " ".join(said.out.split())
    assert [change["scope"]["territory"] for change in known.changes()] == ["CA"]


def test_a_delete_is_refused_and_names_what_is_kept(estate: Estate) -> None:
    estate.configure(KEEP)
    estate.write("catalog/heat.yaml", MOVIE.replace("2026-01-15", "2026-09-01"))
    estate.commit("to come")
    estate.apply()
    made_by_others(estate, Start="2026-09-01T04:00:00Z")
    estate.edit("catalog/heat.yaml", "alid: HEAT\n", "alid: HEAT\nstate: deleted\nnever_delivered: true\n")
    estate.commit("it will not come")

    said = estate.run("plan")

    assert said.code == 1
    sentence = "HEAT US TVOD cannot be deleted: live has what was never ours and is kept: EST SD from 2026-09-01 to 2031-01-14"
    assert sentence in " ".join(said.out.split())
    assert [(one["action"], one["scope"]["territory"]) for one in estate.changes()] == [("delete", "CA")]


def test_a_scope_that_left_git_is_not_deleted_either(estate: Estate) -> None:
    estate.configure(f"{KEEP}on_removal: delete\n")
    estate.write("catalog/heat.yaml", MOVIE.replace("2026-01-15", "2026-09-01"))
    estate.commit("to come")
    estate.apply()
    made_by_others(estate, Start="2026-09-01T04:00:00Z")
    (estate.root / "catalog/heat.yaml").unlink()
    estate.write("catalog/cold.yaml", MOVIE.replace("HEAT", "COLD").replace("Heat Haze", "Cold Front"))
    estate.commit("it will not come")

    assert "PV918" in codes(estate)
    actions = {(one["scope"]["alid"], one["scope"]["territory"]): one["action"] for one in estate.changes()}
    assert actions == {("HEAT", "CA"): "delete", ("COLD", "CA"): "create", ("COLD", "US"): "create"}


def test_what_is_withdrawn_ends_and_what_others_made_stays(known: Estate) -> None:
    theirs = made_by_others(known)
    known.edit("catalog/heat.yaml", "alid: HEAT\n", "alid: HEAT\nstate: withdrawn\n")
    known.commit("no longer")
    known.apply()

    ends = {row["FormatProfile"]["value"]: row["End"] for row in known.live("HEAT")}

    assert ends == {"HD": "2026-06-01T03:59:59Z", "UHD": "2026-06-01T03:59:59Z", "SD": theirs["End"]}
    known.settled()
    assert kept(known) == [("US", "EST SD", False)]


def test_a_document_that_has_gone_keeps_its_word(known: Estate) -> None:
    known.configure("on_removal: withdraw\n")
    known.commit("what leaves")
    known.edit("catalog/heat.yaml", "alid: HEAT\n", "alid: HEAT\nforeign: keep\n")
    known.commit("others may")
    theirs = made_by_others(known)
    (known.root / "catalog/heat.yaml").unlink()
    known.write("catalog/cold.yaml", MOVIE.replace("HEAT", "COLD").replace("Heat Haze", "Cold Front"))
    known.commit("gone")
    known.apply()

    ends = {row["FormatProfile"]["value"]: row["End"] for row in known.live("HEAT")}

    assert ends == {"HD": "2026-06-01T03:59:59Z", "UHD": "2026-06-01T03:59:59Z", "SD": theirs["End"]}
    assert known.run("orphans", "--all").code == 0


@pytest.mark.parametrize(
    ("environment", "document", "stays"),
    [("", "keep", True), ("", "", False), (KEEP, "remove", False), (KEEP, "", True)],
)
def test_a_document_s_word_goes_before_the_environment_s(
    known: Estate, environment: str, document: str, *, stays: bool
) -> None:
    known.configure(environment)
    if document:
        known.edit("catalog/heat.yaml", "alid: HEAT\n", f"alid: HEAT\nforeign: {document}\n")
    known.write("README.md", "a word")
    known.commit("a word")
    made_by_others(known)

    assert bool(kept(known)) is stays
    assert bool(known.changes()) is not stays


def test_a_channel_s_word_is_for_its_own_transactions_alone(estate: Estate) -> None:
    sold = (
        "{license: SVOD, territories: [US], formats: [HD], start: 2026-01-15, end: 2031-01-14, channel: %s}"
    )
    channels = "channels:\n  alpha: {foreign: keep}\n  beta:\n"
    estate.configure(channels)
    estate.write(
        "catalog/heat.yaml",
        f"kind: movie\nalid: HEAT\ntitle: Heat Haze\navails:\n  - {sold % 'alpha'}\n  - {sold % 'beta'}\n",
    )
    estate.commit("two channels")
    estate.apply()
    (entry,) = estate.emulator.dump()
    for row in list(entry["avail"]["Transaction"]):
        extra = copy.deepcopy(row) | {
            "_TransactionID": f"theirs-{row['_TransactionID']}",
            "FormatProfile": {"value": "SD"},
        }
        entry["avail"]["Transaction"].append(extra)
    estate.emulator.seed([entry])

    (change,) = estate.changes()

    assert {row["label"]: row["fate"] for row in change["rows"]} == {
        "SVOD HD alpha": "same",
        "SVOD HD beta": "same",
        "SVOD SD alpha": "kept",
        "SVOD SD beta": "ended",
    }


def test_a_row_that_only_another_branch_declared_is_ours(known: Estate) -> None:
    before = (known.root / "catalog/heat.yaml").read_text(encoding="utf-8")
    known.git("switch", "-q", "-c", "side")
    known.edit("catalog/heat.yaml", "[HD, UHD]", "[SD, HD, UHD]")
    known.edit(
        "catalog/heat.yaml",
        "    prices:\n",
        "    prices:\n      - {territory: US, format: SD, wsp: 6.99 USD, srp: 9.99 USD}\n",
    )
    known.commit("SD as well")
    known.apply()
    known.git("switch", "-q", "main")
    assert (known.root / "catalog/heat.yaml").read_text(encoding="utf-8") == before

    fates = {row["label"]: row["fate"] for change in known.changes() for row in change["rows"]}

    assert fates == {"EST HD": "same", "EST SD": "ended", "EST UHD": "same"}
    assert kept(known) == []


def test_without_git_what_cannot_be_told_stays_and_is_in_doubt(estate: Estate) -> None:
    estate.configure(KEEP)
    estate.write("catalog/heat.yaml", MOVIE)
    estate.apply()
    made_by_others(estate)
    estate.edit("catalog/heat.yaml", "formats: [HD, UHD]", "formats: [HD]")
    estate.edit(
        "catalog/heat.yaml", "      - {territory: US, format: UHD, wsp: 8.99 USD, srp: 12.99 USD}\n", ""
    )

    fates = {row["label"]: row["fate"] for change in estate.changes() for row in change["rows"]}
    # What this machine sent itself it knows without git.
    assert fates == {"EST HD": "same", "EST UHD": "ended", "EST SD": "kept"}
    assert kept(estate) == [("US", "EST SD", True)]
    said = estate.run("plan")
    assert "perhaps ours once: what git and earlier runs said of it is not known in full here" in " ".join(
        said.out.split()
    )


def test_what_is_kept_is_not_written_into_the_catalog(known: Estate) -> None:
    made_by_others(known)
    by_hand(known, "WSP", "1.23")

    said = known.run("drift", "--write")

    written = (known.root / "catalog/heat.yaml").read_text(encoding="utf-8")
    assert said.code == 0, said.out
    assert "1.23 USD" in written
    assert "SD" not in written.replace("USD", "")


def test_no_word_of_that_kind_is_an_error(estate: Estate) -> None:
    estate.configure("    foreign: kep\n")
    said = estate.run("validate")
    assert said.code == 1
    assert "`kep` is not an answer to what others made" in said.err + said.out
