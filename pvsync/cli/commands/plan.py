"""`pvsync plan`."""

import argparse

from pvsync.cli.command import add_as_of, add_no_removals, add_selection, config_path
from pvsync.cli.plan_report import add_report, check_report, report_plan
from pvsync.cli.screen import Screen

HELP = "compare the catalog with what Prime Video holds and show what would change"
ABOUT = """\
Everything that git says of the chosen scopes is read from Prime Video and
compared; nothing is written. First comes what customers will see, then each
change with the line of the catalog and the commit that it comes from, then
the guards that refuse and the exact text that approves them. A plan that is
written with `--out` is what `pvsync apply` carries out, and nothing else."""
EXAMPLE = "pvsync plan --out plan.json"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    add_report(parser)
    parser.add_argument("--out", metavar="FILE", help="also write the plan, for `pvsync apply FILE`")
    parser.add_argument(
        "--detailed-exitcode",
        action="store_true",
        help="exit with 2 where there are changes, 0 where there are none",
    )
    parser.add_argument(
        "--since", metavar="REF", help="read only scopes that git renders otherwise than at this commit"
    )
    parser.add_argument(
        "--base", metavar="REF", help="tell causes against this commit (default: what receipts say)"
    )
    parser.add_argument(
        "--trust",
        metavar="REF",
        help="for a pull request: take addresses, credentials, guards, `remote`, `on_removal` and `datasets` from this commit, and name what the files say otherwise",
    )
    parser.add_argument(
        "--impact",
        action="store_true",
        help="say how many subscribers watched what the plan takes away, shortens or prices otherwise, by the store that `pvsync datasets pull` fills",
    )
    add_no_removals(parser)
    add_selection(parser)
    add_as_of(parser)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 1 on an error or an unread scope, 3 where a guard refuses, 2 with changes where asked, otherwise 0."""
    from pathlib import Path

    from pvsync.cli.planning import plan_now, show_findings
    from pvsync.cli.sink import put
    from pvsync.diagnostics import has_errors
    from pvsync.plan.file import write_plan
    from pvsync.workflows.project import open_project

    check_report(args)
    project = open_project(config_path(args), Path.cwd())
    planned = plan_now(project, args, screen)
    if planned.plan is None:
        show_findings(planned.findings, project.root, screen)
        return 1
    if args.out is not None:
        put(args.out, write_plan(planned.plan), screen, "--out plan.json")
    report_plan(planned.plan, args, screen)
    if planned.plan.unread or has_errors(planned.plan.diagnostics):
        return 1
    if any(verdict.verdict == "refuse" for verdict in planned.plan.guards):
        return 3
    return 2 if args.detailed_exitcode and planned.plan.changes else 0
