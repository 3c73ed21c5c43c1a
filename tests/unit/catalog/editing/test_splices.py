import pytest

from pvsync.catalog.editing.refusals import Refused
from pvsync.catalog.editing.splices import Splice, applied


def test_splices_are_made_whatever_their_order() -> None:
    splices = [Splice(3, 4, "D"), Splice(0, 1, "A"), Splice(2, 2, "+", depth=1), Splice(2, 2, "++", depth=2)]
    assert applied("abcde", splices) == "Ab+++cDe" == applied("abcde", splices[::-1])


def test_two_splices_of_one_place_are_refused() -> None:
    with pytest.raises(Refused, match="two edits concern the same place") as refused:
        applied("abc", [Splice(0, 2, "x"), Splice(1, 3, "y")])
    assert refused.value.at == 1
