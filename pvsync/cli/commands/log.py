"""`pvsync log`."""

import argparse

from pvsync.cli.command import add_format, config_path, instant
from pvsync.cli.screen import Screen

HELP = "tell a title's history: which commit changed what, by whom, and when it was applied"
ABOUT = """\
A commit is told in the title's own terms: which value was what before and
after, where and when that reached Prime Video, from the notes of the runs."""
EXAMPLE = "pvsync log HEATHAZE-2024 --territory US --since 2026-01-01"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument("title", metavar="ALID", help="ALID, or a glob on ALIDs and titles")
    parser.add_argument(
        "--territory",
        metavar="T",
        action="append",
        default=[],
        help="only this territory or group; may be repeated",
    )
    parser.add_argument("--since", metavar="DATE", help="only commits since this day or instant")
    parser.add_argument(
        "--no-fetch", action="store_true", help="do not ask the remote for what other machines applied"
    )
    add_format(parser, "text", "json", "markdown")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 0, also where no commit changed the title."""
    from pathlib import Path

    from pvsync.cli.present import painted, progress_for
    from pvsync.render.formats_log import log_format
    from pvsync.render.view_log import log_view
    from pvsync.workflows.log import LogRequest, make_log
    from pvsync.workflows.project import open_project
    from pvsync.workflows.trail import trail_of

    project = open_project(config_path(args), Path.cwd())
    request = LogRequest(
        pattern=args.title,
        territories=tuple(args.territory),
        since=None if args.since is None else instant(args.since),
        now=screen.now(),
    )
    trail = trail_of(project, fetch=not args.no_fetch)
    log = make_log(project, request, trail, progress_for(screen))
    screen.say(log_format(args.format).render(log_view(log), painted(screen)))
    return 0
