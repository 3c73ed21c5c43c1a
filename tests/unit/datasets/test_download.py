"""Downloads over real HTTPS: gone on with where that is safe, begun anew where it is not, whole or not there at all."""

import fcntl
import json
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from unit.datasets.slate_world import NOW, World, a_zip

from pvsync.datasets import download, part, whole_zip
from pvsync.datasets.source import DatasetFile
from pvsync.errors import AnswerUnreadable, ApiError, ConnectionFailed, PvsyncError, RequestRejected
from pvsync.model.secret import Secret

DATA = a_zip(1_000_000)


@pytest.fixture
def file(world: World) -> DatasetFile:
    return world.publish("a.zip", DATA)


def fetched(world: World, file: DatasetFile) -> bytes:
    """The file, fetched by a process that knows nothing of earlier ones; nothing else is left beside it."""
    target = world.folder / "store" / "a.zip"
    world.source().fetch(file, target)
    assert [path.name for path in target.parent.iterdir()] == ["a.zip"]
    return target.read_bytes()


def test_a_whole_file_comes_at_once(world: World, file: DatasetFile) -> None:
    assert fetched(world, file) == DATA
    assert world.asked("/files/") == 1
    assert world.time.slept == []


def test_what_is_kept_is_for_its_owner_alone(world: World, file: DatasetFile) -> None:
    fetched(world, file)
    assert (world.folder / "store" / "a.zip").stat().st_mode & 0o077 == 0
    assert (world.folder / "store").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("fault", "requests"),
    [
        ("cut-download", 2),
        ("long-length", 3),  # what came is all there is, so that nothing is left to go on with
        ("expired-mid-download", 3),
        ("dropped-connection", 2),
        ("500", 2),
        ("503", 2),
        ("429", 2),
        ("429-retry-after", 2),
        ("html-200", 2),
        ("short-download", 2),
        ("spoilt-zip", 2),
    ],
)
def test_every_fault_that_passes_ends_in_the_whole_file(
    world: World, file: DatasetFile, fault: str, requests: int
) -> None:
    world.fault(fault, endpoint="download")
    assert fetched(world, file) == DATA
    assert world.asked("/files/") == requests


def test_a_file_of_unknown_length_comes_as_well(world: World, file: DatasetFile) -> None:
    world.fault("no-length")
    assert fetched(world, file) == DATA
    assert world.asked("/files/") == 1


def test_a_file_of_unknown_length_has_a_bound_too(world: World, file: DatasetFile) -> None:
    world.fault("no-length")
    world.more["largest_file"] = len(DATA) - 1
    with pytest.raises(ApiError, match="larger than any"):
        fetched(world, file)
    assert (world.folder / "store" / "a.zip.part").stat().st_size == 0


@pytest.mark.parametrize("second", ["no-range", "wrong-range", "other-version", "no-etag"])
def test_a_part_is_gone_on_with_only_where_that_is_safe(world: World, file: DatasetFile, second: str) -> None:
    world.fault("cut-download")
    world.fault(second)
    assert fetched(world, file) == DATA


def test_a_cut_download_goes_on_where_it_was(world: World, file: DatasetFile) -> None:
    """Half, then half of the rest, and so on: after ten cuts a thousandth is left, and the last attempt brings that."""
    world.fault("cut-download", count=4)
    assert fetched(world, file) == DATA
    assert world.asked("/files/") == 5
    assert world.time.slept == [2, 2, 2, 4]  # the fourth brought less than what counts as progress


def test_without_a_tag_every_attempt_begins_anew(world: World, file: DatasetFile) -> None:
    world.fault("no-etag", count=None)
    world.fault("cut-download", count=2)
    assert fetched(world, file) == DATA
    assert world.asked("/files/") == 3


@pytest.mark.parametrize(
    ("fault", "kind", "says"),
    [
        ("short-download", AnswerUnreadable, r"a\.zip came 2 times and is no whole zip"),
        ("spoilt-zip", AnswerUnreadable, r"a\.zip came 2 times and is no whole zip"),
        ("html-200", AnswerUnreadable, "no zip, or a part of one"),
        ("long-length", ApiError, "dropped|another part"),
        ("dropped-connection", ConnectionFailed, "dropped"),
        ("500", ApiError, "failed"),
        ("403", RequestRejected, "refused"),
    ],
)
def test_every_fault_that_stays_is_one_error_and_no_file(
    world: World, file: DatasetFile, fault: str, kind: type[ApiError], says: str
) -> None:
    world.fault(fault, count=None, endpoint="download")
    with pytest.raises(kind, match=says) as caught:
        fetched(world, file)
    assert caught.value.advice
    assert not (world.folder / "store" / "a.zip").exists()
    world.service.faults.clear()
    assert fetched(world, file) == DATA


def test_a_file_that_never_comes_whole_is_not_fetched_for_hours(world: World, file: DatasetFile) -> None:
    world.fault("long-length", count=None)
    with pytest.raises(ApiError):
        fetched(world, file)
    assert world.asked("/files/") <= 7


@pytest.mark.parametrize("size", [100_000, len(DATA) - 1])
def test_a_file_beyond_every_bound_is_not_taken(world: World, file: DatasetFile, size: int) -> None:
    world.more["largest_file"] = size
    with pytest.raises(ApiError, match="larger than any"):
        fetched(world, file)
    assert (world.folder / "store" / "a.zip.part").stat().st_size == 0


def test_an_address_that_is_not_https_is_not_asked(world: World) -> None:
    own = download.Download(world.settings, world.http(), world.time.clock)
    with pytest.raises(ApiError, match="not https"):
        own.fetch(world.folder / "a.zip", lambda _refused: Secret("http://store.example/a.zip?Signature=x"))


def test_two_processes_do_not_fetch_one_file(world: World, file: DatasetFile) -> None:
    target = world.folder / "store" / "a.zip"
    target.parent.mkdir()
    with (target.parent / "a.zip.part").open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(PvsyncError, match=r"another process is fetching a\.zip"):
            world.source().fetch(file, target)
    assert fetched(world, file) == DATA


def test_a_part_that_became_whole_meanwhile_is_left_alone(
    world: World, file: DatasetFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between opening and locking, the other process gave it its name: its bytes are not ours to cut."""
    target = world.folder / "store" / "a.zip"
    target.parent.mkdir()
    (target.parent / "a.zip.part").write_bytes(b"whole")
    real = fcntl.flock
    renamed: list[Path] = []

    def flock(held: Any, how: int) -> None:
        if not renamed:
            renamed.append((target.parent / "a.zip.part").rename(target.parent / "other.zip"))
        real(held, how)

    monkeypatch.setattr(part.fcntl, "flock", flock)
    world.source().fetch(file, target)
    assert (target.parent / "other.zip").read_bytes() == b"whole"
    assert target.read_bytes() == DATA


def test_a_disk_that_is_full_is_said_and_not_tried_again(
    world: World, file: DatasetFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(part.os, "fsync", full)
    with pytest.raises(PvsyncError, match=r"a\.zip cannot be written: No space") as caught:
        fetched(world, file)
    assert not isinstance(caught.value, ApiError)
    assert world.asked("/files/") == 1


@pytest.mark.parametrize(
    "note",
    [
        "",
        "[]",
        "{}",
        '{"etag": 7, "length": 1}',
        '{"etag": null, "length": null}',
        '{"etag": "\\"other\\"", "length": 1000112}',
        '{"etag": "\\"x\\"", "length": 3}',
    ],
)
def test_a_part_of_something_else_is_begun_anew(world: World, file: DatasetFile, note: str) -> None:
    folder = world.folder / "store"
    folder.mkdir()
    (folder / "a.zip.part").write_bytes(b"x" * 5000)
    (folder / "a.zip.part.json").write_text(note)
    assert fetched(world, file) == DATA


def test_a_part_whose_bytes_are_not_what_the_disk_was_given_is_begun_anew(
    world: World, file: DatasetFile
) -> None:
    """After a power cut a file may have its length and not its bytes: the checksum tells."""
    folder = world.folder / "store"
    folder.mkdir()
    etag = world.service.published.get("a.zip").etag  # type: ignore[union-attr]
    (folder / "a.zip.part").write_bytes(bytes(600_000))
    (folder / "a.zip.part.json").write_text(json.dumps({"etag": f'"{etag}"', "length": len(DATA)}))
    assert fetched(world, file) == DATA
    assert world.asked("/files/") == 2


class Killed(BaseException):
    """The process is no more."""


@contextmanager
def killed_at(step: int) -> Iterator[list[int]]:
    """Ends a run at the so-many-th line of our own code that writes or checks; counts the lines that ran."""
    files = {module.__file__ for module in (download, part, whole_zip)}
    ran = [0]

    def lines(_frame: FrameType, event: str, _argument: object) -> Callable[..., Any]:
        if event == "line":
            ran[0] += 1
            if ran[0] == step:
                raise Killed
        return lines

    def calls(frame: FrameType, _event: str, _argument: object) -> Callable[..., Any] | None:
        return lines if frame.f_code.co_filename in files else None

    before = sys.gettrace()
    sys.settrace(calls)
    try:
        yield ran
    finally:
        sys.settrace(before)


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("fault", [None, "cut-download", "spoilt-zip"])
def test_killed_at_any_point_and_run_again_the_file_is_the_same(
    world: World, fault: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = a_zip(40_000)
    file = world.publish("a.zip", data)
    target = world.folder / "store" / "a.zip"
    monkeypatch.setattr(download, "_CHUNK", 8_000)
    monkeypatch.setattr(whole_zip, "_CHUNK", 30_000)
    source = world.source()
    (file,) = source.files("playback", None, NOW)
    step, points = 1, 0
    while True:
        world.service.faults.clear()
        if fault is not None:
            world.fault(fault)
        target.unlink(missing_ok=True)
        try:
            with killed_at(step):
                source.fetch(file, target)
            break
        except Killed:
            points += 1
        assert not target.exists() or target.read_bytes() == data
        source.fetch(file, target)
        assert target.read_bytes() == data
        assert [path.name for path in target.parent.iterdir()] == ["a.zip"]
        step += 1 if fault is None else 3
    assert points > 50


def test_memory_does_not_grow_with_the_file(world: World) -> None:
    file = world.publish("large.zip", a_zip(30_000_000))
    source = world.source()
    (file,) = source.files("playback", None, NOW)
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        tracemalloc.reset_peak()
        source.fetch(file, world.folder / "large.zip")
        # The service's own pieces in its thread are counted along.
        assert tracemalloc.get_traced_memory()[1] - before < 8_000_000
    finally:
        tracemalloc.stop()
