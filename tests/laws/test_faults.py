"""The random-fault machine: whatever goes wrong, nothing is lost, nothing is doubled, nothing is written in doubt.

`tests/faults` has the world and what must be so after every run; `make soak` travels it for as long as wanted.
"""

from collections import Counter
from pathlib import Path
from random import Random

import pytest
from faults.planted import BUGS
from faults.soak import report, travelled
from faults.world import STRIKES, Blow, Broken, World, a_world, an_identity
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

SEEDS = st.integers(0, 10**6)
PLACES = st.integers(1, 90)
ENDPOINTS = st.sampled_from((None, "get", "put", "batch/get", "batch/put"))
JOURNEYS = range(7001, 7011)


@pytest.fixture(scope="module")
def identity(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return an_identity(tmp_path_factory.mktemp("identity"))


def a_machine(folder: Path, identity: Path) -> type[RuleBasedStateMachine]:  # noqa: C901 - one class, one rule each
    class Faults(RuleBasedStateMachine):
        """Every step is printed by hypothesis as it can be called again."""

        world: World | None = None

        @initialize(seed=SEEDS)
        def begin(self, seed: int) -> None:
            self.world = a_world(folder / "world", identity, seed)
            self.world.edit(seed)

        @rule(seed=SEEDS)
        def edit(self, seed: int) -> None:
            self._there.edit(seed)

        @rule(seed=SEEDS)
        def somebody(self, seed: int) -> None:
            self._there.somebody(seed)

        @rule(
            name=st.sampled_from(STRIKES), count=st.sampled_from((None, 1, 2)), endpoint=ENDPOINTS, seed=SEEDS
        )
        def strike(self, name: str, count: int | None, endpoint: str | None, seed: int) -> None:
            self._there.strike(name, count, endpoint, seed)

        @rule()
        def heal(self) -> None:
            self._there.heal()

        @rule()
        def plan(self) -> None:
            self._there.make_plan()

        @precondition(lambda self: self.world is not None and self.world.plan is not None)
        @rule(kill=st.just(0) | PLACES, stop=st.just(0) | st.integers(1, 15), approve=st.booleans())
        def apply(self, kill: int, stop: int, approve: bool) -> None:  # noqa: FBT001 - hypothesis calls it by name
            self._there.apply(Blow(kill=kill, stop=stop), approve=approve)

        @precondition(lambda self: self.world is not None and self.world.plan is not None)
        @rule(expire=st.integers(1, 15), foreign=st.integers(1, 15), seed=SEEDS)
        def apply_in_a_storm(self, expire: int, foreign: int, seed: int) -> None:
            self._there.apply(Blow(expire=expire, foreign=foreign, seed=seed))

        @precondition(lambda self: self.world is not None and self.world.part is not None)
        @rule(kill=st.just(0) | PLACES)
        def resume(self, kill: int) -> None:
            self._there.resume(Blow(kill=kill))

        def teardown(self) -> None:
            if self.world is not None:
                try:
                    self.world.converge()
                finally:
                    self.world.close()

        @property
        def _there(self) -> World:
            assert self.world is not None
            return self.world

    return Faults


def test_no_order_of_faults_breaks_an_invariant(tmp_path: Path, identity: Path) -> None:
    run_state_machine_as_test(
        a_machine(tmp_path, identity),
        settings=settings(
            max_examples=6,
            stateful_step_count=12,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_random_journeys_converge(tmp_path: Path, identity: Path) -> None:
    met: Counter[str] = Counter()
    for seed in JOURNEYS:
        met += travelled(tmp_path / "world", identity, seed)
    assert met["runs"] > 30
    assert met["killed"] > 3
    assert "| killed: at a request" in report(met, len(JOURNEYS), JOURNEYS[0])


@pytest.mark.parametrize(
    ("bug", "words"),
    [
        ("acknowledged-before-the-sync", "the journal does not name what was written"),
        ("retried-blind", "was written twice without a reading in between"),
    ],
)
def test_a_planted_bug_is_found(tmp_path: Path, identity: Path, bug: str, words: str) -> None:
    def travel() -> None:
        for seed in range(60):
            travelled(tmp_path / "world", identity, seed)

    with BUGS[bug](), pytest.raises(Broken, match=words) as caught:
        travel()
    assert "replay: `make soak SEED=" in str(caught.value)
    assert "world.apply(" in str(caught.value)


def test_a_case_is_the_same_each_time(tmp_path: Path, identity: Path) -> None:
    seed = Random(5).randrange(10**6)  # noqa: S311 - any
    first, second = (travelled(tmp_path / "world", identity, seed) for _ in range(2))
    assert first == second
