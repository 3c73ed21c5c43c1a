"""How to talk to the Datasets API: addresses, what is read of it, and the bounds of patience and size."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from pvsync.datasets.assumed import AUTHORIZE_URL, BASE_URL, REDIRECT_URI, TOKEN_URL, Assumed
from pvsync.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetsSettings:
    """How to talk to the Datasets API.

    Args:
        base_url: Address of the service, with its version.
        token_url: Where tokens come from.
        authorize_url: Where a person consents.
        redirect_uri: Where the browser comes back to; port 0 for any free one.
        ca: Authority that signed the service's certificate; None for the public ones.
        account: Slate account, None to take the only one.
        group: Group of businesses, None to take the only one.
        business: Channel or studio, None to take the only one.
        assumed: What the documents leave out.
        connect_timeout: Seconds to wait for a connection.
        timeout: Seconds to wait for the next piece of an answer.
        attempts: How often one request is sent at most; one that the service puts off does not count.
        backoff: Seconds before the second attempt; doubled for each further one, up to `longest_pause`.
        longest_pause: Seconds of the longest pause of our own.
        budget: Seconds that one request may spend in pauses.
        largest_answer: Bytes of an answer with JSON that are read.
        largest_file: Bytes of a zip that are taken: the documents say 300 MB (Datasets API, section 1).
        link_life: Seconds that a presigned address is used: less than the 60 minutes that it lives.
        page: Links of a page; 1,000 are allowed (Datasets API, section 2).

    Raises:
        UsageError: If an address is not https: a token never leaves unencrypted.
    """

    base_url: str = BASE_URL
    token_url: str = TOKEN_URL
    authorize_url: str = AUTHORIZE_URL
    redirect_uri: str = REDIRECT_URI
    ca: Path | None = None
    account: str | None = None
    group: str | None = None
    business: str | None = None
    assumed: Assumed = field(default_factory=Assumed)
    connect_timeout: float = 10.0
    timeout: float = 60.0
    attempts: int = 6
    backoff: float = 2.0
    longest_pause: float = 300.0
    budget: float = 900.0
    largest_answer: int = 16 * 1024 * 1024
    largest_file: int = 1024 * 1024 * 1024
    link_life: float = 50 * 60.0
    page: int = 1000

    def __post_init__(self) -> None:
        """Refuse what would send a token in the clear."""
        for name in ("base_url", "token_url", "authorize_url"):
            if not is_https(getattr(self, name)):
                raise UsageError(
                    f"`{name}` of `datasets` is not an https address",
                    advice="write `https://` and the host: tokens are never sent unencrypted",
                )


def is_https(url: str) -> bool:
    """Whether an address is https with a host, and names no user."""
    try:
        parts = urlsplit(url)
        return (
            parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0
        )
    except ValueError:
        return False
