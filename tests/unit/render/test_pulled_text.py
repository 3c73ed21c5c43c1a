from datetime import UTC, datetime, timedelta

from pvsync.diagnostics import Severity
from pvsync.model.datasets import Pulled, Remark, Standing
from pvsync.render.pulled_json import pulled_json
from pvsync.render.pulled_text import behind_note, pulled_text
from pvsync.render.screen import Screen

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def standing(dataset: str, hours: int | None, *, behind: bool = False) -> Standing:
    newest = None if hours is None else NOW - timedelta(hours=hours)
    return Standing(dataset, 1 if newest else 0, 1204 if newest else 0, newest, None, newest, behind)


def test_a_pull_with_something_to_say() -> None:
    remark = Remark(
        "playback", Severity.WARNING, "1 file has no column `quality`", "it is empty for their rows"
    )
    pulled = Pulled(NOW, 1, 1204, (standing("playback", 2), standing("catalog", None)), (remark,))
    assert pulled_text(pulled, Screen(80)).splitlines() == [
        "warning playback: 1 file has no column `quality`",
        "  hint: it is empty for their rows",
        "",
        "playback: 1 file, 1,204 rows, up to 2026-11-22 07:30 UTC",
        "catalog: 0 files, 0 rows",
        "Taken in: 1 file with 1,204 rows.",
    ]


def test_a_pull_that_is_behind() -> None:
    late = [standing("playback", 20, behind=True), standing("catalog", 90, behind=True)]
    said = pulled_text(Pulled(NOW, 0, 0, tuple(late), ()), Screen(80)).splitlines()
    assert said[2:] == [
        "Behind: files come about every 4 hours, and the newest is 20 hours old.",
        "Nothing new was published.",
    ]
    nothing = pulled_text(Pulled(NOW, 0, 0, (standing("catalog", None, behind=True),), ()), Screen(80))
    assert "Behind: files come about every 4 hours, and there is none yet." in nothing


def test_the_note_beside_an_answer() -> None:
    late = [standing("playback", 20, behind=True), standing("catalog", 90, behind=True)]
    assert (
        behind_note(late)
        == "note: the store is of 2026-11-18 15:30 UTC; `pvsync datasets pull` looks for more"
    )
    never = behind_note([standing("catalog", None, behind=True)])
    assert never == "note: catalog was never pulled whole; `pvsync datasets pull` goes on"


def test_as_json() -> None:
    found = pulled_json(Pulled(NOW, 1, 2, (standing("playback", 2),), ()))
    assert (found["format_version"], found["now"], found["files"]) == ("1", "2026-11-22T09:30:00Z", 1)
