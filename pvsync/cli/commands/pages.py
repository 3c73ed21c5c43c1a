"""`pvsync pages`."""

import argparse

from pvsync.cli.command import add_format
from pvsync.cli.screen import Screen

HELP = "write the reference pages and schemas of this checkout from its code"
EXAMPLE = "pvsync pages --check"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit with 2 where a page is stale"
    )
    add_format(parser, "text", "json")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 2 where a page is stale and `--check` is given, otherwise with 0."""
    from pathlib import Path

    from pvsync.cli.reference import reference
    from pvsync.workflows.pages import pages, stale, write

    root = Path.cwd()
    generated = pages(reference())
    changed = stale(root, generated) if args.check else write(root, generated)
    if args.format == "json":
        import json

        listed = [str(path) for path in changed]
        told = {"format_version": "1", "pages": len(generated), "stale" if args.check else "written": listed}
        screen.say(json.dumps(told, indent=2))
        return 2 if args.check and changed else 0
    for path in changed:
        screen.say(f"{'stale' if args.check else 'written'}: {path}")
    if not changed:
        screen.say(f"All {len(generated)} pages are what the code says.")
    return 2 if args.check and changed else 0
