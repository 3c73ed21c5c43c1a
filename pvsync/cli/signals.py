"""Ctrl-C and a runner's SIGTERM during a run: finish what is in flight, start nothing, write the receipt."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from pvsync.cli.screen import Screen


@contextmanager
def stop_on_signals(screen: Screen) -> Iterator[threading.Event]:
    """An event that the first SIGINT or SIGTERM sets; the second one interrupts as usual."""
    stop = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    previous = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def asked(number: int, _frame: FrameType | None) -> None:
        stop.set()
        signal.signal(number, previous[signal.Signals(number)])
        screen.note("Stopping: what is in flight is finished, nothing new starts. The receipt follows.")

    for number in previous:
        signal.signal(number, asked)
    try:
        yield stop
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
