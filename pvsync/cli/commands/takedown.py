"""`pvsync takedown`."""

import argparse
from typing import TYPE_CHECKING

from pvsync.cli.command import add_format, add_steal_lease, config_path
from pvsync.cli.screen import Screen
from pvsync.errors import PvsyncError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from pvsync.api.client import AvailsClient
    from pvsync.model.plan import Plan
    from pvsync.workflows.project import Project
    from pvsync.workflows.takedown import Prepared
    from pvsync.workflows.takedown_edit import TakedownEdit

HELP = "take a title down now: edits the YAML, plans those scopes only, asks once, applies and reads back"
EXAMPLE = "pvsync --env production takedown HEATHAZE-2024 --territory US --because 'rights dispute'"

_LINES = ("TVOD", "PRIME_SUBSCRIPTION", "CHANNELS", "FVOD")
_SLOW = "Customers may still see it for up to 24 hours, as Prime Video takes it out everywhere."


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument("alid", metavar="ALID", help="the title; a season stands for its episodes too")
    parser.add_argument(
        "--territory", metavar="T", action="append", required=True, help="territory or group; may be repeated"
    )
    parser.add_argument(
        "--business-line", choices=_LINES, help="only this line (default: all that git has there)"
    )
    parser.add_argument(
        "--because", metavar="TEXT", required=True, help="why; stands beside the entry in the YAML"
    )
    parser.add_argument("--auto-approve", action="store_true", help="do not ask")
    add_steal_lease(parser)
    add_format(parser, "text", "json")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit as `apply` does; where it is not approved, the file is put back and the exit code is 3."""
    from pathlib import Path

    from pvsync.cli.planning import show_findings, show_plan
    from pvsync.cli.present import progress_for
    from pvsync.diagnostics import Finding
    from pvsync.model.licence import BusinessLine
    from pvsync.render.english import sentence
    from pvsync.workflows.connect import connect
    from pvsync.workflows.project import open_project
    from pvsync.workflows.takedown import approval_of, prepare, take_back
    from pvsync.workflows.takedown_edit import Takedown

    if not args.auto_approve and not screen.interactive:
        raise UsageError("there is no terminal to ask in", advice="add `--auto-approve`")
    project = open_project(config_path(args), Path.cwd())
    environment = project.config.environment(args.env)
    line = None if args.business_line is None else BusinessLine(args.business_line)
    asked = Takedown(args.alid, tuple(args.territory), line, args.because)

    def connected() -> "AvailsClient":
        return connect(project.config, environment)

    prepared = prepare(project, asked, environment, screen.now(), connected, progress_for(screen))
    if isinstance(prepared, Finding) or prepared.planned.plan is None:
        findings = (prepared,) if isinstance(prepared, Finding) else prepared.planned.findings
        show_findings(findings, project.root, screen)
        return 1
    plan = prepared.planned.plan
    if args.format == "text":
        approval = approval_of(plan)
        screen.say(prepared.edit.preview or "Git says so already; the file stays as it is.")
        show_plan(plan, "text", screen, approval.counts)
        if approval.note:
            screen.say(sentence(approval.note))
    if not _approved(args, prepared, screen):
        take_back(project, prepared.edit)
        screen.note("Nothing was taken down, and the file is as it was.")
        return 3
    return _carry_out(args, project, prepared.edit, plan, connected, screen)


def _carry_out(
    args: argparse.Namespace,
    project: "Project",
    edit: "TakedownEdit",
    plan: "Plan",
    connected: "Callable[[], AvailsClient]",
    screen: Screen,
) -> int:
    from pvsync.cli.present import progress_for
    from pvsync.cli.receipts import show_applied
    from pvsync.cli.signals import stop_on_signals
    from pvsync.render.disarm import disarm
    from pvsync.workflows.takedown import carry_out, take_back

    environment = project.config.environment(args.env)
    try:
        with stop_on_signals(screen) as stop:
            applied = carry_out(
                project,
                environment,
                plan,
                connected,
                now=screen.now,
                progress=progress_for(screen),
                stop=stop,
                steal_lease=args.steal_lease,
            )
    except PvsyncError:
        # Nothing was written: another machine applies, or the service went away. The same command can be typed again.
        take_back(project, edit)
        raise
    code = show_applied(applied, args.format, screen)
    screen.note(_SLOW)
    screen.note(f"Commit {disarm(edit.edited.before.name)}, so that the next plan does not offer it again.")
    return code


def _approved(args: argparse.Namespace, prepared: "Prepared", screen: Screen) -> bool:
    if args.auto_approve or prepared.planned.plan is None or not prepared.planned.plan.changes:
        return True
    screen.err.write(f"Take this down in {args.env} now? Type yes: ")
    screen.err.flush()
    try:
        return input().strip().casefold() == "yes"
    except EOFError:
        return False
