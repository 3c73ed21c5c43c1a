"""The lease by which one machine at a time applies to an environment: a ref on the remote, moved by compare and swap.

The ref names a commit without files whose trailers say who holds it. Whoever else wants it waits until the time in
them has come; the holder itself stops a minute before that, by a clock that nobody can set.
"""

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

from pvsync.errors import LeaseRefused, RemoteUnreachable
from pvsync.history.remote import Remote
from pvsync.history.repository import Repository
from pvsync.model.window import instant_text, read_instant

DURATION = timedelta(minutes=10)
"""How long nobody else may take a lease that was not renewed."""

_MARGIN = timedelta(minutes=1)
"""What the holder leaves unused: for requests in flight, and for clocks of two machines that differ."""

_RENEWED_AFTER = DURATION / 3
_TRIED_AGAIN_AFTER = timedelta(seconds=10)
_ATTEMPTS = 3
_SEEN = "refs/pvsync/seen-lease"
_WORDS_LIMIT = 100
_SHORT = 12
_RUN, _HOLDER, _SINCE, _UNTIL = "Pvsync-Run", "Pvsync-Holder", "Pvsync-Since", "Pvsync-Until"
_NONCE = "Pvsync-Nonce"


@dataclass(frozen=True, slots=True)
class Clocks:
    """Time, passed in.

    Args:
        now: The instant, aware; what other machines compare with theirs.
        monotonic: Seconds that never go back; what the holder itself goes by.
    """

    now: Callable[[], datetime]
    monotonic: Callable[[], float]


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lease.

    Args:
        run: Id of the run; the beginning of the commit's where it does not say.
        name: Who started it, and on which machine.
        since: When it began, None where it does not say.
        until: When it may be taken by others, None where it does not say: then it is never over.
    """

    run: str
    name: str
    since: datetime | None
    until: datetime | None


class Lease:
    """A lease: to be taken, asked before anything new is started (from any thread), and let go of.

    Args:
        repository: The repository.
        remote: The remote that keeps the lease.
        environment: What is applied to.
        holder: Who wants it; its times do not count.
        clocks: Time.

    Attributes:
        taken_from: Whoever held it before and did not let go, None where nobody did.
        stolen: Whether that was before its time was over.
    """

    def __init__(
        self, repository: Repository, remote: Remote, environment: str, holder: Holder, clocks: Clocks
    ) -> None:
        self.taken_from: Holder | None = None
        self.stolen = False
        self._repository = repository
        self._remote = remote
        self._ref = lease_ref(environment)
        self._environment = environment
        self._holder = holder
        self._clocks = clocks
        self._commit: str | None = None
        self._lost = ""
        self._renew_at = self._deadline = 0.0
        self._lock = threading.Lock()

    def take(self, steal: str | None) -> None:
        """Take a lease that nobody holds, whose time is over, or that a person names to be stolen.

        Args:
            steal: Id of the run whose lease is taken whatever its time, None for none.

        Raises:
            LeaseRefused: If another run holds it, or the remote cannot be asked.
        """
        try:
            for _ in range(_ATTEMPTS):
                seen = self._remote.read(self._ref)
                self._judge(None if seen is None else self._holder_of(seen), steal)
                if self._claim(seen):
                    return
        except RemoteUnreachable as error:
            raise LeaseRefused(
                f"{error.message}, so nobody can tell whether another machine applies to `{self._environment}`",
                advice=error.advice,
            ) from error
        raise LeaseRefused(f"the lease of `{self._environment}` went to another machine each time")

    @property
    def is_lost(self) -> bool:
        """Whether somebody else may be applying by now."""
        return bool(self._lost)

    def refusal(self) -> str | None:
        """Why nothing new may be started, None where it may; renews the lease when it is time to."""
        with self._lock:
            begun = self._clocks.monotonic()
            if not self._lost and begun >= self._renew_at:
                self._renew(begun)
            if not self._lost and self._clocks.monotonic() >= self._deadline:
                minutes = int((DURATION - _MARGIN).total_seconds() // 60)
                self._lost = f"the run stopped: its lease could not be renewed for {minutes} minutes"
            return self._lost or None

    def release(self) -> None:
        """Let go of it; one that was lost is not ours to touch.

        Raises:
            RemoteUnreachable: If the remote cannot be told.
        """
        with self._lock:
            if not self._lost and self._commit is not None:
                self._remote.swap(self._ref, old=self._commit, new=None)
                self._commit = None

    def _judge(self, holder: Holder | None, steal: str | None) -> None:
        self.taken_from, self.stolen = None, False
        if holder is not None:
            over = holder.until is not None and self._clocks.now() >= holder.until
            if not over and holder.run != steal and not self._is_own(holder):
                raise _held(self._environment, holder)
            self.taken_from, self.stolen = holder, not over

    def _is_own(self, holder: Holder) -> bool:
        """Whether this very run left it behind on this machine, whose lock says that it is not running any more."""
        return (holder.run, holder.name) == (self._holder.run, _one_line(self._holder.name))

    def _holder_of(self, commit: str) -> Holder:
        text = self._repository.attempt("cat-file", "commit", commit)
        if text is None:
            self._remote.fetch(self._ref, _SEEN)
            text = self._repository.attempt("cat-file", "commit", commit)
        return _read(commit, text or "")

    def _claim(self, old: str | None) -> bool:
        """Put our name on the ref if it still stands where it was seen."""
        begun = self._clocks.monotonic()
        commit = self._written()
        if not self._remote.swap(self._ref, old=old, new=commit):
            return False
        # The time counts from before the request: nobody sees the lease as longer than we do.
        self._commit = commit
        self._renew_at = begun + _RENEWED_AFTER.total_seconds()
        self._deadline = begun + (DURATION - _MARGIN).total_seconds()
        return True

    def _renew(self, begun: float) -> None:
        try:
            if not self._claim(self._commit):
                self._lost = "the run stopped: somebody else took its lease over"
        except RemoteUnreachable:
            self._renew_at = begun + _TRIED_AGAIN_AFTER.total_seconds()

    def _written(self) -> str:
        holder, now = self._holder, self._clocks.now()
        trailers = {
            _RUN: holder.run,
            _HOLDER: _one_line(holder.name),
            _SINCE: instant_text(holder.since or now),
            _UNTIL: instant_text(now + DURATION),
            # Two machines that say the same in the same second must not make the same commit.
            _NONCE: secrets.token_hex(8),
        }
        lines = "".join(f"{key}: {value}\n" for key, value in trailers.items())
        message = f"Lease of {self._environment}: one apply at a time\n\n{lines}"
        tree = self._made(b"", "mktree")
        return self._made(message.encode(), "commit-tree", tree)

    def _made(self, typed: bytes, *arguments: str) -> str:
        made = self._repository.attempt(*arguments, typed=typed)
        if made is None:
            raise RemoteUnreachable(
                "git cannot write the lease into this repository", advice="is there room on the disk?"
            )
        return made.strip()


def lease_ref(environment: str) -> str:
    """The ref of an environment's lease; a name that git could not take is written out."""
    name = quote(environment, safe="").replace(".", "%2E").replace("~", "%7E")
    return f"refs/pvsync/lease/{name}"


def _read(commit: str, text: str) -> Holder:
    """Who a lease commit names; what it does not say is not guessed."""
    said: dict[str, str] = {}
    for line in text.splitlines():
        key, colon, value = line.partition(": ")
        if colon and key not in said:
            said[key] = value[:_WORDS_LIMIT]
    run = said.get(_RUN, "") or commit[:_SHORT]
    return Holder(run, said.get(_HOLDER, "somebody"), _instant(said.get(_SINCE)), _instant(said.get(_UNTIL)))


def _instant(text: str | None) -> datetime | None:
    try:
        return None if text is None else read_instant(text)
    except ValueError:
        return None


def _held(environment: str, holder: Holder) -> LeaseRefused:
    since = f", since {instant_text(holder.since)}" if holder.since else ""
    until = f"; unless it is renewed, its lease ends at {instant_text(holder.until)}" if holder.until else ""
    return LeaseRefused(
        f"another apply to `{environment}` is under way: run {holder.run} of {holder.name}{since}{until}",
        advice=f"wait until it is done; where its machine is dead, take it over: `--steal-lease {holder.run}`",
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())[:_WORDS_LIMIT] or "somebody"
