"""Laws of the planner: it converges, it is calm, it never trespasses, and order never matters."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random

from builders import a_movie
from hypothesis import given, settings
from hypothesis import strategies as st

from pvsync.diagnostics import Place
from pvsync.model.avail import Absent, Avail, Present
from pvsync.model.licence import BusinessLine
from pvsync.model.money import Money
from pvsync.model.normal import digest, transaction_table
from pvsync.model.plan import Action, Change, RowFate
from pvsync.model.scope import Scope
from pvsync.model.transaction import Transaction, derived_id
from pvsync.model.window import Window
from pvsync.model.zones import Zones
from pvsync.plan.compare import Setting, compare
from pvsync.plan.order import pack
from pvsync.plan.removal import delete, may_delete, withdraw

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
SETTING = Setting(NOW, Zones())
SCOPE = Scope("X", "US", BusinessLine.TVOD)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


class Nowhere:
    """Places of values that no file holds."""

    def title(self, path: str) -> Place:
        return Place(f"title.{path}")

    def transaction(self, scope: Scope, row: int, path: str) -> Place:
        return Place(f"{scope}.{row}.{path}")


@st.composite
def lines_of_windows(draw: st.DrawFn) -> list[Transaction]:
    """Transactions of one scope as the rules allow them: windows of one line never overlap."""
    rows: list[Transaction] = []
    for license_type in draw(st.lists(st.sampled_from(["EST", "VOD"]), unique=True, max_size=2)):
        for format_profile in draw(st.lists(st.sampled_from(["HD", "UHD", "SD"]), unique=True, max_size=3)):
            cuts = sorted(draw(st.sets(st.integers(-40, 40), max_size=6)))
            for first, last in zip(cuts[::2], cuts[1::2], strict=False):
                window = Window(NOW + first * DAY, NOW + last * DAY - timedelta(seconds=1))
                price = Money("USD", Decimal(draw(st.sampled_from(["4.99", "5.99"]))))
                rows.append(
                    Transaction(None, license_type, "US", format_profile, window, terms={"wsp": price})
                )
    return draw(st.permutations(rows))


def an_avail_of(rows: list[Transaction]) -> Avail:
    return Avail(SCOPE, "acme", a_movie("X"), tuple(rows))


def live_of(avail: Avail) -> Avail:
    """As the service would hold it: every transaction has an id."""
    rows = tuple(replace(row, id=row.id or f"live-{index}") for index, row in enumerate(avail.transactions))
    return replace(avail, transactions=rows)


def apply(change: Change, live: Avail | None) -> Avail:
    """Full-extract semantics: current and future are replaced, what is over stays."""
    assert change.after is not None
    over = tuple(row for row in live.transactions if row.window.is_over(NOW)) if live else ()
    sent = {row.id for row in change.after.transactions}
    return replace(
        change.after, transactions=(*(row for row in over if row.id not in sent), *change.after.transactions)
    )


readings = st.one_of(
    st.just(Absent()), lines_of_windows().map(lambda rows: Present(live_of(an_avail_of(rows))))
)


@given(lines_of_windows(), readings)
@settings(max_examples=400, deadline=None)
def test_after_the_change_there_is_nothing_to_do(rows: list[Transaction], reading: Present | Absent) -> None:
    desired = an_avail_of(rows)
    change = compare(desired, Nowhere(), reading, SETTING)
    if change is not None:
        live = apply(change, reading.avail if isinstance(reading, Present) else None)

        assert compare(desired, Nowhere(), Present(live), SETTING) is None


@given(lines_of_windows())
@settings(deadline=None)
def test_what_is_live_as_git_says_is_left_alone(rows: list[Transaction]) -> None:
    desired = an_avail_of(rows)

    assert compare(desired, Nowhere(), Present(live_of(desired)), SETTING) is None


@given(lines_of_windows(), lines_of_windows(), st.randoms())
@settings(deadline=None)
def test_the_order_of_input_never_changes_a_plan(
    rows: list[Transaction], live_rows: list[Transaction], random: Random
) -> None:
    live = live_of(an_avail_of(live_rows))
    shuffled_rows, shuffled_live = list(rows), list(live.transactions)
    random.shuffle(shuffled_rows)
    random.shuffle(shuffled_live)
    one = compare(an_avail_of(rows), Nowhere(), Present(live), SETTING)
    other = compare(
        an_avail_of(shuffled_rows),
        Nowhere(),
        Present(replace(live, transactions=tuple(shuffled_live))),
        SETTING,
    )
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert one.after == other.after
        assert [(field.path, field.before, field.after) for field in one.fields] == [
            (field.path, field.before, field.after) for field in other.fields
        ]
        assert [(row.label, row.fate) for row in one.rows] == [(row.label, row.fate) for row in other.rows]


@given(lines_of_windows(), readings)
@settings(max_examples=300, deadline=None)
def test_what_is_sent_never_overlaps_and_never_is_empty(
    rows: list[Transaction], reading: Present | Absent
) -> None:
    change = compare(an_avail_of(rows), Nowhere(), reading, SETTING)
    if change is None:
        return
    assert change.after is not None
    sent = change.after.transactions
    assert sent
    assert len({row.id for row in sent}) == len(sent)
    for index, row in enumerate(sent):
        for other in sent[index + 1 :]:
            assert row.line != other.line or not row.window.overlap(other.window)


@given(lines_of_windows(), readings)
@settings(max_examples=300, deadline=None)
def test_every_change_can_be_seen_and_names_every_row(
    rows: list[Transaction], reading: Present | Absent
) -> None:
    change = compare(an_avail_of(rows), Nowhere(), reading, SETTING)
    if change is None:
        return
    assert change.fields
    assert change.scope == SCOPE
    labels = [row.label for row in change.rows]
    assert len(set(labels)) == len(labels)
    for row in change.rows:
        assert (row.after is None) == (row.fate is RowFate.OMITTED)
        assert (row.before is None) == (row.fate is RowFate.ADDED)


@given(lines_of_windows(), lines_of_windows())
@settings(max_examples=300, deadline=None)
def test_nothing_open_goes_dark_unless_it_is_named(
    rows: list[Transaction], live_rows: list[Transaction]
) -> None:
    """A line that is open live and open in git stays open in what is sent."""
    desired, live = an_avail_of(rows), live_of(an_avail_of(live_rows))
    change = compare(desired, Nowhere(), Present(live), SETTING)
    if change is None or change.after is None:
        return
    wanted = {row.line for row in rows if row.window.state(NOW) == "open"}
    sent = {row.line for row in change.after.transactions if row.window.state(NOW) == "open"}
    assert wanted == sent


@given(lines_of_windows(), readings)
@settings(deadline=None)
def test_digests_agree_with_comparison(rows: list[Transaction], reading: Present | Absent) -> None:
    """Equal digests are enough to leave a scope alone."""
    desired = an_avail_of(rows)
    if isinstance(reading, Present) and digest(desired) == digest(reading.avail):
        assert compare(desired, Nowhere(), reading, SETTING) is None


@given(
    st.lists(st.tuples(st.sampled_from("ABCDEF"), st.sampled_from(["US", "CA", "GB"])), unique=True),
    st.integers(1, 4),
)
def test_batches_hold_each_change_once(keys: list[tuple[str, str]], size: int) -> None:
    changes = [
        replace(
            compare(an_avail_of([_open_row()]), Nowhere(), Absent(), SETTING) or _never(),
            scope=Scope(alid, territory, BusinessLine.TVOD),
        )
        for alid, territory in keys
    ]
    for one_alid in (True, False):
        batches = list(pack(changes, size, one_alid=one_alid))
        assert [batch.number for batch in batches] == list(range(len(batches)))
        assert sorted(change.scope for batch in batches for change in batch.changes) == sorted(
            change.scope for change in changes
        )
        for batch in batches:
            assert 1 <= len(batch.changes) <= size
            alids = [change.scope.alid for change in batch.changes]
            assert one_alid or len(set(alids)) == len(alids)


def test_a_moved_format_end_and_start_read_as_one_value_each() -> None:
    row = replace(_open_row(), id="a")
    for changed, path in (
        (replace(row, format="UHD", id=None), "format"),
        (replace(row, window=Window(row.window.start, NOW + 90 * DAY), id=None), "end"),
        (replace(row, window=Window(NOW - 20 * DAY, row.window.end), id=None), "start"),
        (replace(row, window=Window(row.window.start, NOW - 2 * DAY), id=None), "end"),
    ):
        change = compare(an_avail_of([changed]), Nowhere(), Present(an_avail_of([row])), SETTING)
        assert change is not None
        assert change.action is Action.REPLACE
        assert [field.path.rsplit(".", 1)[-1] for field in change.fields] == [path]
        assert change.after is not None
        assert change.after.transactions[0].id == "a"


def test_a_started_row_that_leaves_ends_yesterday_and_a_future_one_is_left_out() -> None:
    kept = _open_row()
    started = replace(kept, format="UHD", id="started")
    future = replace(kept, format="SD", id="future", window=Window(NOW + 5 * DAY, NOW + 9 * DAY))
    live = an_avail_of([replace(kept, id="kept"), started, future])
    change = compare(an_avail_of([kept]), Nowhere(), Present(live), SETTING)
    assert change is not None
    assert change.after is not None
    assert {row.fate for row in change.rows} == {RowFate.SAME, RowFate.ENDED, RowFate.OMITTED}
    ended = next(row for row in change.after.transactions if row.id == "started")
    assert transaction_table(ended)["end"] == "2026-06-01T03:59:59Z"
    assert [row.id for row in change.after.transactions if row.format == "SD"] == []


def test_the_last_future_row_that_leaves_is_moved_into_the_past() -> None:
    over = replace(_open_row(), window=Window(NOW - 30 * DAY, NOW - 20 * DAY))
    future = replace(_open_row(), id="future", window=Window(NOW + 5 * DAY, NOW + 9 * DAY))
    change = compare(an_avail_of([over]), Nowhere(), Present(an_avail_of([future])), SETTING)
    assert change is not None
    assert change.after is not None
    assert [transaction_table(row)["start"] for row in change.after.transactions] == ["2026-05-30T04:00:00Z"]


def _open_row() -> Transaction:
    return Transaction(None, "EST", "US", "HD", Window(NOW - 10 * DAY, NOW + 30 * DAY))


def _never() -> Change:
    raise AssertionError


@given(lines_of_windows())
@settings(max_examples=300, deadline=None)
def test_a_withdrawal_leaves_nothing_open_overlaps_nothing_and_is_done_once(rows: list[Transaction]) -> None:
    live = live_of(an_avail_of(rows))
    change = withdraw(Present(live), Place("removal"), SETTING)
    if change is None:
        assert all(row.window.is_over(NOW) for row in live.transactions)
        return
    assert change.after is not None
    sent = change.after.transactions
    assert sent
    assert all(row.window.is_over(NOW) for row in sent)
    for index, row in enumerate(sent):
        for other in sent[index + 1 :]:
            assert row.line != other.line or not row.window.overlap(other.window)
    assert change.fields
    assert withdraw(Present(apply(change, live)), Place("removal"), SETTING) is None


@given(lines_of_windows())
def test_a_delete_is_allowed_only_before_anything_has_started(rows: list[Transaction]) -> None:
    reading = Present(live_of(an_avail_of(rows)))
    assert may_delete(reading, SETTING) == all(row.window.state(NOW) == "future" for row in rows)
    assert may_delete(Absent(), SETTING)
    change = delete(reading, Place("removal"))
    assert change is not None
    assert change.after is None
    assert change.fields
    assert delete(Absent(), Place("removal")) is None


@st.composite
def lives(draw: st.DrawFn) -> Avail:
    """A live scope of several lines, its windows dense around today: over, begun a moment ago, to come."""
    rows: list[Transaction] = []
    offers = st.tuples(
        st.sampled_from(["HD", "UHD"]),
        st.sampled_from([None, "prime", "mgm"]),
        st.sampled_from([None, "CPH", "FIXED_FEE"]),
    )
    for format_profile, channel, contract in draw(st.lists(offers, unique=True, min_size=1, max_size=4)):
        cuts = sorted(draw(st.sets(st.integers(-120, 60), max_size=8)))
        for first, last in zip(cuts[::2], cuts[1::2], strict=False):
            window = Window(NOW + first * HOUR, NOW + last * HOUR - timedelta(seconds=1))
            rows.append(Transaction(None, "SVOD", "US", format_profile, window, channel, contract))
    return live_of(an_avail_of(draw(st.permutations(rows))))


def over(avail: Avail) -> dict[str | None, Transaction]:
    return {row.id: row for row in avail.transactions if row.window.is_over(NOW)}


def overlapping(avail: Avail) -> list[tuple[Transaction, Transaction]]:
    return [
        (row, other)
        for index, row in enumerate(avail.transactions)
        for other in avail.transactions[index + 1 :]
        if row.line == other.line and row.window.overlap(other.window)
    ]


@given(lives())
@settings(max_examples=400, deadline=None)
def test_a_withdrawal_never_writes_over_a_window_that_was(live: Avail) -> None:
    change = withdraw(Present(live), Place("removal"), SETTING)
    if change is None:
        return
    after = apply(change, live)
    kept = over(live)
    assert {row.id: row for row in after.transactions if row.id in kept} == kept
    assert overlapping(after) == []
    assert all(row.window.is_over(NOW) for row in after.transactions)
    assert withdraw(Present(after), Place("removal"), SETTING) is None


@given(lives(), st.integers(1, 200))
@settings(max_examples=300, deadline=None)
def test_a_row_that_leaves_never_writes_over_a_window_that_was(live: Avail, hours: int) -> None:
    """What git offers from later on is new, whatever ids live has; the rest leaves."""
    window = Window(NOW + hours * HOUR, NOW + 300 * HOUR)
    new = Transaction(None, "EST", "US", "SD", window)
    change = compare(an_avail_of([new]), Nowhere(), Present(live), SETTING)
    assert change is not None
    after = apply(change, live)
    kept = over(live)
    assert {row.id: row for row in after.transactions if row.id in kept} == kept
    assert overlapping(after) == []
    assert all(row.window.is_over(NOW) for row in after.transactions if row.line != new.line)


def test_a_removal_on_the_day_of_a_price_step_says_where_the_start_goes() -> None:
    """Both steps are over or began today: the one that was stays, the other goes to the last day before it."""
    was = Transaction("was", "EST", "US", "HD", Window(NOW - 30 * DAY, NOW - 9 * HOUR))
    today = Transaction("today", "EST", "US", "HD", Window(NOW - 8 * HOUR, NOW + 90 * DAY))
    change = withdraw(Present(an_avail_of([was, today])), Place("removal"), SETTING)
    assert change is not None
    assert change.after is not None
    assert [transaction_table(row)["end"] for row in change.after.transactions] == ["2026-05-02T03:59:59Z"]
    assert {field.path.rpartition(".")[2] for field in change.fields} == {"start", "end"}


def test_what_is_offered_again_gets_an_id_that_no_live_row_has() -> None:
    """A removal moved its start, so that nothing but its derived id is as before."""
    again = Transaction(None, "EST", "US", "HD", Window(NOW + DAY, NOW + 90 * DAY))
    moved = replace(again, id=derived_id("X", again), window=Window(NOW - 3 * DAY, NOW - 2 * DAY))
    change = compare(an_avail_of([again]), Nowhere(), Present(an_avail_of([moved])), SETTING)
    assert change is not None
    assert change.after is not None
    assert [row.id for row in change.after.transactions] == [derived_id("X", again, 1)]
