"""Generated pages are what the code says, and the example catalog passes its own schema."""

from pathlib import Path

import pytest

from pvsync.cli.reference import reference
from pvsync.workflows.pages import pages, stale

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("path", sorted(pages("")))
def test_no_page_is_stale(path: str) -> None:
    generated = pages(reference())
    assert path not in stale(ROOT, generated), "run `pvsync pages`"
