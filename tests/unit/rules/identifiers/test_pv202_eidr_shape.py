"""What pvsync proposes for a text that is not quite an EIDR."""

import pytest
from unit.catalog.reading import FVOD, NOW, movie, read

from pvsync.rules.identifiers.pv202_eidr_shape import check
from pvsync.rules.rule import Setting

ELSEWHERE = "copy it from the EIDR registry, or move it to `alt_id` if it is an id of another kind"


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("EA73-79D7-1B2B-B378-3A73-M", "did you mean `10.5240/EA73-79D7-1B2B-B378-3A73-M`?"),
        ("10.5240/ea7379d71b2bb3783a73m", "did you mean `10.5240/EA73-79D7-1B2B-B378-3A73-M`?"),
        ("eidr:EA73-79D7-1B2B-B378-3A73-M", "did you mean `10.5240/EA73-79D7-1B2B-B378-3A73-M`?"),
        ("EA73-79D7-1B2B-B378-3A73-A", ELSEWHERE),
        ("BEFK-79D7-1B2B-B378-3A73-6", ELSEWHERE),
        ("tt0113277", ELSEWHERE),
    ],
)
def test_the_hint_is_the_id_where_it_can_be_read(written: str, hint: str) -> None:
    (title,), _ = read(movie(FVOD, keys=f'eidr: "{written}"\n'))

    (remark,) = check(title, Setting(NOW))

    assert remark.hint == hint
    assert (remark.place.line, remark.place.column) == (4, 7)


@pytest.mark.parametrize(
    "keys",
    ["", "eidr: urn:eidr:10.5240:EA73-79D7-1B2B-B378-3A73-M\n", "eidr: 10.5240/1489-49A2-3956-4B2D-FE16-6\n"],
)
def test_none_and_every_right_shape_are_silent(keys: str) -> None:
    (title,), _ = read(movie(FVOD, keys=keys))

    assert list(check(title, Setting(NOW))) == []
