"""A report of 10,000 changes in Chromium: how long until it can be used, and how smoothly it scrolls.

There is no peer to take turns with, and a browser is slowed by whatever else the machine does: so what counts is the
processor time of the page's own thread, which everything that a page does waits for, at the best of five turns.
"""

import shutil
import subprocess
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from result import Promise, Result, Table
from turns import environment

_TITLES, _CHANGES = 2_000, 10_000
_TURNS = 5
_SECONDS, _FRAME = 2.0, 33.3
_TESTS = Path(__file__).resolve().parents[1] / "tests"
_FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
_WRITE = """
import sys
from pathlib import Path
from golden.many import longer
from pvsync.plan.file import freeze, write_plan
Path(sys.argv[1]).write_bytes(write_plan(freeze(longer(int(sys.argv[2])))))
"""
_PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
_SCROLLED = """steps => new Promise(done => {
  let left = steps;
  const step = () => {
    if (!left--) return done();
    scrollBy({top: 120, behavior: "instant"});
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""
_FRAMES = 200


class _Window:
    """A page in a window of its own, with the clock of its thread."""

    def __init__(self, browser: Any, page: Path) -> None:
        self.page = browser.new_page(viewport={"width": 1400, "height": 1000})
        self._session = self.page.context.new_cdp_session(self.page)
        self._session.send("Performance.enable")
        self.opened = self._took(lambda: self._open(page))

    def unfold(self) -> float:
        """Seconds that it takes to unfold every title."""
        return self._took(lambda: self.page.get_by_role("button", name="Unfold all").click())

    def search(self) -> float:
        """Seconds until the last title is found, all titles still unread."""
        return self._took(self._find)

    def frame(self) -> float:
        """Milliseconds a frame, scrolling as fast as a wheel goes."""
        return 1000 * self._took(lambda: self.page.evaluate(_SCROLLED, _FRAMES)) / _FRAMES

    def _open(self, page: Path) -> None:
        self.page.goto(page.as_uri())
        self.page.get_by_label("Search").wait_for()

    def _find(self) -> None:
        self.page.get_by_label("Search").fill("picture 1,999")
        self.page.get_by_text("5 of 10,000 scopes, in 1 title").wait_for()

    def _took(self, step: Callable[[], object]) -> float:
        before = self._clock()
        step()
        self.page.evaluate(_PAINTED)
        return self._clock() - before

    def _clock(self) -> float:
        metrics = self._session.send("Performance.getMetrics")["metrics"]
        return next(float(one["value"]) for one in metrics if one["name"] == "ThreadTime")


def run(_options: Namespace) -> Result:
    """Write a plan, show it as a page, and use the page."""
    with tempfile.TemporaryDirectory(prefix="pvsync-report-") as name:
        plan, page = Path(name, "plan.json"), Path(name, "plan.html")
        tests = environment() | {"PYTHONPATH": str(_TESTS)}
        subprocess.run([sys.executable, "-c", _WRITE, str(plan), str(_TITLES)], env=tests, check=True)
        show = [sys.executable, "-m", "pvsync", "show", str(plan), "--format", "html", "--report", str(page)]
        subprocess.run(show, env=environment(), check=True, capture_output=True)
        size = page.stat().st_size / (1 << 20)
        turns = list(_used(page))
    opened, searched, folded, unfold, unfolded = (min(column) for column in zip(*turns, strict=True))
    rows = [
        ("opened, filters ready", f"{opened:.2f} s"),
        ("first search", f"{searched:.2f} s"),
        ("all unfolded", f"{unfold:.2f} s"),
        ("a frame while scrolling, folded", f"{folded:.1f} ms"),
        ("a frame while scrolling, all unfolded", f"{unfolded:.1f} ms"),
    ]
    title = f"report: {_CHANGES:,} changes in {_TITLES:,} titles, {size:.1f} MiB"
    return Result(
        [Table(title, ("what", "best of five"), rows)],
        [
            Promise("seconds until a report of 10,000 changes can be used", opened, _SECONDS),
            Promise("ms for a frame while scrolling, folded", folded, _FRAME),
            Promise("ms for a frame while scrolling, all unfolded", unfolded, _FRAME),
        ],
    )


def _used(page: Path) -> Iterator[tuple[float, float, float, float, float]]:
    """What each turn took: open, search, scroll, unfold, scroll.

    Raises:
        RuntimeError: If there is no Chromium.
    """
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only this benchmark needs a browser

    chromium = shutil.which("chromium")
    if chromium is None:
        raise RuntimeError("no Chromium on this machine: `apt-get install chromium`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        for _ in range(_TURNS):
            window = _Window(browser, page)
            folded = window.frame()
            searched = window.search()
            window.page.get_by_role("button", name="Clear").click()
            unfold = window.unfold()
            yield window.opened, searched, folded, unfold, window.frame()
            window.page.close()
        browser.close()
