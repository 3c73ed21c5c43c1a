"""`pvsync schema`."""

import argparse

from pvsync.cli.screen import Screen

HELP = "print a JSON Schema: of catalog documents for editors, of plans and receipts for tools"
EXAMPLE = "pvsync schema catalog > catalog.schema.json"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument(
        "what",
        metavar="SCHEMA",
        choices=("catalog", "config", "plan", "receipt"),
        nargs="?",
        default="catalog",
        help="catalog, config, plan or receipt (default: catalog)",
    )


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 0."""
    from pvsync.workflows.pages import pages

    screen.say(pages("")[f"docs/reference/{args.what}.schema.json"])
    return 0
