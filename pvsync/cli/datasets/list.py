"""`pvsync datasets list`."""

import argparse

from pvsync.cli.command import add_format, config_path, instant
from pvsync.cli.screen import Screen

HELP = "list what Slate shows: accounts, groups, businesses, datasets, and their files"
EXAMPLE = "pvsync --env production datasets list --since 2026-11-01"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument(
        "--since", metavar="DATE", help="list the files of the business that is read, too, from this day on"
    )
    add_format(parser, "text", "json")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 0."""
    from pathlib import Path

    from pvsync.cli.present import painted
    from pvsync.render.slate_json import slate_json
    from pvsync.render.slate_text import slate_text
    from pvsync.workflows.datasets_list import list_datasets
    from pvsync.workflows.project import open_project

    project = open_project(config_path(args), Path.cwd())
    since = None if args.since is None else instant(args.since)
    shown = list_datasets(project.config, project.config.environment(args.env), since, screen.now)
    if args.format == "json":
        import json

        screen.say(json.dumps(slate_json(shown), indent=2))
    else:
        screen.say(slate_text(shown, painted(screen)))
    return 0
