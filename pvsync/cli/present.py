"""How results reach the screen: palettes, snippets and progress for this terminal."""

import os
import re
import time
from collections.abc import Sequence
from pathlib import Path

from pvsync.catalog.source import SourceFile, read_file, split_lines
from pvsync.cli.screen import Screen
from pvsync.config.load import CONFIG_NAME
from pvsync.model.progress import Progress
from pvsync.render.formats import LinesOf
from pvsync.render.progress import ProgressKind, progress_on
from pvsync.render.screen import COLOR, NO_COLOR
from pvsync.render.screen import Screen as Canvas

_SENSITIVE = re.compile(r"(?i)key|secret|token|passw|cred|client_id|@|-----BEGIN")
LONG_WORD = re.compile(r"(?<![\w/.:-])(?=[\w+/=-]*\d)(?=[\w+/=-]*[A-Za-z])[\w+/=-]{20,}(?![\w/.-])")
_WORD = re.compile(r"[\s{\[,-]*\w+")


def painted(screen: Screen, *, error: bool = False) -> Canvas:
    """The canvas of results, or of what is said beside them."""
    coloured = screen.err_colour if error else screen.colour
    return Canvas(screen.width, COLOR if coloured else NO_COLOR)


def lines_below(root: Path) -> LinesOf:
    """Reads the lines of a file for snippets; None where it cannot be read."""

    def lines(name: str) -> Sequence[str] | None:
        read = read_file(root, name)
        if not isinstance(read, SourceFile):
            return None
        text = read.data.decode("utf-8-sig", "replace")
        found = split_lines(text)
        return without_secrets(found) if name.endswith(CONFIG_NAME) else found

    return lines


def without_secrets(lines: Sequence[str]) -> list[str]:
    """The lines of a configuration with everything hidden that could be a secret written in the wrong place."""
    shown: list[str] = []
    block: int | None = None
    for line in lines:
        indent = len(line) - len(line.lstrip())
        if block is not None and line.strip() and indent <= block:
            block = None
        sensitive = block is not None or _SENSITIVE.search(line) is not None
        if sensitive and block is None:
            block = indent
        shown.append(_hidden(line) if sensitive else LONG_WORD.sub("...", line))
    return shown


def _hidden(line: str) -> str:
    name, colon, _ = line.partition(":")
    return f"{name}{colon} ..." if colon and _WORD.fullmatch(name) else "..."


def progress_for(screen: Screen) -> Progress:
    """Progress on a terminal as a bar, in CI as plain lines, silent where output is captured otherwise."""
    if screen.err.isatty():
        kind = ProgressKind.TERMINAL
    elif os.environ.get("CI"):
        kind = ProgressKind.LINES
    else:
        kind = ProgressKind.SILENT
    return progress_on(kind, screen.err, width=screen.width, color=screen.err_colour, clock=time.monotonic)
