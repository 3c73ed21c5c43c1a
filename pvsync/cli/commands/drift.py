"""`pvsync drift`."""

import argparse

from pvsync.cli.command import add_format, add_selection, config_path
from pvsync.cli.screen import Screen

HELP = "show what differs on Prime Video from what git says, such as edits made by hand"
EXAMPLE = "pvsync --env production drift"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument("--base", metavar="REF", help="compare with this commit (default: HEAD)")
    add_format(parser, "text", "json")
    add_selection(parser)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 2 on drift, 1 on an error or an unread scope, otherwise 0."""
    import json
    from pathlib import Path

    from pvsync.cli.planning import plan_now, show_findings
    from pvsync.cli.present import painted
    from pvsync.plan.file import plan_to_json
    from pvsync.render.drift_text import render
    from pvsync.render.view import view_of
    from pvsync.workflows.project import open_project

    project = open_project(config_path(args), Path.cwd())
    if args.base is not None or project.head() is not None:
        project = project.at(args.base or "HEAD")
    else:
        screen.note("This folder has no commit yet: live is compared with the files as they are.")
    planned = plan_now(project, args, screen, observed=True)
    if planned.plan is None:
        show_findings(planned.findings, project.root, screen)
        return 1
    if args.format == "json":
        screen.say(json.dumps(plan_to_json(planned.plan), indent=2))
    else:
        screen.say(render(view_of(planned.plan), painted(screen)))
    if planned.plan.unread:
        return 1
    return 2 if planned.plan.changes else 0
