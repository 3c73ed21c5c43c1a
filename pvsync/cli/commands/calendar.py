"""`pvsync calendar`."""

import argparse
from typing import TYPE_CHECKING

from pvsync.cli.command import add_format, add_selection, config_path, instant
from pvsync.cli.screen import Screen
from pvsync.errors import UsageError

if TYPE_CHECKING:
    pass

HELP = "list what starts, ends or changes by itself in the next days"
ABOUT = """\
Windows that open or close, promotions that begin or end, seasons that
complete, and the last day of the client certificate: everything that happens
without a commit. `ics` is for calendars, `xlsx` for spreadsheets."""
EXAMPLE = "pvsync calendar --days 30 --format ics --out calendar.ics"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument("--days", metavar="N", type=int, default=90, help="how many days (default: 90)")
    parser.add_argument("--as-of", metavar="DATE", help="begin on this day or at this instant (default: now)")
    add_format(parser, "text", "ics", "xlsx", "json")
    parser.add_argument("--out", metavar="FILE", help="write it to this file")
    add_selection(parser)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 1 where the catalog has errors, otherwise with 0."""
    from pathlib import Path

    from pvsync.cli.planning import show_findings
    from pvsync.cli.present import painted, progress_for
    from pvsync.cli.sink import put
    from pvsync.render.formats_calendar import calendar_format
    from pvsync.render.screen import Screen as Canvas
    from pvsync.render.view_calendar import calendar_view
    from pvsync.workflows.calendar import CalendarRequest, make_calendar
    from pvsync.workflows.project import open_project
    from pvsync.workflows.selection import selection

    layout = calendar_format(args.format)
    if args.out is None and not layout.is_text:
        raise UsageError(
            f"a terminal cannot show {args.format}",
            advice=f"write it to a file: `--out calendar{layout.suffix}`",
        )
    project = open_project(config_path(args), Path.cwd())
    request = CalendarRequest(
        environment=project.config.environment(args.env),
        now=screen.now(),
        first=screen.now() if args.as_of is None else instant(args.as_of),
        days=args.days,
        selection=selection(args.only, args.exclude),
    )
    made = make_calendar(project, request, progress_for(screen))
    if made.calendar is None:
        show_findings(made.findings, project.root, screen)
        return 1
    view = calendar_view(made.calendar)
    if args.out is None:
        screen.say(layout.render(view, painted(screen)).decode())
    elif put(args.out, layout.render(view, Canvas(screen.width)), screen, "--out calendar.ics"):
        screen.note(f"{view.summary} Written to {args.out}.")
    return 0
