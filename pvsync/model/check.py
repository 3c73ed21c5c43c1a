"""One thing that `doctor` looked at, and what it found."""

from dataclasses import dataclass
from enum import StrEnum


class CheckState(StrEnum):
    """How a check came out."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Check:
    """A check and its result.

    Args:
        name: What was looked at, a few words.
        state: How it came out.
        sentence: What was found, one plain sentence free of secrets.
        advice: What to do about it; empty where there is nothing to do.
        means: Why it is looked at and what follows from it, one plain sentence.
    """

    name: str
    state: CheckState
    sentence: str
    advice: str = ""
    means: str = ""
