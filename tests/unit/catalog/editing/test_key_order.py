from pvsync.catalog.editing.key_order import in_key_order
from pvsync.catalog.editing.tree import Mapping, trees


def ordered(text: str) -> str:
    (root,) = trees(text)
    assert isinstance(root, Mapping)
    return in_key_order(text, root)


def test_what_it_is_comes_first_and_what_it_offers_last() -> None:
    assert ordered(
        "removed: []\navails:\n  - a: 1\n  # of the avails\n# of the title\ntitle: T\neidr: E\nstate: x\nalid: A\nkind: movie\n"
    ) == (
        "kind: movie\nalid: A\n# of the title\ntitle: T\neidr: E\nstate: x\navails:\n  - a: 1\n  # of the avails\nremoved: []\n"
    )


def test_keys_in_order_are_left_alone() -> None:
    text = "kind: movie\nalid: A\nother: 1\nanother: 2\navails: []\n"
    assert ordered(text) is text
