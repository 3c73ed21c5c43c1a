"""What each fault makes of an answer: another one, a late one, half of one, or none."""

from dataclasses import dataclass, replace

from pvsync.emulator.faults import Fault
from pvsync.emulator.message import Answer, problem

_PAGE = b"<html><head><title>Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>"
_WORDS = {
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
}


@dataclass(frozen=True, slots=True)
class Delivery:
    """How an answer goes out.

    Args:
        answer: The answer.
        wait: Seconds before anything is sent.
        drop: Whether the connection is dropped instead.
        cut: Whether only the first half of the body is sent before it is dropped.
    """

    answer: Answer
    wait: float = 0
    drop: bool = False
    cut: bool = False


def instead(fault: Fault) -> Delivery:
    """What is sent in place of the operation, by a fault of the stage `INSTEAD`."""
    match fault.name:
        case "html-200" | "html-502":
            status = int(fault.name.removeprefix("html-"))
            return Delivery(Answer(status, _PAGE, "text/html; charset=utf-8"))
        case "429-retry-after":
            answer = problem(429, _WORDS[429])
            return Delivery(replace(answer, headers=(("retry-after", f"{fault.duration:g}"),)))
        case "timeout-before-commit" | "dropped-connection":
            return Delivery(Answer(0), wait=fault.duration, drop=True)
        case _:
            status = int(fault.name)
            return Delivery(problem(status, _WORDS[status]))


def delivery(fault: Fault | None, answer: Answer) -> Delivery:
    """How an operation's answer goes out, under a fault of the stage `ANSWER` or none."""
    match fault:
        case None:
            return Delivery(answer)
        case Fault(name="slow"):
            return Delivery(answer, wait=fault.duration)
        case Fault(name="cut-body"):
            # A body of at least two bytes, so that half of it is less than all.
            return Delivery(answer if len(answer.body) > 1 else replace(answer, body=b"{}"), cut=True)
        case Fault(name="not-json"):
            return Delivery(replace(answer, body=b"Service temporarily unavailable"))
        case Fault(name="502-after-commit"):
            return Delivery(problem(502, _WORDS[502]))
        case _:
            return Delivery(answer, wait=fault.duration, drop=True)
