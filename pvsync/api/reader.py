"""Three-valued reads: present, absent, or unread; a service that is down is one error and not a thousand unread."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from itertools import islice

from pvsync.api.answers import Answer
from pvsync.api.endpoints import batch_get, get
from pvsync.api.patience import Patience, always_safe, is_fatal
from pvsync.api.session import Session
from pvsync.api.settings import ApiSettings
from pvsync.errors import ApiError
from pvsync.model.avail import Reading, Unread
from pvsync.model.scope import Scope


class Reader:
    """Reads scopes.

    Args:
        settings: The environment.
        session: Sends.
        patience: Tries again.
    """

    def __init__(self, settings: ApiSettings, session: Session, patience: Patience) -> None:
        self._settings = settings
        self._session = session
        self._patience = patience

    def stream(self, scopes: Iterable[Scope], pool: Executor) -> Iterator[tuple[Scope, Reading]]:
        """Read scopes in batches, a few at once, taking only a bounded number from the iterable ahead.

        Args:
            scopes: What to read.
            pool: Runs the requests.

        Returns:
            Each scope with its reading, in the order in which they came in.

        Raises:
            ApiError: If the service cannot be reached, lets nobody in, or keeps failing at everything.
        """
        source = iter(scopes)
        ahead = 2 * self._settings.open_requests
        under_way: deque[tuple[list[Scope], Future[list[Reading]]]] = deque()
        try:
            while True:
                while len(under_way) < ahead and (chunk := list(islice(source, self._settings.batch_size))):
                    under_way.append((chunk, pool.submit(self._read_batch, chunk)))
                if not under_way:
                    return
                chunk, future = under_way.popleft()
                yield from zip(chunk, future.result(), strict=True)
        finally:
            for _, future in under_way:
                future.cancel()

    def smoke(self) -> Answer:
        """The smoke test of the onboarding page: a GET that changes nothing (avails-api section 1).

        Raises:
            ApiError: If no answer came.
        """
        request = get.request(self._settings, get.SMOKE_SCOPE)
        return self._patience.persist(lambda: self._session.send(request), always_safe)

    def _read_batch(self, scopes: Sequence[Scope]) -> list[Reading]:
        try:
            readings = self._patience.persist(lambda: self._ask(scopes), always_safe)
        except ApiError as error:
            if is_fatal(error):
                raise
            self.smoke()  # goes up where the service is down; else only these scopes are hard to read
            readings = [Unread(error.message) for _ in scopes]
        return [
            self._once_more(scope, reading.why) if isinstance(reading, Unread) else reading
            for scope, reading in zip(scopes, readings, strict=True)
        ]

    def _ask(self, scopes: Sequence[Scope]) -> list[Reading]:
        if len(scopes) == 1:
            return [self._get(scopes[0])]
        items, request = batch_get.request(self._settings, scopes)
        return batch_get.readings(self._settings, scopes, items, self._session.send(request))

    def _get(self, scope: Scope) -> Reading:
        return get.reading(self._settings, scope, self._session.send(get.request(self._settings, scope)))

    def _once_more(self, scope: Scope, why: str) -> Reading:
        try:
            return self._patience.persist(lambda: self._get(scope), always_safe, attempts=1)
        except ApiError as error:
            if is_fatal(error):
                raise
            return Unread(
                why if error.message == why else f"{why}; and read again by itself: {error.message}"
            )
