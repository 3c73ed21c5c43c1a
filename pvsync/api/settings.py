"""One environment of the Avails API: where it is, what it allows, and how its open questions are read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from pvsync.api.wire.lines import LINE_LITERALS
from pvsync.errors import UsageError
from pvsync.model.assumptions import Assumption
from pvsync.model.licence import BusinessLine
from pvsync.model.zones import Zones


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiSettings:
    """How to talk to one environment.

    Args:
        url: `https://host[:port]`, without a path (avails-api section 1).
        licensor: Partner alias in the path of every request.
        requests_per_second: The environment's limit (avails-api section 2).
        open_requests: The environment's limit (avails-api section 2).
        batch_size: Items of one batch request (open question 8).
        batch_same_alid: Whether scopes of one ALID may share a batch (open question 13).
        connect_timeout: Seconds to wait for a connection.
        timeout: Seconds to wait for the next piece of an answer; a whole answer may take four times as long.
        attempts: How often one request is sent at most; an answer 429 does not count.
        backoff: Seconds before the second attempt; doubled for each further one.
        run_budget: Seconds that a run may spend in pauses that the service asks for.
        largest_answer: Bytes of an answer that are read.
        batch_body: `array` or `object` (open question 8).
        batch_path: `without-v1` or `with-v1` (open question 8).
        delete_qualifiers: `contract-or-channel`, `none` or `both` (open question 7).
        business_lines: `businessLine` in a query, by ours (open question 6).
        spec_version: `Compatibility.SpecVersion`, None where it is not sent (open question 6).
        benefits: Benefit by channel; decides the business line of a subscription (avails-api section 7).
        zones: What a bare date in an answer means (open question 10).

    Raises:
        UsageError: If the URL is not of that form: a request with credentials never leaves unencrypted.
    """

    url: str
    licensor: str
    requests_per_second: float
    open_requests: int
    batch_size: int = int(Assumption.BATCH_SIZE.taken)
    batch_same_alid: bool = Assumption.BATCH_SAME_ALID.taken == "yes"
    connect_timeout: float = 10.0
    timeout: float = 60.0
    attempts: int = 4
    backoff: float = 0.5
    run_budget: float = 900.0
    largest_answer: int = 64 * 1024 * 1024
    batch_body: str = Assumption.BATCH_BODY.taken
    batch_path: str = Assumption.BATCH_PATH.taken
    delete_qualifiers: str = Assumption.DELETE_QUALIFIERS.taken
    business_lines: Mapping[BusinessLine, str] = field(default_factory=lambda: dict(LINE_LITERALS))
    spec_version: str | None = None
    benefits: Mapping[str, str] = field(default_factory=dict)
    zones: Zones = field(default_factory=Zones)

    def __post_init__(self) -> None:
        if not _is_plain_https(self.url):
            raise UsageError(
                "the `url` of the environment is not of the form `https://host`",
                advice="the Avails API is reached over HTTPS alone; leave path, user and query out of `url`",
            )
        if self.licensor in ("", ".", ".."):
            raise UsageError("the environment names no `licensor` that can stand in the path of a request")
        if self.business_lines.keys() != set(BusinessLine):
            raise UsageError("the environment does not name every business line")
        if min(self.requests_per_second, self.open_requests, self.batch_size, self.attempts) <= 0:
            raise UsageError("a limit of the environment is not above zero")

    @property
    def origin(self) -> str:
        """The URL without a slash at its end."""
        return self.url.rstrip("/")


def _is_plain_https(url: str) -> bool:
    try:
        parts = urlsplit(url)
        port_is_good = parts.port is None or parts.port > 0
    except ValueError:
        return False
    bare = parts.path in ("", "/") and not (parts.query or parts.fragment or "@" in parts.netloc)
    return parts.scheme == "https" and bool(parts.hostname) and bare and port_is_good
