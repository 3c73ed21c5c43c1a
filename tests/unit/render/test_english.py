import pytest

from pvsync.render.english import counted, listed, numbered, sentence


def test_counted() -> None:
    assert counted(1, "scope") == "1 scope"
    assert counted(1204, "scope") == "1,204 scopes"
    assert counted(2, "territory", "territories") == "2 territories"


def test_sentence() -> None:
    assert sentence("no remote") == "No remote."
    assert sentence("Done.") == "Done."


@pytest.mark.parametrize(
    ("items", "said"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_listed(items: list[str], said: str) -> None:
    assert listed(items) == said


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([1], "1"),
        ([1, 2], "1 and 2"),
        ([1, 2, 3], "1 to 3"),
        ([1, 2, 5], "1, 2 and 5"),
        ([1, 2, 3, 7], "1 to 3 and 7"),
    ],
)
def test_numbered(numbers: list[int], said: str) -> None:
    assert numbered(numbers) == said
