"""Three-valued verdicts: the service says yes, says no, or has not said; it keeps nothing of what it judges."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from http import HTTPStatus

from pvsync.api.settings import ApiSettings
from pvsync.api.writer import VALIDATE, Writer
from pvsync.model.avail import Avail
from pvsync.model.outcome import Accepted, NotTried, Outcome, Rejected, Stale, Unknown, Verdict

_A_NO = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY})
"""Statuses that judge what was sent; others (no access, no such path, too much) say nothing of it. The documents
name none (open question 1)."""

_OPEN_CHUNKS = 16
"""Batches that are filled at once where scopes of one ALID may not share one (open question 13)."""


class Validator:
    """Has avails judged.

    Args:
        settings: The environment.
        writer: Sends.
        smoke: Raises where the service is down.
    """

    def __init__(self, settings: ApiSettings, writer: Writer, smoke: Callable[[], object]) -> None:
        self._settings = settings
        self._writer = writer
        self._smoke = smoke

    def stream(self, avails: Iterable[Avail], pool: Executor) -> Iterator[tuple[Avail, Verdict]]:
        """Have avails judged in batches, a few at once, taking only a bounded number from the iterable ahead.

        Raises:
            ApiError: If the service cannot be reached, lets nobody in, or keeps failing at everything.
        """
        chunks = self._chunks(avails)
        ahead = 2 * self._settings.open_requests
        under_way: deque[tuple[list[Avail], Future[list[Verdict]]]] = deque()
        try:
            while True:
                while len(under_way) < ahead and (chunk := next(chunks, None)):
                    under_way.append((chunk, pool.submit(self._judge, chunk)))
                if not under_way:
                    return
                chunk, future = under_way.popleft()
                yield from zip(chunk, future.result(), strict=True)
        finally:
            for _, future in under_way:
                future.cancel()

    def _chunks(self, avails: Iterable[Avail]) -> Iterator[list[Avail]]:
        size = self._settings.batch_size
        filling: list[tuple[list[Avail], set[object]]] = []
        for avail in avails:
            key: object = object() if self._settings.batch_same_alid else avail.scope.alid
            place = next((one for one in filling if key not in one[1]), None)
            if place is None:
                place = ([], set())
                filling.append(place)
            place[0].append(avail)
            place[1].add(key)
            if len(place[0]) == size:
                filling.remove(place)
                yield place[0]
            elif len(filling) > _OPEN_CHUNKS:
                yield filling.pop(0)[0]
        yield from (chunk for chunk, _ in filling)

    def _judge(self, avails: Sequence[Avail]) -> list[Verdict]:
        """One batch; what it leaves open is asked once more by itself, for as long as that gets an answer."""
        verdicts = self._ask(avails)
        if all(isinstance(verdict, Unknown) for verdict in verdicts):
            self._smoke()  # goes up where the service is down; else only these avails are hard to judge
        if len(avails) == 1:
            return verdicts
        for number, verdict in enumerate(verdicts):
            if isinstance(verdict, Unknown):
                (again,) = self._ask([avails[number]])
                if isinstance(again, Unknown):
                    break
                verdicts[number] = again
        return verdicts

    def _ask(self, avails: Sequence[Avail]) -> list[Verdict]:
        return [_verdict(outcome) for outcome in self._writer.carry_out(VALIDATE, avails)]


def _verdict(outcome: Outcome) -> Verdict:
    match outcome:
        case Accepted() | Unknown():
            return outcome
        case Rejected():
            return outcome if outcome.status in _A_NO else Unknown(outcome.words)
        case NotTried() | Stale():
            return Unknown(outcome.why)
