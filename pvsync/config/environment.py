"""The built-in environments, and what `pvsync.yaml` changes in them."""

from dataclasses import dataclass
from datetime import timedelta

from pvsync.config.document import EnvironmentKeys
from pvsync.model.assumptions import Assumption
from pvsync.model.standing import Foreign
from pvsync.model.trail import Service

EMULATOR_FOLDER = ".pvsync/emulator"
"""Where the emulator keeps its state, its authority and the client certificate that it issues."""

EMULATOR_PORT = 8443


@dataclass(frozen=True, slots=True)
class CredentialReferences:
    """Where credentials are: `file:PATH` or `env:NAME`."""

    key: str
    cert: str
    ca: str | None
    api_key: str


@dataclass(frozen=True, slots=True)
class Environment:
    """One service to talk to.

    Args:
        name: `local`, `sandbox`, `production`, or one of the partner's own.
        url: Address of the service.
        alias: Licensor alias in the path of every request.
        rate: Requests per second that the service allows.
        open: Requests that may be open at once.
        batch: Scopes in a request.
        timeout: Seconds to wait for an answer.
        propagation: Time until a write shows everywhere.
        settling: Time to wait before a write of unknown outcome is read again.
        credentials: Where the credentials are, None where nobody said.
        spec_version: Compatibility.SpecVersion to send, None for not at all.
        batch_body: Reading of open question 8.
        batch_path: Reading of open question 8.
        batch_same_alid: Reading of open question 13.
        foreign: What becomes of live transactions that were never ours.
    """

    name: str
    url: str
    alias: str
    rate: float
    open: int
    batch: int
    timeout: float
    propagation: timedelta
    settling: timedelta
    credentials: CredentialReferences | None
    spec_version: str | None
    batch_body: str
    batch_path: str
    batch_same_alid: bool
    foreign: Foreign = Foreign.REMOVE

    @property
    def service(self) -> Service:
        """Who is written to: what earlier runs did there is known by address and alias, not by a name of ours."""
        return Service(self.name, self.alias, self.url)


_LOCAL_CREDENTIALS = CredentialReferences(
    key=f"file:{EMULATOR_FOLDER}/client.key",
    cert=f"file:{EMULATOR_FOLDER}/client.pem",
    ca=f"file:{EMULATOR_FOLDER}/ca.pem",
    api_key=f"file:{EMULATOR_FOLDER}/api-key",
)


@dataclass(frozen=True, slots=True)
class _BuiltIn:
    """Address, limits and waiting times (avails-api sections 1, 2 and 6)."""

    url: str
    alias: str
    rate: float
    open: int
    propagation_hours: float
    settling_seconds: float
    credentials: CredentialReferences | None = None


_BUILT_IN = {
    "local": _BuiltIn(
        f"https://127.0.0.1:{EMULATOR_PORT}", "{licensor}", 10, 5, 0.01, 0.2, _LOCAL_CREDENTIALS
    ),
    "sandbox": _BuiltIn("https://sandbox.partnerapi.primevideo.com", "api_sandbox_{licensor}", 4, 2, 24, 30),
    "production": _BuiltIn("https://partnerapi.primevideo.com", "{licensor}", 10, 5, 24, 30),
}
_OWN = _BuiltIn("", "{licensor}", 10, 5, 24, 30)
_TIMEOUT = 60.0


def environments(licensor: str, written: dict[str, EnvironmentKeys]) -> dict[str, Environment]:
    """All environments by name: the built-in ones as changed, and the partner's own."""
    names = [*_BUILT_IN, *(name for name in written if name not in _BUILT_IN)]
    return {name: _environment(name, licensor, written.get(name, EnvironmentKeys())) for name in names}


def built_in() -> tuple[str, ...]:
    """The environments that have an address of their own."""
    return tuple(_BUILT_IN)


def is_built_in(name: str) -> bool:
    """Whether an environment has an address of its own."""
    return name in _BUILT_IN


def _environment(name: str, licensor: str, keys: EnvironmentKeys) -> Environment:
    base = _BUILT_IN.get(name, _OWN)
    credentials = base.credentials
    if keys.credentials is not None:
        given = keys.credentials
        credentials = CredentialReferences(given.key, given.cert, given.ca, given.api_key)
    same_alid = keys.batch_same_alid or Assumption.BATCH_SAME_ALID.taken
    return Environment(
        name=name,
        url=keys.url or base.url,
        alias=keys.alias or base.alias.format(licensor=licensor),
        rate=keys.rate or base.rate,
        open=keys.open or base.open,
        batch=keys.batch or int(Assumption.BATCH_SIZE.taken),
        timeout=keys.timeout or _TIMEOUT,
        propagation=timedelta(hours=keys.propagation_hours or base.propagation_hours),
        settling=timedelta(seconds=keys.settling_seconds or base.settling_seconds),
        credentials=credentials,
        spec_version=keys.spec_version,
        batch_body=keys.batch_body or Assumption.BATCH_BODY.taken,
        batch_path=keys.batch_path or Assumption.BATCH_PATH.taken,
        batch_same_alid=same_alid == Assumption.BATCH_SAME_ALID.taken,
        foreign=Foreign(keys.foreign or Foreign.REMOVE),
    )
