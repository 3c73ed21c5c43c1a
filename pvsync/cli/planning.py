"""What `plan`, `apply`, `drift` and `show` share: making a plan from flags, and putting it on the screen."""

import argparse
import json
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pvsync.cli.command import instant
from pvsync.cli.present import lines_below, painted, progress_for
from pvsync.cli.screen import Screen
from pvsync.diagnostics import Finding
from pvsync.errors import UsageError
from pvsync.model.plan import Plan
from pvsync.plan.file import plan_to_json
from pvsync.plan.large_file import open_plan
from pvsync.render.formats import Report, diagnostics_format, plan_format
from pvsync.render.screen import Screen as Canvas
from pvsync.render.view import view_of
from pvsync.workflows.connect import connect
from pvsync.workflows.plan import Planned, make_plan
from pvsync.workflows.project import Project
from pvsync.workflows.request import Request
from pvsync.workflows.selection import selection
from pvsync.workflows.trust import trusting


def plan_now(
    project: Project, args: argparse.Namespace, screen: Screen, *, observed: bool = False
) -> Planned:
    """A plan as the flags ask for it.

    Raises:
        PvsyncError: If the service or the catalog cannot be read.
    """
    now = screen.now()
    given = getattr(args, "as_of", None)
    as_of: datetime = now if given is None else instant(given)
    trust = getattr(args, "trust", None)
    project = project if trust is None else trusting(project, trust)
    environment = project.config.environment(args.env)
    request = Request(
        environment,
        as_of,
        given is not None,
        now,
        selection(args.only, args.exclude),
        observed,
        since=getattr(args, "since", None),
        base=None if observed else getattr(args, "base", None),
        no_removals=getattr(args, "no_removals", False),
        impact=getattr(args, "impact", False),
    )
    with ExitStack() as stack:
        return make_plan(
            project,
            request,
            lambda: stack.enter_context(connect(project.config, environment)),
            progress_for(screen),
        )


def show_plan(plan: Plan, name: str, screen: Screen, approvals: Mapping[str, int] | None = None) -> None:
    """Print a plan in a format, with what is approved of it."""
    screen.say(str(plan_as(plan, name, painted(screen), approvals)))


def plan_as(
    plan: Plan, name: str, canvas: Canvas, approvals: Mapping[str, int] | None = None, *, folder: str = ""
) -> str | bytes:
    """A plan in a format; the one for browsers carries the plan file along."""
    if name == "json":
        return _as_json(plan) + "\n"
    view = replace(view_of(plan, approvals), folder=folder)
    if name == "html":
        view = replace(view, raw=_as_json(plan))
    return plan_format(name).render(view, canvas)


def _as_json(plan: Plan) -> str:
    return json.dumps(plan_to_json(plan), indent=2, ensure_ascii=True)


def show_findings(findings: tuple[Finding, ...], root: Path, screen: Screen) -> None:
    """Print what is wrong with a catalog that cannot be planned."""
    report = Report(findings, 0, 0)
    screen.note(diagnostics_format("text").render(report, lines_below(root), painted(screen, error=True)))


def load_plan(path: Path) -> Plan:
    """A saved plan.

    Raises:
        UsageError: If the file cannot be read.
        PlanTampered: If it is not what `pvsync plan` wrote.
    """
    try:
        return open_plan(path)
    except OSError as error:
        raise UsageError(
            f"the plan file {path.name} cannot be read ({error.strerror})",
            advice="`pvsync plan --out FILE` writes one",
        ) from error
