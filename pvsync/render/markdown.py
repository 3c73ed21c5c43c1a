"""Text made safe for GitHub-flavored Markdown: it shows as it is written, and does nothing."""

import html
import re

from markupsafe import Markup

from pvsync.render.disarm import disarm

_SYNTAX = re.compile(r"[\\`*\[\]|~$#]|(?<![^\W_])_|_(?![^\W_])")
_SHORTEST_FENCE = 3
_LEADING = re.compile(r"^(?:([-+=])(?=[-+=]*(?:\s|$))|(\d+)([.)])(?=\s|$))")

# GitHub looks for these after Markdown has been read, so that a backslash does not stop it. A blank of no width does.
_BLANK = "\u200b"
_NO_WIDTH = "&#8203;"
_SIGNALS = (
    (re.compile(r"@(?=\w)"), f"@{_BLANK}"),  # mentions, and addresses that become links
    (re.compile(r"(?<=[A-Za-z]):(?=//|[\w.+-]+@)|(?<=mailto):|(?<=xmpp):", re.IGNORECASE), f":{_BLANK}"),
    (re.compile(r"\b(www)\.", re.IGNORECASE), rf"\1{_BLANK}."),
    (re.compile(r"#(?=\d)"), f"#{_BLANK}"),  # issues
    (re.compile(r"\b(gh)-(?=\d)", re.IGNORECASE), rf"\1-{_BLANK}"),
    (re.compile(r"(?<!\d):(?=[\w+-]+:)"), f":{_BLANK}"),  # pictures by name; a time is none
)


def cell(text: str) -> Markup:
    """A text as it is written: no markup, no link, no mention, no line break, also inside a table."""
    plain = html.escape(disarm(text.strip()), quote=False)
    plain = _LEADING.sub(_unmarked, _SYNTAX.sub(r"\\\g<0>", plain), count=1)
    for found, instead in _SIGNALS:
        plain = found.sub(instead, plain)
    return Markup(plain.replace(_BLANK, _NO_WIDTH))  # noqa: S704 - this is the escaping


def code(text: str) -> Markup:
    """A text as code; as plain text where code cannot hold it."""
    shown = disarm(text.strip())
    if not shown or "`" in shown or "|" in shown:
        return cell(text)
    return Markup(f"`{shown}`")  # noqa: S704 - in code nothing else is read


def fenced(text: str, language: str) -> Markup:
    """Lines to copy, in a fence that nothing inside them can close."""
    lines = [disarm(line) for line in text.split("\n")]
    longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(_SHORTEST_FENCE, longest + 1)
    return Markup("\n".join((f"{fence}{language}", *lines, fence)))  # noqa: S704 - in a fence nothing is read


def words(text: str) -> Markup:
    """A sentence of ours, in which keys and commands stand in backticks: they become code, the rest plain text."""
    parts = text.split("`")
    if len(parts) % 2 == 0 or any(not part.strip() or "|" in part for part in parts[1::2]):
        return cell(text)
    pieces = [code(part) if number % 2 else _spaced(part) for number, part in enumerate(parts)]
    return Markup("").join(pieces)


def _spaced(text: str) -> Markup:
    """Plain text that keeps one blank at each end, where it touches code."""
    before = " " if text[:1].isspace() else ""
    after = " " if text.strip() and text[-1:].isspace() else ""
    return Markup(before) + cell(text) + Markup(after)  # noqa: S704 - blanks


def _unmarked(found: re.Match[str]) -> str:
    mark, number, stop = found.groups()
    return f"\\{mark}" if mark else f"{number}\\{stop}"
