"""`pvsync import live`."""

import argparse

from pvsync.cli.command import config_path
from pvsync.cli.live_import import add_import, import_and_show
from pvsync.cli.screen import Screen

HELP = "write what is live on Prime Video, by a list of ids or by the history, as files whose first plan is empty"
EXAMPLE = "pvsync --env production import live --ids ids.csv --territories US CA --into catalog/"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument(
        "--ids",
        metavar="FILE",
        help="list of ids: text with one ALID a line, or CSV or xlsx with a column `alid` and, if you like, "
        "`title`, `kind`, `territory`, `business_line`, `of`, `complete`",
    )
    source.add_argument(
        "--from-history",
        action="store_true",
        help="every id that the catalog ever declared in git and does not any more",
    )
    add_import(
        parser,
        default="those that the catalog and pvsync.yaml name; with --from-history, where each was declared",
    )


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 1 where something is wrong or nothing could be read, with 4 where some could not, otherwise with 0."""
    from pathlib import Path

    from pvsync.workflows.live_ids import of_history, of_list
    from pvsync.workflows.project import open_project

    project = open_project(config_path(args), Path.cwd())
    ids = of_history() if args.from_history else of_list(Path(args.ids))
    return import_and_show(project, ids, args, screen)
