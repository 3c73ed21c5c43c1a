"""What can be made to go wrong in the emulated Datasets API: a closed set of names, and when each one strikes."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pvsync.emulator.faults import fault_parts
from pvsync.errors import EmulatorError

TOKEN, LISTS, FILES, DOWNLOAD = "token", "lists", "files", "download"
ANY = (TOKEN, LISTS, FILES, DOWNLOAD)
PAGED = (LISTS, FILES)


@dataclass(frozen=True, slots=True)
class DatasetKind:
    """One fault of the closed set.

    Args:
        endpoints: What it can strike.
        shows: What the client sees, in one sentence.
    """

    endpoints: tuple[str, ...]
    shows: str


DATASET_KINDS: Mapping[str, DatasetKind] = MappingProxyType(
    {
        "401": DatasetKind(PAGED, "the token is refused, whatever its time"),
        "403": DatasetKind((*PAGED, DOWNLOAD), "the request is refused"),
        "429": DatasetKind(ANY, "429 without Retry-After"),
        "429-retry-after": DatasetKind(ANY, "429 with Retry-After (7 s)"),
        "500": DatasetKind(ANY, "500 with a JSON message"),
        "502": DatasetKind(ANY, "502 with a JSON message"),
        "503": DatasetKind(ANY, "503 with a JSON message"),
        "html-200": DatasetKind(ANY, "an HTML page with status 200"),
        "dropped-connection": DatasetKind(ANY, "the connection drops without an answer"),
        "invalid-grant": DatasetKind((TOKEN,), "the refresh token or code is refused"),
        "lost-answer": DatasetKind((TOKEN,), "tokens are issued, and the answer is lost"),
        "same-refresh-token": DatasetKind((TOKEN,), "the answer brings no new refresh token"),
        "foreign-next": DatasetKind(PAGED, "`next` leads to another host"),
        "other-path-next": DatasetKind(PAGED, "`next` leads to another path"),
        "circular-next": DatasetKind(PAGED, "`next` leads to the page itself"),
        "lost-entry": DatasetKind(PAGED, "a page leaves out its last entry"),
        "no-link": DatasetKind((FILES,), "the files of a page have no address yet"),
        "expired-link": DatasetKind((DOWNLOAD,), "the presigned address has expired"),
        "cut-download": DatasetKind((DOWNLOAD,), "half of the bytes come, then the connection drops"),
        "expired-mid-download": DatasetKind(
            (DOWNLOAD,), "half of the bytes come, the connection drops, and the address has expired"
        ),
        "short-download": DatasetKind(
            (DOWNLOAD,), "half of the bytes, promised and sent as if they were all"
        ),
        "long-length": DatasetKind((DOWNLOAD,), "one byte more is promised than comes"),
        "no-length": DatasetKind((DOWNLOAD,), "nothing says how many bytes will come"),
        "no-range": DatasetKind((DOWNLOAD,), "a range is not honoured: all bytes come"),
        "wrong-range": DatasetKind((DOWNLOAD,), "another range than the one asked for"),
        "no-etag": DatasetKind((DOWNLOAD,), "the file has no tag, so that no part of it can be gone on with"),
        "other-version": DatasetKind((DOWNLOAD,), "the file has another tag than before"),
        "spoilt-zip": DatasetKind((DOWNLOAD,), "some bytes in the middle are not those of the file"),
    }
)
"""Every fault by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetFault:
    """A fault that is in force.

    Args:
        name: One of `DATASET_KINDS`.
        count: How many times it strikes; None for always.
        endpoint: The only endpoint that it strikes; None for all it can.

    Raises:
        EmulatorError: A value that means nothing.
    """

    name: str
    count: int | None = None
    endpoint: str | None = None

    def __post_init__(self) -> None:
        """Refuse what means nothing."""
        if self.name not in DATASET_KINDS:
            raise EmulatorError(
                f"the emulated datasets have no fault `{self.name}`",
                advice=f"the faults are {', '.join(DATASET_KINDS)}",
            )
        able = DATASET_KINDS[self.name].endpoints
        if self.endpoint is not None and self.endpoint not in able:
            raise EmulatorError(
                f"fault `{self.name}` cannot strike `{self.endpoint}`", advice=f"it strikes {', '.join(able)}"
            )
        if self.count is not None and self.count < 1:
            raise EmulatorError(f"fault `{self.name}` has count {self.count}, not at least 1")


def parse_dataset_fault(text: str) -> DatasetFault:
    """Read a fault from the command line.

    Args:
        text: `name[:count][@endpoint]`, for example `cut-download:2` or `429:1@token`.

    Raises:
        EmulatorError: It is not of that form, or names no fault or endpoint.
    """
    name, count, endpoint = fault_parts(text, "cut-download:2")
    return DatasetFault(name=name, count=count, endpoint=endpoint)


class _Armed:
    """A fault with how often it struck."""

    def __init__(self, fault: DatasetFault) -> None:
        self.fault = fault
        self.hits = 0


class DatasetFaults:
    """The faults in force, in the order they were added."""

    def __init__(self, faults: tuple[DatasetFault, ...] = ()) -> None:
        self._lock = threading.Lock()
        self._armed = [_Armed(fault) for fault in faults]

    def add(self, name: str, count: int | None = None, endpoint: str | None = None) -> None:
        """Put a fault in force."""
        with self._lock:
            self._armed.append(_Armed(DatasetFault(name=name, count=count, endpoint=endpoint)))

    def clear(self) -> None:
        """Let everything go well again."""
        with self._lock:
            self._armed.clear()

    def draw(self, endpoint: str, *names: str) -> str | None:
        """The first fault in force of these names that strikes an endpoint; it counts as struck."""
        with self._lock:
            for armed in self._armed:
                fault = armed.fault
                able = fault.endpoint in (None, endpoint) and endpoint in DATASET_KINDS[fault.name].endpoints
                if fault.name in names and able and (fault.count is None or armed.hits < fault.count):
                    armed.hits += 1
                    return fault.name
        return None
