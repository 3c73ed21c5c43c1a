"""What the emulated datasets publish: in agreement with the emulated Avails API, split, late, again, and never changed."""

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from unit.emulator.partner import Clock, Partner, an_avail, svod

from pvsync.emulator.datasets.columns import COLUMNS
from pvsync.emulator.datasets.estate import STRAYS
from pvsync.emulator.datasets.people import marketplace
from pvsync.emulator.datasets.service import DatasetsService
from pvsync.emulator.datasets.settings import DatasetsSettings

EPISODE = {
    "_contentID": "E-1",
    "WorkType": "Episode",
    "EpisodeMetadata": {
        "TitleInternalAlias": ["Pilot"],
        "EpisodeNumber": {"Number": "1"},
        "SeasonMetadata": {
            "SeasonNumber": {"Number": 2},
            "SeriesMetadata": {"SeriesTitleInternalAlias": "Series"},
        },
    },
}
HELD = {
    "M-1": (an_avail(svod("t1", "alpha", "CPH"), alid="M-1"), "CHANNELS"),
    "M-2": (an_avail(svod("t1", "alpha", "CPH"), svod("t2", "beta", "CPH"), alid="M-2"), "CHANNELS"),
    "E-1": (an_avail(svod("t1", "alpha", "CPH"), alid="E-1", Asset=[EPISODE]), "CHANNELS"),
    "S-1": (an_avail(svod("t1", "alpha", "CPH"), alid="S-1", work_type="Season"), "CHANNELS"),
    "SOLD": (an_avail(alid="SOLD"), "TVOD"),
    "PRIME": (an_avail(svod("t1", "prime", "CPH"), alid="PRIME"), "PRIME_SUBSCRIPTION"),
}
OPEN = {"alpha": {"M-1", "M-2", "E-1"}, "beta": {"M-2"}}


def hold(partner: Partner, *alids: str) -> None:
    partner.emulator.seed(
        {
            "licensor": "acme",
            "alid": alid,
            "territory": "US",
            "businessLine": HELD[alid][1],
            "avail": HELD[alid][0],
        }
        for alid in alids
    )


@pytest.fixture
def partner(start: Callable[..., Partner]) -> Partner:
    return start(datasets=DatasetsSettings(days=20))


def rows(service: DatasetsService, dataset: str) -> list[dict[str, str]]:
    """Every row that has come out, in the order in which it did."""
    found: list[dict[str, str]] = []
    for file in sorted(
        (one for one in service.published if one.dataset == dataset), key=lambda one: one.published
    ):
        with zipfile.ZipFile(service.published.path(file.name)) as archive:
            (name,) = archive.namelist()
            text = archive.read(name).decode("utf-8")
        reader = csv.DictReader(io.StringIO(text))
        assert tuple(reader.fieldnames or ()) == COLUMNS[dataset]
        found += list(reader)
    return found


def published(service: DatasetsService) -> dict[str, bytes]:
    service.release.catch_up()
    return {file.name: service.published.path(file.name).read_bytes() for file in service.published}


def test_nothing_comes_out_before_a_channel_holds_something(partner: Partner) -> None:
    assert published(partner.emulator.datasets) == {}
    hold(partner, "SOLD", "PRIME", "S-1")
    assert published(partner.emulator.datasets) == {}


def test_the_catalog_is_what_channels_hold_and_a_few_strays(partner: Partner) -> None:
    hold(partner, *HELD)
    partner.emulator.datasets.release.catch_up()
    found = rows(partner.emulator.datasets, "catalog")
    for channel, alids in OPEN.items():
        skus = [row["vendor_sku"] for row in found if row["benefit_id"] == channel]
        assert len(skus) == len(set(skus)) == len(alids) + STRAYS
        assert {sku for sku in skus if not sku.startswith("STRAY-")} == alids
    assert len({row["id"] for row in found}) == len(found)
    assert {row["marketplace_id"] for row in found} == {str(marketplace("US"))}
    (episode,) = [row for row in found if row["vendor_sku"] == "E-1"]
    names = ("title", "season", "episode", "episode_name", "content_type", "content_group")
    assert [episode[name] for name in names] == ["Series", "2", "1", "Pilot", "Series", "3P_SUBS"]


def test_only_what_is_open_on_a_channel_is_watched_by_its_subscribers(partner: Partner) -> None:
    hold(partner, *HELD)
    service = partner.emulator.datasets
    service.release.catch_up()
    skus = {row["id"]: (row["benefit_id"], row["vendor_sku"]) for row in rows(service, "catalog")}
    events = {row["subscription_event_id"]: row for row in rows(service, "subscription")}
    sessions = rows(service, "playback")
    assert len(sessions) > 100
    for session in sessions:
        channel, sku = skus[session["catalog_id"]]
        assert channel == session["benefit_id"]
        assert sku in OPEN[channel]
        assert session["start_segment_utc"] < session["end_segment_utc"] <= session["create_time_utc"]
        event = events.get(session["subscription_event_id"])
        if event is not None:  # it may not have come out yet
            assert event["cid"] == session["cid"]
            assert event["subscription_event_time_utc"] <= session["start_segment_utc"]
            assert event["subscription_event_type"] != "Cancel"
    cids = {channel: {row["cid"] for row in sessions if row["benefit_id"] == channel} for channel in OPEN}
    assert cids["alpha"].isdisjoint(cids["beta"])


def test_a_window_that_is_not_open_is_not_watched(partner: Partner, monkeypatch: pytest.MonkeyPatch) -> None:
    row = svod("t1", "alpha", "CPH", Start="2027-01-01T00:00:00Z")
    monkeypatch.setitem(HELD, "M-9", (an_avail(row, alid="M-9"), "CHANNELS"))
    hold(partner, "M-9")
    service = partner.emulator.datasets
    service.release.catch_up()
    assert "M-9" in {one["vendor_sku"] for one in rows(service, "catalog")}
    assert rows(service, "playback") == []


@pytest.mark.parametrize(
    ("dataset", "key"), [("subscription", "subscription_event_id"), ("playback", "session_id")]
)
def test_some_rows_come_again_later_and_some_of_these_are_deleted(start: Any, dataset: str, key: str) -> None:
    partner = start(datasets=DatasetsSettings(days=60, subscribers=40))
    hold(partner, *HELD)
    partner.emulator.datasets.release.catch_up()
    found = rows(partner.emulator.datasets, dataset)
    counts = Counter(row[key] for row in found)
    assert set(counts.values()) == {1, 2}
    versions: dict[str, list[dict[str, str]]] = {}
    for row in found:
        versions.setdefault(row[key], []).append(row)
    again = [
        sorted(own, key=lambda row: row["last_update_time_utc"]) for own in versions.values() if len(own) > 1
    ]
    assert all(first["last_update_time_utc"] < second["last_update_time_utc"] for first, second in again)
    assert {second["is_deleted"] for _, second in again} == {"0", "1"}
    assert {first["is_deleted"] for first, _ in again} == {"0"}


def test_files_come_out_every_four_hours_and_a_few_late(partner: Partner) -> None:
    hold(partner, *HELD)
    service = partner.emulator.datasets
    service.release.catch_up()
    files = [file for file in service.published if file.dataset != "catalog"]
    late = [file for file in files if file.published % (4 * 3600)]
    assert 0 < len(late) < len(files) / 5
    for file in late:
        slot = datetime.strptime(file.name.split("-")[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        assert 5 * 3600 <= file.published - slot.timestamp() <= 11 * 3600


def test_many_rows_are_split_into_several_files(start: Any) -> None:
    whole, split = (start(datasets=DatasetsSettings(days=20, rows_per_file=count)) for count in (2000, 3))
    for partner in (whole, split):
        hold(partner, *HELD)
        partner.emulator.datasets.release.catch_up()
    assert rows(whole.emulator.datasets, "playback") == rows(split.emulator.datasets, "playback")
    assert any(file.name.endswith("-001.zip") for file in split.emulator.datasets.published)


def test_the_same_estate_and_seed_publish_the_same_bytes(start: Any) -> None:
    one, same, other = (start(datasets=DatasetsSettings(days=5, seed=seed)) for seed in (1, 1, 2))
    for partner in (one, same, other):
        hold(partner, *HELD)
    files = published(one.emulator.datasets)
    assert files == published(same.emulator.datasets)
    assert files != published(other.emulator.datasets)


def test_what_has_come_out_never_changes_and_more_comes_with_time(partner: Partner, clock: Clock) -> None:
    hold(partner, "M-1")
    service = partner.emulator.datasets
    before = published(service)
    assert published(service) == before
    hold(partner, "M-2")
    more = published(service)
    (fresh,) = more.keys() - before.keys()
    assert fresh.startswith("catalog-")
    clock.move(hours=9)
    later = published(service)
    assert len(later) > len(more)
    assert {name: later[name] for name in more} == more


def test_a_restart_goes_on_where_it_was(partner: Partner, clock: Clock) -> None:
    hold(partner, *HELD)
    before = published(partner.emulator.datasets)
    clock.move(hours=5)
    emulator = partner.emulator
    again = DatasetsService(
        emulator.datasets.settings,
        emulator.folder.datasets,
        emulator._store,
        emulator.settings.channel_benefits,
        clock,
    )
    files = published(again)
    assert {name: files[name] for name in before} == before
    assert len(files) > len(before)
    assert again.sign_in.client_id == emulator.datasets.sign_in.client_id


def test_what_is_kept_of_it_is_for_its_owner_alone(partner: Partner) -> None:
    folder = partner.emulator.folder.datasets
    for name in ("client-id", "client-secret", "link-key"):
        assert (folder / name).stat().st_mode & 0o777 == 0o600


def test_a_row_of_a_test_may_have_any_columns(partner: Partner) -> None:
    service = partner.emulator.datasets
    at = datetime(2026, 1, 1, tzinfo=UTC) - timedelta(hours=1)
    (file,) = service.published.publish("catalog", [{"id": "1", "extra": 'a,"b"\n'}], at)
    with zipfile.ZipFile(service.published.path(file.name)) as archive:
        text = archive.read(archive.namelist()[0]).decode()
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert row["extra"] == 'a,"b"\n'
