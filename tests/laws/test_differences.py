"""Our comparison of flat tables agrees with DeepDiff, an independent oracle."""

from decimal import Decimal

from builders import a_transaction, a_window
from deepdiff import DeepDiff
from hypothesis import given, settings
from hypothesis import strategies as st

from pvsync.model.money import Money
from pvsync.model.normal import Value, transaction_table
from pvsync.model.transaction import Language, Transaction
from pvsync.plan.compare import differences

values: st.SearchStrategy[Value] = st.one_of(
    st.text(max_size=3),
    st.booleans(),
    st.integers(-3, 3),
    st.lists(st.text(max_size=2), max_size=2).map(tuple),
)
tables = st.dictionaries(st.sampled_from(["end", "start", "wsp", "languages.asset", "extra.X"]), values)


def paths_of_deepdiff(before: dict[str, Value], after: dict[str, Value]) -> set[str]:
    tree = DeepDiff(before, after, view="tree", threshold_to_diff_deeper=0)
    found: set[str] = set()
    for kind in tree:
        for level in tree[kind]:
            steps = level.path(output_format="list")
            found.add(str(steps[0]))
    return found


@given(tables, tables)
@settings(max_examples=300, deadline=None)
def test_the_same_paths_differ(before: dict[str, Value], after: dict[str, Value]) -> None:
    ours = {path for path, _, _ in differences(before, after)}
    # DeepDiff tells 1 from True, which are equal to Python; a path never holds both, so neither does a table.
    typed = {path for path in before.keys() & after.keys() if before[path] == after[path]}
    assert ours == paths_of_deepdiff(before, after) - typed


@given(
    st.lists(st.sampled_from(["en", "fr", "de"]), unique=True),
    st.permutations(["en", "fr", "de"]),
    st.decimals("0.01", "99.99", places=2),
)
@settings(deadline=None)
def test_order_of_sets_and_trailing_zeros_are_no_difference(
    tags: list[str], order: list[str], amount: Decimal
) -> None:
    shuffled = [tag for tag in order if tag in tags]
    one = row(tags, amount)
    other = row(shuffled, amount + Decimal("0.000"))
    assert list(differences(transaction_table(one), transaction_table(other))) == []
    assert DeepDiff(transaction_table(one), transaction_table(other)) == {}


def row(tags: list[str], amount: Decimal) -> Transaction:
    languages = tuple(Language(tag) for tag in tags)
    return a_transaction(asset_languages=languages, window=a_window(), terms={"wsp": Money("USD", amount)})
