"""`pvsync inverse`."""

import argparse

from pvsync.cli.command import add_selection, config_path
from pvsync.cli.plan_report import add_report, check_report, report_plan
from pvsync.cli.screen import Screen

HELP = "make a plan that undoes a run: what was live before it, wherever nobody changed it since"
EXAMPLE = "pvsync --env production inverse 20261122T093000Z-d9daeb --out undo.json"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument("run", metavar="RUN", help="id of the run, as its receipt and `pvsync log` name it")
    parser.add_argument("--out", metavar="FILE", help="also write the plan, for `pvsync apply FILE`")
    parser.add_argument(
        "--detailed-exitcode",
        action="store_true",
        help="exit with 2 where there are changes, 0 where there are none",
    )
    add_report(parser)
    add_selection(parser)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 1 on an unread scope, 3 where a guard refuses, 2 with changes where asked, otherwise 0."""
    from contextlib import ExitStack
    from pathlib import Path

    from pvsync.cli.present import progress_for
    from pvsync.cli.sink import put
    from pvsync.plan.file import write_plan
    from pvsync.workflows.connect import connect
    from pvsync.workflows.inverse import make_inverse
    from pvsync.workflows.project import open_project
    from pvsync.workflows.request import Request
    from pvsync.workflows.selection import selection

    check_report(args)
    project = open_project(config_path(args), Path.cwd())
    environment = project.config.environment(args.env)
    now = screen.now()
    request = Request(
        environment, now, simulated=False, now=now, selection=selection(args.only, args.exclude)
    )
    with ExitStack() as stack:
        plan = make_inverse(
            project,
            args.run,
            request,
            lambda: stack.enter_context(connect(project.config, environment)),
            progress_for(screen),
        )
    if args.out is not None:
        put(args.out, write_plan(plan), screen, "--out plan.json")
    report_plan(plan, args, screen)
    if plan.unread:
        return 1
    if any(verdict.verdict == "refuse" for verdict in plan.guards):
        return 3
    return 2 if args.detailed_exitcode and plan.changes else 0
