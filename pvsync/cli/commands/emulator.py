"""`pvsync emulator`."""

import argparse
from datetime import timedelta
from typing import TYPE_CHECKING

from pvsync.cli.command import config_path
from pvsync.cli.screen import Screen
from pvsync.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

HELP = "run a local stand-in for the Avails API and the Slate Datasets API, with limits and faults"
EXAMPLE = "pvsync emulator --fault 429:3 --fault timeout-after-commit:1@batch/put"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument(
        "--port",
        type=int,
        default=8443,
        help="port on 127.0.0.1; the Datasets API is at the next one (default: 8443)",
    )
    parser.add_argument("--state", metavar="FOLDER", help="folder of its state (default: .pvsync/emulator)")
    _add_limits(parser)
    parser.add_argument(
        "--fault",
        metavar="NAME[:COUNT][@ENDPOINT]",
        action="append",
        default=[],
        help="go wrong on purpose; may be repeated",
    )
    parser.add_argument(
        "--dataset-fault",
        metavar="NAME[:COUNT][@ENDPOINT]",
        action="append",
        default=[],
        help="go wrong on purpose in the Datasets API; may be repeated",
    )
    parser.add_argument(
        "--assume",
        metavar="SWITCH=VALUE",
        action="append",
        default=[],
        help="read an open question another way; may be repeated",
    )
    parser.add_argument(
        "--sign",
        metavar="FILE",
        help="do not run: sign this signing request, as Prime Video does by mail, and write the certificate beside it",
    )
    parser.add_argument("--quiet", action="store_true", help="no line for each request")


def _add_limits(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rate", type=int, default=10, help="requests per second it allows (default: 10)")
    parser.add_argument("--open", type=int, default=5, help="requests that may be open at once (default: 5)")
    parser.add_argument(
        "--clock-skew",
        type=int,
        default=0,
        metavar="SECONDS",
        help="how far its clock is ahead of this machine's, behind where negative (default: 0)",
    )


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Serve until interrupted, or sign a request, then exit with 0."""
    from pathlib import Path

    from pvsync.workflows.emulate import EmulatorRequest, emulator
    from pvsync.workflows.project import open_project

    try:
        project = open_project(config_path(args), Path.cwd())
        root, benefits = project.root, project.config.benefits
    except UsageError:
        root, benefits = Path.cwd(), {}
    if args.sign is not None:
        _sign(root, args, screen)
        return 0
    request = EmulatorRequest(
        port=args.port,
        state=None if args.state is None else Path(args.state),
        rate=args.rate,
        open=args.open,
        assume=tuple(_switch(text) for text in args.assume),
        faults=tuple(args.fault),
        dataset_faults=tuple(args.dataset_fault),
        log=(lambda _line: None) if args.quiet else screen.note,
        clock=lambda: screen.now() + timedelta(seconds=args.clock_skew),
    )
    server = emulator(root, request, benefits)
    server.start()
    screen.say(f"The emulator listens on {server.url}")
    screen.say("Environment `local` finds its certificates by itself. Stop it with Ctrl-C.")
    server.wait()
    return 0


def _sign(root: "Path", args: argparse.Namespace, screen: Screen) -> None:
    from pathlib import Path

    from pvsync.workflows.emulate import sign

    done = sign(root, None if args.state is None else Path(args.state), Path(args.sign))
    screen.say(
        f"Certificate  {_name(done.certificate, root)}\n"
        f"Authority    {_name(done.authority, root)}\n"
        f"API key      in {_name(done.api_key, root)}\n\n"
        "The emulator lets in whoever holds the key of this certificate, together with the API key."
    )


def _name(path: "Path", root: "Path") -> str:
    path = path.absolute()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _switch(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(
            f"`{text}` is not SWITCH=VALUE", advice="write for example `--assume past-windows=dropped`"
        )
    return name, value
