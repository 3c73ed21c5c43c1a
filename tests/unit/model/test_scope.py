"""What can be an ALID, and how a scope reads."""

import pytest

from pvsync.model.licence import BusinessLine
from pvsync.model.scope import Scope, is_alid


@pytest.mark.parametrize("text", ["A", "a-Z_0.9:@", "...", "x" * 255])
def test_an_alid(text: str) -> None:
    assert is_alid(text)


@pytest.mark.parametrize("text", ["", ".", "..", "x" * 256, "a b", "a/b", "a\n", "é", "a%2F", "a?b", "٣"])
def test_not_an_alid(text: str) -> None:
    assert not is_alid(text)


def test_a_scope_reads_as_its_three_parts() -> None:
    assert str(Scope("X", "US", BusinessLine.TVOD)) == "X US TVOD"
