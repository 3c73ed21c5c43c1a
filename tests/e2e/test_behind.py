"""A receipt is a permission: git that is older than what was applied takes nothing back unasked."""

from datetime import timedelta

from e2e.estate import Estate, Said

M1 = """
kind: movie
alid: M-1
title: First
avails:
  - {license: EST, territories: [US], formats: [HD], start: 2026-01-15, end: 2030-12-31, wsp: 6.99 USD, srp: 9.99 USD}
"""
M2 = M1.replace("M-1", "M-2").replace("First", "Second")


def words(said: Said) -> str:
    return " ".join((said.out + said.err).split())


def started(estate: Estate) -> None:
    """Two films on main, one of them withdrawn later and applied; `feature` is cut before that."""
    estate.write("catalog/m1.yaml", M1)
    estate.write("catalog/m2.yaml", M2)
    estate.commit("two films")
    estate.apply()
    estate.git("branch", "feature")
    estate.now += timedelta(seconds=1)
    estate.edit("catalog/m1.yaml", "avails:", "state: withdrawn\navails:")
    estate.commit("rights lost")
    estate.apply()
    estate.now += timedelta(seconds=1)


def test_a_stale_branch_puts_nothing_back_on_sale(estate: Estate) -> None:
    started(estate)
    estate.git("checkout", "-q", "feature")
    estate.edit("catalog/m2.yaml", "9.99 USD", "8.99 USD")
    estate.commit("a price")

    said = estate.run("plan", "--out", str(estate.root / "plan.json"))

    assert said.code == 3
    assert "behind refuses this plan: 1 scope would go back" in words(said)
    assert "reoffer refuses this plan: 1 scope that was withdrawn" in words(said)
    causes = {
        change["scope"]["alid"]: {item["cause"] for item in change["fields"]} for change in estate.changes()
    }
    assert causes == {"M-1": {"behind"}, "M-2": {"intent"}}
    assert estate.run("apply", str(estate.root / "plan.json")).code == 3
    # Merged, the branch holds what was applied: its own change is all that is left.
    estate.git("merge", "-q", "main")
    assert [change["scope"]["alid"] for change in estate.changes()] == ["M-2"]
    assert estate.run("plan").code == 0
    # A revert on top of it is an intent, and still opens what was ended.
    estate.edit("catalog/m1.yaml", "state: withdrawn\n", "")
    estate.commit("rights are back")
    said = estate.run("plan")
    assert said.code == 3
    assert "behind refuses" not in words(said)
    approved = estate.run("apply", "--auto-approve", "--approve", "reoffer=1")
    assert approved.code == 0, words(approved)
    estate.settled()


def test_an_earlier_commit_is_behind_with_all_that_it_says_and_may_be_approved(estate: Estate) -> None:
    started(estate)
    estate.git("checkout", "-q", "--detach", "feature")

    said = estate.run("plan")

    assert said.code == 3
    assert "behind refuses this plan: 1 scope would go back" in words(said)
    done = estate.run("apply", "--auto-approve", "--approve", "behind=1", "--approve", "reoffer=1")
    assert done.code == 0, words(done)


def test_a_saved_plan_does_not_outlive_a_newer_commit_that_was_applied(estate: Estate) -> None:
    estate.write("catalog/m1.yaml", M1)
    estate.write("catalog/m2.yaml", M2)
    estate.commit("two films")
    estate.apply()
    estate.edit("catalog/m1.yaml", "9.99 USD", "7.99 USD")
    estate.commit("cheaper")
    plan = str(estate.root / "plan.json")
    assert estate.run("plan", "--out", plan).code == 0
    older = estate.git("rev-parse", "HEAD").strip()
    estate.git("revert", "--no-edit", "HEAD")
    estate.edit("catalog/m2.yaml", "9.99 USD", "8.99 USD")
    estate.commit("not cheaper, and another price")
    estate.now += timedelta(seconds=1)
    estate.apply()
    before = estate.live("M-1")
    estate.git("checkout", "-q", older)

    said = estate.run("apply", plan)

    assert said.code == 3
    assert "other runs came in between, and now behind refuses this plan" in words(said)
    assert estate.live("M-1") == before
    assert estate.run("plan").code == 3


def test_a_renamed_environment_keeps_its_memory(estate: Estate) -> None:
    started(estate)
    text = (estate.root / "pvsync.yaml").read_text(encoding="utf-8")
    references = "key: client.key, cert: client.pem, ca: ca.pem, api_key: api-key".replace(
        ": c", ": file:.pvsync/emulator/c"
    )
    references = references.replace(": api-key", ": file:.pvsync/emulator/api-key")
    own = text.replace("  local:\n", f"  renamed:\n    credentials: {{{references}}}\n")
    estate.write("pvsync.yaml", own)
    estate.edit("catalog/m1.yaml", "state: withdrawn\n", "")
    estate.commit("another name, and a film that was ended")

    said = estate.run("--env", "renamed", "plan")

    assert said.code == 3, words(said)
    assert "reoffer refuses this plan" in words(said)
    assert "No run has left a receipt" not in words(said)
