"""The disk is full at every place of a run in turn: nothing is lost or doubled, and what is left is said."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from e2e.estate import Estate, Said
from e2e.test_converges import MOVIE
from e2e.test_resume import SCOPES, TITLES, resumed, run_folder

FULL = "No space left on device"


@pytest.fixture
def ready(estate: Estate) -> Estate:
    """Six scopes to create, two in each request, of a commit."""
    estate.configure(batch=2, open=1)
    for number in range(TITLES):
        estate.write(f"catalog/m{number}.yaml", MOVIE.replace("HEAT", f"HEAT-{number}"))
    estate.commit()
    return estate


class Disk:
    """Counts what is put on it, and is full from one of them on."""

    def __init__(self, full_from: int) -> None:
        self.full_from = full_from
        self.syncs = 0

    @contextmanager
    def under(self, folder: Path) -> Iterator[None]:
        """Stand where files are synced."""
        real = os.fsync

        def fsync(descriptor: int) -> None:
            if Path(f"/proc/self/fd/{descriptor}").readlink().is_relative_to(folder):
                self.syncs += 1
                if self.syncs >= self.full_from:
                    raise OSError(28, FULL)
            real(descriptor)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "fsync", fsync)
            yield


def applied(estate: Estate, disk: Disk) -> Said:
    with disk.under((estate.root / ".pvsync/runs").resolve()):
        return estate.run("apply", "--auto-approve")


def puts(estate: Estate) -> int:
    return estate.emulator.counters().by_endpoint.get("batch/put", 0)


@pytest.mark.parametrize("full_from", range(1, 16))
def test_full_from_any_place_on_it_goes_on_when_there_is_room(ready: Estate, full_from: int) -> None:
    disk = Disk(full_from)
    said = applied(ready, disk)
    assert disk.syncs >= full_from, "the run puts less on the disk than this test thinks"
    assert FULL in " ".join((said.out + said.err).split())
    if not puts(ready):
        assert said.code == 1
        assert ready.emulator.dump() == []
    if list((ready.root / ".pvsync/runs").glob("*/journal.jsonl")) and puts(ready) and said.code:
        assert resumed(ready).code == 0
    again = ready.run("apply", "--auto-approve")
    assert again.code == 0, again.out + again.err
    assert puts(ready) == SCOPES // 2, "a batch of two was sent twice"
    ready.settled()


def test_a_receipt_that_cannot_be_kept_is_still_shown(ready: Estate, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.replace

    def replace(path: Path, target: Path) -> Path:
        if target.name == "receipt.json":
            raise OSError(28, FULL)
        return real(path, target)

    monkeypatch.setattr(Path, "replace", replace)
    said = ready.run("apply", "--auto-approve")
    assert said.code == 0
    assert "6 done (6 verified)" in said.out
    assert (
        f"this receipt could not be kept: {run_folder(ready).name}/receipt.json cannot be written: {FULL}"
        in (" ".join(said.out.split()).replace("This", "this"))
    )
    assert sorted(path.name for path in run_folder(ready).iterdir()) == ["journal.jsonl", "plan.json"]
