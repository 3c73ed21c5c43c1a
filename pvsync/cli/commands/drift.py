"""`pvsync drift`."""

import argparse
from typing import TYPE_CHECKING

from pvsync.cli.command import add_format, add_selection, config_path
from pvsync.cli.screen import Screen
from pvsync.errors import UsageError

if TYPE_CHECKING:
    from pvsync.model.drift import Drift
    from pvsync.model.plan import Plan
    from pvsync.workflows.project import Project

HELP = "show what differs on Prime Video from what git says, such as edits made by hand"
ABOUT = """\
What differs is shown in three groups: changed by hand on Prime Video, waiting
for an apply (git was changed and nothing has sent it yet), and known until a
day (`drift_known` in a title's document or in pvsync.yaml). Only the first
group is drift. With `--write` the catalog is edited so that it says what
somebody did by hand; review and commit that like any other change."""
EXAMPLE = "pvsync --env production drift"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument("--base", metavar="REF", help="compare with this commit (default: HEAD)")
    parser.add_argument(
        "--write",
        action="store_true",
        help="write into the catalog what was changed by hand, so that git says what is live",
    )
    parser.add_argument(
        "--deals",
        action="store_true",
        help="with --write: change a deal itself where it says otherwise, for every title that uses it",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="with --write: show the edit and write nothing"
    )
    add_format(parser, "text", "json")
    add_selection(parser)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 2 where something was changed by hand (with `--write`: where some of it is left), 1 on an error or an unread scope, otherwise 0."""
    import json
    from pathlib import Path

    from pvsync.cli.planning import plan_now, show_findings
    from pvsync.cli.present import painted
    from pvsync.diagnostics import has_errors
    from pvsync.plan.file import plan_to_json
    from pvsync.render.drift import drift_json, render
    from pvsync.workflows.project import open_project

    _check(args)
    files = project = open_project(config_path(args), Path.cwd())
    if args.base is not None or project.head() is not None:
        project = project.at(args.base or "HEAD")
    else:
        screen.note("This folder has no commit yet: live is compared with the files as they are.")
    planned = plan_now(project, args, screen, observed=True)
    if planned.plan is None or planned.drift is None:
        show_findings(planned.findings, project.root, screen)
        return 1
    plan, drift = planned.plan, planned.drift
    if args.write:
        return _write(args, files, plan, drift, screen)
    if args.format == "json":
        screen.say(json.dumps({**plan_to_json(plan), "drift": drift_json(drift)}, indent=2))
    else:
        screen.say(render(plan, drift, painted(screen)))
    if plan.unread:
        return 1
    return 2 if drift.is_any or has_errors(plan.diagnostics) else 0


def _check(args: argparse.Namespace) -> None:
    if not args.write and (args.deals or args.dry_run):
        raise UsageError("`--deals` and `--dry-run` go with `--write`", advice="add `--write`")
    if args.write and args.base is not None:
        raise UsageError(
            "only what differs from the checked-out commit can be written into its files",
            advice="leave `--base` out, or check that commit out",
        )


def _write(args: argparse.Namespace, files: "Project", plan: "Plan", drift: "Drift", screen: Screen) -> int:
    import json
    from dataclasses import replace

    from pvsync.cli.present import lines_below, painted, progress_for
    from pvsync.render.adopted_json import adopted_json
    from pvsync.render.adopted_text import render
    from pvsync.workflows.adopt import adopt
    from pvsync.workflows.sent import sent_values
    from pvsync.workflows.trail import trail_of

    environment = files.config.environment(args.env)
    entries = trail_of(files, fetch=False).of(environment.service)
    # What waits in git, and what is known, is nothing that the catalog should be made to say.
    by_hand = {change.scope for change in drift.by_hand}
    adopted = adopt(
        files,
        replace(plan, changes=tuple(change for change in plan.changes if change.scope in by_hand)),
        sent_values(files, environment, entries),
        progress_for(screen),
        deals=args.deals,
        write=not args.dry_run,
    )
    if args.format == "json":
        screen.say(json.dumps(adopted_json(adopted), indent=2))
    else:
        screen.say(render(adopted, lines_below(files.root), painted(screen)))
    if adopted.broken or plan.unread:
        return 1
    return 2 if adopted.left or drift.extra else 0
