"""`pvsync takedown`."""

import argparse
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pvsync.cli.command import add_format, add_steal_lease, config_path
from pvsync.cli.screen import Screen
from pvsync.errors import PlanRefused, PvsyncError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pvsync.api.client import AvailsClient
    from pvsync.config.environment import Environment
    from pvsync.model.takedown import TakedownVerdict
    from pvsync.workflows.apply import Applied
    from pvsync.workflows.project import Project
    from pvsync.workflows.takedown import Prepared, Takedown

HELP = "take a title down now: edits the YAML, asks once, ends it, and reads until nothing of it is open"
ABOUT = """\
Ends in one of two ways: "Nothing of ALID is open in US", read after everything
was sent, or "NOT taken down" with what to type next. The rest of the catalog
may have errors, and what cannot be read is ended by what git says of it. A
season takes its episodes along, a series its box set and its seasons."""
EXAMPLE = "pvsync --env production takedown HEATHAZE-2024 --territory US --because 'rights dispute'"

_LINES = ("TVOD", "PRIME_SUBSCRIPTION", "CHANNELS", "FVOD")
_NOT_DOWN, _NOT_APPROVED, _INTERRUPTED = 1, 3, 130


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument("alid", metavar="ALID", help="the title; a season stands for its episodes too")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument(
        "--territory", metavar="T", action="append", default=[], help="territory or group; may be repeated"
    )
    where.add_argument(
        "--everywhere",
        action="store_true",
        help="wherever git, earlier runs or Prime Video itself know it",
    )
    parser.add_argument("--business-line", choices=_LINES, help="only this line (default: all four)")
    parser.add_argument(
        "--because",
        metavar="TEXT",
        required=True,
        help="why; stands beside the entry in the YAML and in the log",
    )
    parser.add_argument(
        "--with-bundles", action="store_true", help="first end the bundles on sale that hold it"
    )
    parser.add_argument(
        "--despite-protection", action="store_true", help="lift `protect: true` for it, in the same edit"
    )
    parser.add_argument(
        "--with-others",
        action="store_true",
        help="also end what others made of it (`foreign: keep`, `manage: observe`, other lines)",
    )
    parser.add_argument("--auto-approve", action="store_true", help="do not ask")
    add_steal_lease(parser)
    add_format(parser, "text", "json")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 0 where a read shows that nothing is open, with 1 where not, with 3 where it was refused or not approved."""
    from pathlib import Path

    from pvsync.cli.present import progress_for
    from pvsync.workflows.connect import connect
    from pvsync.workflows.project import open_project
    from pvsync.workflows.takedown import prepare
    from pvsync.workflows.takedown_edit import take_back

    if not args.auto_approve and not screen.interactive:
        raise PlanRefused(
            "there is no terminal to ask in, so nothing was taken down", advice="add `--auto-approve`"
        )
    project = open_project(config_path(args), Path.cwd())
    environment = project.config.environment(args.env)

    def connected() -> "AvailsClient":
        return connect(project.config, environment)

    asked = _asked(args)
    with _loud(asked, args, screen):
        prepared = prepare(project, asked, environment, screen.now(), connected, progress_for(screen))
    if args.format == "text":
        _show(prepared, screen)
    if not _approved(args, prepared, screen):
        take_back(project, prepared.edit)
        screen.note("NOT taken down: it was not approved. The files are as they were.")
        return _NOT_APPROVED
    with _loud(asked, args, screen):
        return _carry_out(args, project, environment, prepared, connected, screen)


@contextmanager
def _loud(asked: "Takedown", args: argparse.Namespace, screen: Screen) -> "Iterator[None]":
    """Whatever stops a takedown, the last word is that the title is not down."""
    import json

    from pvsync.model.takedown import TakedownVerdict
    from pvsync.render.takedown import verdict_json

    try:
        yield
    except UsageError:
        raise
    except PvsyncError as error:
        again = f"`{asked.command(args.env)}`"
        found = TakedownVerdict(
            asked.alid,
            asked.territories,
            None,
            (),
            error.advice or again,
            business_line=asked.business_line,
        )
        if args.format == "json":
            screen.say(json.dumps({**verdict_json(found), "run": "", "error": error.message}, indent=2))
        elif not error.message.startswith("NOT taken down"):
            screen.note(f"NOT taken down: {asked.alid} is as it was. Next: {again}")
        raise


def _asked(args: argparse.Namespace) -> "Takedown":
    from pvsync.model.licence import BusinessLine
    from pvsync.workflows.takedown import Takedown

    return Takedown(
        alid=args.alid,
        territories=tuple(args.territory),
        business_line=None if args.business_line is None else BusinessLine(args.business_line),
        because=args.because,
        with_bundles=args.with_bundles,
        despite_protection=args.despite_protection,
        with_others=args.with_others,
    )


def _show(prepared: "Prepared", screen: Screen) -> None:
    from dataclasses import replace

    from pvsync.cli.planning import show_plan
    from pvsync.render.disarm import disarm
    from pvsync.render.english import counted, sentence

    approval = prepared.approval
    screen.say(prepared.edit.preview or "Git says so already; no file changes.")
    # That the edit is not committed is the way of a takedown, and said below.
    show_plan(replace(prepared.plan, dirty=False, uncommitted=()), "text", screen, approval.counts)
    for note in approval.notes:
        screen.say(disarm(sentence(note)))
    if prepared.target.errors:
        errors = counted(prepared.target.errors, "error")
        screen.say(f"The catalog has {errors}, which a takedown does not look at: `pvsync validate`.")


def _carry_out(
    args: argparse.Namespace,
    project: "Project",
    environment: "Environment",
    prepared: "Prepared",
    connected: "Callable[[], AvailsClient]",
    screen: Screen,
) -> int:
    from pvsync.cli.present import progress_for
    from pvsync.cli.signals import stop_on_signals
    from pvsync.workflows.takedown import carry_out
    from pvsync.workflows.takedown_edit import take_back
    from pvsync.workflows.takedown_verdict import verdict

    try:
        with stop_on_signals(screen) as stop:
            applied = carry_out(
                project,
                environment,
                prepared,
                connected,
                now=screen.now,
                progress=progress_for(screen),
                stop=stop,
                steal_lease=args.steal_lease,
            )
    except PvsyncError:
        # Nothing was written: another machine applies, or the service went away. The same command can be typed again.
        take_back(project, prepared.edit)
        raise
    found = verdict(prepared, applied, environment, connected, now=screen.now)
    _tell(args, prepared, applied, screen)
    _conclude(found, applied, args, screen)
    if applied.receipt.interrupted:
        return _INTERRUPTED
    return 0 if found.is_down else _NOT_DOWN


def _conclude(found: "TakedownVerdict", applied: "Applied", args: argparse.Namespace, screen: Screen) -> None:
    import json

    from pvsync.apply.receipt_json import receipt_to_json
    from pvsync.cli.present import painted
    from pvsync.render.takedown import render, verdict_json

    if args.format == "json":
        receipt = json.loads(receipt_to_json(applied.receipt))
        screen.say(
            json.dumps({**verdict_json(found), "run": applied.receipt.run, "receipt": receipt}, indent=2)
        )
    else:
        screen.say(render(found, painted(screen)))


def _tell(args: argparse.Namespace, prepared: "Prepared", applied: "Applied", screen: Screen) -> None:
    """What became of the run, and what a person still has to do."""
    from pvsync.cli.receipts import show_applied
    from pvsync.render.disarm import disarm
    from pvsync.render.english import listed

    if args.format == "text":
        show_applied(applied, "text", screen)
    if prepared.edit.names:
        names = disarm(listed(list(prepared.edit.names)))
        screen.note(f"Commit {names}, so that the next plan does not offer it again.")
    for alid, why in prepared.edit.not_edited:
        screen.note(
            f"{disarm(alid)} has no entry in the catalog ({disarm(why)}): "
            "say there that it is withdrawn, or the next apply may offer it again."
        )


def _approved(args: argparse.Namespace, prepared: "Prepared", screen: Screen) -> bool:
    if args.auto_approve or not prepared.plan.changes:
        return True
    screen.err.write(f"Take this down in {args.env} now? Type yes: ")
    screen.err.flush()
    try:
        return input().strip().casefold() == "yes"
    except EOFError:
        return False
