"""What every operation has at hand, and the one form in which it says what came of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from pvsync.emulator.scopes import Lines, Scope
from pvsync.emulator.store import Store
from pvsync.emulator.target import Target
from pvsync.emulator.wire import JSON


@dataclass(frozen=True, slots=True)
class Service:
    """The service behind the endpoints.

    Args:
        store: What it holds.
        switches: Every switch with its value.
        lines: How licence types become business lines.
        licensors: Partner aliases that the key may write for; None for any.
        clock: The present instant, aware.
    """

    store: Store
    switches: Mapping[str, str]
    lines: Lines
    licensors: frozenset[str] | None
    clock: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one operation, single or as an item of a batch.

    Args:
        status: HTTP status.
        body: The JSON of a success; None for an empty one.
        error: The sentence of a failure; None for a success.
    """

    status: int
    body: JSON = None
    error: str | None = None


def refused(status: HTTPStatus, error: str) -> Outcome:
    """A failure with its sentence."""
    return Outcome(status.value, error=error)


def not_found(target: Target) -> Outcome:
    """Absence, in the words of the smoke test (domain: Avails API onboarding page, step 3)."""
    return refused(
        HTTPStatus.NOT_FOUND, f"Title not found for ALID {target.alid} and Licensor {target.licensor}"
    )


def scope_of(service: Service, target: Target) -> Scope | Outcome:
    """The scope that a read or a delete names, or why there is none."""
    line = target.query["businessLine"]
    if line not in service.lines.names:
        return refused(
            HTTPStatus.BAD_REQUEST, f"businessLine {line} is not one of {', '.join(service.lines.names)}"
        )
    return Scope(target.licensor, target.alid, target.query["territory"], line)


def barred(service: Service, target: Target) -> Outcome | None:
    """The refusal of a licensor that the key does not speak for; None where it does."""
    if service.licensors is None or target.licensor in service.licensors:
        return None
    return refused(HTTPStatus.FORBIDDEN, f"the key is not for licensor {target.licensor}")


def accepted(service: Service, message: str, avail: JSON) -> Outcome:
    """A success in the form that the switch `write-answer` has (open question 1)."""
    match service.switches["write-answer"]:
        case "empty":
            return Outcome(HTTPStatus.OK.value)
        case "echo":
            return Outcome(HTTPStatus.OK.value, {"avail": avail})
        case _:
            return Outcome(HTTPStatus.OK.value, {"message": message})
