"""`pvsync explain`."""

import argparse

from pvsync.cli.command import add_format
from pvsync.cli.screen import Screen

HELP = "say what a finding means, why it matters and how to mend it"
EXAMPLE = "pvsync explain PV301"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument("code", metavar="CODE", help="the code of a finding, or its name")
    add_format(parser, "text", "markdown", "json")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 0."""
    from pvsync.cli.present import painted
    from pvsync.render.formats import code_page_format
    from pvsync.workflows.explain import explained

    screen.say(code_page_format(args.format).render(explained(args.code), painted(screen)))
    return 0
