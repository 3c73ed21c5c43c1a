"""`pvsync apply`."""

import argparse
from typing import TYPE_CHECKING

from pvsync.cli.command import add_format, add_selection, config_path
from pvsync.cli.screen import Screen
from pvsync.errors import UsageError

if TYPE_CHECKING:
    from pvsync.model.plan import Plan
    from pvsync.workflows.project import Project

HELP = "carry out a saved plan, or plan, ask, and apply"
EXAMPLE = "pvsync --env production apply plan.json"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument("plan", metavar="PLAN", nargs="?", help="file that `pvsync plan --out` wrote")
    parser.add_argument("--auto-approve", action="store_true", help="do not ask")
    parser.add_argument(
        "--max-failures",
        metavar="N",
        type=int,
        help="stop after more than this many failed changes (default: no limit)",
    )
    add_format(parser, "text", "markdown", "json")
    add_selection(parser)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 0 where all was accepted, 4 where some was, 1 where nothing was, 3 where the plan is refused."""
    from pathlib import Path

    from pvsync.apply.receipt import exit_code
    from pvsync.cli.present import progress_for
    from pvsync.cli.receipts import show_receipt
    from pvsync.cli.signals import stop_on_signals
    from pvsync.diagnostics import has_errors
    from pvsync.workflows.apply import apply_plan
    from pvsync.workflows.connect import connect
    from pvsync.workflows.project import open_project

    project = open_project(config_path(args), Path.cwd())
    environment = project.config.environment(args.env)
    plan = _plan(args, project, screen)
    if isinstance(plan, int):
        return plan
    with stop_on_signals(screen) as stop:
        applied = apply_plan(
            project,
            environment,
            plan,
            lambda: connect(project.config, environment),
            now=screen.now,
            progress=progress_for(screen),
            stop=stop,
            max_failures=args.max_failures,
        )
    show_receipt(applied.receipt, args.format, screen, folder=applied.folder)
    code = exit_code(applied.receipt)
    return (code or 1) if plan.unread or has_errors(plan.diagnostics) else code


def _plan(args: argparse.Namespace, project: "Project", screen: Screen) -> "Plan | int":
    """The plan to carry out: the saved one, or a new one that was shown and approved; otherwise an exit code."""
    from pathlib import Path

    from pvsync.cli.planning import load_plan, plan_now, show_findings, show_plan
    from pvsync.workflows.apply import refuse

    if args.plan is not None:
        if args.only or args.exclude:
            raise UsageError(
                "a saved plan has its selection already",
                advice="give `--only` and `--exclude` to `pvsync plan`",
            )
        return load_plan(Path(args.plan))
    planned = plan_now(project, args, screen)
    if planned.plan is None:
        show_findings(planned.findings, project.root, screen)
        return 1
    plan = planned.plan
    refuse(plan, project, project.config.environment(args.env), screen.now())
    if args.format != "json":
        show_plan(plan, args.format, screen)
    if plan.changes and not _approved(args, project, plan, screen):
        screen.note("Nothing was applied.")
        return 3
    return plan


def _approved(args: argparse.Namespace, project: "Project", plan: "Plan", screen: Screen) -> bool:
    if args.auto_approve:
        return True
    if not screen.interactive:
        raise UsageError(
            "nobody is here to approve the plan", advice="apply a saved plan, or add `--auto-approve`"
        )
    host = project.config.environment(plan.environment).url
    screen.err.write(f"Apply these {len(plan.changes)} changes to {plan.environment} ({host})? Type yes: ")
    screen.err.flush()
    try:
        return input().strip().casefold() == "yes"
    except EOFError:
        return False
