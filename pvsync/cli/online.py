"""What the service says of a catalog when it is only asked, and in one line how much it was asked about."""

import argparse
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from pvsync.cli.present import progress_for
from pvsync.cli.screen import Screen
from pvsync.render.english import counted
from pvsync.workflows.connect import connect
from pvsync.workflows.online import Asked
from pvsync.workflows.project import Project
from pvsync.workflows.selection import selection
from pvsync.workflows.validate import Judged, validate_online


def ask_service(
    project: Project, args: argparse.Namespace, paths: list[Path], screen: Screen
) -> tuple[Judged, Asked, tuple[str, ...]]:
    """What offline rules and the service say, and the latter in sentences.

    Raises:
        PvsyncError: If the service or the catalog cannot be read.
    """
    environment = project.config.environment(args.env)
    with ExitStack() as stack:
        judged, asked = validate_online(
            project,
            paths,
            screen.now(),
            selection(args.only, args.exclude),
            lambda: stack.enter_context(connect(project.config, environment)),
            progress_for(screen),
        )
    return judged, asked, tuple(sentences(asked, environment.name))


def sentences(asked: Asked, environment: str) -> Iterator[str]:
    """How many scopes were sent and what came of them, and how many were not sent and why."""
    sent = asked.accepted + asked.rejected + asked.unsaid
    parts = [f"{asked.accepted:,} accepted", f"{asked.rejected:,} rejected"]
    if asked.unsaid:
        parts.append(f"{asked.unsaid:,} without an answer")
    told = f": {', '.join(parts)}" if sent else ""
    yield f"Prime Video (`{environment}`) was asked about {counted(sent, 'scope')}{told}. Nothing was written."
    if asked.withheld:
        yield f"Not sent: {counted(asked.withheld, 'scope')} with errors that need no service to be seen."
    if asked.over:
        yield f"Not sent: {counted(asked.over, 'scope')} of which every window is over."
