"""`pvsync onboard`, with one module of `cli.onboarding` for each step."""

import argparse

from pvsync.cli.screen import Screen
from pvsync.cli.several import add_members, run_member

HELP = "get a certificate from Prime Video: private key, signing request, the mails that ask for it and revoke it"
EXAMPLE = "pvsync --env sandbox onboard csr"

_PACKAGE = "pvsync.cli.onboarding"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add a command for each step."""
    add_members(parser, _PACKAGE, "step")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit as the step's own command does."""
    return run_member(_PACKAGE, args, screen)
