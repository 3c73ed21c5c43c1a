"""What can go wrong with the world: one tree of exceptions, each with advice for the person who reads it.

Data that is wrong is a diagnostic (many, placed, collected). A world that is wrong is one of these
(one, raised), and `cli.main` turns it into an exit code in one place.

PvsyncError
├── UsageError                 the command line or `pvsync.yaml`
├── CatalogUnreadable          no such folder, not a git repository, a file that changed while it was read
├── PlanRefused
│   ├── PlanStale              live, git or the clock moved since the plan was made
│   ├── PlanTampered           the plan file is not what `pvsync plan` wrote
│   ├── PlanUnsafe             a guard refuses, or the plan belongs to another environment
│   └── LeaseRefused           another machine applies, or nobody can tell whether one does
├── ApiError                   carries method and path; never a key, a header or a local path
│   ├── ConnectionFailed, TimedOut                 may be tried again
│   ├── CertificateRefused                         may not; under TLS 1.3 seen only as a dropped connection
│   ├── Throttled(retry_after)                     may be tried again
│   ├── ServiceFailed (5xx)                        may be tried again
│   ├── AnswerUnreadable                           may be tried again; an answer that is not what was documented
│   └── RequestRejected (4xx, with its words)      may not
├── CredentialError            a key, certificate or API key that cannot be read or used
├── RemoteUnreachable          the git remote does not answer, or does not take what is sent
├── JournalError               another run is open, or the journal does not parse
├── EmulatorError              the local service cannot start
├── OutputFailed               standard output cannot be written
├── StoreError                 the local store of datasets cannot be read or written
└── ExchangeError              a spreadsheet or XML that cannot be opened
"""

from typing import ClassVar


class PvsyncError(Exception):
    """Anything that stops a command.

    Args:
        message: One plain sentence: what is wrong.
        advice: What to do about it; the class's own advice where not given.
    """

    exit_code: ClassVar[int] = 1
    may_retry: ClassVar[bool] = False
    default_advice: ClassVar[str] = ""

    def __init__(self, message: str, *, advice: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.advice = self.default_advice if advice is None else advice


class UsageError(PvsyncError):
    """The command line or the configuration asks for something that cannot be done."""

    default_advice = "see `pvsync --help`"


class CatalogUnreadable(PvsyncError):
    """The catalog cannot be read at all: no such folder, no repository, a file that changed meanwhile."""


class PlanRefused(PvsyncError):
    """A plan will not be carried out; nothing has been written."""

    exit_code = 3
    default_advice = "make a new plan: `pvsync plan --out plan.json`"


class PlanStale(PlanRefused):
    """Live, git or the clock moved since the plan was made."""


class PlanTampered(PlanRefused):
    """The plan file is not what `pvsync plan` wrote."""


class PlanUnsafe(PlanRefused):
    """A guard refuses the plan, or it belongs to another environment."""


class LeaseRefused(PlanRefused):
    """Another machine applies to the same environment, or nobody can tell whether one does."""

    default_advice = "apply again when the other run is done"


class ApiError(PvsyncError):
    """The Avails API did not do what was asked.

    Args:
        message: One plain sentence, free of secrets and of local paths.
        method: HTTP method, empty before a request exists.
        path: Path on the service, without host and query.
        advice: What to do about it.
    """

    def __init__(self, message: str, *, method: str = "", path: str = "", advice: str | None = None) -> None:
        super().__init__(message, advice=advice)
        self.method = method
        self.path = path


class ConnectionFailed(ApiError):
    """No connection, or one that dropped."""

    may_retry = True
    default_advice = "is the service up and the URL right? `pvsync doctor` checks both"


class TimedOut(ApiError):
    """The service did not answer in time: what became of a write is unknown."""

    may_retry = True
    default_advice = "try again; if it stays slow, raise `timeout` in the environment"


class CertificateRefused(ApiError):
    """One side did not accept the other's certificate."""

    default_advice = "`pvsync doctor` checks certificate, key, dates and authority one by one"


class Throttled(ApiError):
    """The service asks us to slow down (429).

    Args:
        message: One plain sentence.
        retry_after: Seconds the service asked for, None where it did not say.
        method: HTTP method.
        path: Path on the service.
        advice: What to do about it.
    """

    may_retry = True
    default_advice = "lower `rate` in the environment, or see whether another job uses the same key"

    def __init__(
        self,
        message: str,
        *,
        retry_after: float | None = None,
        method: str = "",
        path: str = "",
        advice: str | None = None,
    ) -> None:
        super().__init__(message, method=method, path=path, advice=advice)
        self.retry_after = retry_after


class ServiceFailed(ApiError):
    """The service failed on its side (5xx)."""

    may_retry = True
    default_advice = "try again later; nothing is assumed about what it did"


class AnswerUnreadable(ApiError):
    """The service answered, but not in the documented form."""

    may_retry = True
    default_advice = "try again later; an answer that cannot be read never leads to an action"


class RequestRejected(ApiError):
    """The service refused the request (4xx).

    Args:
        message: One plain sentence with the service's own words.
        status: HTTP status.
        method: HTTP method.
        path: Path on the service.
        advice: What to do about it.
    """

    def __init__(
        self, message: str, *, status: int, method: str = "", path: str = "", advice: str | None = None
    ) -> None:
        super().__init__(message, method=method, path=path, advice=advice)
        self.status = status


class CredentialError(PvsyncError):
    """A key, certificate or API key cannot be read or used."""

    default_advice = "`pvsync doctor` checks each credential and says which one is wrong"


class RemoteUnreachable(PvsyncError):
    """The git remote does not answer, or does not take what is sent."""

    default_advice = "run `git fetch` in the repository to see why"


class JournalError(PvsyncError):
    """Another run is open, or a journal does not parse."""


class EmulatorError(PvsyncError):
    """The local service cannot start."""


class OutputFailed(PvsyncError):
    """What a command has to say cannot be written."""


class StoreError(PvsyncError):
    """The local store of datasets cannot be read or written."""

    default_advice = (
        "see whether the disk is full and the folder belongs to this user, then run the command again"
    )


class ExchangeError(PvsyncError):
    """A spreadsheet or XML file cannot be opened."""
