"""What is worth saying of documents that are made from live, before it is known which file they go to."""

from dataclasses import dataclass

from pvsync.diagnostics import Code


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to say.

    Args:
        code: Its kind.
        subject: Key of the file that it is about, as `subject_of` names it; empty for none.
        message: What is, and what should be.
        hint: What to write.
    """

    code: Code
    subject: str
    message: str
    hint: str


def subject_of(folder: str, name: str, identity: str) -> str:
    """What a file is known by before it has its name."""
    return f"{folder}/{name}/{identity}"
