"""A genre is known by its id, or by the list that it comes from."""

import pytest
from unit.rules.metadata.collections import said

from pvsync.rules.metadata.pv807_genre_without_id import RULE

SUMMARY = "      summary_190: "


@pytest.mark.parametrize(
    ("genre", "spoken"), [("name: Drama", 1), ("id: '12', name: Drama", 0), ("name: Drama, source: IMDB", 0)]
)
def test_a_name_alone_is_not_enough(genre: str, spoken: int) -> None:
    assert len(said(RULE, (SUMMARY, f"      genres: [{{{genre}}}]\n{SUMMARY}"))) == spoken
