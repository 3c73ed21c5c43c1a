"""`pvsync export mec`."""

import argparse
from typing import TYPE_CHECKING

from pvsync.cli.command import add_format, config_path
from pvsync.cli.screen import Screen

if TYPE_CHECKING:
    from pvsync.workflows.xml_kinds import Kind

HELP = (
    "write the metadata files (MEC 2.6) of collections, each held to Prime Video's table before it is written"
)
EXAMPLE = "pvsync export mec 'HOLIDAYS-*' --out mec"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    add_flags(parser, "mec")
    parser.add_argument(
        "--artwork",
        choices=("files", "manifest"),
        default="files",
        help="how pictures are named: by their files, or by their ids where `export mmc` delivers them (default: files)",
    )


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 1 where the catalog has errors and nothing is written, otherwise with 0."""
    from pvsync.workflows.xml_kinds import Mec

    return write_files(Mec(is_artwork_elsewhere=args.artwork == "manifest"), args, screen)


def add_flags(parser: argparse.ArgumentParser, what: str) -> None:
    """The flags of all files that go with a collection.

    Args:
        parser: The command.
        what: What the example calls its folder.
    """
    parser.add_argument("globs", metavar="GLOB", nargs="*", help="ALIDs of collections (default: all)")
    parser.add_argument(
        "--out", metavar="FOLDER", required=True, help=f"folder that the files go to, such as `{what}`"
    )
    parser.add_argument(
        "--schema",
        metavar="FOLDER",
        help="folder with MovieLabs' schema files (.xsd): nothing is written that they do not allow",
    )
    add_format(parser, "text", "json")


def write_files(kind: "Kind", args: argparse.Namespace, screen: Screen) -> int:
    """Write the files of a kind, or say what is wrong with the catalog."""
    from pathlib import Path

    from pvsync.cli.planning import show_findings
    from pvsync.cli.present import painted, progress_for
    from pvsync.diagnostics import has_errors
    from pvsync.render.delivered_text import delivered_text
    from pvsync.render.export_json import delivered_json
    from pvsync.workflows.export_xml import Wanted, export_xml
    from pvsync.workflows.project import open_project

    project = open_project(config_path(args), Path.cwd())
    schema = None if args.schema is None else Path(args.schema)
    wanted = Wanted(tuple(args.globs), Path(args.out), schema)
    delivered = export_xml(project, kind, wanted, screen.now(), progress_for(screen))
    if args.format == "json":
        import json

        screen.say(json.dumps(delivered_json(delivered), indent=2))
    elif has_errors(delivered.findings):
        show_findings(delivered.findings, project.root, screen)
    else:
        screen.say(delivered_text(delivered, painted(screen)))
    return 1 if has_errors(delivered.findings) else 0
