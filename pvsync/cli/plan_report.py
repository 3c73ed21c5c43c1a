"""What `plan` and `show` share: a plan in any format, on the screen or in a file."""

import argparse
from typing import TYPE_CHECKING

from pvsync.cli.command import add_format, config_path
from pvsync.cli.screen import Screen
from pvsync.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

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


def report_plan(plan: "Plan", args: argparse.Namespace, screen: Screen) -> None:
    """Print a plan, or write it to the file that is named.

    Raises:
        UsageError: If the file cannot be written.
    """
    from pathlib import Path

    from pvsync.cli.planning import plan_as
    from pvsync.cli.present import painted
    from pvsync.render.screen import Screen as Canvas

    folder = _folder(args)
    if args.report is None:
        screen.say(str(plan_as(plan, args.format, painted(screen), folder=folder)))
        return
    shown = plan_as(plan, args.format, Canvas(screen.width), folder=folder)
    write_shown(Path(args.report), shown, "--report plan.html")
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


def write_shown(file: "Path", shown: str | bytes, example: str) -> None:
    """Write what would have been printed.

    Raises:
        UsageError: If the file cannot be written.
    """
    data = shown if isinstance(shown, bytes) else shown.encode()
    try:
        file.write_bytes(data)
    except OSError as error:
        raise UsageError(
            f"the file {file.name} cannot be written ({error.strerror})",
            advice=f"name a file in a folder that is there: `{example}`",
        ) from error
