"""`pvsync apply`."""

import argparse
from typing import TYPE_CHECKING

from pvsync.cli.command import (
    add_approve,
    add_format,
    add_no_removals,
    add_selection,
    add_steal_lease,
    config_path,
)
from pvsync.cli.screen import Screen
from pvsync.errors import PlanRefused, UsageError

if TYPE_CHECKING:
    from pvsync.model.plan import Plan
    from pvsync.workflows.apply import Applied
    from pvsync.workflows.approval import Approval
    from pvsync.workflows.project import Project

HELP = "carry out a saved plan, or plan, ask, and apply"
ABOUT = """\
With a saved plan: exactly that plan, if nothing moved since; this is for CI.
Without one: plan, show, ask, apply. Every change is read again just before it
is written, and read back after. A run that was killed goes on with
`--resume`; what it wrote, and what not, is in its journal and its receipt."""
EXAMPLE = "pvsync --env production apply plan.json"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument("plan", metavar="PLAN", nargs="?", help="file that `pvsync plan --out` wrote")
    parser.add_argument("--auto-approve", action="store_true", help="do not ask")
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="have Prime Video judge every change, and write nothing",
    )
    parser.add_argument(
        "--max-failures",
        metavar="N",
        type=int,
        help="stop after more than this many failed changes (default: no limit)",
    )
    parser.add_argument(
        "--resume",
        metavar="RUN",
        help="go on with a run that was stopped, by its journal and by what is live",
    )
    add_approve(parser)
    add_steal_lease(parser)
    add_format(parser, "text", "markdown", "json")
    add_no_removals(parser)
    add_selection(parser)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 0 where all was accepted, 4 where some was, 1 where nothing was, 3 where the plan is refused."""
    from pathlib import Path

    from pvsync.cli.dry_run import run_dry
    from pvsync.cli.receipts import show_applied
    from pvsync.diagnostics import has_errors
    from pvsync.workflows.approval import read_approval
    from pvsync.workflows.project import open_project
    from pvsync.workflows.trust import as_planned

    project = open_project(config_path(args), Path.cwd())
    if args.resume is not None:
        return _resume(args, project, screen)
    if args.dry_run:
        _refuse_selection(args)
        return run_dry(args, project, screen)
    approval = read_approval(args.approve)
    plan = _plan(args, project, approval, screen)
    if isinstance(plan, int):
        return plan
    applied = _applied(args, as_planned(project, plan), plan, approval, screen)
    code = show_applied(applied, args.format, screen)
    return (code or 1) if plan.unread or has_errors(plan.diagnostics) else code


def _applied(
    args: argparse.Namespace, project: "Project", plan: "Plan", approval: "Approval", screen: Screen
) -> "Applied":
    """The plan carried out, with the settings that it was made with."""
    from pvsync.cli.present import progress_for
    from pvsync.cli.signals import stop_on_signals
    from pvsync.workflows.apply import apply_plan
    from pvsync.workflows.connect import connect

    environment = project.config.environment(args.env)
    with stop_on_signals(screen) as stop:
        return apply_plan(
            project,
            environment,
            plan,
            lambda: connect(project.config, environment),
            now=screen.now,
            progress=progress_for(screen),
            stop=stop,
            max_failures=args.max_failures,
            steal_lease=args.steal_lease,
            approval=approval,
            just_made=args.plan is None,
        )


def _resume(args: argparse.Namespace, project: "Project", screen: Screen) -> int:
    """Go on with a run; it has its plan, its selection and its approvals already."""
    from pvsync.cli.present import progress_for
    from pvsync.cli.receipts import show_applied
    from pvsync.cli.signals import stop_on_signals
    from pvsync.workflows.connect import connect
    from pvsync.workflows.resume import plan_of, resume_run
    from pvsync.workflows.trust import as_planned

    if args.plan or _narrows(args) or args.approve or args.dry_run:
        raise UsageError(
            "a run that goes on has its plan, its selection and its approvals already",
            advice=f"`pvsync apply --resume {args.resume}` is all there is to say",
        )
    project = as_planned(project, plan_of(project, args.resume))
    environment = project.config.environment(args.env)
    with stop_on_signals(screen) as stop:
        applied = resume_run(
            project,
            environment,
            args.resume,
            lambda: connect(project.config, environment),
            now=screen.now,
            progress=progress_for(screen),
            stop=stop,
            max_failures=args.max_failures,
            steal_lease=args.steal_lease,
        )
    return show_applied(applied, args.format, screen)


def _plan(args: argparse.Namespace, project: "Project", approval: "Approval", screen: Screen) -> "Plan | int":
    """The plan to carry out: the saved one, or a new one that was shown and approved; otherwise an exit code."""
    from pathlib import Path

    from pvsync.cli.planning import load_plan, plan_now, show_findings, show_plan
    from pvsync.workflows.apply import refuse
    from pvsync.workflows.approval import require

    if args.plan is not None:
        _refuse_selection(args)
        return load_plan(Path(args.plan))
    planned = plan_now(project, args, screen)
    if planned.plan is None:
        show_findings(planned.findings, project.root, screen)
        return 1
    plan = planned.plan
    refuse(plan, project, project.config.environment(args.env), screen.now())
    if args.format != "json":
        show_plan(plan, args.format, screen, approval.counts)
    require(plan.guards, approval)
    if plan.changes and not _approved(args, project, plan, screen):
        screen.note("Nothing was applied.")
        return 3
    return plan


def _approved(args: argparse.Namespace, project: "Project", plan: "Plan", screen: Screen) -> bool:
    if args.auto_approve:
        return True
    if not screen.interactive:
        raise PlanRefused(
            "there is no terminal to ask for approval of the plan, so nothing was applied",
            advice="apply a saved plan, or add `--auto-approve`",
        )
    host = project.config.environment(plan.environment).url
    screen.err.write(f"Apply {_these(len(plan.changes))} to {plan.environment} ({host})? Type yes: ")
    screen.err.flush()
    try:
        return input().strip().casefold() == "yes"
    except EOFError:
        return False


def _these(count: int) -> str:
    return "this change" if count == 1 else f"these {count:,} changes"


def _refuse_selection(args: argparse.Namespace) -> None:
    if args.plan is not None and _narrows(args):
        raise UsageError(
            "a saved plan has its selection already",
            advice="give `--only`, `--exclude` and `--no-removals` to `pvsync plan`",
        )


def _narrows(args: argparse.Namespace) -> bool:
    return bool(args.only or args.exclude or args.no_removals)
