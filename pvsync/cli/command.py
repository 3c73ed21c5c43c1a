"""What every command has: a name, one line of help, an example, flags, and something to run."""

import argparse
from typing import TYPE_CHECKING, Protocol

from pvsync.cli.screen import Screen
from pvsync.errors import UsageError

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

_HELP_WIDTH = 78


class Command(Protocol):
    """A module of `cli.commands`; `ABOUT`, where it has one, is what its help says after the first line."""

    HELP: str
    EXAMPLE: str

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's own flags."""

    def run(self, args: argparse.Namespace, screen: Screen) -> int:
        """Do it, and say with which code to exit."""


def add_manual(parser: argparse.ArgumentParser, name: str, command: Command) -> None:
    """What the help of one command says beyond its flags."""
    from textwrap import fill

    from pvsync.cli.exit_codes import epilog

    # argparse shows this description as it stands.
    paragraphs = [fill(command.HELP, _HELP_WIDTH), getattr(command, "ABOUT", "")]
    parser.description = "\n\n".join(filter(None, paragraphs))
    parser.epilog = epilog(name, command.EXAMPLE)


def add_behind(parser: argparse.ArgumentParser) -> None:
    """The flags of every command are taken behind it too: `pvsync doctor --env production`."""
    for flag in ("--config", "--env"):
        parser.add_argument(flag, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    parser.add_argument("--debug", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)


def add_format(parser: argparse.ArgumentParser, *formats: str) -> None:
    """The `--format` flag; the first format is the default."""
    parser.add_argument(
        "--format",
        choices=formats,
        default=formats[0],
        help=f"how to print the result (default: {formats[0]})",
    )


def add_steal_lease(parser: argparse.ArgumentParser) -> None:
    """The flag that takes another machine's lease."""
    parser.add_argument(
        "--steal-lease",
        metavar="RUN",
        help="take over the lease of this run, whose machine is dead: nothing else keeps two applies apart",
    )


def add_approve(parser: argparse.ArgumentParser) -> None:
    """The flag that lets exactly so much through a guard."""
    parser.add_argument(
        "--approve",
        metavar="GUARD=COUNT",
        action="append",
        default=[],
        help="let exactly this through a guard that refuses the plan; the plan shows the text; may be repeated",
    )


def add_selection(parser: argparse.ArgumentParser) -> None:
    """The flags that choose scopes."""
    about = "ALID glob, or kind=, territory=, line= and a glob; may be repeated"
    parser.add_argument(
        "--only", metavar="PATTERN", action="append", default=[], help=f"only these scopes: {about}"
    )
    parser.add_argument(
        "--exclude", metavar="PATTERN", action="append", default=[], help="all but these scopes"
    )


def add_no_removals(parser: argparse.ArgumentParser) -> None:
    """The flag that leaves removals out."""
    parser.add_argument(
        "--no-removals",
        action="store_true",
        help="leave out, and name, every change that would take something off Prime Video",
    )


def config_path(args: argparse.Namespace) -> "Path | None":
    """`--config`, None where not given."""
    from pathlib import Path

    return None if args.config is None else Path(args.config)


def add_as_of(parser: argparse.ArgumentParser) -> None:
    """The `--as-of` flag."""
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        help="pretend that it is this day or instant; such a plan cannot be applied",
    )


def instant(text: str) -> "datetime":
    """An instant from a flag; a bare date is its first second in UTC.

    Raises:
        UsageError: If it is neither.
    """
    from datetime import UTC, datetime

    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"`{text}` is not a date", advice="write a day `2026-07-01`, or an instant `2026-07-01T12:00:00Z`"
        ) from None
    return (value if value.tzinfo is not None else value.replace(tzinfo=UTC)).astimezone(UTC)
