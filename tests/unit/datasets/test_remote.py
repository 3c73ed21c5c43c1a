"""The source of files: listed oldest first, within what the service keeps, with addresses that are asked for again."""

from dataclasses import replace
from datetime import timedelta

import pytest
from unit.datasets.slate_world import BUSINESS, NOW, World, a_zip

from pvsync.datasets.assumed import Members
from pvsync.datasets.source import DatasetFile, Source
from pvsync.errors import AnswerUnreadable, RequestRejected, ServiceFailed, UsageError


def test_it_is_a_source(world: World) -> None:
    source: Source = world.source()
    assert list(source.files("playback", None, NOW)) == []


def test_files_are_listed_oldest_first(world: World) -> None:
    for hours in (1, 9, 5):
        world.publish(f"f{hours}.zip", a_zip(10), NOW - timedelta(hours=hours))
    found = list(world.source().files("playback", NOW - timedelta(days=1), NOW))
    assert [file.name for file in found] == ["f9.zip", "f5.zip", "f1.zip"]
    assert found[0] == DatasetFile("playback", "f9.zip", NOW - timedelta(hours=9))


@pytest.mark.parametrize("since", [None, NOW - timedelta(days=2000)])
def test_two_years_are_caught_up_and_no_older_time_is_asked_for(world: World, since: object) -> None:
    """A request with a time older than two years gets nothing at all, not even what is younger."""
    world.publish("old.zip", a_zip(10), NOW - timedelta(days=729, hours=22))
    world.publish("new.zip", a_zip(10), NOW)
    found = list(world.source().files("playback", since, NOW))  # type: ignore[arg-type]
    assert [file.name for file in found] == ["old.zip", "new.zip"]
    assert list(world.slate().files(BUSINESS, "playback", NOW - timedelta(days=731), NOW)) == []


def test_an_old_address_is_asked_for_again_before_it_is_used(world: World) -> None:
    world.publish("a.zip")
    source = world.source()
    (file,) = source.files("playback", None, NOW)
    world.time.now += timedelta(minutes=49)
    source.fetch(file, world.folder / "young.zip")
    listed = world.asked("/datasets/playback")
    world.time.now += timedelta(minutes=2)
    source.fetch(file, world.folder / "old.zip")
    assert world.asked("/datasets/playback") == listed + 1
    assert (world.folder / "young.zip").read_bytes() == (world.folder / "old.zip").read_bytes() == a_zip()


def test_a_file_of_an_earlier_run_is_found_again(world: World) -> None:
    file = world.publish("a.zip")
    world.source().fetch(file, world.folder / "a.zip")
    world.source().fetch(DatasetFile("playback", "a.zip", None), world.folder / "b.zip")
    assert (world.folder / "a.zip").read_bytes() == (world.folder / "b.zip").read_bytes() == a_zip()


@pytest.mark.parametrize("fault", ["expired-link", "403"])
def test_an_address_that_is_refused_is_asked_for_again(world: World, fault: str) -> None:
    file = world.publish("a.zip")
    world.fault(fault, count=2, endpoint="download")
    world.source().fetch(file, world.folder / "a.zip")
    assert (world.folder / "a.zip").read_bytes() == a_zip()
    assert world.asked("/datasets/playback") == 3


def test_a_store_that_keeps_refusing_is_said(world: World) -> None:
    file = world.publish("a.zip")
    world.fault("expired-link", count=None)
    with pytest.raises(RequestRejected, match=r"refused the request \(403\), with new addresses as well"):
        world.source().fetch(file, world.folder / "a.zip")
    assert not (world.folder / "a.zip").exists()


def test_a_file_without_an_address_is_listed_and_said_when_it_is_fetched(world: World) -> None:
    world.publish("a.zip")
    world.fault("no-link", count=2)
    source = world.source()
    (file,) = source.files("playback", None, NOW)
    with pytest.raises(ServiceFailed, match=r"no address for a\.zip") as caught:
        source.fetch(file, world.folder / "a.zip")
    assert "later" in caught.value.advice
    source.fetch(file, world.folder / "a.zip")


def test_a_file_that_is_gone_is_said(world: World) -> None:
    with pytest.raises(ServiceFailed, match=r"no address for b\.zip"):
        world.source().fetch(DatasetFile("playback", "b.zip", NOW), world.folder / "b.zip")


def test_two_files_of_one_name_are_not_taken_for_one(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.publish("a.zip", a_zip(10))
    world.publish("b.zip", a_zip(11))
    real = world.service.listings._item
    monkeypatch.setattr(world.service.listings, "_item", lambda file: {**real(file), "title": "same"})
    world.more["assumed"] = replace(world.settings.assumed, members=Members(file_name="title"))
    with pytest.raises(AnswerUnreadable, match="two files of `playback` are called same"):
        list(world.source().files("playback", None, NOW))


@pytest.mark.parametrize("what", ["account", "group", "business"])
def test_where_there_are_several_one_must_be_named(world: World, what: str) -> None:
    path = {
        "account": ("accounts",),
        "group": ("accounts", "1001"),
        "business": ("accounts", "1001", "channels"),
    }[what]
    tree = world.service.listings.tree
    ((own, name),) = tree[path]
    tree[path] = ((own, name), ("7", "Another"))
    with pytest.raises(UsageError, match=f"several of what `{what}`") as caught:
        list(world.source().files("playback", None, NOW))
    assert f"`{own}` ({name}), `7` (Another)" in caught.value.advice
    world.more[what] = own
    assert list(world.source().files("playback", None, NOW)) == []
    world.more[what] = "8"
    with pytest.raises(UsageError, match=f"no {what} `8`"):
        list(world.source().files("playback", None, NOW))
    tree[path] = ()
    del world.more[what]
    with pytest.raises(UsageError, match=f"no {what} to this user"):
        list(world.source().files("playback", None, NOW))


@pytest.mark.parametrize(
    ("there", "says"),
    [
        ((("77", "Playback"), ("78", "Catalog")), None),
        ((("PLAYBACK", "Sessions"),), None),
        ((("77", "Viewing"),), "no dataset `playback`"),
        ((("77", "Playback"), ("78", "playback")), "several datasets `playback`"),
    ],
)
def test_a_dataset_is_known_by_id_or_name(
    world: World, there: tuple[tuple[str, str], ...], says: str | None
) -> None:
    world.service.listings.tree["accounts", "1001", "channels", "2001", "datasets"] = there
    if says is None:
        assert list(world.source().files("playback", None, NOW)) == []
        return
    with pytest.raises(UsageError, match=says) as caught:
        list(world.source().files("playback", None, NOW))
    assert "ids: {playback: ...}" in caught.value.advice
