"""What `plan` and `show` share: a plan in any format, on the screen or in a file."""

import argparse
from typing import TYPE_CHECKING

from pvsync.cli.command import add_format, config_path
from pvsync.cli.screen import Screen
from pvsync.errors import UsageError

if TYPE_CHECKING:
    from pvsync.model.plan import Plan

_NO_TEXT = ("xlsx",)


def add_report(parser: argparse.ArgumentParser) -> None:
    """The flags `--format` and `--report`."""
    add_format(parser, "text", "markdown", "comment", "github", "html", "xlsx", "json")
    parser.add_argument("--report", metavar="FILE", help="write what is shown to this file instead")


def check_report(args: argparse.Namespace) -> None:
    """Refuse early what could not be shown in the end.

    Raises:
        UsageError: If the format is no text and no file is named.
    """
    if args.format in _NO_TEXT and args.report is None:
        raise UsageError(
            f"a terminal cannot show {args.format}",
            advice=f"write it to a file: `--report plan.{args.format}`",
        )
    check_outputs(args)


def check_outputs(args: argparse.Namespace) -> None:
    """Refuse two results on one standard output.

    Raises:
        UsageError: If the plan file is to go there too.
    """
    if getattr(args, "out", None) == args.report == "-":
        raise UsageError(
            "the plan file and what is shown would both go to standard output",
            advice="leave `--report` out, and what is shown goes beside it; or write one of them to a file",
        )


def report_plan(plan: "Plan", args: argparse.Namespace, screen: Screen) -> None:
    """Print a plan, or write it to the file that is named.

    Raises:
        UsageError: If the file cannot be written.
    """
    from pvsync.cli.planning import plan_as
    from pvsync.cli.present import painted
    from pvsync.cli.sink import put
    from pvsync.render.screen import Screen as Canvas

    folder = _folder(args)
    if args.report is None:
        # Where standard output takes the plan file, people read the plan beside it.
        beside = getattr(args, "out", None) == "-"
        shown = str(plan_as(plan, args.format, painted(screen, error=beside), folder=folder))
        (screen.note if beside else screen.say)(shown)
        return
    written = plan_as(plan, args.format, Canvas(screen.width), folder=folder)
    data = written if isinstance(written, bytes) else written.encode()
    if put(args.report, data, screen, "--report plan.html"):
        screen.note(f"Written to {args.report}.")


def _folder(args: argparse.Namespace) -> str:
    """Where the catalog stands in its repository, for the format whose reader names files from the top of that."""
    from pathlib import Path

    from pvsync.config.load import find_config
    from pvsync.workflows.validate import folder_of

    if args.format != "github":
        return ""
    config = config_path(args)
    try:
        path = find_config(Path.cwd()) if config is None else Path.cwd() / config
    except UsageError:
        return ""  # a saved plan can be shown anywhere
    return folder_of(path.parent.resolve())
