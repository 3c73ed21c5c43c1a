"""What became of bringing in what is live."""

from dataclasses import dataclass
from datetime import datetime

from pvsync.diagnostics import Finding
from pvsync.model.licence import BusinessLine
from pvsync.model.scope import Scope


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of the service.

    Args:
        target: Who is asked: alias and environment.
        ids: How many ids.
        territories: Where.
        lines: In which business lines.
        scopes: How many scopes that makes.
        kept: How many of them an earlier run of the same command had read.
        since: When the oldest of those was read, None where there is none.
        declared: ALIDs that were not asked for, since the catalog has them, each with its file.
    """

    target: str
    ids: int
    territories: tuple[str, ...]
    lines: tuple[BusinessLine, ...]
    scopes: int
    kept: int = 0
    since: datetime | None = None
    declared: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedLive:
    """What came of it; names of files are relative to the repository root.

    Args:
        asked: What was asked.
        present: Scopes that are live.
        absent: Scopes that are not.
        unread: Scopes without an answer, each with the reason.
        titles: Titles that are written.
        nowhere: ALIDs of which no scope is live.
        ended: ALIDs of which every window is over.
        over: Transactions that are over, of titles that are written.
        waiting: ALIDs that are live and not written, since something unread may belong to them.
        written: Files that were written.
        observed: Whether they are compared only.
        kept_in: File that keeps what was read, for the next run of the same command; empty where it is done.
        findings: By place.
    """

    asked: Asked
    present: int = 0
    absent: int = 0
    unread: tuple[tuple[Scope, str], ...] = ()
    titles: int = 0
    nowhere: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    over: int = 0
    waiting: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    observed: bool = False
    kept_in: str = ""
    findings: tuple[Finding, ...] = ()
