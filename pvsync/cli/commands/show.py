"""`pvsync show`."""

import argparse

from pvsync.cli.command import add_format
from pvsync.cli.screen import Screen

HELP = "show a saved plan"
EXAMPLE = "pvsync show plan.json"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument("plan", metavar="PLAN", help="file that `pvsync plan --out` wrote")
    add_format(parser, "text", "markdown", "json")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 0, or 3 where the file is not a plan."""
    from pathlib import Path

    from pvsync.cli.planning import load_plan, show_plan

    show_plan(load_plan(Path(args.plan)), args.format, screen)
    return 0
