"""An ALID stands for one title for ever, and a title has one ALID: what history knows of both."""

from datetime import timedelta
from typing import Any

import pytest
from e2e.estate import Estate
from e2e.test_bundle_members import COLLECTION, HEAD
from e2e.test_converges import MOVIE

TRAILER = """
kind: supplemental
alid: HEAT
title: Heat Haze, the trailer
type: trailer
of: COLD
avails: []
"""


@pytest.fixture
def known(estate: Estate) -> Estate:
    """A title, live, in a file of its own."""
    estate.write("catalog/heat.yaml", MOVIE)
    estate.commit("a title")
    estate.apply()
    estate.now += timedelta(seconds=1)
    return estate


def told(estate: Estate, *codes: str) -> list[tuple[str, str, str]]:
    """Severity, code and sentence of what a plan says."""
    found = estate.run("plan", "--format", "json").json["diagnostics"]
    return [(item["severity"], item["code"], item["message"]) for item in found if item["code"] in codes]


def head(estate: Estate, ref: str = "HEAD") -> str:
    return estate.git("rev-parse", ref).strip()[:9]


def actions(estate: Estate) -> list[tuple[str, str, str, list[str]]]:
    changes: list[dict[str, Any]] = estate.changes()
    return [
        (
            change["scope"]["alid"],
            change["scope"]["business_line"],
            change["action"],
            [need["alid"] for need in change["needs"]],
        )
        for change in changes
        if change["scope"]["territory"] == "US"
    ]


def test_a_title_under_a_new_alid_waits_until_the_old_one_may_go(known: Estate) -> None:
    known.edit("catalog/heat.yaml", "alid: HEAT", "alid: HEAT-2")
    known.commit("another id")

    ((severity, _, message),) = told(known, "PV908")

    assert severity == "error"
    assert message == (
        "`HEAT-2` is the title that is live as `HEAT` in CA TVOD, US TVOD: a title cannot have two ALIDs, so it waits "
        "until the catalog says what shall become of `HEAT`"
    )
    assert known.changes() == []
    assert len(told(known, "PV905")) == 1


def test_once_that_is_said_the_old_one_goes_first(known: Estate) -> None:
    known.edit("catalog/heat.yaml", "alid: HEAT", "alid: HEAT-2")
    known.write(
        "catalog/gone.yaml",
        "kind: movie\nalid: HEAT\ntitle: Heat Haze\nstate: withdrawn\navails: []\n"
        "removed:\n  - {territory: US, business_line: TVOD, as: withdrawn}\n  - {territory: CA, business_line: TVOD, as: withdrawn}\n",
    )
    known.edit("catalog/gone.yaml", "state: withdrawn\n", "")
    known.commit("another id, and the old one goes")

    assert actions(known) == [
        ("HEAT", "TVOD", "withdraw", []),
        ("HEAT-2", "TVOD", "create", ["HEAT", "HEAT"]),
    ]
    ((severity, _, message),) = told(known, "PV908")
    assert severity == "warning"
    assert "is withdrawn first; the help says that it must be fully deleted" in message
    known.apply()
    known.settled()


def test_a_removal_that_fails_keeps_the_new_one_back(known: Estate) -> None:
    known.configure("on_removal: withdraw\n")
    known.commit("what leaves")
    known.edit("catalog/heat.yaml", "alid: HEAT", "alid: HEAT-2")
    known.commit("another id")
    known.fault(name="502", endpoint="batch/put", alid="HEAT")
    known.fault(name="502", endpoint="put", alid="HEAT")

    known.run("apply", "--auto-approve")

    assert known.live("HEAT-2") == []


def test_the_same_name_in_another_file_is_another_title(known: Estate) -> None:
    known.git("rm", "-q", "catalog/heat.yaml")
    known.write("catalog/remake.yaml", MOVIE.replace("HEAT", "REMAKE"))
    known.commit("a remake")

    assert told(known, "PV908") == []
    assert [one[0] for one in actions(known)] == ["REMAKE"]


def test_a_scope_that_changes_its_business_line_is_offered_there_before_it_goes_here(known: Estate) -> None:
    known.configure("on_removal: withdraw\n")
    known.commit("what leaves")
    known.edit("catalog/heat.yaml", "license: EST", "license: FVOD")
    text = (known.root / "catalog/heat.yaml").read_text()
    known.write("catalog/heat.yaml", text[: text.index("    prices:")])
    known.commit("free from now on")

    assert actions(known) == [
        ("HEAT", "FVOD", "create", []),
        ("HEAT", "TVOD", "withdraw", ["HEAT"]),
    ]
    known.apply()
    known.settled()


def test_an_alid_of_another_kind_is_refused_for_ever(known: Estate) -> None:
    known.write("catalog/cold.yaml", MOVIE.replace("HEAT", "COLD").replace("Heat Haze", "Cold Front"))
    avails = MOVIE[MOVIE.index("avails:") :]
    known.write("catalog/heat.yaml", TRAILER.replace("avails: []\n", avails))
    known.commit("the id is used again")

    ((severity, _, message),) = told(known, "PV907")

    assert severity == "error"
    assert message == (
        f'commit {head(known, "HEAD^")} declared the movie "Heat Haze" under the ALID `HEAT`, '
        'which is the trailer "Heat Haze, the trailer" now'
    )
    assert {one[0] for one in actions(known)} == {"COLD"}
    assert known.run("plan", "--only", "COLD").code == 0


def test_a_wholly_different_title_is_a_warning_and_a_correction_is_none(known: Estate) -> None:
    known.edit("catalog/heat.yaml", "title: Heat Haze", "title: Heat Haze, Restored")
    known.commit("a correction")
    assert told(known, "PV907") == []

    known.edit("catalog/heat.yaml", "title: Heat Haze, Restored", "title: Low Tide\ncontent_id: LOWTIDE")
    known.commit("another film")
    ((severity, _, message),) = told(known, "PV907")
    assert severity == "warning"
    assert 'which is the movie "Low Tide" now' in message


@pytest.fixture
def bundled(estate: Estate) -> Estate:
    """Three movies and a collection of two of them, committed."""
    for alid in ("ONE", "TWO", "THREE"):
        estate.write(f"catalog/{alid}.yaml", HEAD.format(alid=alid, start="2026-01-01", end="2032-12-31"))
    estate.write("catalog/both.yaml", COLLECTION.format(start="2026-02-01", end="2031-12-31"))
    estate.commit("a collection")
    return estate


def other_members(estate: Estate) -> None:
    estate.edit("catalog/both.yaml", "members: [ONE, TWO]", "members: [ONE, THREE]")
    estate.commit("other members")


def test_members_are_those_of_the_first_apply_for_ever(bundled: Estate) -> None:
    bundled.apply()
    for alid in ("ONE", "THREE", "both"):
        bundled.edit(f"catalog/{alid}.yaml", "territories: [US]", "territories: [CA]")
        bundled.edit(f"catalog/{alid}.yaml", "USD", "CAD")
    bundled.now += timedelta(seconds=1)
    other_members(bundled)

    ((severity, _, message),) = told(bundled, "PV906")

    # In Canada live knows nothing of the collection: only history tells.
    assert severity == "error"
    assert message.startswith(
        f"commit {head(bundled, 'HEAD^')} listed other movies in `BOTH`; now it is listed"
    )
    assert {change["scope"]["alid"] for change in bundled.changes()} == {"ONE", "THREE"}


def test_a_list_that_was_never_applied_is_a_warning(bundled: Estate) -> None:
    other_members(bundled)

    ((severity, _, message),) = told(bundled, "PV906")

    assert severity == "warning"
    assert message == (
        f"commit {head(bundled, 'HEAD^')}, which no receipt shows as applied, listed other movies in `BOTH`; "
        "now it is listed without TWO and with THREE"
    )
    bundled.apply()


def test_a_list_that_is_put_right_is_no_error(bundled: Estate) -> None:
    bundled.apply()
    bundled.now += timedelta(seconds=1)
    other_members(bundled)
    bundled.git("revert", "--no-edit", "HEAD")

    # What was declared meanwhile never reached Prime Video, and what is declared now has.
    assert told(bundled, "PV906") == []
    bundled.settled()
