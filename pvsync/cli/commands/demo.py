"""`pvsync demo`."""

import argparse

from pvsync.cli.screen import Screen
from pvsync.errors import UsageError

HELP = "show the whole tool on a throw-away repository and a local service"
EXAMPLE = "pvsync demo --keep demo"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument("--keep", metavar="FOLDER", help="leave the repository in this new folder")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 0 where every step came out as it should."""
    from pathlib import Path

    from pvsync.workflows.demo import demo
    from pvsync.workflows.example import example_folder

    keep = None if args.keep is None else Path(args.keep)
    if keep is not None and keep.exists():
        raise UsageError(f"{args.keep} exists already", advice="name a new folder")
    demo(example_folder(), screen.say, screen.width, keep=keep)
    return 0
