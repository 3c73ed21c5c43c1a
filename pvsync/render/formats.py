"""Which formats there are: one module each, found by its file name, imported when it is asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pvsync.diagnostics import Allowed, Code, Finding
from pvsync.errors import UsageError
from pvsync.render.screen import Screen
from pvsync.render.view import PlanView
from pvsync.rollcall import member, members

_PACKAGE = "pvsync.render"

LinesOf: TypeAlias = Callable[[str], Sequence[str] | None]
"""The lines of a file by its path relative to the repository root, without line ends; None where it can't be read."""


@dataclass(frozen=True, slots=True)
class Report:
    """What `validate` found.

    Args:
        findings: In any order.
        documents: How many documents were judged.
        files: How many files they stand in.
        allowed: What comments in the files let be, by place.
        codes: The pages of what can be found; only formats that carry them along look at them.
        folder: Folder that all paths are relative to, from the top of the git repository: empty, or with `/` last.
        version: Version of pvsync; as `codes`.
    """

    findings: tuple[Finding, ...]
    documents: int
    files: int
    allowed: tuple[Allowed, ...] = ()
    codes: tuple[Code, ...] = ()
    folder: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class PlanFormat:
    """One way to lay out a plan.

    Args:
        name: As in `--format NAME`.
        suffix: Of a file that holds it.
        render: The layout, as bytes where it is not text; a format that is not for terminals ignores the screen.
        is_text: Whether a terminal can show it.
    """

    name: str
    suffix: str
    render: Callable[[PlanView, Screen], str | bytes]
    is_text: bool = True


@dataclass(frozen=True, slots=True)
class DiagnosticsFormat:
    """One way to lay out findings.

    Args:
        name: As in `--format NAME`.
        render: The layout; a format without snippets ignores the lines and the screen.
    """

    name: str
    render: Callable[[Report, LinesOf, Screen], str]


@dataclass(frozen=True, slots=True)
class CodePageFormat:
    """One way to lay out the page of a code.

    Args:
        name: As in `--format NAME`.
        render: The layout; a format that is not for terminals ignores the screen.
    """

    name: str
    render: Callable[[Code, Screen], str]


def plan_formats() -> tuple[str, ...]:
    """Names of all formats of a plan."""
    return members(_PACKAGE, "plan_")


def plan_format(name: str) -> PlanFormat:
    """A format of a plan by name.

    Raises:
        UsageError: If there is no such format.
    """
    _known(name, plan_formats())
    found: PlanFormat = member(_PACKAGE, name, "plan_").FORMAT
    return found


def diagnostics_formats() -> tuple[str, ...]:
    """Names of all formats of findings."""
    return members(_PACKAGE, "diagnostics_")


def diagnostics_format(name: str) -> DiagnosticsFormat:
    """A format of findings by name.

    Raises:
        UsageError: If there is no such format.
    """
    _known(name, diagnostics_formats())
    found: DiagnosticsFormat = member(_PACKAGE, name, "diagnostics_").FORMAT
    return found


def code_page_formats() -> tuple[str, ...]:
    """Names of all formats of the page of a code."""
    return members(_PACKAGE, "code_page_")


def code_page_format(name: str) -> CodePageFormat:
    """A format of the page of a code by name.

    Raises:
        UsageError: If there is no such format.
    """
    _known(name, code_page_formats())
    found: CodePageFormat = member(_PACKAGE, name, "code_page_").FORMAT
    return found


def _known(name: str, names: tuple[str, ...]) -> None:
    if name not in names:
        raise UsageError(f"no format `{name}`", advice=f"formats: {', '.join(names)}")
