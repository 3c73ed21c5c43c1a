"""What a change to pvsync.yaml may not decide for itself, in a pull request and without one."""

import pytest
from e2e.estate import LOOSE, Estate
from e2e.test_converges import MOVIE

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
    # Merged alone and applied, the looser guard counts.
    estate.git("checkout", "-q", "HEAD~1", "--", "catalog")
    estate.commit("the guards alone")
    estate.write("catalog/cold.yaml", MOVIE.replace("HEAT", "COLD").replace("Heat Haze", "Cold Front"))
    estate.commit()
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
