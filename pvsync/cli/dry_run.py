"""`pvsync apply --dry-run`: a plan shown to the service, which keeps nothing of it."""

import argparse
from contextlib import ExitStack
from pathlib import Path

from pvsync.cli.planning import load_plan, plan_now, show_findings, show_plan
from pvsync.cli.present import painted, progress_for
from pvsync.cli.screen import Screen
from pvsync.diagnostics import has_errors
from pvsync.model.outcome import Rejected, Unknown
from pvsync.model.plan import Plan
from pvsync.render import dry_run as layouts
from pvsync.workflows.apply import refuse
from pvsync.workflows.connect import connect
from pvsync.workflows.dry_run import try_out
from pvsync.workflows.project import Project
from pvsync.workflows.proof import prove
from pvsync.workflows.trust import as_planned


def run_dry(args: argparse.Namespace, project: Project, screen: Screen) -> int:
    """Exit with 0 where the service takes every change, otherwise with 1.

    Raises:
        PlanRefused: If the plan is not one for here and now.
        PvsyncError: If the service or the catalog cannot be read.
    """
    plan = _plan(args, project, screen)
    if plan is None:
        return 1
    project = as_planned(project, plan)
    environment = project.config.environment(args.env)
    refuse(plan, project, environment, screen.now(), uncommitted=True)
    if args.plan is not None:
        prove(project, environment, plan, screen.now(), progress_for(screen))
    with ExitStack() as stack:
        tried = try_out(
            plan,
            lambda: stack.enter_context(connect(project.config, environment)),
            progress_for(screen),
        )
    rows = [layouts.row_of(one.change, one.verdict) for one in tried]
    match args.format:
        case "json":
            screen.say(layouts.as_json(plan, rows))
        case "markdown":
            screen.say(layouts.markdown(plan, rows))
        case _:
            screen.say(layouts.text(plan, rows, painted(screen)))
    open_ends = bool(plan.unread) or has_errors(plan.diagnostics)
    return int(open_ends or any(isinstance(one.verdict, Rejected | Unknown) for one in tried))


def _plan(args: argparse.Namespace, project: Project, screen: Screen) -> Plan | None:
    """The saved plan, or a new one that is shown first; None where the catalog has errors."""
    if args.plan is not None:
        return load_plan(Path(args.plan))
    planned = plan_now(project, args, screen)
    if planned.plan is None:
        show_findings(planned.findings, project.root, screen)
    elif args.format != "json":
        show_plan(planned.plan, args.format, screen)
    return planned.plan
