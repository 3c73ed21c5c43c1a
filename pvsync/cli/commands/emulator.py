"""`pvsync emulator`."""

import argparse

from pvsync.cli.command import config_path
from pvsync.cli.screen import Screen
from pvsync.errors import UsageError

HELP = "run a local stand-in for the Avails API, with client certificates, limits and faults"
EXAMPLE = "pvsync emulator --fault 429:3 --fault timeout-after-commit:1@batch/put"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument("--port", type=int, default=8443, help="port on 127.0.0.1 (default: 8443)")
    parser.add_argument("--state", metavar="FOLDER", help="folder of its state (default: .pvsync/emulator)")
    parser.add_argument("--rate", type=int, default=10, help="requests per second it allows (default: 10)")
    parser.add_argument("--open", type=int, default=5, help="requests that may be open at once (default: 5)")
    parser.add_argument(
        "--fault",
        metavar="NAME[:COUNT][@ENDPOINT]",
        action="append",
        default=[],
        help="go wrong on purpose; may be repeated",
    )
    parser.add_argument(
        "--assume",
        metavar="SWITCH=VALUE",
        action="append",
        default=[],
        help="read an open question another way; may be repeated",
    )
    parser.add_argument("--quiet", action="store_true", help="no line for each request")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Serve until interrupted, then exit with 0."""
    from pathlib import Path

    from pvsync.workflows.emulate import EmulatorRequest, emulator
    from pvsync.workflows.project import open_project

    try:
        project = open_project(config_path(args), Path.cwd())
        root, benefits = project.root, project.config.benefits
    except UsageError:
        root, benefits = Path.cwd(), {}
    request = EmulatorRequest(
        port=args.port,
        state=None if args.state is None else Path(args.state),
        rate=args.rate,
        open=args.open,
        assume=tuple(_switch(text) for text in args.assume),
        faults=tuple(args.fault),
        log=(lambda _line: None) if args.quiet else screen.note,
    )
    server = emulator(root, request, benefits)
    server.start()
    screen.say(f"The emulator listens on {server.url}")
    screen.say("Environment `local` finds its certificates by itself. Stop it with Ctrl-C.")
    server.wait()
    return 0


def _switch(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(
            f"`{text}` is not SWITCH=VALUE", advice="write for example `--assume past-windows=dropped`"
        )
    return name, value
