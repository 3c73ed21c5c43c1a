"""Make the key and the signing request of one environment, where nobody else reads the key and nothing overwrites it.

Source 001, steps 1 and 2: the key stays with the partner, the request goes out by mail.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from stat import S_IMODE, S_IRWXG, S_IRWXO, S_IWGRP, S_IWOTH

from pvsync.api.signing_request import Subject, new_key, signing_request, subject_of
from pvsync.config.environment import EMULATOR_FOLDER, Environment
from pvsync.errors import UsageError
from pvsync.history.repository import Repository
from pvsync.model.onboarding import SigningFiles
from pvsync.workflows.project import Project

CREDENTIALS = ".pvsync/credentials"
"""Where credentials go that `pvsync.yaml` does not place, in a folder for each environment."""

_OWN, _OWN_FOLDER, _PUBLIC = 0o600, 0o700, 0o644


@dataclass(frozen=True, slots=True)
class Places:
    """Where the files of one environment's credentials are, whether they exist or not.

    Args:
        key: The private key.
        request: The signing request, beside it.
        certificate: The certificate that Prime Video sends.
    """

    key: Path
    request: Path
    certificate: Path


@dataclass(frozen=True, slots=True)
class RequestWish:
    """What to make.

    Args:
        organization: The partner's name in the subject, empty for what `pvsync.yaml` says.
        country: Two letters, empty for none.
        into: Folder, None for where `pvsync.yaml` says.
        same_key: Make the request from the key that is there.
    """

    organization: str = ""
    country: str = ""
    into: Path | None = None
    same_key: bool = False


def places(project: Project, environment: Environment, into: Path | None = None) -> Places:
    """Where the files of an environment belong: as `pvsync.yaml` says, else in a folder of their own."""
    held = environment.credentials
    if into is None and held is not None and not held.key.startswith(f"file:{EMULATOR_FOLDER}/"):
        key = project.root / held.key.removeprefix("file:")
        return Places(key, key.with_suffix(".csr"), project.root / held.cert.removeprefix("file:"))
    folder = project.root / CREDENTIALS / environment.name if into is None else into.absolute()
    return Places(folder / "client.key", folder / "client.csr", folder / "clientCert.pem")


def make_request(project: Project, environment: Environment, wish: RequestWish) -> SigningFiles:
    """Make a key and a signing request; a key that is there is never touched.

    Args:
        project: The configuration.
        environment: What the certificate is for.
        wish: What to make.

    Raises:
        UsageError: If the key is there already, or would stand where git or others could get at it.
        CredentialError: If the key that is there cannot be used, or a name cannot stand in a certificate.
    """
    at = places(project, environment, wish.into)
    subject = Subject(project.config.licensor, wish.organization or project.config.partner, wish.country)
    if wish.same_key:
        request = signing_request(_kept(at.key), subject)
        _publish(at.request, request)
        return SigningFiles(at.key, at.request, subject_of(request), is_new_key=False)
    _refuse_another(at)
    _refuse_in_git(at.key)
    key = new_key()
    request = signing_request(
        key, subject
    )  # whatever is wrong with a name is said before anything is written
    remarks = _folder(at.key.parent)
    _create(at.key, key)
    _publish(at.request, request)
    return SigningFiles(at.key, at.request, subject_of(request), is_new_key=True, remarks=remarks)


def _refuse_another(at: Places) -> None:
    if not os.path.lexists(at.key):
        return
    send = "send the request beside it (`pvsync onboard mail`), " if at.request.exists() else ""
    raise UsageError(
        "the private key is there already, and a key is never overwritten: a certificate may hang on it",
        advice=f"{send}make the request once more from the key with `--same-key`, or a new pair elsewhere with `--into FOLDER`",
    )


def _refuse_in_git(key: Path) -> None:
    """A key that git does not ignore is one `git add` away from everybody who can read the repository."""
    folder = next(parent for parent in key.parents if parent.is_dir())
    repository = Repository.find(folder)
    if repository is None or repository.attempt("check-ignore", "-q", "--", str(key)) is not None:
        return
    raise UsageError(
        f"git does not ignore `{key.parent.name}/{key.name}`, so that the private key could be committed",
        advice="add the line `.pvsync/` to .gitignore, or name a folder outside of the repository with `--into FOLDER`",
    )


def _folder(folder: Path) -> tuple[str, ...]:
    """Make the folder for its owner alone; one that is there is looked at.

    Raises:
        UsageError: If others may write into it: they could put another key in the place of this one.
    """
    try:
        folder.mkdir(mode=_OWN_FOLDER, parents=True, exist_ok=True)
        mode = S_IMODE(folder.stat().st_mode)
    except OSError as error:
        raise _not_written(folder, error) from error
    if mode & (S_IWGRP | S_IWOTH):
        raise UsageError(
            f"other users of this machine may write into the folder `{folder.name}`, where the private key would stand",
            advice="take the right from them with `chmod 700`, or name another folder with `--into FOLDER`",
        )
    if mode & (S_IRWXG | S_IRWXO):
        words = f"other users may look into the folder `{folder.name}`; the key is readable by you alone"
        return (f"{words}, and `chmod 700` closes the folder as well",)
    return ()


def _create(path: Path, key: bytes) -> None:
    """Write the key for its owner alone, from its first byte on, where nothing is: not even a link."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWN)
    except OSError as error:
        raise _not_written(path, error) from error
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 - by descriptor
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        with suppress(OSError):
            path.unlink()  # made just now, by us, and of use to nobody
        raise _not_written(path, error) from error


def _publish(path: Path, request: bytes) -> None:
    """Write the signing request, which anybody may read; one that is there came from a key that is there too."""
    if path.exists() and b"PRIVATE KEY" in _bytes(path):
        raise UsageError(
            f"`{path.name}` holds a private key, where the signing request belongs; it is left as it is",
            advice="move it away, then run the command again",
        )
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.unlink(missing_ok=True)
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PUBLIC), "wb") as file:  # noqa: PTH123
            file.write(request)
        fresh.replace(path)
    except OSError as error:
        raise _not_written(path, error) from error


def _kept(path: Path) -> bytes:
    if not os.path.lexists(path):
        raise UsageError(
            "there is no private key yet that the request could be made from",
            advice="leave `--same-key` out, and a key is made",
        )
    return _bytes(path)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"`{path.name}` cannot be read ({error.strerror})", advice="see whether it is a file of yours"
        ) from error


def _not_written(path: Path, error: OSError) -> UsageError:
    return UsageError(
        f"`{path.name}` cannot be written ({error.strerror})",
        advice="name a folder that you may write to with `--into FOLDER`",
    )
