"""One apply at a time: the lease of an environment around a run, or the sentence that says why there is none."""

import platform
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from pvsync.config.environment import Environment
from pvsync.errors import RemoteUnreachable
from pvsync.history.lease import Clocks, Holder, Lease
from pvsync.history.remote import Remote
from pvsync.model.window import instant_text
from pvsync.workflows.project import Project

NO_REMOTE = "none"
"""What `remote:` says where nothing of a run may leave the machine."""


@dataclass(slots=True)
class Hold:
    """What keeps other machines out of a run.

    Args:
        lease: The lease, None where nothing keeps them out.
        notes: For the receipt, one plain sentence each.
        remarks: What came up after the receipt was written.
    """

    lease: Lease | None = None
    notes: tuple[str, ...] = ()
    remarks: list[str] = field(default_factory=list)

    @property
    def is_lost(self) -> bool:
        """Whether another machine may have taken the place of this run."""
        return self.lease is not None and self.lease.is_lost


def is_shared(environment: Environment) -> bool:
    """Whether other machines can reach what an environment stands for; the emulator is this machine's."""
    return environment.name != "local"


def remote_of(project: Project) -> Remote | None:
    """The remote that keeps trail and lease, None where there is none or none may be used.

    Raises:
        UsageError: If the configuration names one that is not there.
    """
    if project.repository is None or project.config.remote == NO_REMOTE:
        return None
    return Remote.find(project.repository, project.config.remote)


@contextmanager
def alone(
    project: Project, environment: Environment, run: str, *, now: Callable[[], datetime], steal: str | None
) -> Iterator[Hold]:
    """Keep every other machine out of an environment for as long as a run lasts.

    Args:
        project: The repository.
        environment: What is applied to.
        run: Id of the run.
        now: The clock.
        steal: Id of the run whose lease is taken whatever its time, None for none.

    Raises:
        LeaseRefused: If another machine applies, or the remote cannot be asked.
        UsageError: If the configuration names a remote that is not there.
    """
    if not is_shared(environment):
        yield Hold()
        return
    remote = remote_of(project)
    if remote is None or project.repository is None:
        yield Hold(notes=(_alone_by_chance(project),))
        return
    holder = Holder(run, _name(project), now(), None)
    lease = Lease(project.repository, remote, environment.name, holder, Clocks(now, time.monotonic))
    lease.take(steal)
    hold = Hold(lease, tuple(_taken_over(lease, run)))
    try:
        yield hold
    finally:
        try:
            lease.release()
        except RemoteUnreachable as error:
            hold.remarks.append(f"the lease could not be given back and ends by itself: {error.message}")


def _alone_by_chance(project: Project) -> str:
    if project.repository is None:
        why = "this folder is not in a git repository"
    elif project.config.remote == NO_REMOTE:
        why = "`remote: none` stands in pvsync.yaml"
    else:
        why = "this repository has no remote `origin`"
    return f"{why}: nothing kept other machines from applying at the same time"


def _taken_over(lease: Lease, run: str) -> Iterator[str]:
    before = lease.taken_from
    if before is None or before.run == run:
        return
    if lease.stolen:
        yield f"`--steal-lease` took the lease of run {before.run} of {before.name}"
    elif before.until is not None:
        yield (
            f"run {before.run} of {before.name} did not let go of its lease, which was over at {instant_text(before.until)}; "
            "what became of that run is not known"
        )


def _name(project: Project) -> str:
    """Who applies, as other people know them: by the name that git has, and the machine."""
    known = None
    if project.repository is not None:
        known = project.repository.attempt("var", "GIT_COMMITTER_IDENT")
    return f"{(known or 'pvsync').partition(' <')[0]} on {platform.node() or 'a machine without a name'}"
