"""Every behaviour that the partner documents leave open, as a switch with the reading in force first.

A switch is named like the assumption it belongs to, in lower case with dashes. The number is the one of
the list of open questions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pvsync.errors import EmulatorError


@dataclass(frozen=True, slots=True)
class Switch:
    """One open behaviour of the service.

    Args:
        number: Its number in the list of open questions.
        taken: The reading in force unless another is asked for.
        others: The other readings that can be shown.
        shows: What the emulator does differently, in one sentence.
    """

    number: int
    taken: str
    others: tuple[str, ...]
    shows: str

    @property
    def values(self) -> tuple[str, ...]:
        """All readings, the one in force first."""
        return (self.taken, *self.others)


SWITCHES: Mapping[str, Switch] = MappingProxyType(
    {
        "throttling": Switch(
            1, "429", ("429-retry-after", "503"), "how a request over the limits is answered"
        ),
        "write-answer": Switch(
            1, "message", ("empty", "echo"), "the body of an accepted PUT, DELETE or validate"
        ),
        "resource-access": Switch(
            1,
            "read-write",
            ("read", "write"),
            "what the key may do (the request mail asks for Avails-Read and Avails-Write); anything else is answered 403",
        ),
        "bundle-parts": Switch(
            1,
            "held-against",
            ("ignored",),
            "a bundle is held against the seasons or movies that the service holds, or judged by itself",
        ),
        "get-wrapper": Switch(2, "avail", ("bare",), 'GET answers `{"avail": {...}}` or the avail itself'),
        "past-windows": Switch(
            2, "kept", ("dropped",), "GET shows windows that are over, or leaves them out"
        ),
        "channel-scope": Switch(
            3,
            "business-line",
            ("channel",),
            "PUT replaces the whole scope, or only the channels and contracts it names",
        ),
        "territories-per-put": Switch(
            4, "one", ("many",), "PUT must hold one scope, or may hold several territories and business lines"
        ),
        "spec-version": Switch(
            6, "optional", ("required", "refused"), "whether Compatibility.SpecVersion must be sent"
        ),
        "free-business-line": Switch(6, "FVOD", ("VOD",), "the literal of the free business line"),
        "channels-business-line": Switch(
            6, "CHANNELS", ("CHANNEL",), "the literal of the channels business line"
        ),
        "delete-qualifiers": Switch(
            7,
            "contract-or-channel",
            ("none", "both"),
            "DELETE needs contractId for PRIME_SUBSCRIPTION and channelIdentity for channels, or neither, or both",
        ),
        "batch-body": Switch(
            8,
            "array",
            ("object",),
            "a batch is a bare array (an object around it is taken too), or only an object",
        ),
        "batch-path": Switch(
            8, "without-v1", ("with-v1",), "the path of a batch item begins with /avails or /v1"
        ),
        "batch-size": Switch(8, "25", ("100",), "how many items a batch may hold"),
        "batch-same-alid": Switch(13, "yes", ("no",), "whether items of one ALID may share a batch"),
        "echo": Switch(
            14, "all", ("supported",), "GET shows every member, or only those of the mapping table"
        ),
    }
)


def settle(assume: Mapping[str, str]) -> Mapping[str, str]:
    """Every switch with its value: the one asked for, else the one in force.

    Raises:
        EmulatorError: A switch or a value that does not exist.
    """
    for name, value in assume.items():
        switch = SWITCHES.get(name)
        if switch is None:
            raise EmulatorError(
                f"the emulator has no switch `{name}`", advice=f"the switches are {', '.join(SWITCHES)}"
            )
        if value not in switch.values:
            raise EmulatorError(
                f"switch `{name}` is {value!r}, not one of {', '.join(switch.values)}",
                advice=f"{name}: {switch.shows}",
            )
    return MappingProxyType({name: assume.get(name, switch.taken) for name, switch in SWITCHES.items()})
