"""The demo is given from beginning to end, as a process, on a service of its own."""

import subprocess
import sys
from pathlib import Path


def test_the_demo_goes_from_yaml_to_live_and_back_to_nothing_to_do(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    done = subprocess.run(
        [sys.executable, "-m", "pvsync", "demo", "--keep", str(kept)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for words in (
        "A catalog in git: is it right?",
        "scopes compared, and Prime Video holds exactly what this catalog says.",
        "Heat Haze gets cheaper in US purchase: 9.99 to 7.99 USD from today",
        "Heat Haze leaves CA and US purchase in UHD today",
        "Heat Haze opens in GB purchase now",
        "live says  5.99 USD",
        "window_shortened refuses this plan: 1 window on sale ends earlier, none allowed",
        "Approved: window_shortened=1.",
        "changes its discount for owners",
        "Moth Season leaves JP free viewing with ads today",
        "back to nothing to do",
    ):
        assert words in done.stdout
    log = subprocess.run(
        ["git", "-C", str(kept), "log", "--oneline"], capture_output=True, text=True, check=True
    ).stdout
    assert len(log.splitlines()) == 4
