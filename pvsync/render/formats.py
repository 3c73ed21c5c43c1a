"""Which formats there are: one module each, found by its file name, imported when it is asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pvsync.diagnostics import Finding
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
    """

    findings: tuple[Finding, ...]
    documents: int
    files: int


@dataclass(frozen=True, slots=True)
class PlanFormat:
    """One way to lay out a plan.

    Args:
        name: As in `--format NAME`.
        suffix: Of a file that holds it.
        render: The layout; a format that is not for terminals ignores the screen.
    """

    name: str
    suffix: str
    render: Callable[[PlanView, Screen], str]


@dataclass(frozen=True, slots=True)
class DiagnosticsFormat:
    """One way to lay out findings.

    Args:
        name: As in `--format NAME`.
        render: The layout; a format without snippets ignores the lines and the screen.
    """

    name: str
    render: Callable[[Report, LinesOf, Screen], str]


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


def _known(name: str, names: tuple[str, ...]) -> None:
    if name not in names:
        raise UsageError(f"no format `{name}`", advice=f"formats: {', '.join(names)}")
