"""`pvsync orphans`."""

import argparse
from typing import TYPE_CHECKING

from pvsync.cli.command import add_format, add_selection, config_path
from pvsync.cli.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable

    from pvsync.workflows.compared import Reader
    from pvsync.workflows.project import Project
    from pvsync.workflows.request import Request

HELP = "list what has left the catalog and is still on Prime Video"
EXAMPLE = "pvsync --env production orphans"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--all",
        action="store_true",
        help="ask again for scopes whose removal a receipt has shown already",
    )
    which.add_argument(
        "--datasets",
        action="store_true",
        help="look in the catalog dataset (`pvsync datasets pull`) and not in the history: what is catalogued and live "
        "and in no YAML, what is in the YAML and was never catalogued, and which joins are doubtful",
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

        def reader() -> "Reader":
            return stack.enter_context(connect(project.config, environment))

        if args.datasets:
            return _of_datasets(project, request, reader, args, screen)
        found = orphans(project, request, reader, progress_for(screen), every=args.all)
    if args.format == "json":
        screen.say(json.dumps(orphans_json(found), indent=2))
    else:
        screen.say(render(found, painted(screen)))
    if found.unread:
        return 1
    return 2 if found.found else 0


def _of_datasets(
    project: "Project",
    request: "Request",
    reader: "Callable[[], Reader]",
    args: argparse.Namespace,
    screen: Screen,
) -> int:
    """What the catalog dataset says; the same exit codes."""
    import json

    from pvsync.cli.present import painted, progress_for
    from pvsync.render.catalogued_json import catalogued_json
    from pvsync.render.catalogued_text import catalogued_text
    from pvsync.workflows.catalogued import catalogued_against

    found = catalogued_against(project, request, reader, progress_for(screen))
    if args.format == "json":
        screen.say(json.dumps(catalogued_json(found), indent=2))
    else:
        screen.say(catalogued_text(found, painted(screen)))
    if found.unread:
        return 1
    return 2 if found.live else 0
