"""Writes, and what became of each: accepted, rejected, not tried, or unknown where nobody said.

A write is sent again only where it certainly was not carried out: after a 429, and where no connection could be
opened. Whatever else goes wrong leaves it unknown, for a later read to settle.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Generic, TypeVar

from pvsync.api.endpoints import batch_delete, batch_put, batch_validate, delete, put, validate, verdicts
from pvsync.api.endpoints.items import Items, match
from pvsync.api.faults import NotConnected
from pvsync.api.governor import Governor
from pvsync.api.patience import Patience, always_safe, is_fatal, never_executed
from pvsync.api.session import Request, Session
from pvsync.api.settings import ApiSettings
from pvsync.errors import (
    ApiError,
    CertificateRefused,
    CredentialError,
    RequestRejected,
    Throttled,
    UsageError,
)
from pvsync.model.avail import Avail
from pvsync.model.call import DeleteCall
from pvsync.model.outcome import NotTried, Outcome, Rejected, Unknown

_T = TypeVar("_T", Avail, DeleteCall)


@dataclass(frozen=True, slots=True)
class Operation(Generic[_T]):
    """One of the three operations that hand something in.

    Args:
        single: The request for one thing.
        batch: The request for several.
        safe: Which failures may be tried again.
        writes: Whether it changes what the service holds. A batch that is refused as a whole has changed nothing
            for certain; of what was only to be judged, such a refusal says nothing.
    """

    single: Callable[[ApiSettings, _T], Request]
    batch: Callable[[ApiSettings, Sequence[_T]], tuple[Items, Request]]
    safe: Callable[[ApiError], bool]
    writes: bool = True


PUT: Operation[Avail] = Operation(put.request, batch_put.request, never_executed)
DELETE: Operation[DeleteCall] = Operation(delete.request, batch_delete.request, never_executed)
VALIDATE: Operation[Avail] = Operation(validate.request, batch_validate.request, always_safe, writes=False)


class Writer:
    """Hands things in.

    Args:
        settings: The environment.
        session: Sends.
        patience: Tries again where that is safe.
        governor: Slows down where items of a batch are refused for coming too fast.
    """

    def __init__(
        self, settings: ApiSettings, session: Session, patience: Patience, governor: Governor
    ) -> None:
        self._settings = settings
        self._session = session
        self._patience = patience
        self._governor = governor

    def carry_out(self, operation: Operation[_T], things: Sequence[_T]) -> list[Outcome]:
        """Hand everything in, one batch after the other; exactly one thing goes as a single request.

        Returns:
            What became of each, in their order.

        Raises:
            ApiError: If the first batch meets what concerns everything: nobody is let in, or no certificate is
                accepted. In a later batch this is an outcome, so that what came before is not lost.
            UsageError: If a thing cannot be put into a request; then nothing has been sent.
        """
        size = self._settings.batch_size
        chunks = [things[first : first + size] for first in range(0, len(things), size)]
        for chunk in chunks:
            operation.batch(self._settings, chunk)  # refuses what cannot be sent, before anything is
        outcomes: list[Outcome] = []
        for chunk in chunks:
            outcomes += self._chunk(operation, chunk, first=not outcomes)
        return outcomes

    def _chunk(self, operation: Operation[_T], things: Sequence[_T], *, first: bool) -> list[Outcome]:
        """One batch; items refused with 429 were not carried out and are sent again."""
        outcomes: dict[int, Outcome] = {}
        waiting = list(range(len(things)))
        while waiting:
            answers = self._submit(operation, [things[number] for number in waiting], first=first)
            outcomes |= zip(waiting, answers, strict=True)
            first = False
            waiting = list(_throttled(outcomes))
            if waiting and not self._may_wait():
                break
        return [outcomes[number] for number in range(len(things))]

    def _submit(self, operation: Operation[_T], things: Sequence[_T], *, first: bool) -> list[Outcome]:
        try:
            return self._patience.persist(lambda: self._send(operation, things), operation.safe)
        except Throttled as error:
            outcome: Outcome = Rejected(error.message, HTTPStatus.TOO_MANY_REQUESTS)
        except RequestRejected as error:
            if first and is_fatal(error):
                raise
            outcome = Rejected(error.message, error.status) if operation.writes else Unknown(error.message)
        except CertificateRefused as error:
            if first:
                raise
            outcome = NotTried(error.message)
        except (NotConnected, CredentialError, UsageError) as error:
            # Without a connection no service has seen anything.
            outcome = NotTried(error.message)
        except ApiError as error:
            outcome = Unknown(error.message)
        return [outcome for _ in things]

    def _send(self, operation: Operation[_T], things: Sequence[_T]) -> list[Outcome]:
        if len(things) == 1:
            return [verdicts.of_answer(self._session.send(operation.single(self._settings, things[0])))]
        items, request = operation.batch(self._settings, things)
        answer = self._session.send(request)
        if not answer.succeeded:
            raise answer.rejection()
        return [verdicts.of_item(item) for item in match(items, answer, "requestId")]

    def _may_wait(self) -> bool:
        try:
            self._governor.slow_down(None)
        except Throttled:
            return False
        return True


def _throttled(outcomes: dict[int, Outcome]) -> Iterator[int]:
    for number, outcome in outcomes.items():
        if isinstance(outcome, Rejected) and outcome.status == HTTPStatus.TOO_MANY_REQUESTS:
            yield number
