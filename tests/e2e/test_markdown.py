"""Plans and receipts as Markdown, as a workflow puts them under a pull request."""

from e2e.estate import Estate
from e2e.test_converges import MOVIE


def test_a_plan_a_saved_plan_and_a_receipt_are_markdown(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    plan = str(estate.root / "plan.json")
    planned = estate.run("plan", "--out", plan, "--format", "markdown")
    assert planned.out.startswith("## Plan for acme in local")
    assert "- `+` Heat Haze opens in CA and US purchase now" in planned.out
    assert estate.run("show", plan, "--format", "markdown").out == planned.out

    applied = estate.run("apply", plan, "--format", "markdown")
    assert applied.code == 0
    assert applied.out.startswith("## Run ")
    assert "**Receipt: 2 done (2 verified).**" in applied.out

    verified = estate.run("verify", "--format", "markdown")
    assert "| `+` | Heat Haze | US TVOD, create | accepted and verified |" in verified.out


def test_a_plan_is_shown_before_it_is_approved_also_as_markdown(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    said = estate.run("apply", "--auto-approve", "--format", "markdown")
    assert said.code == 0
    assert said.out.index("## Plan for acme in local") < said.out.index("## Run ")
