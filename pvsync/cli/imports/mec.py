"""`pvsync import mec`."""

import argparse

from pvsync.cli.command import add_format, config_path
from pvsync.cli.screen import Screen

HELP = (
    "take metadata files (MEC) over into the documents of their collections, and say what has no place there"
)
EXAMPLE = "pvsync import mec holidays.xml --into catalog/"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument("files", metavar="FILE", nargs="+", help="metadata files of collections")
    parser.add_argument(
        "--into",
        metavar="FOLDER",
        help="folder of the catalog whose documents are filled; without it the metadata is printed only",
    )
    add_format(parser, "text", "json")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 1 where a file or a value of it is not taken over, otherwise with 0."""
    from pathlib import Path

    from pvsync.cli.present import painted, progress_for
    from pvsync.diagnostics import has_errors
    from pvsync.workflows.import_mec import import_mec
    from pvsync.workflows.project import open_project

    project = open_project(config_path(args), Path.cwd())
    into = None if args.into is None else Path(args.into)
    found = import_mec(project, [Path(name) for name in args.files], into, progress_for(screen))
    if args.format == "json":
        import json

        from pvsync.render.metadata_import_json import metadata_import_json

        screen.say(json.dumps(metadata_import_json(found), indent=2))
    else:
        from pvsync.render.metadata_import_text import metadata_import_text

        screen.say(metadata_import_text(found, painted(screen)))
    return 1 if has_errors(found.findings) else 0
