"""A machine whose clock is wrong writes nothing: what it ends today would end on another day of the service's."""

from datetime import timedelta
from typing import cast

import pytest
from e2e.estate import NOW, Estate, Said
from e2e.test_converges import MOVIE

from pvsync.api.client import AvailsClient
from pvsync.model.plan import Plan
from pvsync.workflows.apply import _Clocks

TAKEDOWN = ("takedown", "HEAT", "--territory", "US", "--because", "rights dispute", "--auto-approve")


def names_both(said: Said) -> None:
    """What was refused says what each clock shows, and what to do."""
    whole = " ".join((said.out + said.err).split())
    assert "this machine's clock is" in whole
    assert "2026-06-01 12:00:0" in whole
    assert "NTP" in whole


def test_two_clocks_that_disagree(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    estate.commit()
    estate.apply()
    live = estate.live("HEAT")

    for off in (timedelta(days=2), timedelta(minutes=-6)):
        # A takedown ends in one of two ways, and this one is loudly not down.
        taken = estate.run(*TAKEDOWN, clock=lambda off=off: NOW + off)
        assert (taken.code, "NOT taken down" in taken.out + taken.err) == (1, True)
        names_both(taken)
        assert estate.live("HEAT") == live
        estate.git("checkout", "-q", "catalog")

    estate.edit("catalog/heat.yaml", "9.99 USD", "8.99 USD")
    estate.commit()
    ahead = estate.run("apply", "--auto-approve", clock=lambda: NOW + timedelta(days=2))
    assert ahead.code == 3, ahead.out + ahead.err
    names_both(ahead)
    assert estate.live("HEAT") == live

    near = estate.run(*TAKEDOWN, clock=lambda: NOW + timedelta(minutes=4))
    assert near.code == 0, near.out + near.err
    assert estate.live("HEAT") != live


class _Told:
    def __init__(self, ahead: timedelta | None) -> None:
        self.service_time = None if ahead is None else NOW + ahead


class _Dated:
    valid_until = NOW + timedelta(minutes=3)


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (None, None),
        (timedelta(minutes=2), None),
        (timedelta(minutes=4), "and the service's clock shows 2026-06-01 12:04:00 UTC"),
        (timedelta(minutes=-6), "6 minutes ahead of the service's"),
    ],
)
def test_the_later_of_two_clocks_judges_a_plan(ahead: timedelta | None, words: str | None) -> None:
    clocks = _Clocks(cast("Plan", _Dated()), cast("AvailsClient", _Told(ahead)), lambda: NOW)
    why = clocks.doubt()
    assert (why is None) is (words is None)
    assert words is None or words in (why or "")
    assert bool(clocks.notes) is (ahead is None)
