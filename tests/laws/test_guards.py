"""Law of the guards: what they refuse as a whole, they refuse in two parts within a day."""

from builders import NOW, a_window
from guarded import changed, dearer, gone, new, remembered, row, scope_of
from hypothesis import event, given, settings
from hypothesis import strategies as st

from pvsync.model.guarded import GuardedPlan, Recent, Threshold
from pvsync.model.plan import Action, Change
from pvsync.model.scope import Scope
from pvsync.model.verdict import GuardVerdict
from pvsync.rules.verdicts import usual_thresholds, verdicts

USUAL = usual_thresholds()

TERRITORIES = ("US", "CA")
MAKES = {
    "same": None,
    "gone": lambda number, where: gone(number, where, rows=2),
    "dearer": lambda number, where: dearer(number, "10.49", where),
    "far dearer": lambda number, where: dearer(number, "99.99", where),
    "shorter": lambda number, where: changed(number, [row()], [row(window=a_window(-10, 20))], where),
    "new": new,
    "cancelled": lambda number, where: changed(number, [row(window=a_window(5, 20))], None, where),
}

counts = st.none() | st.integers(0, 4)
shares = st.none() | st.sampled_from([0, 10, 20, 34, 50, 75, 100])
thresholds = st.fixed_dictionaries(
    {
        "going_dark": st.builds(Threshold, count=counts, share=shares),
        "delta": st.builds(Threshold, share=shares),
        "price_move": st.builds(Threshold, count=counts, percent=st.sampled_from([4, 50])),
        "window_shortened": st.builds(Threshold, count=counts),
        "protected": st.just(USUAL["protected"]),
        "empty_catalog": st.just(USUAL["empty_catalog"]),
    }
)
estates = st.lists(
    st.tuples(st.sampled_from(TERRITORIES), st.sampled_from(sorted(MAKES)), st.booleans()), max_size=8
)


def offered(kinds: dict[Scope, str], applied: set[Scope]) -> frozenset[Scope]:
    """What git offers once some of the changes are in it."""
    return frozenset(
        scope
        for scope, kind in kinds.items()
        if (kind == "new" and scope in applied)
        or kind not in {"new", "gone", "cancelled"}
        or (kind in {"gone", "cancelled"} and scope not in applied)
    )


def judge(
    changes: list[Change],
    git: frozenset[Scope],
    limits: dict[str, Threshold],
    recent: tuple[Recent, ...] = (),
) -> dict[str, GuardVerdict]:
    protected = frozenset({scope_of(0).alid})
    plan = GuardedPlan(NOW, tuple(changes), git, recent, protected, limits, on_sale=git)
    return {verdict.guard: verdict for verdict in verdicts(plan)}


def refused(found: dict[str, GuardVerdict]) -> set[str]:
    return {guard for guard, verdict in found.items() if verdict.verdict == "refuse"}


@given(estate=estates, limits=thresholds, by_selection=st.booleans())
@settings(max_examples=400, deadline=None)
def test_two_applies_pass_nothing_that_one_would_not(
    estate: list[tuple[str, str, bool]], limits: dict[str, Threshold], *, by_selection: bool
) -> None:
    kinds = {scope_of(number, where): kind for number, (where, kind, _) in enumerate(estate)}
    made = {
        scope_of(number, where): MAKES[kind](number, where)
        for number, (where, kind, _) in enumerate(estate)
        if MAKES[kind] is not None
    }
    first = [
        change for (scope, change), is_first in zip(made.items(), parts(estate), strict=True) if is_first
    ]
    second = [change for change in made.values() if change not in first]
    everything = offered(kinds, set(made))
    half = everything if by_selection else offered(kinds, {change.scope for change in first})

    whole = refused(judge([*made.values()], everything, limits))
    one = judge(first, half, limits)
    two = judge(second, everything, limits, remembered(first, one))

    event(f"whole refused by {len(whole)}")
    assert whole <= refused(one) | refused(two)


def parts(estate: list[tuple[str, str, bool]]) -> list[bool]:
    return [is_first for _, kind, is_first in estate if MAKES[kind] is not None]


@given(estates, thresholds)
@settings(max_examples=200, deadline=None)
def test_a_higher_limit_never_refuses_more(
    estate: list[tuple[str, str, bool]], limits: dict[str, Threshold]
) -> None:
    kinds = {scope_of(number, where): kind for number, (where, kind, _) in enumerate(estate)}
    made = [
        MAKES[kind](number, where)
        for number, (where, kind, _) in enumerate(estate)
        if MAKES[kind] is not None
    ]
    git = offered(kinds, {change.scope for change in made})
    higher = {guard: raised(threshold) for guard, threshold in limits.items()}

    assert refused(judge(made, git, higher)) <= refused(judge(made, git, limits))
    assert all(change.action is not Action.KEEP for change in made)


def raised(threshold: Threshold) -> Threshold:
    return Threshold(
        None if threshold.count is None else threshold.count + 1,
        None if threshold.share is None else min(threshold.share + 5, 100),
        None if threshold.percent is None else threshold.percent + 10,
    )
