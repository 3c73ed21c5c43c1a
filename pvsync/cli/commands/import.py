"""`pvsync import`, with one module of `cli.imports` for each kind of source."""

import argparse

from pvsync.cli.screen import Screen
from pvsync.cli.several import add_members, run_member

HELP = "import workbooks, metadata files or live offers into the catalog"
EXAMPLE = "pvsync import ema avails.xlsx --into catalog/"

_PACKAGE = "pvsync.cli.imports"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add a command for each source."""
    add_members(parser, _PACKAGE, "source")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit as the source's own command does."""
    return run_member(_PACKAGE, args, screen)
