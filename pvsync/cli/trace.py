"""Where in the code a command stopped, for a report: files, lines and functions, and no value of any of them."""

import re
from collections.abc import Iterator
from traceback import TracebackException

from pvsync.cli.present import LONG_WORD
from pvsync.errors import PvsyncError
from pvsync.model.secret import without_secrets
from pvsync.render.disarm import disarm

_DEEPEST = 60
_LONGEST = 300
_SITE = re.compile(r".*/(?:site-packages|python3\.\d+)/")
_OWN = re.compile(r".*/(?=pvsync/)")
_PATH = re.compile(r"(?<![\w.])/(?:[^/\s'\"]+/)+")
_KEYED = re.compile(r"(?i)\b([\w-]*(?:key|token|secret|passw|authoriz|cookie)[\w-]*['\"]?\s*[:=]\s*).*")
_IN_URL = re.compile(r"(?<=://)[^/\s@]+@")
_PEM = re.compile(r"-----BEGIN.*")


def trace(error: BaseException) -> str:
    """The way to an error and to what it was made from, the outermost call first."""
    return "\n".join(_lines(error))


def _lines(error: BaseException) -> Iterator[str]:
    seen: set[int] = set()
    waiting: BaseException | None = error
    while waiting is not None and id(waiting) not in seen:
        seen.add(id(waiting))
        yield f"trace of {type(waiting).__name__}{_said(waiting)}"
        # No source lines and no local values: what stands at a line is in the code, what went through it is not ours.
        frames = TracebackException.from_exception(waiting, lookup_lines=False).stack
        for frame in frames[-_DEEPEST:]:
            yield f"  {_file(frame.filename)}:{frame.lineno} in {frame.name}"
        hidden = waiting.__suppress_context__
        waiting = waiting.__cause__ or (None if hidden else waiting.__context__)


def _said(error: BaseException) -> str:
    """The words of an error: ours are made for people, of others the first line without what could be a value."""
    if isinstance(error, PvsyncError):
        return f": {disarm(without_secrets(error.message))}"
    lines = without_secrets(str(error)).strip().splitlines()
    if not lines:
        return ""
    line = lines[0]
    for pattern, instead in (
        (_PEM, "..."),
        (_IN_URL, "...@"),
        (_KEYED, r"\1..."),
        (LONG_WORD, "..."),
        (_PATH, ".../"),
    ):
        line = pattern.sub(instead, line)
    return f": {disarm(line[:_LONGEST])}"


def _file(name: str) -> str:
    """A file by its place in its package; of a machine's folders nothing is shown."""
    short = _SITE.sub("", name)
    if short == name:
        short = _OWN.sub("", name)
    return disarm(short if not short.startswith("/") else short.rpartition("/")[2])
