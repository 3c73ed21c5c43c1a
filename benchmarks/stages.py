"""Progress that shows nothing and remembers how long each stage took."""

import time


class Stages:
    """Seconds by stage, in the order in which they began."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._stage = ""
        self._begun = 0.0

    def begin(self, what: str, total: int | None) -> None:  # noqa: ARG002 - the protocol's signature
        """A stage starts."""
        self._stage, self._begun = what, time.perf_counter()

    def advance(self, steps: int = 1) -> None:
        """Some steps are done."""

    def end(self) -> None:
        """The stage is over."""
        self.seconds[self._stage] = time.perf_counter() - self._begun
