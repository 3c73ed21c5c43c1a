from dataclasses import replace
from datetime import UTC, datetime, timedelta

from golden.cases import AS_OF, HEAT_HAZE, ZONES, line

from pvsync.model.avail import Avail
from pvsync.model.licence import BusinessLine
from pvsync.model.scope import Scope
from pvsync.model.transaction import Transaction
from pvsync.model.window import Window, WindowState
from pvsync.render.lanes import Lane, axis_of, lanes_of, lanes_text

US = ZONES.zone("US")


def avail(*transactions: Transaction) -> Avail:
    return Avail(Scope("HEATHAZE-2024", "US", BusinessLine.TVOD), "acme", HEAT_HAZE, transactions)


def lanes(before: Avail | None, after: Avail | None) -> tuple[Lane, ...]:
    return lanes_of(before, after, AS_OF, US)


def test_formats_that_share_all_windows_share_a_lane() -> None:
    rows = [line("US", "2025-01-15", "2031-01-14", quality=quality) for quality in ("HD", "SD", "UHD")]
    [one] = lanes(None, avail(*rows))
    assert one.offer == "purchase, HD, SD, UHD"
    shorter = line("US", "2025-01-15", "2030-01-14", quality="UHD")
    assert [lane.offer for lane in lanes(None, avail(*rows[:2], shorter))] == [
        "purchase, HD, SD",
        "purchase, UHD",
    ]


def test_a_window_that_is_over_live_stays_over_when_it_is_not_sent_again() -> None:
    over, opened = line("US", "2020-01-01", "2024-12-31"), line("US", "2026-01-01", "2030-12-31")
    [one] = lanes(avail(over, opened), avail(opened))
    assert one.before == one.after
    assert [bar.state for bar in one.after] == [WindowState.OVER, WindowState.OPEN]
    [gone] = lanes(avail(over, opened), None)
    assert gone.after == ()


def test_equal_windows_are_one_bar_and_a_picture_says_what_it_shows() -> None:
    rows = (line("US", "2026-01-01", "2030-12-31"), line("US", "2026-01-01", "2030-12-31", srp="1.99"))
    [one] = lanes(None, avail(*rows))
    assert len(one.after) == 1
    said = "purchase, HD: before not offered; after 1 January 2026 to 31 December 2030"
    assert lanes_text([one]) == said
    [gone] = lanes(avail(*rows), None)
    assert lanes_text([gone]).endswith("after not offered")
    [same] = lanes(avail(*rows), avail(*rows))
    assert lanes_text([same, same]) == (
        "purchase, HD: 1 January 2026 to 31 December 2030. purchase, HD: 1 January 2026 to 31 December 2030"
    )


def test_an_axis_is_whole_years_and_never_endless() -> None:
    rows = (line("US", "1999-01-01", "2000-12-31"), line("US", "2026-01-01", "2099-12-31", kind="VOD"))
    axis = axis_of(lanes(None, avail(*rows)), AS_OF)
    assert (axis.first, axis.last) == (datetime(2024, 1, 1, tzinfo=UTC), datetime(2035, 1, 1, tzinfo=UTC))
    assert axis.ticks[0] == (2024, 0.0)
    assert len(axis.ticks) == 11
    assert axis_of([], AS_OF).first.year == AS_OF.year


def test_bars_reach_from_edge_to_edge_where_they_have_no_dates() -> None:
    endless = replace(line("US", "2026-01-01", None), window=Window(None, None))
    [one] = lanes(None, avail(endless))
    axis = axis_of([one], AS_OF)
    assert axis.reach(one.after[0]) == (0.0, 100.0)
    assert axis.share(axis.first - timedelta(days=1)) == 0.0
    assert axis.share(axis.last + timedelta(days=1)) == 100.0


def test_a_long_axis_names_every_second_year() -> None:
    axis = replace(axis_of([], AS_OF), last=datetime(2050, 1, 1, tzinfo=UTC))
    assert [year for year, _ in axis.ticks][:3] == [2026, 2028, 2030]
