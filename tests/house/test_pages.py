"""Generated pages are what the code says, and the example catalog passes its own schema."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from pvsync.cli.reference import reference
from pvsync.workflows.pages import pages, stale

ROOT = Path(__file__).resolve().parents[2]


@cache
def stale_pages() -> frozenset[str]:
    return frozenset(map(str, stale(ROOT, pages(reference()))))


@pytest.mark.parametrize("path", sorted(pages("")))
def test_no_page_is_stale(path: str) -> None:
    assert path not in stale_pages(), "run `pvsync pages`"


def test_the_command_lists_stale_pages_for_machines(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pvsync", "pages", "--check", "--format", "json"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    told = json.loads(said.stdout)
    assert said.returncode == 2
    assert told["pages"] == len(told["stale"]) == len(pages(reference()))
