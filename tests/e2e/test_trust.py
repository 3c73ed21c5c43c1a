"""What a change to pvsync.yaml may not decide for itself, in a pull request and without one."""

import json
from datetime import timedelta

import pytest
from e2e.estate import LOOSE, Estate
from e2e.test_converges import MOVIE
from e2e.test_tampering import forged

from pvsync.workflows.project import open_project
from pvsync.workflows.trust import trusting

STRICT = "guards:\n  going_dark: {count: 1, share: 1}\n  delta: off\n"


def live(estate: Estate) -> None:
    """One title, on sale, under strict guards."""
    estate.configure(guards=STRICT)
    estate.write("catalog/heat.yaml", MOVIE)
    estate.commit()
    estate.apply()


def withdrawn(estate: Estate) -> None:
    estate.edit("catalog/heat.yaml", "title: Heat Haze\n", "title: Heat Haze\nstate: withdrawn\n")


def test_a_guard_that_is_loosened_in_the_same_change_refuses_and_is_named(estate: Estate) -> None:
    live(estate)
    estate.configure("on_removal: forget\n", guards=LOOSE)
    withdrawn(estate)
    for step in (lambda: None, estate.commit):
        step()
        said = estate.run("plan")
        assert said.code == 3, said.out + said.err
        words = " ".join(said.out.split())
        assert "This change loosens the guard going_dark: count 1 to 1,000." in words
        assert "This change loosens `on_removal`: refuse to forget." in words
        assert (
            words.index("Know this first")
            < words.index("This change loosens")
            < words.index("What customers")
        )
        loosens = json.loads(estate.run("plan", "--format", "json").out)["loosens"]
        assert "This change loosens `on_removal`: refuse to forget." in loosens
    # Merged alone and applied, the looser guard counts.
    estate.git("checkout", "-q", "HEAD~1", "--", "catalog")
    estate.commit("the guards alone")
    estate.write("catalog/cold.yaml", MOVIE.replace("HEAT", "COLD").replace("Heat Haze", "Cold Front"))
    estate.commit()
    estate.now += timedelta(hours=1)
    estate.apply()
    withdrawn(estate)
    estate.commit()
    said = estate.run("plan")
    assert said.code == 0, said.out + said.err
    assert "loosens" not in said.out


def test_a_pull_request_cannot_send_credentials_elsewhere(
    estate: Estate, monkeypatch: pytest.MonkeyPatch
) -> None:
    live(estate)
    base = estate.git("rev-parse", "HEAD").strip()
    monkeypatch.setenv("GH_TOKEN", "ghs_CANARY")
    keys = ", ".join(
        f"{name}: file:.pvsync/emulator/{file}"
        for name, file in (("key", "client.key"), ("cert", "client.pem"), ("ca", "ca.pem"))
    )
    credentials = f"{{{keys}, api_key: env:GH_TOKEN}}"
    estate.configure(guards=LOOSE, url="https://127.0.0.1:9", credentials=credentials)
    estate.edit("catalog/heat.yaml", "wsp: 6.99", "wsp: 5.99")
    for step in (lambda: None, estate.commit):
        step()
        refused = estate.run("plan")
        assert refused.code == 1
        assert "no earlier commit names it" in " ".join(refused.err.split())
    estate.edit("catalog/heat.yaml", "wsp: 5.99", "wsp: 4.99")
    estate.commit()  # two commits: the one before is the branch's own
    said = estate.run("plan", "--trust", base)
    words = " ".join(said.out.split())
    assert said.code in {0, 3}, said.out + said.err
    assert (
        f"This change alters the address of `local`: {estate.emulator.url} to https://127.0.0.1:9." in words
    )
    assert "This change alters which credentials `local` uses." in words
    assert "CANARY" not in said.out + said.err

    # The plan is applied with the settings that it was made with, whatever the files say, and only with those of a past.
    plan = estate.root / "plan.json"
    estate.run("plan", "--trust", base, "--out", str(plan))
    assert json.loads(plan.read_bytes())["trust"] == base
    estate.git("checkout", "-q", "--orphan", "elsewhere")
    estate.commit("a history of its own")
    estate.run("plan", "--trust", base, "--out", str(estate.root / "alone.json"))
    refused = estate.run("apply", str(estate.root / "alone.json"))
    assert refused.code == 3
    assert "which is not part of what is checked out here" in " ".join(refused.err.split())
    estate.git("checkout", "-q", "main")
    forged(plan, lambda document: document.update(trust=estate.git("rev-parse", "HEAD").strip()))
    refused = estate.run("apply", str(plan))
    assert refused.code != 0
    estate.run("plan", "--trust", base, "--out", str(plan))
    assert estate.run("apply", str(plan)).code == 0


def test_a_protection_is_of_the_commit_that_is_trusted(estate: Estate) -> None:
    estate.write(
        "catalog/heat.yaml", MOVIE.replace("title: Heat Haze\n", "title: Heat Haze\nprotect: true\n")
    )
    estate.commit()
    base = estate.git("rev-parse", "HEAD").strip()
    estate.edit("catalog/heat.yaml", "protect: true\n", "")
    estate.commit("lifted")
    assert "This change lifts `protect` of `HEAT`." in estate.run("plan").out
    estate.write("README.md", "nothing of the catalog")
    estate.git("add", "-A")
    estate.git("commit", "-qm", "something else")
    assert "lifts" not in estate.run("plan").out
    said = estate.run("plan", "--trust", base)
    assert "This change lifts `protect` of `HEAT`." in said.out
    assert said.out.index("lifts") < said.out.index("What customers will see")


REFUSED = [
    ("env:GH_TOKEN", "is not one that pvsync may send"),
    ("file:/proc/self/environ", "is outside this repository"),
    ("file:../token", "is outside this repository"),
    ("file:catalog/../../token", "is outside this repository"),
    ("file:link", "is outside this repository"),
]


def test_a_secret_that_no_earlier_commit_names_is_not_sent(
    estate: Estate, monkeypatch: pytest.MonkeyPatch
) -> None:
    live(estate)
    base = estate.git("rev-parse", "HEAD").strip()
    monkeypatch.setenv("GH_TOKEN", "ghs_CANARY")
    (estate.root / "link").symlink_to("/proc/self/environ")
    before = estate.emulator.counters().requests
    keys = "key: file:.pvsync/emulator/client.key, cert: file:.pvsync/emulator/client.pem"
    for reference, words in REFUSED:
        datasets = f"datasets: {{client_id: '{reference}', client_secret: env:PV_SECRET}}\n"
        production = f"  production: {{url: '{estate.emulator.url}', credentials: {{{keys}, api_key: '{reference}'}}}}\n"
        estate.configure(production + datasets)
        estate.commit(reference)
        for command in (("drift",), ("plan",), ("datasets", "list")):
            said = estate.run("--env", "production", *command)
            assert said.code == 1, (reference, command, said.out)
            assert words in " ".join(said.err.split()), (reference, command, said.err)
    assert estate.emulator.counters().requests == before
    # What the trusted commit names may be sent, and `datasets:` is that commit's as well.
    said = estate.run("plan", "--trust", base)
    assert "This change alters which credentials `datasets` uses." in said.out
    project = open_project(None, estate.root)
    assert project.config.datasets.client_id == REFUSED[-1][0]
    assert trusting(project, base).config.datasets.client_id is None
    assert said.code in {0, 3}
