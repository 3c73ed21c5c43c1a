"""What tests of several rooms share."""

from pathlib import Path

import pytest

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real payloads, workbooks and schemas that are never copied into the project."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the folder of real sample data is not beside this checkout")
    return SHARED_DATA
