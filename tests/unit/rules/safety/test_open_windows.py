"""What is open, what goes dark and what ends earlier, whatever becomes of the rows behind it."""

from datetime import timedelta

import pytest
from builders import DAY, NOW, a_window
from guarded import changed, gone, row

from pvsync.model.plan import Action, Change
from pvsync.model.window import Window
from pvsync.rules.safety.open_windows import cancelled_openings, open_windows, shortened_openings

SECOND = timedelta(seconds=1)
OPEN = a_window(-10, 30)


def dark(change: Change) -> int:
    return sum(one.after is None for one in open_windows(change, NOW))


def shorter(change: Change) -> int:
    return sum(one.after is not None and one.after < one.until for one in open_windows(change, NOW))


SOON = row(window=a_window(5, 30))


@pytest.mark.parametrize(
    ("live", "git", "expected"),
    [
        pytest.param([SOON], None, 1, id="withdrawn"),
        pytest.param([SOON], [], 1, id="left out"),
        pytest.param([SOON], [row(window=a_window(6, 30))], 0, id="moved within the horizon"),
        pytest.param([SOON], [row(window=a_window(30, 60))], 0, id="moved to its last day"),
        pytest.param([SOON], [row(window=a_window(31, 60))], 1, id="moved beyond it"),
        pytest.param([SOON], [row(window=a_window(-1, 30))], 0, id="open already"),
        pytest.param([SOON], [row(window=a_window(-9, -1))], 1, id="moved into the past"),
        pytest.param([SOON], [row(window=a_window(5, 30), license="VOD")], 1, id="another licence"),
        pytest.param([SOON], [row(window=a_window(5, 30), contract="CPH")], 0, id="another contract"),
        pytest.param([SOON], [row(window=a_window(5, 30), format="UHD")], 0, id="another format"),
        pytest.param([row(window=a_window(31, 60))], None, 0, id="beyond the horizon"),
        pytest.param(
            [row(window=a_window(-9, 4)), SOON],
            [row(window=a_window(-9, 4))],
            1,
            id="what comes after a pause",
        ),
        pytest.param(
            [row(window=a_window(-9, 4)), SOON], [row(window=a_window(-9, 30))], 0, id="the pause closes"
        ),
        pytest.param(
            [row(window=a_window(2, 4)), row(window=a_window(6, 8)), row(window=a_window(10, 12))],
            [row(window=a_window(20, 22))],
            2,
            id="one of three",
        ),
    ],
)
def test_openings_that_do_not_come(live: list, git: list | None, expected: int) -> None:
    change = changed(0, [row(format="SD"), *live], None if git is None else [row(format="SD"), *git])

    assert len(list(cancelled_openings(change, NOW))) == expected


NEXT = row(window=Window(NOW + 4 * DAY + SECOND, NOW + 30 * DAY), srp="1.00")


@pytest.mark.parametrize(
    ("live", "git", "expected"),
    [
        pytest.param([SOON], [row(window=a_window(5, 29))], 1, id="a day shorter"),
        pytest.param([SOON], [row(window=a_window(5, 31))], 0, id="a day longer"),
        pytest.param([SOON], [row(window=a_window(7, 30))], 0, id="opens later"),
        pytest.param([SOON], [row(window=a_window(7, 29))], 1, id="opens later and ends earlier"),
        pytest.param([SOON], [row(window=a_window(-1, 29))], 1, id="open already and ends earlier"),
        pytest.param([SOON], [row(window=a_window(-1, 4))], 1, id="ends before it would open"),
        pytest.param([SOON], None, 0, id="withdrawn, which is dark"),
        pytest.param([SOON], [row(window=a_window(31, 40))], 0, id="beyond the horizon, which is dark"),
        pytest.param([SOON], [row(window=a_window(5, 29), contract="CPH")], 1, id="another contract"),
        pytest.param([SOON], [row(window=a_window(5, 29), format="UHD")], 1, id="another format"),
        pytest.param([row(window=a_window(31, 60))], [row(window=a_window(31, 50))], 0, id="far away"),
        pytest.param([row(window=a_window(5, None))], [SOON], 1, id="had no end"),
        pytest.param(
            [row(window=a_window(-9, 4)), NEXT],
            [row(window=a_window(-9, 4))],
            0,
            id="counted where it is open",
        ),
        pytest.param(
            [row(window=Window(NOW + DAY, NOW + 4 * DAY)), NEXT],
            [row(window=Window(NOW + DAY, NOW + 4 * DAY))],
            1,
            id="a price step, once",
        ),
    ],
)
def test_openings_that_end_earlier(live: list, git: list | None, expected: int) -> None:
    change = changed(0, [row(format="SD"), *live], None if git is None else [row(format="SD"), *git])

    assert len(list(shortened_openings(change, NOW))) == expected


@pytest.mark.parametrize(
    ("live", "git", "expected"),
    [
        pytest.param([row()], None, (1, 0), id="withdrawn"),
        pytest.param([row(), row(format="UHD")], [row()], (1, 0), id="one of two lines leaves"),
        pytest.param([row()], [row(format="UHD")], (0, 0), id="the same line in another format"),
        pytest.param(
            [row(id="a")], [row(id="a", license="VOD")], (1, 0), id="another licence under the same id"
        ),
        pytest.param([row(contract="CPH")], [row(contract="FIXED_FEE")], (0, 0), id="another contract"),
        pytest.param(
            [row(contract="CPH")], [row(contract="FIXED_FEE", window=a_window(-9, 9))], (0, 1), id="both"
        ),
        pytest.param([row()], [row(window=a_window(-10, -1))], (1, 0), id="over in git"),
        pytest.param([row()], [row(window=a_window(1, 30))], (1, 0), id="opens again tomorrow"),
        pytest.param([row(window=a_window(5, 30))], None, (0, 0), id="not open yet"),
        pytest.param([row(window=a_window(5, 30))], [row(window=a_window(6, 30))], (0, 0), id="opens later"),
        pytest.param([row()], [row(window=a_window(-10, 29))], (0, 1), id="a day shorter"),
        pytest.param([row()], [row(window=a_window(-10, 30), srp="1.00")], (0, 0), id="another price"),
        pytest.param([row()], [row(window=a_window(-10, 31))], (0, 0), id="a day longer"),
        pytest.param([row(window=a_window(-10, None))], [row()], (0, 1), id="had no end"),
        pytest.param([row()], [row(window=a_window(-10, None))], (0, 0), id="has no end any more"),
        pytest.param(
            [row()],
            [
                row(window=Window(OPEN.start, NOW + DAY)),
                row(window=Window(NOW + DAY + SECOND, OPEN.end), srp="1.00"),
            ],
            (0, 0),
            id="a price step in the middle",
        ),
        pytest.param(
            [row()],
            [row(window=Window(OPEN.start, NOW + DAY)), row(window=Window(NOW + 2 * DAY, OPEN.end))],
            (0, 1),
            id="a pause in the middle",
        ),
        pytest.param(
            [
                row(window=Window(OPEN.start, NOW + DAY)),
                row(window=Window(NOW + DAY + SECOND, OPEN.end), srp="1.00"),
            ],
            [row(window=Window(OPEN.start, NOW + DAY))],
            (0, 1),
            id="what follows without a gap goes",
        ),
        pytest.param(
            [row(window=Window(OPEN.start, NOW + DAY)), row(window=Window(NOW + 2 * DAY, OPEN.end))],
            [row(window=Window(OPEN.start, NOW + DAY))],
            (0, 0),
            id="what comes after a pause goes",
        ),
    ],
)
def test_counts(live: list, git: list | None, expected: tuple[int, int]) -> None:
    change = changed(0, live, git)

    assert (dark(change), shorter(change)) == expected


def test_a_foreign_line_that_the_full_extract_ends_counts() -> None:
    foreign = row(license="VOD", format="SD")

    assert dark(changed(0, [row(), foreign], [row(srp="10.49")])) == 1


def test_what_is_forgotten_or_new_goes_nowhere() -> None:
    change = gone(0)

    assert dark(change) == 1
    assert (
        list(open_windows(type(change)(**{**fields(change), "action": Action.FORGET, "after": None}), NOW))
        == []
    )
    assert list(open_windows(changed(0, [], [row()]), NOW)) == []


def fields(change: Change) -> dict[str, object]:
    return {name: getattr(change, name) for name in change.__dataclass_fields__}
