"""What libyaml says of broken YAML, in words of a person who edits it."""

import yaml

from pvsync.catalog import codes
from pvsync.catalog.source import split_lines
from pvsync.diagnostics import Finding, Place

_DOES_NOT_FIT = (
    "a line does not fit the lines around it",
    "check the blanks before it and before the line above, and that each key ends in a colon and a blank",
)
_EXPLAINED = (
    ("control characters", "a control character stands in the text", "delete it; editors often hide it"),
    (
        "unexpected end of stream",
        "a quote is opened and never closed",
        "close the quote at the end of the value",
    ),
    (
        "did not find expected ',' or",
        "a list or mapping in brackets is not closed, or lacks a comma",
        "put commas between the values and close the bracket",
    ),
    (
        "alphabetic or numeric character",
        "`&` and `*` begin names of YAML here, and this is none",
        "put the value in quotes",
    ),
    ("could not find expected ':'", *_DOES_NOT_FIT),
    ("did not find expected", *_DOES_NOT_FIT),
    ("cannot start any token", "a value cannot begin with this character", "put the value in quotes"),
    (
        "unknown escape character",
        "a backslash in double quotes begins a code, and this is none",
        "use single quotes, or write the backslash twice",
    ),
)
_BEGINS_BEFORE = (
    "unexpected end of stream",
    "did not find expected ',' or",
    "alphabetic or numeric character",
)
_SECOND_COLON = "mapping values are not allowed"


def syntax_finding(file: str, text: str, error: yaml.YAMLError) -> Finding:
    """The finding for a file that is not YAML, at the place where a person should look."""
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", ""))
    line, column = _where(text, error, problem)
    message, hint = _explain(problem, _line(text, line), column)
    return codes.YAML_SYNTAX.at(Place(file, line, column, line, column + 1), message, hint)


def _where(text: str, error: yaml.YAMLError, problem: str) -> tuple[int, int]:
    mark = getattr(error, "problem_mark", None)
    # An open quote or bracket is noticed at the end of the file; the reader wants to see where it began.
    if any(words in problem for words in _BEGINS_BEFORE):
        mark = getattr(error, "context_mark", None) or mark
    if mark is not None:
        return mark.line + 1, mark.column + 1
    # The reader of characters counts bytes.
    before = text.encode()[: getattr(error, "position", 0) or 0].decode("utf-8", "ignore")
    lines = split_lines(before + ".")
    return len(lines), len(lines[-1])


def _explain(problem: str, line: str, column: int) -> tuple[str, str]:
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "a tab stands where YAML wants blanks", "indent with blanks, two for each level"
    if _SECOND_COLON in problem:
        if ": " in line[: column - 1]:
            return "a second `: ` stands in this value", 'put the value in quotes: "Season 1: Pilot"'
        return _DOES_NOT_FIT
    for words, message, hint in _EXPLAINED:
        if words in problem:
            return message, hint
    return (
        f"this is not YAML: {problem or 'it cannot be read here'}",
        "check blanks, colons, quotes and brackets around this place",
    )


def _line(text: str, number: int) -> str:
    lines = split_lines(text)
    return lines[number - 1] if number <= len(lines) else ""
