"""What tests of several rooms share."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

SURROUNDINGS = ("CI", "GITHUB_ACTIONS", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM")
# A busy machine is no finding: how long an example takes says nothing about the law.
settings.register_profile("pvsync", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("pvsync")

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real payloads, workbooks and schemas that are never copied into the project."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the folder of real sample data is not beside this checkout")
    return SHARED_DATA


@pytest.fixture(scope="session")
def cache_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where processes of one user meet: here, and not with whatever else this machine runs."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def nowhere_special(monkeypatch: pytest.MonkeyPatch, cache_home: Path) -> None:
    """Commands look at their surroundings, and a test decides what these are: not the machine that it runs on."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache_home))
    monkeypatch.setenv("XDG_STATE_HOME", str(cache_home / "state"))
    for name in SURROUNDINGS:
        monkeypatch.delenv(name, raising=False)
