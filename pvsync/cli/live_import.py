"""What `import live` and `import datasets` share: where to look, the import itself, and what it says."""

import argparse
from typing import TYPE_CHECKING

from pvsync.cli.command import add_format
from pvsync.cli.screen import Screen

if TYPE_CHECKING:
    from pvsync.model.imported_live import ImportedLive
    from pvsync.workflows.import_live import LiveImport
    from pvsync.workflows.live_asked import Anywhere
    from pvsync.workflows.live_ids import IdSource
    from pvsync.workflows.project import Project

_LINES = ("TVOD", "PRIME_SUBSCRIPTION", "CHANNELS", "FVOD")
_PARTLY = 4
_INTERRUPTED = 130


def add_import(parser: argparse.ArgumentParser, *, default: str) -> None:
    """Where the files go, and where to look.

    Args:
        parser: The command's own.
        default: Where is looked when no territory is named, for the help.
    """
    parser.add_argument(
        "--into", metavar="FOLDER", required=True, help="folder of the catalog that the files go to"
    )
    parser.add_argument(
        "--territories",
        metavar="NAME",
        nargs="+",
        default=[],
        help=f"where to look: territories or groups (default: {default})",
    )
    parser.add_argument(
        "--business-lines",
        metavar="LINE",
        nargs="+",
        choices=_LINES,
        default=_LINES,
        help=f"in which business lines to look: {', '.join(_LINES)} (default: all)",
    )
    parser.add_argument(
        "--observe",
        action="store_true",
        help="write `manage: observe`: the titles are compared, and never written to Prime Video until you take it out",
    )
    add_format(parser, "text", "json")


def where_to_look(args: argparse.Namespace) -> "Anywhere":
    """The territories and business lines that the flags name."""
    from pvsync.model.licence import BusinessLine
    from pvsync.workflows.live_asked import Anywhere

    lines = [BusinessLine(name) for name in dict.fromkeys(args.business_lines)]
    return Anywhere(tuple(args.territories), tuple(lines))


def import_and_show(project: "Project", ids: "IdSource", args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 1 where something is wrong or nothing could be read, with 4 where some could not, otherwise with 0."""
    import json
    from contextlib import ExitStack

    from pvsync.cli.present import painted, progress_for
    from pvsync.render.import_live_json import import_live_json
    from pvsync.render.import_live_text import import_live_text
    from pvsync.workflows.connect import connect
    from pvsync.workflows.import_live import import_live

    wanted = _wanted(project, ids, args, screen)
    try:
        with ExitStack() as stack:
            found = import_live(
                project,
                wanted,
                lambda: stack.enter_context(connect(project.config, wanted.request.environment)),
                progress_for(screen),
            )
    except KeyboardInterrupt:
        screen.note("interrupted: what was read is kept, and the same command goes on from there")
        return _INTERRUPTED
    if args.format == "json":
        screen.say(json.dumps(import_live_json(found), indent=2))
    else:
        screen.say(import_live_text(found, painted(screen)))
    return _code(found)


def _wanted(project: "Project", ids: "IdSource", args: argparse.Namespace, screen: Screen) -> "LiveImport":
    from pathlib import Path

    from pvsync.workflows.import_live import LiveImport
    from pvsync.workflows.request import Request
    from pvsync.workflows.selection import Selection

    now = screen.now()
    environment = project.config.environment(args.env)
    request = Request(environment, now, simulated=False, now=now, selection=Selection())
    return LiveImport(request, Path(args.into), ids, where_to_look(args), observe=args.observe)


def _code(found: "ImportedLive") -> int:
    from pvsync.diagnostics import has_errors

    if has_errors(found.findings):
        return 1
    if found.unread:
        return _PARTLY if found.present or found.absent else 1
    return 0
