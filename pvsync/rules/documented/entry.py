"""One reason or rule of the partner documents."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Documented:
    """One reason or rule of the documents.

    Args:
        key: How rules name it (`box-set-rejection-5`, `A10`).
        says: What it says, in our words.
        source: Where it stands.
        why_none: Why no rule of ours catches it; empty where one does.
    """

    key: str
    says: str
    source: str
    why_none: str = ""
