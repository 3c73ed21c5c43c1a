"""Commands that are several: `import ema` and its kin, one module each, found by its file name."""

import argparse
from typing import cast

from pvsync.cli.command import Command, add_behind, add_manual
from pvsync.cli.screen import Screen
from pvsync.rollcall import member, members

_CHOSEN = "member"


def add_members(parser: argparse.ArgumentParser, package: str, what: str) -> None:
    """A command below another for each module of a package.

    Args:
        parser: The command above.
        package: The package.
        what: What its modules are, in one word.
    """
    commands = parser.add_subparsers(dest=_CHOSEN, metavar=what.upper(), required=True, title=f"{what}s")
    for name in members(package):
        command = cast("Command", member(package, name))
        own = commands.add_parser(
            name.replace("_", "-"),
            help=command.HELP,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        add_manual(own, parser.prog.rpartition(" ")[2], command)
        command.configure(own)
        add_behind(own)


def run_member(package: str, args: argparse.Namespace, screen: Screen) -> int:
    """Run the one that was chosen."""
    command = cast("Command", member(package, getattr(args, _CHOSEN).replace("-", "_")))
    return command.run(args, screen)
