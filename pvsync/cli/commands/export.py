"""`pvsync export`, with one module of `cli.exports` for each kind of file."""

import argparse

from pvsync.cli.screen import Screen
from pvsync.cli.several import add_members, run_member

HELP = "export the catalog as EMA, MEC or MMC files"
EXAMPLE = "pvsync export ema --out avails.xlsx"

_PACKAGE = "pvsync.cli.exports"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add a command for each kind of file."""
    add_members(parser, _PACKAGE, "kind")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit as the kind's own command does."""
    return run_member(_PACKAGE, args, screen)
