"""What pvsync says about data, and where: findings with a place, a plain sentence and a hint."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs; only an error stops a plan."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A range in a text file.

    Args:
        file: Path relative to the repository root, with forward slashes.
        line: First line, from 1.
        column: First column in characters, from 1.
        end_line: Last line, from 1.
        end_column: Column after the last character, from 1.
    """

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that explains a finding ("the other window is here")."""

    message: str
    place: Place


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with the data, or worth knowing.

    Args:
        code: `PV` and three digits, stable for ever.
        name: The same in words with hyphens, named for the pattern found.
        severity: What follows from it.
        message: Lower case, no full stop; what is, and what should be.
        hint: What to write instead.
        place: Where the text must change; None only where no file is concerned.
        related: Other places that matter.
    """

    code: str
    name: str
    severity: Severity
    message: str
    hint: str
    place: Place | None
    related: tuple[Related, ...] = ()

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """By file, line and column, then by code: the order in which a reader meets them."""
        if self.place is None:
            return ("", 0, 0, self.code, self.message)
        return (self.place.file, self.place.line, self.place.column, self.code, self.message)


@dataclass(frozen=True, slots=True)
class Allowed:
    """A finding that a comment in the file lets be, with the reason that it gives.

    Args:
        finding: What was found.
        reason: Why that is right here, in the words of whoever allowed it.
        place: Where the comment stands.
    """

    finding: Finding
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding, with its page.

    Args:
        code: `PV` and three digits, stable for ever.
        name: Named for the pattern found.
        severity: What follows from it.
        page: What it finds, why that matters, how to mend it, and its source; paragraphs with a blank line between.
        bad: A catalog in which it is found; empty where no text can show it.
        good: The same, mended.
        reasons: The documented reasons and rules that it catches, by their keys in `pvsync.rules.documented`.
    """

    code: str
    name: str
    severity: Severity = Severity.ERROR
    page: str = ""
    bad: str = ""
    good: str = ""
    reasons: tuple[str, ...] = ()

    def at(self, place: Place | None, message: str, hint: str, related: tuple[Related, ...] = ()) -> Finding:
        """A finding of this kind."""
        return Finding(self.code, self.name, self.severity, message, hint, place, related)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """All findings sorted by place, each once."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: finding.sort_key))


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding stops a plan."""
    return any(finding.severity is Severity.ERROR for finding in findings)
