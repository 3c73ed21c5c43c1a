"""How long work says where it is: a protocol that screens implement and rooms call."""

from typing import Protocol


class Progress(Protocol):
    """Told of each step; shows it or not."""

    def begin(self, what: str, total: int | None) -> None:
        """A stage starts.

        Args:
            what: What is being done, one phrase ("reading live").
            total: Steps to come, None where unknown.
        """

    def advance(self, steps: int = 1) -> None:
        """Some steps of the current stage are done."""

    def end(self) -> None:
        """The stage is over."""


class Silent:
    """Progress that nobody watches."""

    def begin(self, what: str, total: int | None) -> None:
        """Say nothing."""

    def advance(self, steps: int = 1) -> None:
        """Say nothing."""

    def end(self) -> None:
        """Say nothing."""
