"""What became of making the catalog say what is live."""

from dataclasses import dataclass, field

from pvsync.diagnostics import Finding


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that the catalog says as live does.

    Args:
        alid: The title.
        what: What of it: `US EST HD: end`.
        value: What is said now; empty where something went.
        deal: Name of the deal that was changed, empty where the title's own document was.
    """

    alid: str
    what: str
    value: str
    deal: str = ""


@dataclass(slots=True)
class Adopted:
    """What came of it.

    Args:
        done: What is written.
        left: What is not, with the reason.
        files: Names of the files that change.
        diff: The change, safe to show; empty where nothing changes.
        broken: What would be wrong with the catalog; then nothing is written at all.
        users: By a deal that goes on saying otherwise than live: the other titles that use it.
        others: Titles that a changed deal changes too, though nobody changed them by hand.
        is_written: Whether the files say so now.
    """

    done: list[Done] = field(default_factory=list)
    left: list[Finding] = field(default_factory=list)
    files: tuple[str, ...] = ()
    diff: str = ""
    broken: tuple[Finding, ...] = ()
    users: dict[str, tuple[str, ...]] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    is_written: bool = False
