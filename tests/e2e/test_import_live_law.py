"""Law over real HTTPS: a random estate is applied, its catalog is lost, what is live comes in, and nothing is left to plan."""

import shutil
from datetime import date
from random import Random

import pytest
from e2e.estate import Estate
from faults.estates import write_catalog

from pvsync.workflows.project import open_project

SEEDS = range(10)


def listed(estate: Estate) -> str:
    """The ids of the catalog, with what live never tells."""
    lines = ["alid,complete"]
    for title in open_project(estate.root / "pvsync.yaml", estate.root).catalog(estate.now).titles():
        complete = title.unsent.complete
        said = str(complete) if isinstance(complete, date) else "true" if complete else ""
        lines.append(f"{title.title.alid},{said}")
    return "\n".join(lines)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_estate_that_is_live_comes_in_as_it_is(estate: Estate, seed: int) -> None:
    random = Random(seed)  # noqa: S311 - the same every time, on purpose
    write_catalog(estate.root, random, bundles=bool(seed % 2))
    estate.commit()
    assert estate.run("validate").code == 0
    estate.apply()
    before = estate.emulator.dump()
    assert before
    estate.write("ids.csv", listed(estate))
    shutil.rmtree(estate.root / "catalog")
    shutil.rmtree(estate.root / ".git")
    observe = ("--observe",) if random.random() < 0.3 else ()

    words = ("--territories", "US", "CA", "GB", "--into", str(estate.root / "catalog"), *observe)
    said = estate.run("import", "live", "--ids", str(estate.root / "ids.csv"), *words)
    assert said.code == 0, said.out + said.err
    estate.commit("taken over")

    estate.settled()
    drift = estate.run("drift", "--format", "json")
    assert drift.code == 0, drift.out
    assert estate.run("validate").code == 0
    estate.apply()
    assert [one["avail"] for one in estate.emulator.dump()] == [one["avail"] for one in before]
