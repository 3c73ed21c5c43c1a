"""What rooms remark in passing, on the screen of the command: each remark once."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from pvsync.cli.screen import Screen
from pvsync.render.disarm import disarm

_PACKAGE = "pvsync"


class _OnScreen(logging.Handler):
    def __init__(self, screen: Screen) -> None:
        super().__init__(logging.WARNING)
        self._screen = screen
        self._said: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        text = disarm(record.getMessage())
        if text not in self._said:
            self._said.add(text)
            self._screen.note(f"warning: {text}")


@contextmanager
def heard(screen: Screen) -> Iterator[None]:
    """Show the warnings of every room while a command runs; of libraries nothing is shown."""
    logger, handler = logging.getLogger(_PACKAGE), _OnScreen(screen)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
