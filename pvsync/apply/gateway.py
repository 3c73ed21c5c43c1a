"""What `apply` asks of whoever speaks to the service."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from pvsync.model.avail import Avail, Reading
from pvsync.model.call import DeleteCall
from pvsync.model.outcome import Outcome
from pvsync.model.scope import Scope


class Gateway(Protocol):
    """The service, as far as a run needs it. Called from several threads at once."""

    @property
    def requests_sent(self) -> int:
        """HTTP requests sent so far, retries included."""

    def read(self, scopes: Iterable[Scope]) -> Iterator[tuple[Scope, Reading]]:
        """Read scopes, in any order; an answer in doubt about one of them is `Unread`.

        Args:
            scopes: What to read; the gateway packs them into requests.

        Raises:
            ApiError: Only for what concerns every scope: the service is down, the certificate was refused.
            PvsyncError: Where no request could be made at all.
        """

    def write(self, avails: Sequence[Avail]) -> Mapping[Scope, Outcome]:
        """Send full extracts in one request; those without a certain answer are `Unknown`.

        A write whose answer was lost is never sent again from inside: the run settles it by reading.

        Args:
            avails: At most one batch, each scope once.

        Raises:
            ApiError: Only for what concerns every scope: the service is down, the certificate was refused.
                Anything but a refusal by the service leaves every scope of the request unknown.
            PvsyncError: Of any other kind: no request could be made at all, nothing was sent.
        """

    def delete(self, calls: Sequence[DeleteCall]) -> Mapping[DeleteCall, Outcome]:
        """Delete parts of scopes; those without a certain answer are `Unknown`, what is absent already is accepted.

        Args:
            calls: Each once.

        Raises:
            ApiError, PvsyncError: As `write`.
        """
