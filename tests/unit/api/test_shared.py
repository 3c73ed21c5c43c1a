"""Two processes that share one allowance: files of a folder are all that they have in common."""

import fcntl
import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from unit.api.test_governor import VirtualClock
from unit.api.test_pace import most_in_a_second

from pvsync.api.governor import Governor
from pvsync.api.pace import Pace
from pvsync.api.shared import SharedLimits, SharedPace

RATE, OPEN = 40, 3


def shared(folder: Path, wall: float = 1000.0) -> SharedPace:
    """The pace as one more process sees it."""
    return SharedLimits(folder, "service acme", OPEN, wall=lambda: wall).pace(Pace(RATE, 100))


def the_file(folder: Path) -> Path:
    (path,) = folder.glob("*/pace.json")
    return path


def test_turns_of_one_process_are_behind_those_of_another(tmp_path: Path) -> None:
    one, other = shared(tmp_path), shared(tmp_path)
    turns = [pace.reserve(0.0) for pace in (one, other, one, other)]
    assert turns == pytest.approx([0, 1 / 38, 2 / 38, 3 / 38])


def test_starts_are_counted_together(tmp_path: Path) -> None:
    one, other = shared(tmp_path), shared(tmp_path)
    for number in range(RATE):
        assert (one, other)[number % 2].start(0.5) is None
    assert one.start(0.9) == pytest.approx(1.51)
    assert other.start(0.9) == pytest.approx(1.51)
    assert other.start(1.51) is None


def test_a_429_of_one_slows_the_other_and_is_paid_by_the_one(tmp_path: Path) -> None:
    one, other = shared(tmp_path), shared(tmp_path)
    assert one.throttled(1.0, 50.0)
    assert other.reserve(1.0) == pytest.approx(51.0)
    assert other.start(2.0) == pytest.approx(51.0 + 1.3 / 38)
    assert not one.hold(60.0, 51.0)
    assert other.hold(60.0, 51.0)


def test_good_answers_raise_the_pace_of_both(tmp_path: Path) -> None:
    one, other = shared(tmp_path), shared(tmp_path)
    assert one.throttled(1.0, None)
    other.reserve(2.0)
    for _ in range(9):
        other.went_well(3.0, 2.5)
    assert json.loads(the_file(tmp_path).read_text())["factor"] == 1.0


def test_of_another_service_is_another_matter(tmp_path: Path) -> None:
    one = shared(tmp_path)
    other = SharedLimits(tmp_path, "elsewhere", OPEN).pace(Pace(RATE, 100))
    assert (one.reserve(0.0), other.reserve(0.0)) == (0.0, 0.0)


def test_names_tell_nothing_and_files_are_their_owners_alone(tmp_path: Path) -> None:
    limits = SharedLimits(tmp_path / "deep" / "er", "https://host acme", OPEN)
    limits.pace(Pace(RATE, 1)).reserve(0.0)
    with limits.slot(lambda _: None):
        names = list(tmp_path.rglob("*"))
    assert not any("host" in path.name or "acme" in path.name for path in names)
    assert {path.stat().st_mode & 0o077 for path in names if path.is_file()} == {0}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"format": 2}',
        b'{"format": 1, "wall": 1000, "at": 0, "starts": "x"}',
        b"\0" * 99,
    ],
)
def test_a_file_that_says_nothing_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    shared(tmp_path).reserve(0.0)
    the_file(tmp_path).write_bytes(content)
    assert shared(tmp_path).reserve(0.0) == 0.0
    assert json.loads(the_file(tmp_path).read_bytes())["format"] == 1


def test_what_is_kept_from_before_a_restart_of_the_machine_is_forgotten(tmp_path: Path) -> None:
    assert shared(tmp_path, wall=1000.0).hold(500_000.0, 90.0)
    assert shared(tmp_path, wall=1010.0).reserve(500_010.0) == pytest.approx(500_090.0)
    assert shared(tmp_path, wall=1100.0).reserve(7.0) == 7.0


@pytest.mark.parametrize("what", ["folder", "link"])
def test_a_folder_that_cannot_be_used_leaves_each_to_itself(tmp_path: Path, what: str) -> None:
    shared(tmp_path).reserve(0.0)
    path = the_file(tmp_path)
    limits = SharedLimits(tmp_path, "service acme", OPEN, wall=lambda: 1000.0)
    path.unlink()
    for name in ("pace.json", *(f"open-{number}" for number in range(OPEN))):
        if what == "folder":
            (path.parent / name).mkdir()
        else:
            (path.parent / name).symlink_to(tmp_path / "elsewhere")
    pace = limits.pace(Pace(RATE, 100))
    assert pace.reserve(0.0) == 0.0
    assert pace.reserve(0.0) > 0
    with limits.slot(lambda _: pytest.fail("nothing is waited for")):
        pass
    assert not (tmp_path / "elsewhere").exists()


def test_a_process_that_was_put_to_sleep_with_the_file_stops_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pvsync.api.shared._PATIENCE", 0.0)
    pace = shared(tmp_path)
    assert pace.reserve(0.0) == 0.0
    descriptor = os.open(the_file(tmp_path), os.O_RDWR)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        assert pace.reserve(0.0) == pytest.approx(1 / 38)
    finally:
        os.close(descriptor)


def test_no_more_are_open_than_may_be_whoever_has_them(tmp_path: Path) -> None:
    one, other = (SharedLimits(tmp_path, "service acme", 2) for _ in range(2))
    naps: list[float] = []

    def nap(seconds: float) -> None:
        naps.append(seconds)
        if len(naps) == 3:
            held.__exit__(None, None, None)

    held = one.slot(nap)
    held.__enter__()
    with other.slot(nap), other.slot(nap):
        assert len(naps) == 3


def test_a_process_with_many_requests_does_not_shut_one_with_few_out(tmp_path: Path) -> None:
    """Whoever waits first gets the next slot, however quickly the others are back."""
    many, few = (SharedLimits(tmp_path, "service acme", 1) for _ in range(2))
    order: list[str] = []
    held = many.slot(lambda _: None)
    held.__enter__()

    def few_waits(_seconds: float) -> None:
        if not order:
            order.append("many lets go")
            held.__exit__(None, None, None)
            again = many.slot(many_waits)
            with pytest.raises(RuntimeError, match="it has to wait"):
                again.__enter__()

    def many_waits(_seconds: float) -> None:
        raise RuntimeError("it has to wait")

    with few.slot(few_waits):
        order.append("few has it")
    assert order == ["many lets go", "few has it"]


def test_the_waiting_for_somebody_who_sleeps_has_an_end(tmp_path: Path) -> None:
    one, other = (SharedLimits(tmp_path, "service acme", 1) for _ in range(2))
    naps: list[float] = []
    with one.slot(naps.append), other.slot(naps.append):
        assert sum(naps) == pytest.approx(300, abs=1)


def test_a_governor_that_is_stopped_while_it_waits_gives_everything_back(tmp_path: Path) -> None:
    clock = VirtualClock()
    limits = SharedLimits(tmp_path, "service acme", 1)
    governor = Governor(RATE, 5, budget=1, clock=clock.read, sleep=clock.sleep, others=limits)
    with governor.slot():
        pass
    with limits.slot(clock.sleep):
        governor.stop()
        with pytest.raises(Exception, match="was closed before"), governor.slot():
            pass
    with limits.slot(lambda _: pytest.fail("it is free")):
        pass


PROCESS = """
    import json, sys, threading, time
    from pathlib import Path
    from pvsync.api.governor import Governor
    from pvsync.api.shared import SharedLimits

    limits = SharedLimits(Path(sys.argv[1]), "service acme", {open})
    governor = Governor({rate}, {open}, budget=10, others=limits)
    done = []

    def work():
        for _ in range({each}):
            with governor.slot() as started:
                done.append((started, time.monotonic()))

    print("ready", flush=True)
    sys.stdin.readline()
    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    print(json.dumps(done))
"""


def test_two_processes_keep_both_limits_together_and_neither_starves(tmp_path: Path) -> None:
    code = textwrap.dedent(PROCESS).format(rate=RATE, open=OPEN, each=12)
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in running:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate(timeout=60)[0] for process in running]
    done = [json.loads(text) for text in said]
    starts = sorted(started for one in done for started, _ in one)
    assert len(starts) == 2 * 4 * 12
    assert most_in_a_second(starts) <= RATE
    edges = sorted(
        [(start, 1) for one in done for start, _ in one] + [(end, -1) for one in done for _, end in one]
    )
    most = now = 0
    for _, step in edges:
        now += step
        most = max(most, now)
    assert most <= OPEN
    first_end = min(max(started for started, _ in one) for one in done)
    for one in done:
        assert sum(started <= first_end for started, _ in one) >= len(one) / 4
