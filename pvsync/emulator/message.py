"""One HTTP request as it came in and one answer as it goes out."""

from collections.abc import Mapping
from dataclasses import dataclass

from pvsync.emulator.wire import JSON, write_json


@dataclass(frozen=True, slots=True)
class Request:
    """A request whose body has arrived.

    Args:
        method: HTTP method.
        path: Path as sent, percent-encoded.
        query: Query as sent, percent-encoded, without the question mark.
        headers: Headers by name in lower case; of a repeated one the last.
        body: The body.
    """

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def is_json(self) -> bool:
        """Whether the body is declared as JSON (domain: Avails API onboarding page, step 3)."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer.

    Args:
        status: HTTP status.
        body: The body, empty for none.
        content_type: The media type of the body.
        headers: Further headers.
    """

    status: int
    body: bytes = b""
    content_type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()


def json_answer(status: int, value: JSON) -> Answer:
    """An answer with a JSON body."""
    return Answer(status, write_json(value).encode())


def problem(status: int, message: str) -> Answer:
    """A refusal: a JSON object with the sentence as `message`."""
    return json_answer(status, {"message": message})
