"""`pvsync import live`: what is live comes into an empty catalog, is read once, and is never made up.

One screen with its files is compared with tests/golden/import_live.txt. After a wanted change write it anew and read it:

    PVSYNC_UPDATE_GOLDEN=1 pytest tests/e2e/test_import_live.py
"""

import copy
import os
import re
import shutil
import signal
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from e2e.estate import Estate, Said
from e2e.test_converges import MOVIE
from e2e.test_ema import CATALOG, TRAILER
from e2e.test_hostile_ids import ILLEGAL, safe
from e2e.test_killed import begun
from golden.poison import POISONS

from pvsync.catalog.editing.store import create_file
from pvsync.emulator.store import Store
from pvsync.workflows import live_written

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden"
LIST = """\
ALID,Title,kind,of
HEAT,,movie,
WAVE,,,
BOTH,,,
ASB,,,
ASB-S1,,,
ASB-S1E1,,,
ASB-S1E2,,,
HEAT-T,,trailer,HEAT
"""


@pytest.fixture
def live(estate: Estate) -> Estate:
    """An estate that is live, and of which the catalog and its history are gone."""
    estate.write("catalog/all.yaml", CATALOG)
    estate.write("catalog/trailer.yaml", TRAILER)
    estate.commit()
    estate.apply()
    shutil.rmtree(estate.root / "catalog")
    shutil.rmtree(estate.root / ".git")
    estate.write("ids.csv", LIST)
    estate.emulator.reset_counters()
    return estate


def imported(
    estate: Estate, *flags: str, ids: str = "ids.csv", where: tuple[str, ...] = ("US", "CA")
) -> Said:
    territories = ("--territories", *where) if where else ()
    source = () if "--from-history" in flags else ("--ids", str(estate.root / ids))
    into = ("--into", str(estate.root / "catalog"))
    return safe(estate.run("import", "live", *source, *territories, *into, *flags))


def reads(estate: Estate) -> int:
    counted = estate.emulator.counters().by_endpoint
    return counted.get("get", 0) + counted.get("batch/get", 0)


def files(estate: Estate) -> dict[str, bytes]:
    return {
        path.relative_to(estate.root).as_posix(): path.read_bytes()
        for path in sorted((estate.root / "catalog").rglob("*.yaml"))
    }


def changed(estate: Estate, alid: str, territory: str = "US") -> dict[str, Any]:
    """The avail that the service holds, to be changed by hand."""
    entries = estate.emulator.dump()
    return next(one for one in entries if (one["alid"], one["territory"]) == (alid, territory))


def by_hand(estate: Estate, entry: dict[str, Any]) -> None:
    rest = [
        one
        for one in estate.emulator.dump()
        if (one["alid"], one["territory"], one["businessLine"])
        != (entry["alid"], entry["territory"], entry["businessLine"])
    ]
    estate.emulator.seed([*rest, entry], replace=True)


def test_every_kind_comes_in_and_the_first_plan_is_empty(live: Estate) -> None:
    said = imported(live)
    assert said.code == 0, said.out
    assert "Wrote 8 titles in 7 files" in said.out
    live.commit("taken over")
    assert live.run("validate").code == 0
    live.settled()
    again = imported(live)
    assert again.code == 0
    assert "In the catalog already, and left as it is: ASB (catalog/series/" in again.out
    assert "Nothing was asked" in again.out


def test_the_example_catalog_comes_back_as_it_is_live(estate: Estate) -> None:
    shutil.copytree(ROOT / "catalog", estate.root / "catalog")
    config = (ROOT / "pvsync.yaml").read_text(encoding="utf-8").split("environments:")[0]
    (estate.root / "pvsync.yaml").write_text(
        f"{config}\nenvironments:\n  local: {{url: {estate.emulator.url}, rate: 1000, open: 8}}\n",
        encoding="utf-8",
    )
    estate.commit()
    assert estate.run("apply", "--auto-approve").code == 0
    listed = ["alid,of,complete"]
    for entry in estate.emulator.dump():
        of = {"TRAILER-HEATHAZE": "HEATHAZE-2024", "TIDEWRACK-MAKINGOF": "TIDEWRACK-S1"}.get(
            entry["alid"], ""
        )
        listed.append(f"{entry['alid']},{of},{'true' if entry['alid'] == 'TIDEWRACK-S1' else ''}")
    estate.write("ids.csv", "\n".join(dict.fromkeys(listed)))
    shutil.rmtree(estate.root / "catalog")
    shutil.rmtree(estate.root / ".git")

    said = imported(estate, where=())
    assert said.code == 0, said.out
    assert [code for code in ("PV183", "PV184", "PV185", "PV187") if code in said.out] == []
    estate.commit()
    assert estate.run("validate").code == 0
    estate.settled()


def test_territories_are_those_that_are_known_unless_they_are_named(live: Estate) -> None:
    unknown = imported(live, where=())
    assert unknown.code == 1
    assert "it is not known in which territories to look" in unknown.err
    assert "--territories US CA" in unknown.err
    assert reads(live) == 0

    live.configure("territory_groups: {NORTH: [US, CA]}\n")
    assert "in CA and US" in imported(live, where=()).out
    live.settled()
    shutil.rmtree(live.root / "catalog")
    assert "in CA and US" in imported(live, where=("NORTH",)).out
    misspelt = imported(live, where=("UK",))
    assert (misspelt.code, "did you mean `GB`?" in misspelt.err) == (1, True)


def test_a_list_says_where_to_look_for_an_id(live: Estate) -> None:
    live.write("ids.csv", "alid;territory;business_line\nHEAT;US;TVOD\nHEAT;CA;TVOD\nWAVE;US;TVOD\n")
    said = imported(live, "--format", "json", where=())
    assert said.code == 0
    assert (said.json["present"], said.json["asked"]["scopes"]) == (3, 3)
    assert {Path(name).stem for name in said.json["written"]} == {"heat-haze", "heat-wave"}
    live.settled()


def test_only_the_business_lines_that_are_named_are_looked_in(live: Estate) -> None:
    said = imported(live, "--business-lines", "PRIME_SUBSCRIPTION")
    assert list(files(live)) == ["catalog/movies/heat-wave.yaml"]
    assert b"EST" not in files(live)["catalog/movies/heat-wave.yaml"]
    assert "1 scope live" in said.out
    live.settled()


def test_a_list_with_mistakes_is_refused_with_all_of_them(live: Estate) -> None:
    live.write(
        "ids.csv",
        "alid,kind,territory,business_line\nHE AT,movie,US,TVOD\nHEAT,film,UK,EST\n,,US,\nWAVE,,,\nWAVE,,,\n",
    )
    said = imported(live)
    assert said.code == 1
    assert reads(live) == 0
    places = [line.strip() for line in said.out.splitlines() if "--> ids.csv" in line]
    assert places == [f"--> ids.csv:{place}" for place in ("2:1", "3:2", "3:3", "3:4", "4:1", "6:1")]
    assert not (live.root / "catalog").exists()


@pytest.mark.parametrize("poison", ILLEGAL.values(), ids=ILLEGAL)
def test_hostile_ids_are_findings_and_reach_no_one(live: Estate, poison: str) -> None:
    (live.root / "ids.txt").write_text(f"HEAT\n{poison}\n", encoding="utf-8")
    said = imported(live, ids="ids.txt")
    # What stands behind `#` is a remark, and an empty line says nothing.
    assert said.code == 1 or poison.partition("#")[0].strip() == ""
    assert said.code == 0 or reads(live) == 0


@pytest.mark.parametrize("poison", POISONS.values(), ids=POISONS)
def test_hostile_titles_come_in_as_they_are_or_are_findings(live: Estate, poison: str) -> None:
    entry = changed(live, "HEAT")
    entry["avail"]["Asset"][0]["Metadata"]["TitleInternalAlias"] = [poison]
    by_hand(live, entry)
    live.write("ids.txt", "HEAT\n")
    said = imported(live, ids="ids.txt", where=("US",))
    assert len(files(live)) == 1
    plan = safe(live.run("plan", "--detailed-exitcode"))
    # A blank at the end of a title cannot be said in YAML; then the first plan is not empty, and that was told.
    expected = 1 if said.code else 2 if "PV185" in said.out else 0
    assert plan.code == expected, said.out + plan.out


def test_what_is_unread_is_not_written_and_asked_for_again(live: Estate) -> None:
    live.fault(name="500", alid="WAVE")
    said = imported(live)
    assert said.code == 4, said.out + said.err
    assert "? WAVE in CA and US CHANNELS, FVOD, PRIME_SUBSCRIPTION, TVOD: " in " ".join(said.out.split())
    assert "heat-wave" not in "".join(files(live))
    assert "not written until everything that may belong to it is read: ASB" in said.out
    assert {Path(name).parts[1] for name in files(live)} == {"movies", "collections", "extras"}
    written = files(live)

    live.emulator.faults.clear()
    live.emulator.reset_counters()
    again = imported(live)
    assert again.code == 0, again.out
    assert "came from an earlier run of this command" in again.out
    assert reads(live) == 1
    assert written.items() <= files(live).items()
    assert not list((live.root / ".pvsync" / "imports").iterdir())
    live.settled()


def test_a_movie_that_is_unread_stops_no_series(live: Estate) -> None:
    live.edit("ids.csv", "WAVE,,,\n", "WAVE,,movie,\n")
    live.fault(name="500", alid="WAVE")
    said = imported(live)
    assert said.code == 4
    assert "not written until" not in said.out
    assert {Path(name).parts[1] for name in files(live)} == {"movies", "collections", "extras", "series"}


def test_a_scope_that_holds_nothing_is_as_good_as_not_live(live: Estate) -> None:
    entry = changed(live, "HEAT", "CA")
    entry["avail"]["Transaction"] = []
    by_hand(live, entry)
    live.write("ids.txt", "HEAT\n")
    said = imported(live, "--format", "json", ids="ids.txt", where=("CA",))
    assert (said.code, said.json["nowhere"], said.json["ended"]) == (0, ["HEAT"], [])
    assert imported(live, ids="ids.txt").code == 0
    assert "CA" not in files(live)["catalog/movies/heat-haze.yaml"].decode()
    live.settled()


def test_files_go_into_the_catalog_and_nowhere_else(live: Estate) -> None:
    words = ("--ids", str(live.root / "ids.csv"), "--territories", "US", "--into", str(live.root))
    said = live.run("import", "live", *words)
    assert said.code == 1
    assert "is not a folder of the catalog" in " ".join(said.err.split())
    assert reads(live) == 0


def test_a_season_waits_for_its_episodes(live: Estate) -> None:
    live.edit("ids.csv", "ASB-S1E2,,,\n", "ASB-S1E2,,,\nASB-S1E9,,episode,\n")
    live.fault(name="500", alid="ASB-S1E2")
    said = imported(live, "--format", "json")
    assert said.code == 4
    assert said.json["waiting"] == ["ASB", "ASB-S1", "ASB-S1E1"]
    assert said.json["nowhere"] == ["ASB-S1E9"]


def test_a_service_that_is_down_writes_nothing(live: Estate) -> None:
    live.fault(name="500")
    said = imported(live)
    assert said.code == 1
    assert not (live.root / "catalog").exists()


def test_old_answers_are_asked_for_again(live: Estate) -> None:
    live.fault(name="500", alid="WAVE")
    imported(live)
    live.emulator.faults.clear()
    shutil.rmtree(live.root / "catalog")
    live.now += timedelta(hours=25)
    assert "came from an earlier run" not in imported(live).out
    live.settled()


def test_answers_are_not_taken_from_another_reading_of_channels(live: Estate) -> None:
    live.fault(name="500", alid="WAVE")
    imported(live)
    live.emulator.faults.clear()
    shutil.rmtree(live.root / "catalog")
    live.configure("dates: utc\n")
    assert "came from an earlier run" not in imported(live).out
    live.settled()


def test_a_line_that_was_cut_off_is_asked_for_again(live: Estate) -> None:
    live.fault(name="500", alid="WAVE")
    imported(live)
    live.emulator.faults.clear()
    shutil.rmtree(live.root / "catalog")
    (kept,) = (live.root / ".pvsync" / "imports").iterdir()
    lines = kept.read_text(encoding="utf-8").splitlines()
    kept.write_text("\n".join([*lines[:-2], lines[-1][: len(lines[-1]) // 2]]), encoding="utf-8")
    said = imported(live, "--format", "json")
    assert said.code == 0
    assert 0 < said.json["asked"]["kept"] < len(lines) - 1
    live.settled()


def test_a_process_that_is_killed_goes_on_where_it_was(live: Estate, monkeypatch: pytest.MonkeyPatch) -> None:
    live.now = datetime.now(UTC)
    live.configure(batch=1, open=1, rate=1000)
    reached, real, asked = threading.Event(), Store.read, []

    def read(store: Store, *arguments: Any) -> Any:
        asked.append(arguments)
        if len(asked) == 20:
            live.fault(name="slow", endpoint="get", seconds=30, count=1)
            reached.set()
        return real(store, *arguments)

    monkeypatch.setattr(Store, "read", read)
    words = ("import", "live", "--ids", str(live.root / "ids.csv"), "--territories", "US", "CA")
    with begun(live, *words, "--into", str(live.root / "catalog")) as process:
        assert reached.wait(60)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    assert not (live.root / "catalog").exists()
    monkeypatch.undo()
    live.emulator.faults.clear()
    live.emulator.reset_counters()
    live.now = datetime.now(UTC)

    said = imported(live, "--format", "json")
    assert said.code == 0
    scopes, kept = said.json["asked"]["scopes"], said.json["asked"]["kept"]
    assert kept >= 15
    assert reads(live) == scopes - kept
    live.settled()


def test_ctrl_c_keeps_what_was_read(live: Estate, monkeypatch: pytest.MonkeyPatch) -> None:
    live.now = datetime.now(UTC)
    live.configure(batch=1, open=1, rate=1000)
    reached, real, asked = threading.Event(), Store.read, []

    def read(store: Store, *arguments: Any) -> Any:
        asked.append(arguments)
        if len(asked) == 10:
            live.fault(name="slow", endpoint="get", seconds=2, count=1)
            reached.set()
        return real(store, *arguments)

    monkeypatch.setattr(Store, "read", read)
    words = ("import", "live", "--ids", str(live.root / "ids.csv"), "--territories", "US", "CA")
    with begun(live, *words, "--into", str(live.root / "catalog")) as process:
        assert reached.wait(60)
        process.send_signal(signal.SIGINT)
        said, errors = process.communicate(timeout=60)
    assert process.returncode == 130, said + errors
    assert "the same command goes on from there" in errors
    assert "Traceback" not in errors
    assert not (live.root / "catalog").exists()


@pytest.mark.parametrize("number", range(1, 8))
def test_stopped_while_files_are_written_the_same_command_writes_the_rest(
    live: Estate, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    written: list[Path] = []

    def create(path: Path, data: bytes) -> None:
        written.append(path)
        if len(written) == number:
            raise KeyboardInterrupt
        create_file(path, data)

    monkeypatch.setattr(live_written, "create_file", create)
    assert imported(live).code == 130
    monkeypatch.undo()
    live.emulator.reset_counters()

    said = imported(live)
    assert said.code == 0, said.out
    assert reads(live) == 0
    assert len(files(live)) == 7
    live.settled()


def test_a_catalog_that_is_there_is_never_written_over(live: Estate) -> None:
    own = "kind: movie\nalid: HEAT\ntitle: Our own words\navails: []\n"
    live.write("catalog/movies/heat-wave.yaml", own)
    live.edit("ids.csv", "BOTH,,,\n", "")  # a collection wants its movies on sale
    said = imported(live)
    assert said.code == 0
    assert "HEAT (catalog/movies/heat-wave.yaml)" in said.out
    assert files(live)["catalog/movies/heat-wave.yaml"].decode() == own
    assert "catalog/movies/heat-wave-wave.yaml" in files(live)


def test_an_episode_of_a_season_that_is_there_is_left_to_a_person(live: Estate) -> None:
    live.edit("ids.csv", "ASB-S1E2,,,\n", "")
    assert imported(live).code == 0
    live.write("ids.csv", "alid\nASB-S1E2\n")
    before = files(live)
    said = imported(live)
    assert said.code == 0
    assert "PV187" in said.out
    assert "`episodes` in catalog/series/avail-strikes-back/season-1.yaml" in said.out
    assert files(live) == before
    live.settled()


def test_seasons_join_the_series_that_is_there(live: Estate) -> None:
    live.write("ids.csv", "alid\nASB\n")
    series = "kind: series\nalid: ASB\ntitle: Avail Strikes Back\nseasons: 1\n"
    live.write("catalog/asb.yaml", series)
    live.write("ids.csv", "alid\nASB-S1\nASB-S1E1\n")
    assert imported(live).code == 0
    assert [name for name in files(live) if "series.yaml" in name] == []
    live.settled()


def test_episodes_alone_bring_their_season_and_series(live: Estate) -> None:
    live.write("ids.txt", "ASB-S1E1\nASB-S1E2\n")
    said = imported(live, ids="ids.txt")
    assert said.code == 0, said.out
    text = files(live)["catalog/series/avail-strikes-back/season-1.yaml"].decode()
    assert "alid: ASB-S1\n" in text
    live.settled()


def test_what_is_over_is_left_out_and_counted(live: Estate) -> None:
    live.now = datetime(2027, 6, 1, tzinfo=UTC)
    live.write("ids.csv", "alid\nHEAT\nASB-S1E1\nHEAT-T\n")
    said = imported(live, "--format", "json")
    assert said.code == 0
    assert said.json["ended"] == ["HEAT-T"]
    assert said.json["over"] == 5
    assert "2026-06-30" not in files(live)["catalog/movies/heat-haze.yaml"].decode()
    live.settled()


def test_observed_titles_are_compared_and_never_written_until_switched(live: Estate) -> None:
    said = imported(live, "--observe")
    assert said.code == 0
    assert "only observed" in said.out
    observed = [name for name, data in files(live).items() if b"manage: observe\n" in data]
    assert len(observed) == len(files(live)) - 1  # a series is not offered itself
    live.edit("catalog/movies/heat-wave.yaml", "6.99 USD", "5.99 USD")
    live.edit("catalog/series/avail-strikes-back/season-1.yaml", "1.40 USD", "1.30 USD")
    live.commit("cheaper")
    before = live.emulator.dump()
    live.settled()
    assert live.run("apply", "--auto-approve").code == 0
    assert live.emulator.dump() == before
    assert {change["scope"]["alid"] for change in live.run("drift", "--format", "json").json["changes"]} == {
        "WAVE",
        "ASB-S1E1",
        "ASB-S1E2",
    }
    live.edit("catalog/movies/heat-wave.yaml", "manage: observe\n", "")
    live.commit("ours from now on")
    assert [change["scope"]["alid"] for change in live.changes()] == ["WAVE"]


def test_what_left_the_catalog_comes_back_from_its_history(estate: Estate) -> None:
    for name in ("HEAT", "WAVE", "GONE", "KEPT"):
        text = MOVIE.replace("HEAT", name).replace("Heat Haze", f"The {name}")
        estate.write(f"catalog/{name}.yaml", text)
    estate.commit()
    estate.apply()
    before = estate.emulator.dump()
    for name in ("HEAT", "WAVE", "GONE"):
        (estate.root / f"catalog/{name}.yaml").unlink()
    estate.commit("lost")
    estate.emulator.seed([one for one in before if one["alid"] != "GONE"], replace=True)
    assert estate.run("plan").code == 1

    said = imported(estate, "--from-history", "--format", "json", where=())
    assert said.code == 0
    assert said.json["asked"]["ids"] == 3
    assert said.json["asked"]["scopes"] == said.json["present"] + said.json["absent"]
    assert said.json["nowhere"] == ["GONE"]
    assert {Path(name).stem for name in said.json["written"]} == {"the-heat", "the-wave"}
    estate.commit("found again")
    estate.settled()


def test_what_files_that_are_gone_said_and_live_never_tells_comes_back_too(estate: Estate) -> None:
    estate.write("catalog/all.yaml", CATALOG)
    estate.write("catalog/trailer.yaml", TRAILER)
    estate.commit()
    estate.apply()
    shutil.rmtree(estate.root / "catalog")
    estate.commit("lost")
    assert imported(estate, "--from-history", where=()).code == 0
    assert "of: HEAT\n" in files(estate)["catalog/extras/heat-haze-trailer.yaml"].decode()
    estate.settled()


def test_without_a_history_there_is_nothing_to_come_back(live: Estate) -> None:
    said = imported(live, "--from-history", where=())
    assert (said.code, "no git history" in said.err) == (1, True)


def test_a_title_that_is_called_otherwise_elsewhere_is_said(live: Estate) -> None:
    entry = changed(live, "HEAT", "CA")
    entry["avail"]["Asset"][0]["Metadata"]["TitleInternalAlias"] = ["Brume"]
    by_hand(live, entry)
    said = imported(live)
    assert said.code == 0
    words = "of HEAT in US TVOD: the first plan would change title from `Heat Haze` to `Brume`"
    assert words in " ".join(said.out.split())
    (change,) = live.changes()
    assert change["scope"] == {"alid": "HEAT", "territory": "US", "business_line": "TVOD"}


@pytest.mark.parametrize(
    ("member", "value", "line"),
    [
        ("End", None, "end: open"),
        ("Start", None, "end: 2031-01-14"),
        ("FormatProfile", {"value": "8K"}, "8K"),
    ],
)
def test_a_transaction_that_the_catalog_refuses_is_written_as_it_is_and_named(
    live: Estate, member: str, value: Any, line: str
) -> None:
    entry = changed(live, "WAVE")
    entry["avail"]["Transaction"][0][member] = value
    entry["avail"]["Transaction"][0]["End"] = value if member == "End" else "2031-01-15T04:59:59Z"
    by_hand(live, entry)
    live.write("ids.txt", "WAVE\n")
    said = imported(live, ids="ids.txt", where=("US",))
    assert said.code == 1
    assert "--> catalog/movies/heat-wave.yaml:" in said.out
    assert line in files(live)["catalog/movies/heat-wave.yaml"].decode()
    assert live.run("validate").code == 1


def test_the_screen_and_the_files(live: Estate) -> None:
    live.write("ids.csv", LIST.replace("HEAT-T,,trailer,HEAT", "HEAT-T,,trailer,\nNOBODY,,,"))
    live.fault(name="500", alid="WAVE")
    entry = changed(live, "HEAT", "CA")
    entry["avail"]["StoreLanguage"] = "fr-CA"
    by_hand(live, entry)
    page = [imported(live).out]
    live.emulator.faults.clear()
    page.append(imported(live).out)
    page += [f"{name}\n\n{data.decode()}" for name, data in files(live).items()]
    compare(f"\n{'-' * 100}\n".join(page), GOLDEN / "import_live.txt")


def compare(screen: str, path: Path) -> None:
    screen = re.sub(r"[0-9a-f]{12}\.jsonl", "ID.jsonl", screen)
    if os.environ.get("PVSYNC_UPDATE_GOLDEN"):
        path.write_text(screen, encoding="utf-8", newline="\n")
    assert screen == path.read_bytes().decode()


def test_members_that_pvsync_does_not_know_are_said_and_stay(live: Estate) -> None:
    entry = changed(live, "HEAT", "CA")
    entry["avail"]["StoreLanguage"] = "fr-CA"
    entry["avail"]["Transaction"][0]["Terms"].append({"_termName": "Curfew", "Text": "22:00"})
    by_hand(live, entry)
    said = imported(live)
    assert said.code == 0
    assert "`StoreLanguage` is live in HEAT CA TVOD" in said.out
    assert "`Transaction.Terms.Curfew` is live in HEAT CA TVOD" in said.out
    live.settled()


def test_a_season_s_own_free_offer_is_said_and_left_alone(live: Estate) -> None:
    entry = copy.deepcopy(changed(live, "ASB-S1"))
    free = next(
        one for one in live.emulator.dump() if one["alid"] == "ASB-S1E1" and one["businessLine"] == "FVOD"
    )
    entry["businessLine"] = "FVOD"
    entry["avail"]["Transaction"] = free["avail"]["Transaction"]
    by_hand(live, entry)
    said = imported(live)
    assert "ASB-S1 US FVOD is live, and the catalog cannot say so" in " ".join(said.out.split())
    live.settled()


def test_windows_that_only_their_ids_tell_apart_keep_them(live: Estate) -> None:
    entry = changed(live, "WAVE")
    assert entry["businessLine"] in {"TVOD", "PRIME_SUBSCRIPTION"}
    (row,) = entry["avail"]["Transaction"]
    entry["avail"]["Transaction"] = [
        {**row, "_TransactionID": "a", "LicenseRightsDescription": "DAB"},
        {**row, "_TransactionID": "b"},
    ]
    by_hand(live, entry)
    live.write("ids.txt", "WAVE\n")
    imported(live, ids="ids.txt", where=("US",))
    text = files(live)["catalog/movies/heat-wave.yaml"].decode()
    assert "US/HD: a" in text
    assert "US/HD: b" in text


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_what_is_kept_is_for_its_owner_only(live: Estate) -> None:
    live.fault(name="500", alid="WAVE")
    imported(live)
    (kept,) = (live.root / ".pvsync" / "imports").iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600
    assert live.emulator.api_key not in kept.read_text(encoding="utf-8")
