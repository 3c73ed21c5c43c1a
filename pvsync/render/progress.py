"""How far a command is: a bar with rate and time left on a terminal, plain lines where output is kept."""

from collections.abc import Callable
from enum import StrEnum
from threading import Lock
from typing import TYPE_CHECKING, TextIO, assert_never

from pvsync.model.progress import Progress, Silent
from pvsync.render.days import span_text
from pvsync.render.disarm import disarm

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

_EVERY_PERCENT = 10
_EVERY_SECONDS = 30.0
_AT_MOST_EVERY = 1.0


class ProgressKind(StrEnum):
    """How progress is shown; the caller decides."""

    TERMINAL = "terminal"
    LINES = "lines"
    SILENT = "silent"


def progress_on(
    kind: ProgressKind, stream: TextIO, *, width: int, color: bool, clock: Callable[[], float]
) -> Progress:
    """Progress of the asked kind.

    Args:
        kind: How it is shown.
        stream: Where it is written; never where results go.
        width: Columns of the terminal.
        color: Whether a bar may be colored.
        clock: Seconds that only ever grow.
    """
    match kind:
        case ProgressKind.TERMINAL:
            return TerminalProgress(stream, width=width, color=color, clock=clock)
        case ProgressKind.LINES:
            return LineProgress(stream, clock=clock)
        case ProgressKind.SILENT:
            return Silent()
        case _:
            assert_never(kind)


class TerminalProgress:
    """A bar that vanishes when the stage is over."""

    def __init__(self, stream: TextIO, *, width: int, color: bool, clock: Callable[[], float]) -> None:
        self._stream = stream
        self._width = width
        self._color = color
        self._clock = clock
        self._bar: Bar | None = None

    def begin(self, what: str, total: int | None) -> None:
        """Show the bar of a new stage."""
        self.end()
        self._bar = _bar(self._stream, self._width, self._clock, color=self._color)
        self._bar.add_task(disarm(what), total=total)
        self._bar.start()

    def advance(self, steps: int = 1) -> None:
        """Move the bar."""
        if self._bar is not None:
            self._bar.advance(self._bar.task_ids[0], steps)

    def end(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


class LineProgress:
    """A line at the start, one now and then, and one at the end."""

    def __init__(self, stream: TextIO, *, clock: Callable[[], float]) -> None:
        self._stream = stream
        self._clock = clock
        self._lock = Lock()
        self._what = ""
        self._total: int | None = None
        self._done = 0
        self._started = self._said_at = 0.0
        self._said_percent = 0

    def begin(self, what: str, total: int | None) -> None:
        """Say that a stage starts."""
        with self._lock:
            self._what, self._total, self._done = disarm(what), total, 0
            self._started = self._said_at = self._clock()
            self._said_percent = 0
            self._say("" if total is None else f"0 of {total:,}")

    def advance(self, steps: int = 1) -> None:
        """Count; say so every ten percent or every half minute, and never twice in a second."""
        with self._lock:
            self._done += steps
            now = self._clock()
            percent = 100 * self._done // self._total if self._total else 0
            silent = now - self._said_at
            due = silent >= _EVERY_SECONDS or percent >= self._said_percent + _EVERY_PERCENT
            finished = self._total is not None and self._done >= self._total
            if due and silent >= _AT_MOST_EVERY and not finished:
                self._said_at, self._said_percent = now, percent
                self._say(f"{self._position()}{self._left(now)}")

    def end(self) -> None:
        """Say how long the stage took."""
        with self._lock:
            if self._what:
                self._say(f"{self._position()} in {span_text(self._clock() - self._started)}")
                self._what = ""

    def _position(self) -> str:
        return f"{self._done:,}" if self._total is None else f"{self._done:,} of {self._total:,}"

    def _left(self, now: float) -> str:
        passed = now - self._started
        rate = self._done / passed
        if self._total is None or not rate:
            return f", {rate:.1f} a second"
        return f", {rate:.1f} a second, {span_text((self._total - self._done) / rate)} left"

    def _say(self, where: str) -> None:
        self._stream.write(f"{self._what}: {where}\n" if where else f"{self._what}\n")
        self._stream.flush()


def _bar(stream: TextIO, width: int, clock: Callable[[], float], *, color: bool) -> "Bar":
    from rich.console import Console  # noqa: PLC0415 - heavy, and only terminals need it
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as RichProgress  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    class Rate(ProgressColumn):
        """Steps per second."""

        def render(self, task: Task) -> Text:
            return Text("" if task.speed is None else f"{task.speed:.1f}/s")

    console = Console(
        file=stream,
        width=width,
        force_terminal=True,
        no_color=not color,
        color_system="standard" if color else None,
        legacy_windows=False,
    )
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(),
    )
    return RichProgress(*columns, console=console, transient=True, get_time=clock)
