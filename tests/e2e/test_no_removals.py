"""`--no-removals`: what would leave stays, and the plan names it."""

import pytest
from e2e.estate import Estate
from e2e.test_converges import MOVIE
from e2e.test_removals import FUTURE

UHD_PRICE = "      - {territory: US, format: UHD, wsp: 8.99 USD, srp: 12.99 USD}\n"


@pytest.fixture
def live(estate: Estate) -> Estate:
    """Two movies that are live, and a third that git adds."""
    estate.write("catalog/heat.yaml", MOVIE)
    estate.write("catalog/later.yaml", FUTURE)
    estate.apply()
    estate.write("catalog/new.yaml", MOVIE.replace("HEAT", "NEW").replace("Heat Haze", "Cold Front"))
    return estate


def left_out(estate: Estate) -> list[str]:
    plan = estate.run("plan", "--no-removals", "--format", "json").json
    assert plan["coverage"]["complete"] is False
    assert {change["scope"]["alid"] for change in plan["changes"]} == {"NEW"}
    return [text for text in plan["coverage"]["not_checked"] if text.startswith("Left out")]


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (("title: Heat Haze\n", "title: Heat Haze\nstate: withdrawn\n"), "would be withdrawn"),
        (("formats: [HD, UHD]", "formats: [HD]"), "would lose a line"),
        (("end: 2031-01-14", "end: 2026-05-30"), "would lose a line"),
        (("start: 2026-01-15", "start: 2026-12-01"), "would lose a line"),
    ],
    ids=["withdrawn", "a format", "ended", "moved into the future"],
)
def test_what_customers_have_stays(live: Estate, edit: tuple[str, str], said: str) -> None:
    live.edit("catalog/heat.yaml", *edit)
    if "[HD]" in edit[1]:
        live.edit("catalog/heat.yaml", UHD_PRICE, "")
    before = live.live("HEAT"), live.live("HEAT", "CA")

    named = left_out(live)
    applied = live.run("apply", "--no-removals", "--auto-approve")

    assert len(named) == 2
    assert all(said in text for text in named)
    assert applied.code == 0, applied.out + applied.err
    assert "Left out by `--no-removals`: HEAT US TVOD" in applied.out
    assert (live.live("HEAT"), live.live("HEAT", "CA")) == before
    assert len(live.live("NEW")) == 2


def test_what_customers_will_have_stays(live: Estate) -> None:
    live.edit("catalog/later.yaml", "formats: [HD, UHD]", "formats: [HD]")
    assert left_out(live) == [
        "Left out by `--no-removals`: LATER US PRIME_SUBSCRIPTION would lose a line that customers have or will have."
    ]


def test_a_price_that_changes_on_a_day_takes_nothing_away(live: Estate) -> None:
    live.edit(
        "catalog/heat.yaml",
        "      - {territory: CA, wsp: 7.99 CAD, srp: 12.99 CAD}\n",
        "      - {territory: CA, wsp: 7.99 CAD, srp: 12.99 CAD}\n"
        "      - {territory: CA, wsp: 5.99 CAD, srp: 8.99 CAD, from: 2026-07-01, until: 2026-07-15}\n",
    )
    live.apply()
    live.edit(
        "catalog/heat.yaml",
        "      - {territory: CA, wsp: 5.99 CAD, srp: 8.99 CAD, from: 2026-07-01, until: 2026-07-15}\n",
        "",
    )
    plan = live.run("plan", "--no-removals", "--format", "json").json
    assert [change["scope"]["territory"] for change in plan["changes"]] == ["CA"]
    assert (
        plan["coverage"]["not_checked"]
        == live.run("plan", "--format", "json").json["coverage"]["not_checked"]
    )


def test_what_waits_for_it_waits_with_it(live: Estate) -> None:
    """A title that changes its ALID leaves first: where it may not, the new one does not come."""
    live.commit()
    live.write("catalog/heat.yaml", MOVIE.replace("alid: HEAT", "alid: HEAT-2\ncontent_id: HEAT") + GONE)
    named = left_out(live)
    assert {text.split()[4] for text in named} == {"HEAT", "HEAT-2"}, named
    assert sum("waits for HEAT " in text for text in named) == 2


GONE = MOVIE.replace("title: Heat Haze\n", "title: Heat Haze\nstate: withdrawn\n").replace(
    "\nkind", "---\nkind", 1
)


def test_a_saved_plan_is_as_it_is(live: Estate) -> None:
    plan = str(live.root / "plan.json")
    assert live.run("plan", "--no-removals", "--out", plan).code == 0
    assert live.run("apply", plan, "--no-removals").code == 1
    assert live.run("apply", plan).code == 0
