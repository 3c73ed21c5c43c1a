"""Look at everything between this machine and the service, one thing after the other, and say what was found."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from pvsync.api import credentials as credentials_of
from pvsync.api.client import AvailsClient
from pvsync.api.credentials import Credentials
from pvsync.config.environment import Environment
from pvsync.errors import PvsyncError, RequestRejected
from pvsync.model.check import Check, CheckState
from pvsync.workflows.connect import api_settings, credentials
from pvsync.workflows.doctor_clock import clock
from pvsync.workflows.doctor_rights import authority, no_access, rights_to_write
from pvsync.workflows.doctor_words import MEANS
from pvsync.workflows.project import Project

_EXPIRY_WARNING = timedelta(days=30)
_GOOD = {
    "API key": "present",
    "certificate": "readable and within its dates",
    "private key": "readable, without passphrase",
    "key and certificate": "belong together",
    "authority": "readable and within its dates",
}
_AGAIN = "mend what failed above, then run `pvsync doctor` again"


def examine(project: Project, environment: Environment, now: Callable[[], datetime]) -> Iterator[Check]:
    """Every check in order, explained; what cannot be checked because something before it failed is skipped.

    Args:
        project: The configuration.
        environment: The environment to look at.
        now: The clock.
    """
    for check in _checks(project, environment, now):
        yield replace(check, means=MEANS[check.name])


def _checks(project: Project, environment: Environment, now: Callable[[], datetime]) -> Iterator[Check]:
    yield Check(
        "configuration",
        CheckState.OK,
        f"{project.config.file}: `{environment.alias}` in `{environment.name}`",
    )
    yield _git(project)
    try:
        held = credentials(project.config, environment)
    except PvsyncError as error:
        yield _failed("credentials", error)
        yield Check("service", CheckState.SKIPPED, "no credentials to reach it with", _AGAIN)
        return
    sound = True
    for check in _credentials(held, now()):
        sound = sound and check.state is not CheckState.FAIL
        yield check
    if not sound:
        yield Check("service", CheckState.SKIPPED, "the credentials cannot work", _AGAIN)
        return
    yield from _service(project, environment, held, now)


def _git(project: Project) -> Check:
    if project.repository is None:
        return Check(
            "git",
            CheckState.WARN,
            "this folder is not in a git repository: no plan can name its commit",
            "run `git init` and commit the catalog",
        )
    head = project.head()
    if head is None:
        return Check("git", CheckState.WARN, "nothing is committed yet", "commit the catalog")
    try:
        reasons = project.provenance().uncommitted
    except PvsyncError as error:
        return _failed("git", error)
    dirty = f", with uncommitted changes: {'; '.join(reasons)}" if reasons else ""
    return Check("git", CheckState.OK, f"at commit {head[:12]}{dirty}")


def _credentials(held: Credentials, at: datetime) -> Iterator[Check]:
    failed = False
    for name, step in credentials_of.steps(held, at):
        try:
            step()
        except PvsyncError as error:
            failed = True
            yield _failed(name, error)
        else:
            yield Check(name, CheckState.OK, _GOOD[name])
    if not failed:
        yield authority(held)
    yield _files(held)
    if not failed:
        yield _expiry(held, at)


def _files(held: Credentials) -> Check:
    open_to_others = " and ".join(f"`{name}`" for name in credentials_of.exposed(held))
    if not open_to_others:
        return Check("files of secrets", CheckState.OK, "readable by you alone")
    return Check(
        "files of secrets",
        CheckState.WARN,
        f"other users of this machine can read the file of {open_to_others}",
        "take the right from them with `chmod 600`",
    )


def _expiry(held: Credentials, at: datetime) -> Check:
    end = credentials_of.certificate_end(held)
    days = (end - at).days
    if end - at < _EXPIRY_WARNING:
        return Check(
            "certificate expiry",
            CheckState.WARN,
            f"in {days} days, on {end:%Y-%m-%d}",
            "ask for a new certificate now: it takes a working day or more",
        )
    return Check("certificate expiry", CheckState.OK, f"in {days} days, on {end:%Y-%m-%d}")


def _service(
    project: Project, environment: Environment, held: Credentials, now: Callable[[], datetime]
) -> Iterator[Check]:
    limits = (
        f"{environment.rate:g} requests a second, {environment.open} open, {environment.batch} scopes in each"
    )
    try:
        with AvailsClient(api_settings(project.config, environment), held) as client:
            answer, here = client.smoke_test(), now()
            rights = rights_to_write(client, project.config.display_name)
    except RequestRejected as error:
        yield no_access(error)
        return
    except PvsyncError as error:
        advice = f"see whether {environment.url} can be reached from this machine, then try again"
        yield Check("service", CheckState.FAIL, error.message, advice)
        return
    yield Check("service", CheckState.OK, f"{environment.url} answers, and takes certificate and key")
    yield clock(answer.at, here)
    if answer.as_documented:
        yield Check(
            "smoke test", CheckState.OK, "404 with the documented sentence for a title that nobody has"
        )
    else:
        yield Check(
            "smoke test",
            CheckState.FAIL,
            f"the service answers {answer.status} instead of 404 with the documented sentence: {answer.words or 'no words'}",
            "check `alias` in the environment: it stands in the path of every request",
        )
    yield rights
    yield Check("limits", CheckState.OK, f"pvsync keeps to {limits}")


def _failed(name: str, error: PvsyncError) -> Check:
    return Check(name, CheckState.FAIL, error.message, error.advice)
