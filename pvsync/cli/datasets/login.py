"""`pvsync datasets login`."""

import argparse

from pvsync.cli.command import config_path
from pvsync.cli.screen import Screen
from pvsync.errors import UsageError

HELP = "sign in to Slate: consent once in a browser, and keep the access for this user of this machine"
EXAMPLE = "pvsync --env production datasets login"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument(
        "--paste",
        action="store_true",
        help="paste the address that the browser ended at, where it runs on another machine",
    )
    parser.add_argument("--no-browser", action="store_true", help="print the address, and open no browser")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 0 once the access works."""
    from pathlib import Path

    from pvsync.render.english import counted
    from pvsync.workflows.datasets_login import login
    from pvsync.workflows.project import open_project

    project = open_project(config_path(args), Path.cwd())
    config = project.config
    person = _Person(screen, opens=screen.interactive and not args.no_browser)
    accounts = login(config, config.environment(args.env), person, screen.now, pasted=args.paste)
    screen.say(f"Signed in: Slate shows {counted(accounts, 'account')}.")
    return 0


class _Person:
    """Whoever sits at this screen."""

    def __init__(self, screen: Screen, *, opens: bool) -> None:
        self._screen = screen
        self._opens = opens

    def open(self, address: str) -> None:
        self._show(address)
        self._screen.note("Waiting for the browser to come back ...")
        if self._opens:
            import webbrowser

            webbrowser.open(address)

    def paste(self, address: str) -> str:
        self._show(address)
        self._screen.note(
            "The browser ends at a page that may not load. Paste the whole address of it (it is not shown):"
        )
        pasted = _typed(shown=not self._screen.interactive)
        if not pasted.strip():
            raise UsageError(
                "nothing was pasted", advice="run the command again; the code is good for minutes only"
            )
        return pasted

    def _show(self, address: str) -> None:
        self._screen.note("Open this address in a browser in which you are signed in to Slate:")
        self._screen.note(f"  {address}")


def _typed(*, shown: bool) -> str:
    import sys
    from getpass import getpass

    return sys.stdin.readline() if shown else getpass("")
