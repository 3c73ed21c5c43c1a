"""`pvsync import ema`."""

import argparse
from typing import TYPE_CHECKING

from pvsync.cli.command import add_format, config_path
from pvsync.cli.screen import Screen

if TYPE_CHECKING:
    from pvsync.model.exchange import Imported

HELP = "take EMA workbooks (1.6 to 1.9) over into files of the catalog, and say what became of each cell"
EXAMPLE = "pvsync import ema movies.xlsx tv.xlsx --into catalog/"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument(
        "files", metavar="FILE", nargs="+", help="workbooks; titles may go on from one to the next"
    )
    parser.add_argument(
        "--into", metavar="FOLDER", required=True, help="folder of the catalog that the files go to"
    )
    parser.add_argument(
        "--deals", action="store_true", help="write avails that several titles have alike once, as deals"
    )
    parser.add_argument(
        "--force", action="store_true", help="overwrite files that are there and say something else"
    )
    add_format(parser, "text", "json")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 1 where a cell is wrong, a title is left out or a file is kept as it is, otherwise with 0."""
    from pathlib import Path

    from pvsync.cli.present import painted, progress_for
    from pvsync.diagnostics import has_errors
    from pvsync.render.import_json import import_json
    from pvsync.render.import_text import import_text
    from pvsync.workflows.import_ema import import_ema
    from pvsync.workflows.project import open_project

    project = open_project(config_path(args), Path.cwd())
    files = [Path(name) for name in args.files]
    found: Imported = import_ema(
        project, files, Path(args.into), progress_for(screen), deals=args.deals, force=args.force
    )
    if args.format == "json":
        import json

        screen.say(json.dumps(import_json(found), indent=2))
    else:
        screen.say(import_text(found, painted(screen)))
    return 1 if has_errors(found.findings) or found.kept else 0
