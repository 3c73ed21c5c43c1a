"""`pvsync timeline`."""

import argparse

from pvsync.cli.command import add_format, add_selection, config_path, instant
from pvsync.cli.screen import Screen

HELP = "draw the windows of the catalog over time, by title and territory"
ABOUT = """\
The windows of the catalog itself, without a plan and without the service. As
text for the terminal, as a page for a browser, and of one title as SVG."""
EXAMPLE = "pvsync timeline 'ASB-*' --format html --out timeline.html"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument(
        "glob", metavar="GLOB", nargs="?", help="only titles whose ALID matches (default: all)"
    )
    parser.add_argument("--as-of", metavar="DATE", help="draw it for this day or instant (default: now)")
    add_format(parser, "text", "html", "svg")
    parser.add_argument("--out", metavar="FILE", help="write it to this file")
    add_selection(parser)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 1 where the catalog has errors, otherwise with 0."""
    from pathlib import Path

    from pvsync.cli.planning import show_findings
    from pvsync.cli.present import painted, progress_for
    from pvsync.cli.sink import put
    from pvsync.render.formats_timeline import timeline_format
    from pvsync.render.screen import Screen as Canvas
    from pvsync.render.view_timeline import timeline_view
    from pvsync.workflows.project import open_project
    from pvsync.workflows.selection import selection
    from pvsync.workflows.timeline import make_picture

    layout = timeline_format(args.format)
    project = open_project(config_path(args), Path.cwd())
    only = [*args.only, f"alid={args.glob}"] if args.glob else args.only
    made = make_picture(
        project,
        project.config.environment(args.env).alias,
        screen.now() if args.as_of is None else instant(args.as_of),
        selection(only, args.exclude),
        progress_for(screen),
    )
    if made.picture is None:
        show_findings(made.findings, project.root, screen)
        return 1
    view = timeline_view(made.picture)
    if args.out is None:
        screen.say(layout.render(view, painted(screen)))
        return 0
    shown = layout.render(view, Canvas(screen.width)).encode()
    if put(args.out, shown, screen, f"--out timeline{layout.suffix}"):
        screen.note(f"{view.summary} Written to {args.out}.")
    return 0
