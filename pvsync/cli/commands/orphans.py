"""`pvsync orphans`."""

import argparse

from pvsync.cli.command import add_format, add_selection, config_path
from pvsync.cli.screen import Screen

HELP = "list what has left the catalog and is still on Prime Video"
EXAMPLE = "pvsync --env production orphans"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument(
        "--all",
        action="store_true",
        help="ask again for scopes whose removal a receipt has shown already",
    )
    add_format(parser, "text", "json")
    add_selection(parser)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 1 where a scope could not be read, with 2 where there is an orphan, otherwise with 0."""
    import json
    from contextlib import ExitStack
    from pathlib import Path

    from pvsync.cli.present import painted, progress_for
    from pvsync.render.orphans_json import orphans_json
    from pvsync.render.orphans_text import render
    from pvsync.workflows.connect import connect
    from pvsync.workflows.orphans import orphans
    from pvsync.workflows.project import open_project
    from pvsync.workflows.request import Request
    from pvsync.workflows.selection import selection

    project = open_project(config_path(args), Path.cwd())
    environment = project.config.environment(args.env)
    now = screen.now()
    request = Request(
        environment, now, simulated=False, now=now, selection=selection(args.only, args.exclude)
    )
    with ExitStack() as stack:
        found = orphans(
            project,
            request,
            lambda: stack.enter_context(connect(project.config, environment)),
            progress_for(screen),
            every=args.all,
        )
    if args.format == "json":
        screen.say(json.dumps(orphans_json(found), indent=2))
    else:
        screen.say(render(found, painted(screen)))
    if found.unread:
        return 1
    return 2 if found.found else 0
