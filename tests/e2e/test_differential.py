"""A few seeds of the differential in every run of the tests; fifty in `make soak`."""

import pytest
from differential.journey import Journey
from e2e.estate import Estate


@pytest.mark.parametrize("seed", [3, 4])
def test_live_and_sentences_are_what_an_independent_witness_says(estate: Estate, seed: int) -> None:
    Journey(estate, seed).go(5)
