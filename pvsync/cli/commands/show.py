"""`pvsync show`."""

import argparse

from pvsync.cli.plan_report import add_report, check_report, report_plan
from pvsync.cli.screen import Screen

HELP = "show a saved plan"
ABOUT = """\
The plan is shown as it was made; nothing is read from Prime Video. `html` is
a page for a browser in one file, `xlsx` a workbook for colleagues without an
account where the catalog lives, `comment` and `markdown` are for a pull
request and the page of a run, `github` for annotations."""
EXAMPLE = "pvsync show plan.json --format html --report plan.html"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument("plan", metavar="PLAN", help="file that `pvsync plan --out` wrote")
    add_report(parser)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 0, or 3 where the file is not a plan."""
    from pathlib import Path

    from pvsync.cli.planning import load_plan

    check_report(args)
    report_plan(load_plan(Path(args.plan)), args, screen)
    return 0
