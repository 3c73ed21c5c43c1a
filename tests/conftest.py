"""What tests of several rooms share."""

from pathlib import Path

import pytest

SURROUNDINGS = ("CI", "GITHUB_ACTIONS", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM")
SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real payloads, workbooks and schemas that are never copied into the project."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the folder of real sample data is not beside this checkout")
    return SHARED_DATA


@pytest.fixture(autouse=True)
def nowhere_special(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands look at their surroundings, and a test decides what these are: not the machine that it runs on."""
    for name in SURROUNDINGS:
        monkeypatch.delenv(name, raising=False)
