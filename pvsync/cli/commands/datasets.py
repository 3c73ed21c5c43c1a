"""`pvsync datasets`, with one module of `cli.datasets` for each step."""

import argparse

from pvsync.cli.screen import Screen
from pvsync.cli.several import add_members, run_member

HELP = "what is catalogued on Prime Video and who watches it: Slate datasets into a local store"
EXAMPLE = "pvsync --env production datasets list"

_PACKAGE = "pvsync.cli.datasets"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add a command for each step."""
    add_members(parser, _PACKAGE, "step")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit as the step's own command does."""
    return run_member(_PACKAGE, args, screen)
