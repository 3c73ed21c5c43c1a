import io
import subprocess
import sys

import pytest

from pvsync.model.progress import Silent
from pvsync.render.progress import LineProgress, ProgressKind, TerminalProgress, progress_on


class Clock:
    """Seconds that pass when told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("kind", "made"),
    [
        (ProgressKind.TERMINAL, TerminalProgress),
        (ProgressKind.LINES, LineProgress),
        (ProgressKind.SILENT, Silent),
    ],
)
def test_the_caller_chooses(kind: ProgressKind, made: type) -> None:
    progress = progress_on(kind, io.StringIO(), width=80, color=False, clock=Clock())
    assert isinstance(progress, made)


def test_lines_come_at_the_start_now_and_then_and_at_the_end() -> None:
    stream, clock = io.StringIO(), Clock()
    progress = LineProgress(stream, clock=clock)
    progress.begin("reading\x1b live", 2000)
    for _ in range(2000):
        clock.now += 0.01
        progress.advance()
    progress.end()
    progress.end()
    lines = stream.getvalue().splitlines()
    assert lines[0] == "reading\\x1b live: 0 of 2,000"
    assert lines[1] == "reading\\x1b live: 200 of 2,000, 100.0 a second, 18 seconds left"
    assert len(lines) == 11
    assert lines[-1] == "reading\\x1b live: 2,000 of 2,000 in 20 seconds"


def test_a_fast_stage_says_little_and_a_slow_one_speaks_every_half_minute() -> None:
    stream, clock = io.StringIO(), Clock()
    progress = LineProgress(stream, clock=clock)
    progress.begin("writing", 1000)
    progress.advance(500)
    clock.now += 31
    progress.advance(1)
    clock.now += 31
    progress.advance(1)
    assert len(stream.getvalue().splitlines()) == 3


def test_where_the_end_is_unknown_the_rate_is_said() -> None:
    stream, clock = io.StringIO(), Clock()
    progress = LineProgress(stream, clock=clock)
    progress.begin("loading", None)
    clock.now += 40
    progress.advance(80)
    progress.end()
    assert stream.getvalue() == "loading\nloading: 80, 2.0 a second\nloading: 80 in 40 seconds\n"


def test_nothing_done_yet_has_no_time_left() -> None:
    stream, clock = io.StringIO(), Clock()
    progress = LineProgress(stream, clock=clock)
    progress.begin("loading", 5)
    clock.now += 40
    progress.advance(0)
    assert stream.getvalue().endswith("loading: 0 of 5, 0.0 a second\n")


@pytest.mark.parametrize("color", [True, False])
def test_a_bar_shows_what_how_many_and_how_fast(color: bool) -> None:  # noqa: FBT001 - a parameter of the test
    stream, clock = io.StringIO(), Clock()
    progress = TerminalProgress(stream, width=100, color=color, clock=clock)
    progress.advance()
    progress.begin("reading [bold]live[/bold]", 10)
    for _ in range(3):
        clock.now += 1
        progress.advance()
    progress.begin("writing", None)
    progress.end()
    progress.end()
    said = stream.getvalue()
    assert "reading [bold]live[/bold]" in said
    assert "3/10" in said
    assert "1.0/s" in said
    assert ("\x1b[3" in said) is color


def test_nothing_heavy_is_loaded_before_it_is_used() -> None:
    script = (
        "import sys, pvsync.render, pvsync.render.progress, pvsync.render.formats\n"
        "from pvsync.render.formats import plan_format\n"
        "plan_format('text')\n"
        "sys.exit(str({'rich', 'jinja2'} & set(sys.modules)) if {'rich', 'jinja2'} & set(sys.modules) else 0)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
