"""What a read shows: windows that are over, members of the mapping table, and stale states."""

from collections.abc import Callable

from unit.emulator.partner import Clock, Partner, a_row, an_avail

from pvsync.emulator.faults import Fault


def test_over_windows_are_shown_or_left_out_by_switch(start: Callable[..., Partner]) -> None:
    over = a_row("old", Start="2025-01-01", End="2025-12-31")
    for reading, seen in (("kept", ["old"]), ("dropped", [])):
        partner = start(assume={"past-windows": reading})
        partner.put(an_avail(over))
        assert partner.held() == seen


def test_echo_shows_everything_or_the_mapping_table_by_switch(start: Callable[..., Partner]) -> None:
    for reading, seen in (("all", an_avail(Mine=1)), ("supported", an_avail())):
        partner = start(assume={"echo": reading})
        partner.put(an_avail(Mine=1))
        assert partner.get().json()["avail"] == seen
        assert partner.emulator.dump()[0]["avail"]["Mine"] == 1


def test_stale_read_shows_the_state_before_the_last_write_for_a_while(
    start: Callable[..., Partner], clock: Clock
) -> None:
    partner = start(faults=(Fault(name="stale-reads", seconds=300),))
    partner.put(an_avail(a_row("one")))
    assert partner.get().status_code == 404
    clock.move(seconds=301)
    assert partner.held() == ["one"]
    partner.put(an_avail(a_row("two")))
    assert partner.held() == ["one"]
    clock.move(seconds=301)
    assert partner.held() == ["two"]
    partner.delete()
    assert partner.held() == ["two"]
    clock.move(seconds=301)
    assert partner.get().status_code == 404


def test_stale_read_of_one_alid_leaves_the_others_fresh(start: Callable[..., Partner]) -> None:
    partner = start(faults=(Fault(name="stale-reads", alid="A-1"),))
    for alid in ("A-1", "A-2"):
        partner.put(an_avail(alid=alid), alid)
    items = [
        {"requestId": alid, "path": f"/avails/acme/full-extract/{alid}?territory=US&businessLine=TVOD"}
        for alid in ("A-1", "A-2")
    ]
    assert [answer["success"] for answer in partner.batch("get", items).json()] == [False, True]


def test_seeded_scope_is_never_stale(start: Callable[..., Partner]) -> None:
    partner = start(faults=(Fault(name="stale-reads"),))
    partner.emulator.seed(
        [{"licensor": "acme", "alid": "A-1", "territory": "US", "businessLine": "TVOD", "avail": an_avail()}]
    )
    assert partner.held() == ["t1"]
