"""`pvsync export ema`."""

import argparse

from pvsync.cli.command import add_format, config_path
from pvsync.cli.screen import Screen

HELP = "write the catalog as EMA workbooks, with the head of the official templates"
EXAMPLE = "pvsync export ema --version 1.9 --out avails.xlsx"

_VERSIONS = ("1.7.3", "1.8", "1.9")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument(
        "--version",
        choices=_VERSIONS,
        default=_VERSIONS[-1],
        help=f"version of EMA (default: {_VERSIONS[-1]})",
    )
    parser.add_argument(
        "--out",
        metavar="FILE",
        required=True,
        help="the workbook; movies, series and more than 60,000 rows each go to a file of their own",
    )
    add_format(parser, "text", "json")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 1 where the catalog has errors and nothing is written, otherwise with 0."""
    from pathlib import Path

    from pvsync.cli.planning import show_findings
    from pvsync.cli.present import painted, progress_for
    from pvsync.diagnostics import has_errors
    from pvsync.render.export_json import export_json
    from pvsync.render.export_text import export_text
    from pvsync.workflows.export_ema import export_ema
    from pvsync.workflows.project import open_project

    project = open_project(config_path(args), Path.cwd())
    exported = export_ema(project, args.version, Path(args.out), screen.now(), progress_for(screen))
    if args.format == "json":
        import json

        screen.say(json.dumps(export_json(exported), indent=2))
    elif has_errors(exported.findings):
        show_findings(exported.findings, project.root, screen)
    else:
        screen.say(export_text(exported, painted(screen)))
    return 1 if has_errors(exported.findings) else 0
